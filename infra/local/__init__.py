"""The local cloud: the real template, deployed on a laptop without an AWS account and without Docker.

Begin with `lifecycle`, which is `make up` and `make down`. `cloud` starts the emulator of AWS and, beside it, the fake
Amazon Connect; `packaging` builds the code as `sam build` does; `sam` turns the template into plain CloudFormation;
`stack` deploys it; `saved_state` remembers where everything runs. To call the line, see `infra.phone`.
"""

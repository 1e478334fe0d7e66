"""The local cloud: the real template, deployed on a laptop without an AWS account and without docker.

`life` is `make up` and `make down`: `environment` installs the emulator, `cloud` starts it (`ministack`) and beside it
a stand-in for Amazon Connect (`connect`), `builds` makes what is deployed as `sam build` does, `sam` turns the template
into plain CloudFormation, `stack` deploys it, and `running` remembers where it all is. `line` calls what is up: `make
call`.
"""

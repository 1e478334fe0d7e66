"""The local cloud: the real template, deployed on a laptop without an AWS account and without docker.

`ministack` runs the emulator, `environment` installs it, `builds` makes what is deployed as `sam build` does, `sam`
turns the template into plain CloudFormation, `stack` deploys it, and `__main__` is `make up` and `make down`. `line`
calls what is up: `make call`.
"""

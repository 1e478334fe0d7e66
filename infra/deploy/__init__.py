"""`make deploy`, `make smoke` and `make destroy`: the stack in a real AWS account, with the SAM CLI.

`settings` asks what must be known and keeps it in samconfig.toml, `account` checks it before anything is built, `sam`
runs the CLI, `smoke` has Connect call the flow, and `__main__` is the three commands.
"""

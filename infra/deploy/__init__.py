"""`make deploy`, `make destroy` and what lies between: the stack in a real AWS account, by way of the SAM CLI.

Begin with `__main__`, the commands. `settings` asks for what a deployment needs and saves it in samconfig.toml;
`account` checks that before anything is built; `smoke` lets Amazon Connect call the deployed line; `redrive`, `forget`
and `restore` work on its data.
"""

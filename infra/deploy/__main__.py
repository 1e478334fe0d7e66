"""`python -m infra.deploy deploy`, `smoke` and `destroy`: what the make targets of these names do."""

import argparse
import os
import sys

from infra.deploy import account, sam
from infra.deploy.errors import DeployError
from infra.deploy.settings import SAMCONFIG, STACK, Settings
from infra.deploy.smoke import smoke


def main() -> None:
    """Do what the command line says; a failure is one line and exit code 1."""
    parser = argparse.ArgumentParser(prog="python -m infra.deploy", description="The stack in an AWS account.")
    parser.add_argument("what", choices=["deploy", "smoke", "destroy"])
    parser.add_argument("--sam", default="sam", help="the SAM CLI")
    parser.add_argument("--stack", default=STACK, help=f"the stack's name, the first time ({STACK})")
    arguments = parser.parse_args()
    try:
        if arguments.what == "deploy":
            deploy(arguments.sam, arguments.stack)
        elif arguments.what == "smoke":
            print(smoke(_deployed()))
        else:
            destroy(arguments.sam)
    except DeployError as error:
        sys.exit(f"error: {error}")
    except (KeyboardInterrupt, EOFError):
        sys.exit("\nstopped")


def deploy(cli: str, stack: str) -> None:
    """Ask, the first time; check, build and deploy; and say what to dial."""
    before = Settings.read()
    settings = before or Settings.asked(_answer, stack)
    account.check(settings)
    if before is None:
        settings.write()
        print(f"kept in {SAMCONFIG.name} for the next time")
    sam.build(cli)
    sam.deploy(cli)
    _tell(account.stack(settings).outputs)


def destroy(cli: str) -> None:
    """Delete the stack, after a question."""
    settings = _deployed()
    account.check(settings)
    if not os.environ.get("YES") and input(f"delete the stack {settings.stack}? [y/N] ").strip().lower() != "y":
        return print("nothing was deleted")
    sam.destroy(cli, settings)
    return print("deleted; the table, the queues and a claimed number stay, unless DataDeletion=Delete was set")


def _deployed() -> Settings:
    settings = Settings.read()
    if settings is None:
        raise DeployError(f"nothing was deployed from here, there is no {SAMCONFIG.name}: run `make deploy`")
    return settings


def _answer(variable: str, question: str) -> str:
    """What the environment says, as in `make deploy INSTANCE_ARN=...`, or else the person at the terminal."""
    given = os.environ.get(variable)
    return input(question) if given is None else given


def _tell(outputs: dict[str, str]) -> None:
    width = max(map(len, outputs), default=0)
    for name, value in sorted(outputs.items()):
        print(f"{name:{width}}  {value}")
    if "NumberToDial" in outputs:
        print(f"\ndial {outputs['NumberToDial']}")
    else:
        print("\nto call it, point a phone number at the flow in the Connect console (docs/deploy.md)")


if __name__ == "__main__":
    main()

"""The command behind the make targets `deploy`, `smoke` and `destroy`: `python -m infra.deploy deploy`."""

import argparse
import os
import sys
from functools import partial
from typing import Any

from infra.deploy import account, sam
from infra.deploy.settings import SAMCONFIG, STACK, DeployError, DeploySettings
from infra.deploy.smoke import smoke
from infra.local.cloud import CONNECT_PARAMETERS
from infra.local.saved_state import load_running
from infra.servers.clients import REGION, ROOT_KEY
from infra.servers.errors import NotRunningError


def main() -> None:
    """Run the command on the command line. A failure prints one line and exits with code 1."""
    arguments = _parser().parse_args()
    try:
        if arguments.command == "deploy":
            deploy(arguments.sam, arguments.stack)
        elif arguments.command == "smoke":
            print(_smoke(arguments.local))
        else:
            destroy(arguments.sam)
    except DeployError as error:
        sys.exit(f"error: {error}")
    except (KeyboardInterrupt, EOFError):
        sys.exit("\nstopped")


def deploy(cli: str, stack: str) -> None:
    """Ask for the settings the first time; check them, build and deploy; and print the number to dial."""
    saved = DeploySettings.read()
    settings = saved or DeploySettings.ask(_answer, stack)
    account.check(settings)
    if saved is None:
        settings.write()
        print(f"saved in {SAMCONFIG.name} for next time")
    sam.build(cli)
    sam.deploy(cli)
    _print(account.describe_stack(settings, partial(account.client, settings=settings)).outputs)


def destroy(cli: str) -> None:
    """Delete the stack, after asking for confirmation."""
    settings = _saved_settings()
    account.check(settings)
    if not os.environ.get("YES") and input(f"delete the stack {settings.stack}? [y/N] ").strip().lower() != "y":
        return print("nothing was deleted")
    sam.destroy(cli, settings)
    return print("deleted; the table, the queues and a claimed number remain, unless DataDeletion=Delete was set")


def _smoke(on_laptop: bool) -> str:
    """Call the line that was deployed from here, or else the line on the local cloud."""
    settings = None if on_laptop else DeploySettings.read()
    if settings:
        return smoke(settings, partial(account.client, settings=settings))
    try:
        cloud = load_running().cloud
    except NotRunningError:
        raise DeployError("there is no line to call: run `make up` for the local one, or `make deploy`") from None

    def clients(service: str) -> Any:
        endpoint = (cloud.connect if service == "connect" else cloud.aws).endpoint
        return account.client(service, local, endpoint_url=endpoint, **key)

    key = {name.lower(): value for name, value in ROOT_KEY.items()}
    local = DeploySettings(STACK, REGION, CONNECT_PARAMETERS)
    return f"{smoke(local, clients)} (on the local cloud)"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.deploy", description="Manage the stack in an AWS account.")
    parser.add_argument("command", choices=["deploy", "smoke", "destroy"])
    parser.add_argument("--sam", default="sam", help="the SAM CLI")
    parser.add_argument("--local", action="store_true", help="call the line on the local cloud")
    parser.add_argument("--stack", default=STACK, help=f"the name of a stack to be created ({STACK})")
    return parser


def _saved_settings() -> DeploySettings:
    settings = DeploySettings.read()
    if settings is None:
        raise DeployError(f"nothing was deployed from here: there is no {SAMCONFIG.name}; run `make deploy`")
    return settings


def _answer(variable: str, question: str) -> str:
    """Return an environment variable, as in `make deploy INSTANCE_ARN=...`, or else what the user types."""
    value = os.environ.get(variable)
    return input(question) if value is None else value


def _print(outputs: dict[str, str]) -> None:
    width = max(map(len, outputs), default=0)
    for name, value in sorted(outputs.items()):
        print(f"{name:{width}}  {value}")
    if "NumberToDial" in outputs:
        print(f"\ndial {outputs['NumberToDial']}")
    else:
        print("\nto call the line, route a phone number to the flow in the Connect console (docs/deploy.md)")


if __name__ == "__main__":
    main()

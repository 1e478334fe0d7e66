"""The command behind the make targets that manage the deployed stack, such as `python -m infra.deploy deploy`.

`restore` has no target: docs/runbook.md says when to run it.
"""

import argparse
import os
import sys
from functools import partial
from typing import Any

from infra.deploy import account, number, sam
from infra.deploy.flow import check_drift, fetch_flow, pull_flow
from infra.deploy.forget import forget
from infra.deploy.redrive import redrive
from infra.deploy.restore import restore
from infra.deploy.settings import SAMCONFIG, STACK, DeployError, DeploySettings
from infra.deploy.smoke import smoke
from infra.deploy.stack import Clients, clear_remains, describe_stack
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
        elif arguments.command == "destroy":
            destroy(arguments.sam)
        else:
            print(_of_deployed_line(arguments))
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
    clients = partial(account.client, settings=settings)
    exists = clear_remains(settings, clients)
    if exists and not os.environ.get("OVERWRITE"):
        _check_edits(settings, clients)
    sam.build(cli)
    number.deploy(cli, settings, clients, exists)
    _print(describe_stack(settings, clients).outputs)


def _check_edits(settings: DeploySettings, clients: Clients) -> None:
    """Raise DeployError if the flow was edited in Connect. Where that cannot be told, say so and go on."""
    deployed = describe_stack(settings, clients)
    try:
        published = fetch_flow(settings, clients, deployed)
    except DeployError as error:
        return print(f"not checked whether the flow was edited in Connect: {error}")
    return check_drift(published, deployed)


def destroy(cli: str) -> None:
    """Delete the stack, after asking for confirmation. A number that it claimed is kept, for the next deployment."""
    settings = _saved_settings()
    account.check(settings)
    if not _confirm(f"delete the stack {settings.stack}?"):
        return print("nothing was deleted")
    kept = number.find_claimed(settings, partial(account.client, settings=settings))
    if kept:  # before the deletion, which may fail or be interrupted
        number.remember(settings, kept)
    sam.destroy(cli, settings)
    return print("deleted; the table and the queues remain")


def _confirm(question: str) -> bool:
    """Return whether the user agrees, or has agreed beforehand with YES=1."""
    return bool(os.environ.get("YES")) or input(f"{question} [y/N] ").strip().lower() == "y"


def _of_deployed_line(arguments: argparse.Namespace) -> str:
    """Run a command on the line that was deployed from here, or else on the one on the local cloud."""
    settings = None if arguments.local else DeploySettings.read()
    clients: Clients
    if settings:
        clients, where = partial(account.client, settings=settings), ""
    else:
        settings, clients = _local_line()
        where = " (on the local cloud)"
    return f"{_run(arguments, settings, clients)}{where}"


def _run(arguments: argparse.Namespace, settings: DeploySettings, clients: Clients) -> str:
    """Run a command on a deployed line, and return its result."""
    match arguments.command:
        case "smoke":
            return smoke(settings, clients)
        case "redrive":
            return redrive(settings, clients)
        case "forget":
            return forget(settings, clients, arguments.number, _confirm)
        case "restore":
            return restore(settings, clients, arguments.source)
    deployed = describe_stack(settings, clients)
    return pull_flow(fetch_flow(settings, clients, deployed), deployed)


def _local_line() -> tuple[DeploySettings, Clients]:
    """Return the line on the local cloud, and the clients of its services."""
    try:
        cloud = load_running().cloud
    except NotRunningError:
        raise DeployError("there is no deployed line: run `make up` for the local one, or `make deploy`") from None
    settings = DeploySettings(STACK, REGION, CONNECT_PARAMETERS)
    key = {name.lower(): value for name, value in ROOT_KEY.items()}

    def clients(service: str) -> Any:
        endpoint = (cloud.connect if service == "connect" else cloud.aws).endpoint
        return account.client(service, settings, endpoint_url=endpoint, **key)

    return settings, clients


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.deploy", description="Manage the stack in an AWS account.")
    parser.add_argument("command", choices=["deploy", "smoke", "flow-pull", "redrive", "forget", "restore", "destroy"])
    parser.add_argument("--sam", default="sam", help="the SAM CLI")
    parser.add_argument("--local", action="store_true", help="use the line on the local cloud")
    parser.add_argument("--number", default="", help="the number to forget")
    parser.add_argument("--from", dest="source", default="", metavar="TABLE", help="the table to restore from")
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
    dial = outputs.get("NumberToDial", "")
    if dial.startswith("+"):
        print(f"\ndial {dial}")
    elif dial:
        print(f"\nthe line's number cannot be dialed, {dial}")
    else:
        print("\nto call the line, route a phone number to the flow in the Connect console (docs/deploy.md)")


if __name__ == "__main__":
    main()

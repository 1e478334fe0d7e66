"""`python -m infra.local up` and `down`: what `make up` and `make down` do."""

import argparse
import sys
import time
import tomllib

from infra.local import environment
from infra.local.errors import LocalCloudError
from infra.local.ministack import Ministack
from infra.local.places import ARTIFACTS, HOME, PARAMETERS, TEMPLATE
from infra.local.running import forget, remember, remembered
from infra.local.stack import Deployment, Outputs, delete, deploy

STACK = "vanity"
PORT = 4566
_START = time.monotonic()


def main() -> None:
    """Do what the command line says; a failure is one line and exit code 1."""
    arguments = _parser().parse_args()
    try:
        if arguments.what == "up":
            up(arguments.port, dict(arguments.parameter))
        else:
            down()
    except LocalCloudError as error:
        sys.exit(f"error: {error}")


def up(port: int | None, parameters: dict[str, str]) -> None:
    """Start the local cloud unless it runs, and deploy to it."""
    environment.ensure(_say)
    cloud = _running(port)
    outputs = deploy(cloud, Deployment(STACK, TEMPLATE, _local_parameters() | parameters, ARTIFACTS), _say)
    remember(cloud, outputs)
    _say(f"up at {cloud.endpoint}\n")
    _print_outputs(outputs)


def down() -> None:
    """Delete the stack and stop the local cloud; fine when there is none."""
    cloud = remembered()
    if cloud is None:
        return _say("nothing is up")
    if cloud.answers():
        _say("deleting the stack")
        delete(cloud, STACK)
    cloud.stop()
    forget()
    return _say("down")


def _running(port: int | None) -> Ministack:
    """The local cloud that runs, or a new one."""
    before = remembered()
    if before and before.answers():
        if port not in {None, before.port}:
            raise LocalCloudError(f"the local cloud runs on port {before.port} already: `make down` first")
        return before
    if before:
        before.stop()
    _say("starting the local cloud")
    cloud = Ministack.start(HOME / "logs", port or PORT)
    remember(cloud, {})
    return cloud


def _local_parameters() -> dict[str, str]:
    found: dict[str, str] = tomllib.loads(PARAMETERS.read_text(encoding="utf-8"))
    return found


def _say(line: str) -> None:
    print(f"{time.monotonic() - _START:5.1f} s  {line}", flush=True)


def _print_outputs(outputs: Outputs) -> None:
    width = max(map(len, outputs))
    for name, value in sorted(outputs.items()):
        print(f"{name:{width}}  {value}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.local", description="The local cloud.")
    what = parser.add_subparsers(dest="what", required=True)
    starting = what.add_parser("up", help="start the local cloud, and deploy what has changed")
    starting.add_argument("--port", type=int, help=f"where it listens, on the loopback ({PORT})")
    starting.add_argument(
        "--parameter", type=_parameter, action="append", default=[], metavar="NAME=VALUE", help="of the template"
    )
    what.add_parser("down", help="delete the stack, and stop the local cloud")
    return parser


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError("write it as NAME=VALUE")
    return name, value


if __name__ == "__main__":
    main()

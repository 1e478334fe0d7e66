"""The command behind the make targets `up`, `down` and `page`: `python -m infra.local up`."""

import argparse
import sys
import webbrowser

from infra.local.saved_state import load_running
from infra.servers.errors import LocalCloudError, NotRunningError


def main() -> None:
    """Run the command on the command line. A failure prints one line and exits with code 1."""
    arguments = _parser().parse_args()
    try:
        if arguments.command == "up":
            _up(arguments)
        elif arguments.command == "page":
            _page()
        else:
            from infra.local.lifecycle import down  # noqa: PLC0415 - as below

            down()
    except LocalCloudError as error:
        sys.exit(f"error: {error}")


def _up(arguments: argparse.Namespace) -> None:
    if arguments.if_down and _is_up():
        return
    from infra.local.lifecycle import up  # noqa: PLC0415 - imports SAM's transform, a second that `make call` saves

    _print(up(arguments.port, dict(arguments.parameter)))


def _is_up() -> bool:
    try:
        return bool(load_running())
    except NotRunningError:
        return False


def _page() -> None:
    """Open the page, and print its address for those without a browser."""
    address = load_running().outputs["PageUrl"]
    print(address)
    webbrowser.open(address)


def _print(outputs: dict[str, str]) -> None:
    width = max(map(len, outputs))
    print()
    for name, value in sorted(outputs.items()):
        print(f"{name:{width}}  {value}")
    print()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.local", description="Start and stop the local cloud.")
    commands = parser.add_subparsers(dest="command", required=True)
    up = commands.add_parser("up", help="start the local cloud, and deploy what has changed")
    up.add_argument("--port", type=int, help="the port on the loopback interface (4566)")
    up.add_argument("--if-down", action="store_true", help="do nothing when the cloud is up, even if sources changed")
    up.add_argument(
        "--parameter",
        type=_parameter,
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a parameter of the template",
    )
    commands.add_parser("down", help="delete the stack, and stop the local cloud")
    commands.add_parser("page", help="open the page of the latest callers")
    return parser


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError("write it as NAME=VALUE")
    return name, value


if __name__ == "__main__":
    main()

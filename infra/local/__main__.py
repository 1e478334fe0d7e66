"""`python -m infra.local up`, `down` and `page`: what the make targets of these names do."""

import argparse
import sys
import webbrowser

from infra.local.errors import LocalCloudError, NotRunningError
from infra.local.running import what_is_up


def main() -> None:
    """Do what the command line says; a failure is one line and exit code 1."""
    arguments = _parser().parse_args()
    try:
        if arguments.what == "up":
            _up(arguments)
        elif arguments.what == "page":
            _page()
        else:
            from infra.local.life import down  # noqa: PLC0415 - as below

            down()
    except LocalCloudError as error:
        sys.exit(f"error: {error}")


def _up(arguments: argparse.Namespace) -> None:
    if arguments.if_down and _is_up():
        return
    from infra.local.life import up  # noqa: PLC0415 - the transform of SAM takes a second to import: a call does without

    _print(up(arguments.port, dict(arguments.parameter)))


def _is_up() -> bool:
    try:
        return bool(what_is_up())
    except NotRunningError:
        return False


def _page() -> None:
    """Open the page; where there is no browser, its address is on the screen."""
    address = what_is_up().outputs["PageUrl"]
    print(address)
    webbrowser.open(address)


def _print(outputs: dict[str, str]) -> None:
    width = max(map(len, outputs))
    print()
    for name, value in sorted(outputs.items()):
        print(f"{name:{width}}  {value}")
    print()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.local", description="The local cloud.")
    what = parser.add_subparsers(dest="what", required=True)
    starting = what.add_parser("up", help="start the local cloud, and deploy what has changed")
    starting.add_argument("--port", type=int, help="where it listens, on the loopback (4566)")
    starting.add_argument("--if-down", action="store_true", help="do nothing when it is up, whatever has changed")
    starting.add_argument(
        "--parameter", type=_parameter, action="append", default=[], metavar="NAME=VALUE", help="of the template"
    )
    what.add_parser("down", help="delete the stack, and stop the local cloud")
    what.add_parser("page", help="open the page of the latest callers")
    return parser


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError("write it as NAME=VALUE")
    return name, value


if __name__ == "__main__":
    main()

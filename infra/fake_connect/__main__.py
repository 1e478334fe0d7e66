"""`python -m infra.fake_connect`: serve a fake Connect until the process is stopped."""

import argparse
import sys
from collections.abc import Callable
from contextlib import suppress

from infra.fake_connect.fake import FakeConnect
from infra.fake_connect.server import FakeConnectServer
from infra.fake_connect.settings import FakeConnectSettings
from infra.fake_connect.test_cases import Simulate

PORT = 4570


def main(simulator_in: Callable[[str], Simulate] | None = None) -> None:
    """Serve with the settings on the command line. If the port is taken, print one line and exit with code 1.

    `simulator_in` returns what makes the calls of test cases, with the functions in the cloud at an endpoint.
    """
    arguments = _parser().parse_args()
    settings = FakeConnectSettings(cloud=arguments.cloud, rate=arguments.rate, settles_after=arguments.settles_after)
    if simulator_in and arguments.cloud:
        settings = settings._replace(simulate=simulator_in(arguments.cloud))
    try:
        server = FakeConnectServer(arguments.port, FakeConnect(settings))
    except OSError:
        sys.exit(f"error: port {arguments.port} is taken: choose another with --port")
    with server, suppress(KeyboardInterrupt):
        server.serve_forever()


def _parser() -> argparse.ArgumentParser:
    defaults = FakeConnectSettings()
    parser = argparse.ArgumentParser(prog="python -m infra.fake_connect", description="A fake Amazon Connect.")
    parser.add_argument("--port", type=int, default=PORT, help=f"the port on the loopback interface ({PORT})")
    parser.add_argument(
        "--cloud", metavar="URL", help="the local cloud whose IAM authorizes requests; without it, all are allowed"
    )
    parser.add_argument("--rate", type=float, default=defaults.rate, help="requests a second, 0 for no limit (2)")
    parser.add_argument(
        "--settles-after",
        type=float,
        default=defaults.settles_after,
        metavar="SECONDS",
        help="the time before an associated function may be used in a flow (0)",
    )
    return parser


if __name__ == "__main__":
    main()

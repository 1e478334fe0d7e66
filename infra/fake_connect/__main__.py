"""`python -m infra.fake_connect`: serve a fake Connect until the process is stopped."""

import argparse
import sys
from contextlib import suppress

from infra.fake_connect.server import Server
from infra.fake_connect.service import Connect
from infra.fake_connect.settings import Settings

PORT = 4570


def main() -> None:
    """Serve as the command line says; a port that is taken is one line and exit code 1."""
    arguments = _parser().parse_args()
    settings = Settings(cloud=arguments.cloud, rate=arguments.rate, settles_after=arguments.settles_after)
    try:
        server = Server(arguments.port, Connect(settings))
    except OSError:
        sys.exit(f"error: port {arguments.port} is taken: choose another with --port")
    with server, suppress(KeyboardInterrupt):
        server.serve_forever()


def _parser() -> argparse.ArgumentParser:
    standard = Settings()
    parser = argparse.ArgumentParser(prog="python -m infra.fake_connect", description="A fake Amazon Connect.")
    parser.add_argument("--port", type=int, default=PORT, help=f"where it listens, on the loopback ({PORT})")
    parser.add_argument("--cloud", metavar="URL", help="the local cloud whose IAM is asked; without it, all is allowed")
    parser.add_argument("--rate", type=float, default=standard.rate, help="requests a second, 0 for no limit (2)")
    parser.add_argument(
        "--settles-after", type=float, default=standard.settles_after, metavar="SECONDS", help="after an association"
    )
    return parser


if __name__ == "__main__":
    main()

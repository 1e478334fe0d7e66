"""`python -m benchmarks.page`: measures and judges, and always leaves with exit code 0."""

from benchmarks.page.alone import alone
from benchmarks.page.load import load
from benchmarks.report import machine, print_findings
from infra.local.cloud import LocalCloud, install_emulator
from infra.local.paths import HOME


def main() -> None:
    """Measure and print everything, in a minute and a half."""
    print(f"machine  {machine()}")
    print_findings("The page's function without a network", alone())
    install_emulator(print)
    cloud = LocalCloud.start(HOME / "benchmark")
    try:
        print_findings("The page in the local cloud", load(cloud.aws))
    finally:
        cloud.stop()


if __name__ == "__main__":
    main()

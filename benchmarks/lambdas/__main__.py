"""Measures and judges, and always leaves with exit code 0."""

from benchmarks.lambdas.alone import alone
from benchmarks.lambdas.race import races, settings
from benchmarks.lambdas.rooms import HOME, make
from benchmarks.lambdas.sizes import sizes
from benchmarks.lambdas.starting import starting
from benchmarks.report import machine, print_findings
from infra.local.cloud import Ministack, install_emulator


def main() -> None:
    """Measure and print everything, in about a minute."""
    print(f"machine  {machine()}")
    make()
    install_emulator(print)
    print_findings("The converter without a network", alone())
    print_findings("What is shipped", sizes())
    cloud = Ministack.start(HOME / "cloud")
    try:
        print_findings("In a clean environment", starting(settings(cloud)))
        print_findings("Under the runtime interface emulator", races(cloud))
    finally:
        cloud.stop()


if __name__ == "__main__":
    main()

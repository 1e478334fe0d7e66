"""Measures and judges, and always exits with code 0."""

from benchmarks.page.in_process import measure_in_process
from benchmarks.page.load import measure_load
from benchmarks.report import machine, print_measurements
from infra.local.cloud import LocalCloud, install_emulator
from infra.local.paths import HOME


def main() -> None:
    """Measure and print everything, in a minute and a half."""
    print(f"machine  {machine()}")
    print_measurements("The page's function without a network", measure_in_process())
    install_emulator(print)
    cloud = LocalCloud.start(HOME / "benchmark")
    try:
        print_measurements("The page in the local cloud", measure_load(cloud.aws))
    finally:
        cloud.stop()


if __name__ == "__main__":
    main()

"""Measures and judges, and always exits with code 0."""

from benchmarks.lambdas.environments import HOME, build_environments
from benchmarks.lambdas.in_process import measure_in_process
from benchmarks.lambdas.packages import check_starts, measure_sizes
from benchmarks.lambdas.race import function_environment, measure_races
from benchmarks.report import machine, print_measurements
from infra.local.cloud import Ministack, install_emulator


def main() -> None:
    """Measure and print everything, in about a minute."""
    print(f"machine  {machine()}")
    build_environments()
    install_emulator(print)
    print_measurements("The converter without a network", measure_in_process())
    print_measurements("What is shipped", measure_sizes())
    cloud = Ministack.start(HOME / "cloud")
    try:
        print_measurements("In a clean environment", check_starts(function_environment(cloud)))
        print_measurements("Under the runtime interface emulator", measure_races(cloud))
    finally:
        cloud.stop()


if __name__ == "__main__":
    main()

"""`python -m benchmarks`: speed and memory, as they are on this machine. It measures and judges, and always
exits with code 0.
"""

from benchmarks.report import machine, print_measurements
from benchmarks.resources import measure_resources
from benchmarks.samples import SEED, all_samples
from benchmarks.speed import compare_speeds, measure_speed, print_speeds

COUNT = 4000


def main() -> None:
    """Measure and print everything, in about a minute."""
    samples = all_samples(COUNT)
    print(f"machine  {machine()}")
    print(
        "numbers  " + ", ".join(f"{len(sample.numbers):,} {sample.name}" for sample in samples) + f" (seed {SEED})",
        flush=True,
    )
    # First, while this process has no index open: mapped pages cannot be dropped from the page cache.
    print_measurements("Disk, memory and starting up", list(measure_resources()))
    speeds = [measure_speed(sample) for sample in samples]
    print_speeds(speeds)
    print_measurements("The engine against the floor and the packages of PyPI", compare_speeds(speeds))


if __name__ == "__main__":
    main()

"""`python -m benchmarks`: speed and memory, as they are on this machine. It measures and judges, and always leaves
with exit code 0.
"""

from benchmarks.report import machine, print_findings
from benchmarks.resources import resources
from benchmarks.samples import SEED, samples
from benchmarks.speed import print_speeds, ratios, speed

COUNT = 4000


def main() -> None:
    """Measure and print everything, in about a minute."""
    sets = samples(COUNT)
    print(f"machine  {machine()}")
    print("numbers  " + ", ".join(f"{len(one.numbers):,} {one.name}" for one in sets) + f" (seed {SEED})", flush=True)
    # First, while this process has no index open: pages that are mapped anywhere stay in the page cache.
    print_findings("Disk, memory and starting up", list(resources()))
    speeds = [speed(one) for one in sets]
    print_speeds(speeds)
    print_findings("The engine against the floor and the packages of PyPI", ratios(speeds))


if __name__ == "__main__":
    main()

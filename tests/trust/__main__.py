"""Run the campaign and print its score: `python -m tests.trust [SEED] [--share 0.1]`."""

import argparse
import logging
import sys
from time import monotonic

from tests.trust import attacks_on_page, attacks_on_publisher, faults, fuzz, generated, load
from tests.trust.score import Campaign, Part, Score, table

PARTS: tuple[Part, ...] = (
    faults.run,
    generated.run,
    fuzz.run,
    attacks_on_page.run,
    attacks_on_publisher.run,
    load.run,
)


def main() -> int:
    """Return 0 when nothing failed, else 1."""
    parser = argparse.ArgumentParser(prog="make trust", description="Try the whole under faults, attacks and load.")
    parser.add_argument("seed", nargs="?", type=int, default=1, help="where random choices start (default: 1)")
    parser.add_argument("--share", type=float, default=1.0, help="the share of the campaign to run (default: 1)")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)  # failures are wanted here, and their log lines are not
    scores: list[Score] = []
    for run in PARTS:
        started = monotonic()
        scores += run(Campaign(arguments.seed, arguments.share))
        print(f"{run.__module__.rpartition('.')[2]}: {monotonic() - started:.0f} s", file=sys.stderr)
    print(table(scores))
    return int(any(score.failures for score in scores))


if __name__ == "__main__":
    sys.exit(main())

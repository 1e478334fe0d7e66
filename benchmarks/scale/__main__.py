"""`python -m benchmarks.scale`: what breaks at 10, 1,000 and 10,000 calls a second, and what a million calls cost.

`python -m benchmarks.scale volumes` or `cost` prints one of the two. Both are Markdown, for docs/production.md.
"""

import sys

from benchmarks.scale.cost import cost
from benchmarks.scale.volumes import volumes

PARTS = {"volumes": volumes, "cost": cost}


def main() -> None:
    """Print the parts that are named, by default all."""
    named = sys.argv[1:] or list(PARTS)
    if unknown := [name for name in named if name not in PARTS]:
        sys.exit(f"error: {unknown[0]!r} is no part: name volumes, cost, or nothing for both")
    for name in named:
        print("\n".join(PARTS[name]()))


if __name__ == "__main__":
    main()

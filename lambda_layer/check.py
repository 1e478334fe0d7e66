"""Checks, before the layer is built, that the index exists and matches the checksum that its build recorded."""

import hashlib
import json
import sys
from pathlib import Path

FOLDER = Path(__file__).parent / "python" / "vanity_index"


def main() -> None:
    """Exit with a one-line error when the index is missing or damaged."""
    try:
        expected = json.loads((FOLDER / "vanity.json").read_text(encoding="utf-8"))["index"]["sha256"]
        actual = hashlib.sha256((FOLDER / "vanity.index").read_bytes()).hexdigest()
    except (OSError, ValueError, LookupError):
        sys.exit("there is no index for the layer: run `make index` first")
    if actual != expected:
        sys.exit("the index differs from what its build wrote: run `make clean index`")


if __name__ == "__main__":
    main()

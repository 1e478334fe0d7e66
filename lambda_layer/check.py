"""Before a layer is made: the index is there, and is byte for byte what its build wrote down."""

import hashlib
import json
import sys
from pathlib import Path

BUILT = Path(__file__).parent / "python" / "vanity_index"


def main() -> None:
    """Leave with a one-line error when there is no sound index."""
    try:
        wanted = json.loads((BUILT / "vanity.json").read_text(encoding="utf-8"))["index"]["sha256"]
        found = hashlib.sha256((BUILT / "vanity.index").read_bytes()).hexdigest()
    except (OSError, ValueError, LookupError):
        sys.exit("there is no index to put into the layer: run `make index` first")
    if found != wanted:
        sys.exit("the index is not what its build wrote: run `make clean index`")


if __name__ == "__main__":
    main()

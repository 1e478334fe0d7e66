"""`python -m build_index`: build the index."""

import argparse
import sys
import time
from pathlib import Path

from vanity.errors import VanityError
from vanity_index.reader import DEFAULT_PATH


def main() -> int:
    """Build the index and print its counts, or return 1 after one line on standard error."""
    parser = argparse.ArgumentParser(prog="python -m build_index", description="Build the vanity index.")
    parser.add_argument(
        "--output", type=Path, default=Path(DEFAULT_PATH), help="where to write it (default: beside its reader)"
    )
    parser.add_argument("--words", type=Path, help="your own words, one a line, each with its points: acme 4.5")
    parser.add_argument("--forbid", type=Path, help="words that must never be said, one a line")
    parser.add_argument("--quiet", action="store_true", help="show no progress")
    options = parser.parse_args()
    started = time.monotonic()
    try:
        # Here, so that a missing package gives a message, not a traceback.
        from build_index.build import build  # noqa: PLC0415
        from build_index.language import ENGLISH, Language  # noqa: PLC0415
        from build_index.own_words import read_own_words  # noqa: PLC0415

        language = Language(ENGLISH.folder, read_own_words(options.words, options.forbid))
        counts = build(options.output, not options.quiet and sys.stderr.isatty(), language)
    except VanityError as error:
        print(f"build_index: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("build_index: interrupted; the earlier index, if any, is untouched", file=sys.stderr)
        return 130
    except ImportError as error:
        print(f"build_index: {error.name} is not installed: run `make install`", file=sys.stderr)
        return 1
    size = options.output.stat().st_size / 1e6
    print(f"{options.output}: {size:.1f} MB in {time.monotonic() - started:.0f} s")
    print(", ".join(f"{name.replace('_', ' ')} {count:,}" for name, count in counts.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())

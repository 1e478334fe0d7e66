"""`make docs`: puts what the commands print now into the pages that show it.

A block stands between two comments, `<!-- output of: COMMAND -->` and `<!-- end of output -->`.
"""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_OUTPUT = re.compile(r"(<!-- output of: (.+?) -->\n```\n).*?(```\n<!-- end of output -->)", re.DOTALL)


def refreshed(page: Path) -> str:
    """The text of a page with the output of its commands as it is now."""
    return _OUTPUT.sub(
        lambda match: match[1] + output_of(match[2]) + match[3],
        page.read_text(encoding="utf-8"),
    )


def output_of(command: str) -> str:
    """What a command prints when it is run at the root of the repository."""
    run = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S602 - ours
    return run.stdout


def main() -> None:
    """Refresh every page."""
    for page in PAGES:
        page.write_text(refreshed(page), encoding="utf-8")


if __name__ == "__main__":
    main()

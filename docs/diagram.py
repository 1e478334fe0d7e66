"""`make diagram`: draws docs/images/architecture.dot with Graphviz, once for light pages and once for dark ones.

A comment in each drawing holds the hash of its sources, so that a test can recognise an outdated drawing.
"""

import re
import subprocess
from hashlib import sha256
from pathlib import Path

IMAGES = Path(__file__).parent / "images"
SOURCE = IMAGES / "architecture.dot"
THEMES = ("light", "dark")
_COMMENTS = re.compile(r"<!--.*?-->\n?", re.DOTALL)


def drawing(theme: str) -> Path:
    """Return the file of a theme's drawing."""
    return IMAGES / f"architecture-{theme}.svg"


def mark(theme: str) -> str:
    """Return the comment that a drawing of the present sources contains."""
    return f"<!-- made by `make diagram` from {sha256(SOURCE.read_bytes() + _style(theme)).hexdigest()} -->"


def draw(theme: str) -> str:
    """Return the drawing as SVG, made by Graphviz from the source, in the colours of the theme."""
    command = ["dot", "-Tsvg", str(SOURCE)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - Graphviz, on the PATH
    head, svg, body = _COMMENTS.sub("", run.stdout).partition("<svg")
    tag, close, rest = body.partition(">\n")
    title = "<title>How calls, publishing, the build, the page and failures travel</title>"
    return f"{head}{mark(theme)}\n{svg}{tag}{close}{title}\n<style>\n{_style(theme).decode()}</style>\n{rest}"


def _style(theme: str) -> bytes:
    return (IMAGES / f"{theme}.css").read_bytes()


if __name__ == "__main__":
    for name in THEMES:
        drawing(name).write_text(draw(name), encoding="utf-8")

"""`make docs`: updates the pages with what the commands print now.

A generated block stands between two comments, the first of which names the command that prints the block:

    <!-- output of: COMMAND -->   the output, verbatim, in a code fence
    <!-- text of: COMMAND -->     the output, as Markdown
    <!-- call of: ARGUMENTS -->   the transcript of a call to the line, which must be up; see `with_calls`

The second is `<!-- end -->`. Do not edit the text between them.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
COLUMNS = "100"
_PLAIN = {"COLUMNS": COLUMNS, "NO_COLOR": "1"}
_BLOCK = re.compile(r"(<!-- (output|text|call) of: (.+?) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
# The parts of a transcript that differ from call to call: its time, the page's address, and how many calls came before.
_VARYING = re.compile(r"1 call, on [^\n]* UTC|^page  [^\n]*$", re.MULTILINE)
_AGAIN = re.compile(r"\d+ calls, first on [^\n]*, last on ([^\n]*) UTC")
Render = Callable[[str], str]  # from the command or the arguments of a block to its text


def refresh(page: Path) -> str:
    """Return the text of a page with what its commands print now. Transcripts of calls stay as they are."""
    text = page.read_text(encoding="utf-8")
    return _replace_blocks(
        _replace_blocks(text, "output", lambda command: _fence(output_of(command))), "text", output_of
    )


def with_calls(text: str, call: Render) -> str:
    """Return the text of a page with new transcripts of its calls, each shown as the caller's first call.

    A transcript that would differ only in its time stays as it is.
    """
    return _replace_blocks(text, "call", lambda arguments: _fence(_AGAIN.sub(r"1 call, on \1 UTC", call(arguments))))


def output_of(command: str) -> str:
    """Return what a command prints, without colours, when it is run at the root of the repository."""
    run = subprocess.run(  # noqa: S602 - our own command
        command, shell=True, cwd=ROOT, env=os.environ | _PLAIN, capture_output=True, text=True, check=True
    )
    return run.stdout


def main() -> None:
    """Refresh every page. The line must be up. A command that fails prints one line and exits with code 1."""
    try:
        for page in PAGES:
            page.write_text(with_calls(refresh(page), _transcript), encoding="utf-8")
    except subprocess.CalledProcessError as error:
        sys.exit(f"error: `{error.cmd}` failed: {error.stderr.strip()}")


def _transcript(arguments: str) -> str:
    return output_of(f"{shlex.quote(sys.executable)} -m infra.phone {arguments}")


def _replace_blocks(text: str, kind: str, render: Render) -> str:
    def block(match: re.Match[str]) -> str:
        start, block_kind, command, before, end = match.groups()
        if block_kind != kind:
            return match[0]
        now = render(command)
        return start + (before if _constant(now) == _constant(before) else now) + end

    return _BLOCK.sub(block, text)


def _constant(text: str) -> str:
    return _VARYING.sub("", text)


def _fence(text: str) -> str:
    return f"```\n{text}```\n"


if __name__ == "__main__":
    main()

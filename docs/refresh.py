"""`make docs`: puts what the commands print now into the pages that show it.

A block stands between two comments and is made by the command that the first of them names:

    <!-- output of: COMMAND -->   what it prints, as it is, in a fence
    <!-- text of: COMMAND -->     what it prints, as Markdown
    <!-- call of: ARGUMENTS -->   the transcript of a call to the line, which must be up; see `with_calls`

and ends with `<!-- end -->`. Nobody edits what is between.
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
# What differs from call to call: when it was, and where the page is; and how many came before.
_PASSING = re.compile(r"1 call, on [^\n]* UTC|^page  [^\n]*$", re.MULTILINE)
_AGAIN = re.compile(r"\d+ calls, first on [^\n]*, last on ([^\n]*) UTC")
Made = Callable[[str], str]  # what a block is made by: the text of its command, or of its arguments


def refreshed(page: Path) -> str:
    """The text of a page with what its commands print now; calls stay as they are."""
    text = page.read_text(encoding="utf-8")
    return _remade(_remade(text, "output", lambda command: _fenced(output_of(command))), "text", output_of)


def with_calls(text: str, call: Made) -> str:
    """The text of a page with its calls made anew, each told as the first of its caller.

    One that differs in its time only stays as it is.
    """
    return _remade(text, "call", lambda arguments: _fenced(_AGAIN.sub(r"1 call, on \1 UTC", call(arguments))))


def output_of(command: str) -> str:
    """What a command prints when it is run at the root of the repository, without colours."""
    run = subprocess.run(  # noqa: S602 - the command is ours
        command, shell=True, cwd=ROOT, env=os.environ | _PLAIN, capture_output=True, text=True, check=True
    )
    return run.stdout


def main() -> None:
    """Refresh every page. The line must be up. A command that fails is one line and exit code 1."""
    try:
        for page in PAGES:
            page.write_text(with_calls(refreshed(page), _called), encoding="utf-8")
    except subprocess.CalledProcessError as error:
        sys.exit(f"error: `{error.cmd}` failed: {error.stderr.strip()}")


def _called(arguments: str) -> str:
    return output_of(f"{shlex.quote(sys.executable)} -m infra.phone {arguments}")


def _remade(text: str, kind: str, made: Made) -> str:
    def block(found: re.Match[str]) -> str:
        start, its_kind, command, before, end = found.groups()
        if its_kind != kind:
            return found[0]
        now = made(command)
        return start + (before if _lasting(now) == _lasting(before) else now) + end

    return _BLOCK.sub(block, text)


def _lasting(text: str) -> str:
    return _PASSING.sub("", text)


def _fenced(text: str) -> str:
    return f"```\n{text}```\n"


if __name__ == "__main__":
    main()

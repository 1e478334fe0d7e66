"""The command line: `vanity-flow lint FILE...`."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from contact_flow.lint import lint_text
from contact_flow.placeholders import UNRESOLVED

CLEAN, FOUND, UNREADABLE = 0, 1, 2
_MEANINGS = f"""\
exit codes:
  {CLEAN}  nothing to mend
  {FOUND}  something to mend, one line each
  {UNREADABLE}  a file cannot be read, or the arguments are not in order
"""


class _Parser(argparse.ArgumentParser):
    """A parser with errors of one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(UNREADABLE, f"vanity-flow: {message} (see `{self.prog} --help`)\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Lint the files, and return the worst exit code of them."""
    options = _parser().parse_args(arguments)
    return max(_lint(path, options.placeholders) for path in options.files)


def _lint(path: Path, placeholders: bool) -> int:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        print(f"vanity-flow: cannot read {path}: {why}", file=sys.stderr)
        return UNREADABLE
    findings = [finding for finding in lint_text(text) if not (placeholders and finding.rule == UNRESOLVED)]
    for finding in findings:
        print(f"{path}: {finding}")
    if findings:
        return FOUND
    print(f"{path}: {len(json.loads(text)['Actions'])} actions, nothing to mend")
    return CLEAN


def _parser() -> _Parser:
    parser = _Parser(
        prog="vanity-flow",
        description="Work with Amazon Connect flows, without an account.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=_MEANINGS,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, title="commands")
    lint = commands.add_parser("lint", help="say what is wrong with flows", allow_abbrev=False)
    lint.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a flow: JSON of the language 2019-10-30")
    lint.add_argument("--placeholders", action="store_true", help="let ${Placeholders} be, which are filled in later")
    return parser

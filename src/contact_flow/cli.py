"""The command line: `vanity-flow lint FILE...`."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from contact_flow.findings import errors_in
from contact_flow.lint import lint_text
from contact_flow.placeholders import UNRESOLVED

CLEAN, FINDINGS, UNREADABLE = 0, 1, 2
_MEANINGS = f"""\
exit codes:
  {CLEAN}  no error: Connect should accept every flow, warnings or not
  {FINDINGS}  an error in a flow; with --strict, a warning too
  {UNREADABLE}  a file cannot be read, or the arguments are wrong
"""


class _Parser(argparse.ArgumentParser):
    """A parser that reports an error in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(UNREADABLE, f"vanity-flow: {message} (see `{self.prog} --help`)\n")


class _PrintCompletion(argparse.Action):
    """Prints a completion script for a shell."""

    def __call__(
        self, parser: argparse.ArgumentParser, _: argparse.Namespace, shell: Any, __: str | None = None
    ) -> None:
        import shtab  # noqa: PLC0415 - slow, and rarely needed

        print(shtab.complete(parser, shell))
        parser.exit(CLEAN)


class _Report(NamedTuple):
    """What is printed of a file, and its exit code."""

    code: int
    lines: list[str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Lint the files, and return the highest of their exit codes."""
    options = _parser().parse_args(arguments)
    if isinstance(sys.stdout, TextIOWrapper):  # the name of a file need not be text that the terminal can show
        sys.stdout.reconfigure(errors="backslashreplace")
    reports = [_lint(path, options.placeholders, options.strict) for path in options.files]
    try:
        for report in reports:
            print(*report.lines, sep="\n", file=sys.stderr if report.code == UNREADABLE else sys.stdout)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough, as in `vanity-flow lint FILE | head -1`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for the flush when Python exits
    return max(report.code for report in reports)


def _lint(path: Path, placeholders: bool, strict: bool) -> _Report:
    try:
        text = path.read_text(encoding="utf-8-sig")  # some editors begin a file with a byte order mark
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        return _Report(UNREADABLE, [f"vanity-flow: cannot read {path}: {why}"])
    findings = [finding for finding in lint_text(text) if not (placeholders and finding.rule == UNRESOLVED)]
    lines = [f"{path}: {finding.severity}: {finding}" for finding in findings]
    if errors_in(findings) or (strict and findings):
        return _Report(FINDINGS, lines)
    actions = len(json.loads(text)["Actions"])
    return _Report(CLEAN, [*lines, f"{path}: {actions} actions, {_summary(len(findings))}"])


def _summary(warnings: int) -> str:
    return f"no error, {warnings} warning{'s' * (warnings > 1)}" if warnings else "nothing to fix"


def _parser() -> _Parser:
    parser = _Parser(
        prog="vanity-flow",
        description="Work with Amazon Connect flows, without an account.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=_MEANINGS,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--print-completion",
        action=_PrintCompletion,
        choices=("bash", "zsh", "tcsh"),
        help="print a completion script for a shell",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, title="commands")
    lint = commands.add_parser("lint", help="report what is wrong with flows", allow_abbrev=False)
    lint.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="a flow: JSON in the flow language 2019-10-30"
    )
    lint.add_argument("--placeholders", action="store_true", help="allow ${Placeholders}, which are filled in later")
    lint.add_argument("--strict", action="store_true", help="treat warnings as errors")
    return parser

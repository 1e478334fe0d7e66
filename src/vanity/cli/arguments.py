"""The arguments of the command line, its help and its exit codes."""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

OK = 0
BAD_LINES = 1
BAD_INPUT = 2
UNUSABLE = 3
INTERRUPTED = 130

_DISTRIBUTION = "vanity"
_NUMBER_IN = re.compile(r"\d(?:\W*\d){4,}")
DEFAULT_LIMIT, MAX_LIMIT = 5, 20
SHELLS = ("bash", "zsh", "tcsh")
_LIMITS = {str(limit): limit for limit in range(1, MAX_LIMIT + 1)}

_EXAMPLES = """\
examples:
  vanity best +18003569377              the five best vanity numbers, as a table
  vanity batch < numbers.txt            one JSON object for each line
  vanity spell 1-800-FLOWERS            1-800-3569377

"""
_EXIT_CODES = f"""\
exit codes:
  {OK:<4} success, even when no word fits the number
  {BAD_LINES:<4} batch: some lines are not phone numbers
  {BAD_INPUT:<4} the number, a word or an option is invalid
  {UNUSABLE:<4} the index (or another file) is missing, damaged or unreadable
  {INTERRUPTED:<4} interrupted with Ctrl-C
"""
_BEST = """\
examples:
  vanity best +18003569377
  vanity best 800-356-9377 --limit 10
  vanity best +442079460958 --json
  vanity best +18002668228 --explain
"""
_BATCH = """\
examples:
  vanity batch < numbers.txt > answers.jsonl
  cut -d, -f2 customers.csv | vanity batch --limit 1 | jq -r '.answers[0]'
"""
_SPELL = """\
examples:
  vanity spell FLOWERS                  3569377
  vanity spell 1-800-Got-Junk           1-800-468-5865
"""


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line and never repeat a phone number that was typed in the wrong place."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter, **options)

    def error(self, message: str) -> NoReturn:
        safe = _NUMBER_IN.sub("...", message.replace("\n", " "))
        self.exit(BAD_INPUT, f"vanity: {safe} (see `{self.prog} --help`)\n")


class _Version(argparse.Action):
    """Print the installed version."""

    def __call__(self, *_: object) -> NoReturn:
        from importlib import metadata  # noqa: PLC0415 - slow, and rarely asked for

        try:
            print("vanity", metadata.version(_DISTRIBUTION))
        except metadata.PackageNotFoundError:
            print("vanity (from a checkout, not installed)")
        sys.exit(OK)


class _PrintCompletion(argparse.Action):
    """Print a completion script for a shell."""

    def __call__(
        self, parser: argparse.ArgumentParser, _: argparse.Namespace, shell: Any, __: str | None = None
    ) -> None:
        import shtab  # noqa: PLC0415 - slow, and rarely asked for

        print(shtab.complete(parser, shell))
        parser.exit(OK)


def parse_arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """Return the command and its options. Exit with code 2 when they are invalid, and with 0 after help."""
    parser = _Parser(
        prog="vanity",
        description="Find the words in a phone number: +1 800 356 9377 is 1-800-FLOWERS.",
        epilog=_EXAMPLES + _EXIT_CODES,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    parser.add_argument(
        "--print-completion", action=_PrintCompletion, choices=SHELLS, help="print a completion script for a shell"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, title="commands")
    _add_best(commands)
    _add_batch(commands)
    _add_spell(commands)
    arguments, unknown = parser.parse_known_args(argv)
    if unknown:  # not named in the error: it may be part of a phone number
        commands.choices[arguments.command].error("unknown option or argument for this command")
    return arguments


def _add_best(commands: "argparse._SubParsersAction[_Parser]") -> None:
    text = (
        "Print the best vanity numbers for one phone number, as a table in which each letter\n"
        "is below the digit that it dials."
    )
    parser = commands.add_parser(
        "best", help="print the best vanity numbers for one number", description=text, epilog=_BEST
    )
    parser.add_argument(
        "number",
        nargs="+",
        metavar="NUMBER",
        help="E.164 (+18003569377), or a North American number as people write it",
    )
    _add_search(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object instead of the table")
    parser.add_argument("--all", action="store_true", help="show the smaller finds too, such as UP-50558")
    form.add_argument("--explain", action="store_true", help="show the reasons for the score below each answer")


def _add_batch(commands: "argparse._SubParsersAction[_Parser]") -> None:
    text = (
        "Read phone numbers, one per line, and print a line of JSON for each:\n"
        '  {"number": the line, "answers": [text, ...], "tiers": [1, ...]}, or\n'
        '  {"number": the line, "error": what is wrong with it}\n'
        "Tiers are 1 for whole words and phrases, 2 for short words, and 3 for small finds.\n"
        "Blank lines are skipped. Bad lines do not stop the run; they are counted at the end."
    )
    parser = commands.add_parser("batch", help="read many numbers, one per line", description=text, epilog=_BATCH)
    _add_search(parser)


def _add_spell(commands: "argparse._SubParsersAction[_Parser]") -> None:
    text = "Print the digits that words dial on a telephone keypad; separators are kept."
    parser = commands.add_parser("spell", help="print the digits that words dial", description=text, epilog=_SPELL)
    parser.add_argument("words", nargs="+", metavar="WORD", help="letters A to Z and digits, as in 1-800-Got-Junk")


def _add_search(parser: _Parser) -> None:
    limit = f"the maximum number of answers, 1 to {MAX_LIMIT} (default {DEFAULT_LIMIT}; more take longer)"
    parser.add_argument("--limit", type=_limit, default=DEFAULT_LIMIT, metavar="N", help=limit)
    parser.add_argument("--index", type=Path, metavar="PATH", help="the index file to use instead of the built one")


def _limit(text: str) -> int:
    if text not in _LIMITS:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 to {MAX_LIMIT}")
    return _LIMITS[text]

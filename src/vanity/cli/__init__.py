"""The command line: `vanity best`, `vanity batch` and `vanity spell`."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from vanity import IndexUnusableError, NumberError, VanityIndex, spell
from vanity.cli.answer_table import as_good_table, as_json, as_table
from vanity.cli.arguments import BAD_INPUT, INTERRUPTED, OK, UNUSABLE, parse_arguments
from vanity.cli.batch import run_batch
from vanity.cli.ink import Ink
from vanity.number import parse


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (see `vanity --help`)."""
    arguments = parse_arguments(argv)
    try:
        return _run(arguments)
    except BrokenPipeError:
        _discard_output()
        return OK  # `vanity ... | head` has read all it wanted
    except KeyboardInterrupt:
        return INTERRUPTED
    except NumberError as error:
        return _fail(str(error), BAD_INPUT)
    except IndexUnusableError as error:
        return _fail(str(error), UNUSABLE)
    except OSError as error:
        _discard_output()
        return _fail(f"cannot read or write: {error.strerror}", UNUSABLE)


def _run(arguments: argparse.Namespace) -> int:
    try:
        return _COMMANDS[arguments.command](arguments)
    finally:
        sys.stdout.flush()  # here, so that `main` catches a closed pipe and a full disk


def _fail(message: str, code: int) -> int:
    print(f"vanity: {message}", file=sys.stderr)
    return code


def _discard_output() -> None:
    """Discard what is still buffered: flushing it would fail again when the interpreter exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _best(arguments: argparse.Namespace) -> int:
    number = parse(" ".join(arguments.number))
    index = VanityIndex.open(arguments.index)
    if arguments.json:
        print(as_json(number, index.scored(number, arguments.limit)))
    else:
        explain = index.explain if arguments.explain else None
        table = as_table if arguments.all else as_good_table
        print(table(number, index.best(number, arguments.limit), Ink.of(sys.stdout), explain))
    return OK


def _batch(arguments: argparse.Namespace) -> int:
    return run_batch(VanityIndex.open(arguments.index), arguments.limit)


def _spell(arguments: argparse.Namespace) -> int:
    print(spell(" ".join(arguments.words)))
    return OK


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {"best": _best, "batch": _batch, "spell": _spell}

"""The command line: `vanity best`, `vanity batch` and `vanity spell`."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from vanity import IndexUnusableError, NumberError, VanityIndex, spell
from vanity.cli import exits
from vanity.cli.batch import run_batch
from vanity.cli.best import as_json, as_table
from vanity.cli.ink import Ink
from vanity.cli.parser import parse_arguments
from vanity.number import parse


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; `vanity.cli.exits` says what the codes mean."""
    arguments = parse_arguments(argv)
    try:
        return _run(arguments)
    except BrokenPipeError:
        _give_up_output()
        return exits.OK  # `vanity ... | head` has all it wanted
    except KeyboardInterrupt:
        return exits.INTERRUPTED
    except NumberError as error:
        return _failed(str(error), exits.BAD_INPUT)
    except IndexUnusableError as error:
        return _failed(str(error), exits.UNUSABLE)
    except OSError as error:
        _give_up_output()
        return _failed(f"cannot read or write: {error.strerror}", exits.UNUSABLE)


def _run(arguments: argparse.Namespace) -> int:
    try:
        return _COMMANDS[arguments.command](arguments)
    finally:
        sys.stdout.flush()  # here, where a reader that has gone and a full disk are still caught


def _failed(message: str, code: int) -> int:
    print(f"vanity: {message}", file=sys.stderr)
    return code


def _give_up_output() -> None:
    """Forget what is still buffered: it would fail again when the interpreter flushes it at its exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _best(arguments: argparse.Namespace) -> int:
    text = " ".join(arguments.number)
    number = parse(text)
    index = VanityIndex.open(arguments.index)
    answers = index.best(text, arguments.limit)
    if arguments.json:
        print(as_json(number, answers, index))
    else:
        why = index.explain if arguments.explain else None
        print(as_table(number, answers, Ink.of(sys.stdout), why))
    return exits.OK


def _batch(arguments: argparse.Namespace) -> int:
    return run_batch(VanityIndex.open(arguments.index), arguments.limit)


def _spell(arguments: argparse.Namespace) -> int:
    print(spell(" ".join(arguments.words)))
    return exits.OK


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {"best": _best, "batch": _batch, "spell": _spell}

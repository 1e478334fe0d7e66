"""`vanity batch`: numbers in, one a line, and one JSON object a line out."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from json import JSONEncoder
from typing import BinaryIO

from vanity import NumberError, VanityIndex
from vanity.cli import exits

LONG = 20_000  # lines, somewhat less than a second of work, from which a progress bar is worth its import


def run_batch(index: VanityIndex, limit: int) -> int:
    """Answer every line of standard input on standard output; the exit code says whether all were numbers."""
    encode = JSONEncoder(check_circular=False).encode
    write = sys.stdout.write
    lines = bad = 0
    for number in _numbers(_watched(sys.stdin.buffer)):
        lines += 1
        record: dict[str, str | list[str]] = {"number": number}
        try:
            record["answers"] = [answer.text for answer in index.best(number, limit)]
        except NumberError as error:
            record["error"] = str(error)
            bad += 1
        write(encode(record) + "\n")
    return _counted(bad, lines)


def _counted(bad: int, lines: int) -> int:
    if not bad:
        return exits.OK
    sys.stdout.flush()
    print(f"vanity: {bad:,} of {lines:,} lines {'is not a number' if bad == 1 else 'are not numbers'}", file=sys.stderr)
    return exits.BAD_LINES


def _numbers(lines: Iterable[bytes]) -> Iterator[str]:
    """The lines that are not blank, as text; neither bytes that are no UTF-8 nor a byte-order mark do harm."""
    for line in lines:
        number = line.decode("utf-8", "replace").removeprefix("\ufeff").strip()
        if number:
            yield number


def _watched(source: BinaryIO) -> Iterator[bytes]:
    """The lines of `source`; when they are many and a person is waiting, with a progress bar on standard error."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from source
        return
    seen = 0
    for count, line in enumerate(source):
        if count < LONG:
            seen += len(line)
            yield line
        else:
            yield from _with_bar(chain([line], source), _size(source), seen)


def _with_bar(lines: Iterable[bytes], size: int | None, seen: int) -> Iterator[bytes]:
    from tqdm import tqdm  # noqa: PLC0415 - slow, and most batches show no bar

    done, unit = (LONG, " lines") if size is None else (seen, "B")
    with tqdm(total=size, initial=done, unit=unit, unit_scale=True, file=sys.stderr) as bar:
        for line in lines:
            yield line
            bar.update(1 if size is None else len(line))


def _size(source: BinaryIO) -> int | None:
    """How many bytes a regular file has; of a pipe nobody knows."""
    status = os.fstat(source.fileno())
    return status.st_size if stat.S_ISREG(status.st_mode) else None

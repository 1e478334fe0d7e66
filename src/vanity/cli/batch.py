"""`vanity batch`: read numbers, one per line, and print a JSON object per line."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from json import JSONEncoder
from typing import BinaryIO

from vanity import NumberError, VanityIndex
from vanity.cli.arguments import BAD_LINES, OK

LONG = 20_000  # lines, a little less than a second of work; with more, a progress bar is worth its import


def run_batch(index: VanityIndex, limit: int) -> int:
    """Answer every line of standard input on standard output, and return the exit code."""
    encode = JSONEncoder(check_circular=False).encode
    write = sys.stdout.write
    lines = bad = 0
    for number in _numbers(_lines(sys.stdin.buffer)):
        lines += 1
        record: dict[str, str | list[str] | list[int]] = {"number": number}
        try:
            answers = index.best(number, limit)
            record["answers"] = [answer.text for answer in answers]
            record["tiers"] = [int(answer.tier) for answer in answers]
        except NumberError as error:
            record["error"] = str(error)
            bad += 1
        write(encode(record) + "\n")
    return _report_bad(bad, lines)


def _report_bad(bad: int, lines: int) -> int:
    if not bad:
        return OK
    sys.stdout.flush()
    print(f"vanity: {bad:,} of {lines:,} lines {'is not a number' if bad == 1 else 'are not numbers'}", file=sys.stderr)
    return BAD_LINES


def _numbers(lines: Iterable[bytes]) -> Iterator[str]:
    """Yield the lines that are not blank, as text without a byte-order mark."""
    for line in lines:
        number = line.decode("utf-8", "replace").removeprefix("\ufeff").strip()
        if number:
            yield number


def _lines(source: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of `source`, with a progress bar when there are many and a person is waiting."""
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
    """Return the size of a regular file in bytes; a pipe has none."""
    status = os.fstat(source.fileno())
    return status.st_size if stat.S_ISREG(status.st_mode) else None

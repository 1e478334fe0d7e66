"""Show where the index file holds the answers to a local part: `python -m build_index.inspect 4685865`."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from vanity_index import IndexFile, layout


def lines(digits: str) -> Iterator[str]:
    """Yield each step from the digits of a local part to its answers, a line each, with the bytes that are read."""
    index = IndexFile.open()
    with Path(index.path).open("rb") as file:
        header = layout.unpack(file.read(layout.header_size()), Path(index.path).stat().st_size)
        code = layout.code(digits)
        place = header.sections["answers"].offset + layout.ANSWERS.size * (code - layout.FIRST_CODE)
        file.seek(place)
        record = file.read(layout.ANSWERS.size)
    yield f"local part   {digits}"
    yield f"code         {code:,} (base 9), row {code - layout.FIRST_CODE:,} of the answers"
    yield f"record       {record.hex(' ')} at byte {place:,}"
    for number in filter(None, layout.ANSWERS.unpack(record)):
        yield from _answer(index, digits, number)


def _answer(index: IndexFile, digits: str, number: int) -> Iterator[str]:
    tier, *shape = index.shape(number)
    yield f"shape {number:<6} {bytes(shape).hex(' ')}, tier {tier}"
    starts = [place for place, field in enumerate(shape) if field]
    for start, end in zip(starts, [*starts[1:], layout.SPAN], strict=True):
        key = digits[start:end]
        if shape[start] == layout.DIGITS:
            yield f"  {key:<10} stays"
        else:
            yield f"  {key:<10} word {shape[start] - 1} of {', '.join(index.texts(key)[: shape[start] + 2])} ..."


def main() -> None:
    """Print the steps for the local part on the command line."""
    parser = argparse.ArgumentParser(prog="python -m build_index.inspect", description=__doc__)
    parser.add_argument("digits", help="the seven digits after the area code")
    print("\n".join(lines(parser.parse_args().digits)))


if __name__ == "__main__":
    main()

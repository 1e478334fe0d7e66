"""Flips bytes of an index file, one at a time, and reads it: `python -m tests.damage COPY SEED`.

It runs in a process of its own, so that a crash would be seen. Prints what should not have happened, a line each.
"""

import random
import sys
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import marisa_trie

from tests.samples import assert_dials, random_numbers
from vanity import IndexUnusableError, VanityIndex
from vanity_index import layout

FLIPS = {"answers": 60, "keys": 60, "texts": 60, "words": 30, "trie": 10, "shapes": 10, "meta": 10}
NUMBERS = random_numbers(50, seed=5)


def header_of(path: Path) -> layout.Header:
    with path.open("rb") as file:
        return layout.unpack(file.read(layout.header_size()), path.stat().st_size)


@contextmanager
def flipped(path: Path, place: int, bits: int) -> Iterator[None]:
    """The file with some bits of one byte turned over."""
    with path.open("r+b", buffering=0) as file:
        file.seek(place)
        was = file.read(1)[0]
        file.seek(place)
        file.write(bytes([was ^ bits]))
        yield
        file.seek(place)
        file.write(bytes([was]))


def places(header: layout.Header, seed: int) -> Iterator[tuple[str, int, int]]:
    """Section, place in it and bits of each flip."""
    dice = random.Random(seed)
    for name, count in FLIPS.items():
        for _ in range(count):
            yield name, dice.randrange(header.sections[name].length), dice.choice([255, 1 << dice.randrange(8)])


def trie_of(path: Path, header: layout.Header) -> marisa_trie.Trie:
    """The keys, in a trie of their own."""
    section = header.sections["trie"]
    return marisa_trie.Trie().frombytes(path.read_bytes()[section.offset : section.offset + section.length])


class Readers:
    """Knows the numbers whose answers rest on a byte."""

    def __init__(self, path: Path, header: layout.Header) -> None:
        section = header.sections["keys"]
        data = path.read_bytes()[section.offset : section.offset + section.length]
        self._keys = list(layout.KEY.iter_unpack(data))
        self._trie = trie_of(path, header)

    def of(self, section: str, place: int) -> list[str]:
        if section == "answers":
            code = layout.FIRST_CODE + place // layout.ANSWERS.size
            return ["+1212" + layout.digits_of(code)]
        return _dialling(self._key(section, place))

    def _key(self, section: str, place: int) -> str:
        match section:
            case "keys":
                number = place // layout.KEY.size
            case "texts":
                number = bisect_right([start for start, _ in self._keys], place) - 1
            case "words":
                number = bisect_right([first for _, first in self._keys], place // layout.WORD.size) - 1
            case _:
                number = 0
        key: str = self._trie.restore_key(min(number, len(self._trie) - 1))
        return key


def _dialling(key: str) -> list[str]:
    """Numbers in which a key stands at the front, at the end, and over the area code."""
    rows = [("2" + key + "2345678")[:7], (key + "2345678")[:7], ("2345678" + key)[-7:]]
    numbers = [f"+1212{local}" for local in rows if local[0] in "23456789"]
    whole = (key + "2222222222")[:10]
    return [*numbers, "+1" + whole] if whole[0] in "23456789" and whole[3] in "23456789" else numbers


def wrong(path: Path, numbers: list[str]) -> str | None:
    """What goes wrong when a damaged index is read; None when it is refused, or its answers dial."""
    try:
        index = VanityIndex.open(path)
    except IndexUnusableError:
        return None
    found = (_wrong_with(index, number, limit) for number in numbers for limit in (5, 8))
    problem = next(filter(None, found), None)
    index.file.close()
    return problem


def _wrong_with(index: VanityIndex, number: str, limit: int) -> str | None:
    try:
        for answer in index.best(number, limit):
            assert_dials(answer, number)
    except IndexUnusableError:
        return None
    except Exception as error:  # any other error at all is what this looks for
        return f"{number} (limit {limit}): {error!r}"
    return None


def keys_of(index: VanityIndex) -> list[str]:
    """All keys of an open index."""
    path = Path(index.file.path)
    return list(trie_of(path, header_of(path)))


def main(path: Path, seed: int) -> None:
    header = header_of(path)
    readers = Readers(path, header)
    for section, place, bits in places(header, seed):
        with flipped(path, header.sections[section].offset + place, bits):
            problem = wrong(path, [*readers.of(section, place), *NUMBERS])
        if problem:
            print(f"{section}[{place}] ^ {bits}: {problem}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

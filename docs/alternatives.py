"""`python -m docs.alternatives`: what else the vocabulary and the answers could lie in, measured on this machine.

Each way is opened in a process of its own, and asked for every key that the seven digits of a number start with. The
figures in docs/decisions.md come from here.
"""

import json
import random
import sqlite3
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from subprocess import check_output
from tempfile import TemporaryDirectory
from time import perf_counter

from vanity import VanityIndex
from vanity.number import parse
from vanity_index import IndexFile, layout
from vanity_index.reader import DEFAULT_PATH

NUMBERS = 2000
Scan = Callable[[str], list[str]]


def main() -> None:
    """Measure all of them, in about ten seconds."""
    print(f"{'vocabulary':<28}{'on disk':>9}{'open':>10}{'memory':>9}{'a scan':>10}")
    with TemporaryDirectory() as folder:
        _write(_words(), Path(folder))
        for name in OPENED:
            print(check_output([sys.executable, "-m", "docs.alternatives", name, folder], text=True), end="")  # noqa: S603 - ours
    index, numbers = VanityIndex.open(), _numbers()
    print(f"\n{'five answers':<28}{'median':>9}{'p99':>10}")
    print(_timed("stored", index.best, numbers))
    print(
        _timed("searched when asked for", lambda number: list(islice(index.local_answers(parse(number)), 5)), numbers)
    )


def one(name: str, folder: Path) -> None:
    """Measure one way in this process."""
    files, opened = OPENED[name]
    before, start = _resident(), perf_counter()
    scan = opened(folder)
    took = (perf_counter() - start) * 1000
    for digits in _locals():
        scan(digits)
    grown = (_resident() - before) / 1e6
    times = [_microseconds(scan, digits) for digits in _locals()]
    size = _size(name, folder / files) / 1e6
    print(f"{name:<28}{size:>6.1f} MB{took:>7.1f} ms{grown:>6.1f} MB{median(times):>7.1f} µs")


def _trie(_: Path) -> Scan:
    return IndexFile.open().prefixes


def _dict(folder: Path) -> Scan:
    words = json.loads((folder / "words.json").read_bytes())
    return lambda digits: [digits[:end] for end in range(1, 8) if digits[:end] in words]


def _sqlite(folder: Path) -> Scan:
    found = sqlite3.connect(f"file:{folder / 'words.db'}?mode=ro", uri=True)
    asked = f"SELECT key FROM words WHERE key IN ({', '.join('?' * 7)})"  # noqa: S608 - seven question marks
    return lambda digits: [key for (key,) in found.execute(asked, [digits[:end] for end in range(1, 8)])]


OPENED: dict[str, tuple[str, Callable[[Path], Scan]]] = {
    "marisa-trie, mapped": ("", _trie),
    "dict, from JSON": ("words.json", _dict),
    "sqlite3": ("words.db", _sqlite),
}


def _words() -> dict[str, str]:
    """All keys of the index with their words."""
    file = IndexFile.open()
    keys: Iterator[str] = iter(file._trie.keys())
    return {key: " ".join(file.texts(key)) for key in keys}


def _write(words: dict[str, str], folder: Path) -> None:
    (folder / "words.json").write_text(json.dumps(words), encoding="utf-8")
    database = sqlite3.connect(folder / "words.db")
    with database:
        database.execute("CREATE TABLE words (key TEXT PRIMARY KEY, texts TEXT) WITHOUT ROWID")
        database.executemany("INSERT INTO words VALUES (?, ?)", sorted(words.items()))
    database.close()


def _size(name: str, path: Path) -> int:
    if name.startswith("marisa"):  # all of the index but the answers
        sections = layout.unpack(Path(DEFAULT_PATH).read_bytes(), Path(DEFAULT_PATH).stat().st_size).sections
        return sum(section.length for label, section in sections.items() if label != "answers")
    return path.stat().st_size


def _numbers() -> list[str]:
    chance = random.Random(1)  # noqa: S311 - a sample that is always the same
    return [f"+1{chance.randint(2, 9)}{chance.randint(0, 99):02}{chance.randint(2, 9)}{chance.randint(0, 999_999):06}"
            for _ in range(NUMBERS)]  # fmt: skip


def _locals() -> list[str]:
    return [number[-7:] for number in _numbers()]


def _timed(name: str, call: Callable[[str], object], numbers: list[str]) -> str:
    times = [_microseconds(call, number) for number in numbers if _is_number(number)]
    return f"{name:<28}{median(times):>6.1f} µs{quantiles(times, n=100)[-1]:>7.0f} µs"


def _is_number(text: str) -> bool:
    try:
        return bool(parse(text))
    except ValueError:
        return False


def _microseconds(call: Callable[[str], object], argument: str) -> float:
    start = perf_counter()
    call(argument)
    return (perf_counter() - start) * 1e6


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096


if __name__ == "__main__":
    one(sys.argv[1], Path(sys.argv[2])) if sys.argv[1:] else main()

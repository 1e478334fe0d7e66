"""`python -m docs.alternatives`: what else the vocabulary and the answers could lie in, measured on this machine.

Each way is opened in a process of its own, and asked for every key that the seven digits of a number start with. The
figures in docs/decisions.md come from here.
"""

import json
import sqlite3
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from subprocess import check_output
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from benchmarks.contestants import bare_trie
from benchmarks.samples import random_numbers
from vanity import VanityIndex
from vanity.number import parse
from vanity_index import IndexFile, layout
from vanity_index.reader import DEFAULT_PATH

NUMBERS = random_numbers(2000)
Scan = Callable[[str], list[str]]  # the keys that these digits start with


class Way(NamedTuple):
    """A way to keep the vocabulary: its file in a folder, and how it is opened there."""

    file: str
    open: Callable[[Path], Scan]


def main() -> None:
    """Measure all of them, in about ten seconds."""
    print(f"{'vocabulary':<28}{'on disk':>9}{'open':>10}{'memory':>9}{'a scan':>10}", flush=True)
    with TemporaryDirectory() as folder:
        _write(Path(folder))
        for name in WAYS:
            command = [sys.executable, "-m", "docs.alternatives", name, folder]
            print(check_output(command, text=True), end="")  # noqa: S603 - this very module
    index = VanityIndex.open()
    print(f"\n{'five answers':<28}{'median':>9}{'p99':>10}")
    print(_timed("stored", index.best))
    print(_timed("searched when asked for", lambda number: list(islice(index.local_answers(parse(number)), 5))))


def measured(name: str, folder: Path) -> str:
    """One way, in this process: the size of its file, how it opens, what memory grows by, and a scan's median."""
    before, start = _resident(), perf_counter()
    scan = WAYS[name].open(folder)
    opened = (perf_counter() - start) * 1000
    for number in NUMBERS:
        scan(number[-7:])
    grown = (_resident() - before) / 1e6
    scanned = median(_microseconds(scan, number[-7:]) for number in NUMBERS)
    size = (folder / WAYS[name].file).stat().st_size / 1e6
    return f"{name:<28}{size:>6.1f} MB{opened:>7.1f} ms{grown:>6.1f} MB{scanned:>7.1f} µs"


def _trie(_: Path) -> Scan:
    return IndexFile.open().prefixes


def _dict(folder: Path) -> Scan:
    words = json.loads((folder / "words.json").read_bytes())
    return lambda digits: [digits[:end] for end in range(1, 8) if digits[:end] in words]


def _sqlite(folder: Path) -> Scan:
    database = sqlite3.connect(f"file:{folder / 'words.db'}?mode=ro", uri=True)
    asked = f"SELECT key FROM words WHERE key IN ({', '.join('?' * 7)})"  # noqa: S608 - seven question marks
    return lambda digits: [key for (key,) in database.execute(asked, [digits[:end] for end in range(1, 8)])]


WAYS = {
    "marisa-trie, mapped": Way("words.index", _trie),
    "dict, from JSON": Way("words.json", _dict),
    "sqlite3": Way("words.db", _sqlite),
}


def _write(folder: Path) -> None:
    """The words of the index in each way; the index itself without its answers, for its size alone."""
    file = IndexFile.open()
    words = {key: " ".join(file.texts(key)) for key in bare_trie().keys()}  # noqa: SIM118 - a trie is no dict
    (folder / "words.json").write_text(json.dumps(words), encoding="utf-8")
    database = sqlite3.connect(folder / "words.db")
    with database:
        database.execute("CREATE TABLE words (key TEXT PRIMARY KEY, texts TEXT) WITHOUT ROWID")
        database.executemany("INSERT INTO words VALUES (?, ?)", sorted(words.items()))
    database.close()
    data = Path(DEFAULT_PATH).read_bytes()
    answers = layout.unpack(data, len(data)).sections["answers"]
    (folder / "words.index").write_bytes(bytes(len(data) - answers.length))


def _timed(name: str, call: Callable[[str], object]) -> str:
    times = [_microseconds(call, number) for number in NUMBERS]
    return f"{name:<28}{median(times):>6.1f} µs{quantiles(times, n=100)[-1]:>7.0f} µs"


def _microseconds(call: Callable[[str], object], argument: str) -> float:
    start = perf_counter()
    call(argument)
    return (perf_counter() - start) * 1e6


def _resident() -> int:
    """Bytes of this process in memory, as Linux counts them."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096


if __name__ == "__main__":
    print(measured(sys.argv[1], Path(sys.argv[2]))) if sys.argv[1:] else main()

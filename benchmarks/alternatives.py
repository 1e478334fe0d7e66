"""`python -m benchmarks.alternatives`: other ways to store the vocabulary and the answers, measured on this machine.

Each way is opened in a process of its own, and queried for every key that the seven digits of a number start with. The
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


class Storage(NamedTuple):
    """A way to store the vocabulary."""

    #: The name of its file in a folder.
    file: str
    #: Opens it in that folder.
    open: Callable[[Path], Scan]


def main() -> None:
    """Measure all ways, in about ten seconds."""
    print(f"{'vocabulary':<28}{'on disk':>9}{'open':>10}{'memory':>9}{'a scan':>10}", flush=True)
    with TemporaryDirectory() as folder:
        _write(Path(folder))
        for name in STORAGES:
            command = [sys.executable, "-m", "benchmarks.alternatives", name, folder]
            print(check_output(command, text=True), end="")  # noqa: S603 - this very module
    index = VanityIndex.open()
    print(f"\n{'five answers':<28}{'median':>9}{'p99':>10}")
    print(_time("stored", index.best))
    print(_time("searched at run time", lambda number: list(islice(index.search(parse(number)), 5))))


def measure(name: str, folder: Path) -> str:
    """Return a row: the size of the file, the time to open it, the memory growth, and the median of a scan."""
    before, start = _resident(), perf_counter()
    scan = STORAGES[name].open(folder)
    opened = (perf_counter() - start) * 1000
    for number in NUMBERS:
        scan(number[-7:])
    grown = (_resident() - before) / 1e6
    scanned = median(_microseconds(scan, number[-7:]) for number in NUMBERS)
    size = (folder / STORAGES[name].file).stat().st_size / 1e6
    return f"{name:<28}{size:>6.1f} MB{opened:>7.1f} ms{grown:>6.1f} MB{scanned:>7.1f} µs"


def _trie(_: Path) -> Scan:
    return IndexFile.open().prefixes


def _dict(folder: Path) -> Scan:
    words = json.loads((folder / "words.json").read_bytes())
    return lambda digits: [digits[:end] for end in range(1, 8) if digits[:end] in words]


def _sqlite(folder: Path) -> Scan:
    database = sqlite3.connect(f"file:{folder / 'words.db'}?mode=ro", uri=True)
    query = f"SELECT key FROM words WHERE key IN ({', '.join('?' * 7)})"  # noqa: S608 - seven question marks
    return lambda digits: [key for (key,) in database.execute(query, [digits[:end] for end in range(1, 8)])]


STORAGES = {
    "marisa-trie, mapped": Storage("words.index", _trie),
    "dict, from JSON": Storage("words.json", _dict),
    "sqlite3": Storage("words.db", _sqlite),
}


def _write(folder: Path) -> None:
    """Write the words of the index in each way, and a file of the size of the index without its answers."""
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


def _time(name: str, call: Callable[[str], object]) -> str:
    times = [_microseconds(call, number) for number in NUMBERS]
    return f"{name:<28}{median(times):>6.1f} µs{quantiles(times, n=100)[-1]:>7.0f} µs"


def _microseconds(call: Callable[[str], object], argument: str) -> float:
    start = perf_counter()
    call(argument)
    return (perf_counter() - start) * 1e6


def _resident() -> int:
    """Return the resident memory of this process in bytes, on Linux."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096


if __name__ == "__main__":
    print(measure(sys.argv[1], Path(sys.argv[2]))) if sys.argv[1:] else main()

"""What is timed: the engine, the least that a look-up in a trie costs, and packages from PyPI."""

import warnings
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import callword
import marisa_trie

from vanity import VanityIndex
from vanity.lexicon import IndexLexicon
from vanity.number import parse
from vanity.stored import StoredAnswers
from vanity_index import IndexFile, layout
from vanity_index.reader import DEFAULT_PATH

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # its source has escapes that Python warns of when it compiles them
    import vanitynumber

TEN_SCANS = "floor: ten Trie.prefixes"
ONE_GET = "floor: one Trie.get"
BEST = "VanityIndex.best"
CALLWORD_ONE = "callword, one answer"
CALLWORD_FIVE = "callword, five answers"
VANITYNUMBER = "vanitynumber"
NAMES = (TEN_SCANS, ONE_GET, BEST, CALLWORD_ONE, CALLWORD_FIVE, VANITYNUMBER)


class Contestant(NamedTuple):
    """Something that is timed."""

    name: str
    #: Called with one number.
    call: Callable[[str], object]
    #: Writes an E.164 number as `call` expects it.
    write: Callable[[str], str] = str
    #: It is called with every n-th number only.
    every: int = 1


def all_contestants() -> list[Contestant]:
    """Return all contestants, with a freshly opened index of which nothing is cached yet."""
    trie = bare_trie()
    vanitynumber.helper.populate_dictionary_trie()
    return [
        Contestant(TEN_SCANS, ten_scans(trie), _national),
        Contestant(ONE_GET, trie.get, _line),
        Contestant(BEST, VanityIndex.open().best),
        Contestant(CALLWORD_ONE, callword_answers(1), _dashed),
        Contestant(CALLWORD_FIVE, callword_answers(5), _dashed),
        Contestant(VANITYNUMBER, lambda number: vanitynumber.all_wordifications(number, 5), _with_country),
    ]


def bare_trie() -> marisa_trie.Trie:
    """Return the trie of the built index in memory, without the index reader."""
    data = Path(DEFAULT_PATH).read_bytes()
    section = layout.unpack(data, len(data)).sections["trie"]
    return marisa_trie.Trie().frombytes(data[section.offset : section.offset + section.length])


def ten_scans(trie: marisa_trie.Trie) -> Callable[[str], object]:
    """Return ten scans, one from each national digit: the least that an engine without stored answers must do."""
    prefixes = trie.prefixes

    def scan(digits: str) -> None:
        for start in range(10):
            prefixes(digits[start:])

    return scan


def callword_answers(count: int) -> Callable[[str], object]:
    """Return a function that gives the first answers of callword, which makes them one by one."""
    words = callword.read_word_dict()
    return lambda number: list(islice(callword.wordifications(number, words), count))


def stored_only() -> Callable[[str], object]:
    """Return a look-up of the stored answers alone: it does not parse the number or search the area code."""
    file = IndexFile.open()
    stored = StoredAnswers(file, IndexLexicon(file))
    template = parse("+18003569377")
    return lambda local: stored.answers(template._replace(local=local))


def _national(number: str) -> str:
    return number[2:]


def _line(number: str) -> str:
    """Return the last four digits, which are often a word."""
    return number[-4:]


def _dashed(number: str) -> str:
    return f"{number[2:5]}-{number[5:8]}-{number[8:]}"


def _with_country(number: str) -> str:
    return f"1-{_dashed(number)}"

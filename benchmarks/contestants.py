"""What is timed against what: the engine, the least that a look-up in a trie costs, and the packages of PyPI."""

import warnings
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import callword
import marisa_trie

from vanity import VanityIndex
from vanity.number import parse
from vanity.stored import StoredAnswers
from vanity.vocabulary import Vocabulary
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
    """A name, what it calls with one number, how it wants the number written, and which share of numbers it gets."""

    name: str
    call: Callable[[str], object]
    written: Callable[[str], str] = str
    every: int = 1


def contestants() -> list[Contestant]:
    """All of them, with an index that is freshly opened, so that nothing of it is cached yet."""
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
    """The trie of the built index in memory, without our reader around it."""
    data = Path(DEFAULT_PATH).read_bytes()
    section = layout.unpack(data, len(data)).sections["trie"]
    return marisa_trie.Trie().frombytes(data[section.offset : section.offset + section.length])


def ten_scans(trie: marisa_trie.Trie) -> Callable[[str], object]:
    """Ten scans, one from each national digit on: what an engine that stores no answers must do at the least."""
    prefixes = trie.prefixes

    def scan(digits: str) -> None:
        for start in range(10):
            prefixes(digits[start:])

    return scan


def callword_answers(count: int) -> Callable[[str], object]:
    """The first answers of callword, which makes them one by one; its `number_to_words` is the first."""
    words = callword.read_word_dict()
    return lambda number: list(islice(callword.wordifications(number, words), count))


def stored_only() -> Callable[[str], object]:
    """The stored answers of a local part, without the parsing of the number and without letters in the area code."""
    file = IndexFile.open()
    stored = StoredAnswers(file, Vocabulary(file))
    template = parse("+18003569377")
    return lambda local: stored.of(template._replace(local=local))


def _national(number: str) -> str:
    return number[2:]


def _line(number: str) -> str:
    """The last four digits, which often are a word."""
    return number[-4:]


def _dashed(number: str) -> str:
    return f"{number[2:5]}-{number[5:8]}-{number[8:]}"


def _with_country(number: str) -> str:
    return f"1-{_dashed(number)}"

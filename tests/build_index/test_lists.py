"""The word lists are well-formed, and nothing on them offends."""

import re
from pathlib import Path

import pytest

from build_index import offensive, sources, vocabulary
from tests.damage import keys_of
from vanity import VanityIndex

LIST_FILES = sorted([*sources.LISTS.glob("*.txt"), *offensive.FOLDER.glob("*.txt")])
CURATED = [
    "business",
    "carriers",
    "closers",
    "endings",
    "names",
    "openers",
    "phrases",
    "places",
    "state_codes",
    "tokens2",
]


def entries_of(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("path", LIST_FILES, ids=lambda path: path.name)
def test_a_list_is_well_formed(path: Path) -> None:
    entries = entries_of(path)
    assert [entry for entry in entries if not re.fullmatch(r"[a-z]+(-[a-z]+)*|\d+|\d(go|me|u|you)", entry)] == []
    assert [entry for entry in entries if len(entry.replace("-", "")) > 11] == []
    letters = [entry.replace("-", "") for entry in entries]
    assert sorted(letters) == sorted(set(letters))
    assert path.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("path", LIST_FILES, ids=lambda path: path.name)
def test_figures_are_only_on_the_lists_of_edges(path: Path) -> None:
    assert path.stem in ("carriers", "endings") or not any(re.search(r"\d", entry) for entry in entries_of(path))


def test_every_list_has_a_trait() -> None:
    assert {path.stem for path in sources.LISTS.glob("*.txt")} == set(vocabulary.TRAITS_OF_LIST)


@pytest.mark.parametrize("name", CURATED)
def test_a_list_holds_nothing_offensive(name: str) -> None:
    terms = offensive.terms()
    assert [entry for entry in sources.own_list(name) if terms & {entry.replace("-", ""), *entry.split("-")}] == []


def test_offensive_terms_are_plain_words() -> None:
    assert [term for term in offensive.terms() if not re.fullmatch("[a-z]{2,}", term)] == []


def test_allowed_words_are_on_the_packaged_list() -> None:
    assert sources.read_list(offensive.FOLDER / "allowed.txt") - sources.profanity() == set()


def test_nothing_is_both_offensive_and_allowed() -> None:
    ours, allowed = (sources.read_list(offensive.FOLDER / f"{name}.txt") for name in ("offensive", "allowed"))
    assert ours & allowed == set()


def test_no_word_of_the_index_is_offensive(index: VanityIndex) -> None:
    terms = frozenset(index.file.meta["offensive"])
    texts = {text for key in keys_of(index) for text in index.file.texts(key)}
    assert [text for text in texts if terms & {text.replace("-", ""), *text.split("-")}] == []

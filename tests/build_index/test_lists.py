"""The word lists are well-formed, and nothing on them offends."""

import re
from pathlib import Path

import pytest

from build_index.language import ENGLISH, read_list
from tests.damage import keys_of
from vanity import VanityIndex
from vanity.lexicon import CATEGORIES, Category, Trait

LIST_FILES = sorted([*ENGLISH.lists.glob("*.txt"), *ENGLISH.offensive.glob("*.txt")])
CURATED = [
    "business",
    "closers",
    "common_closers",
    "common_openers",
    "names",
    "openers",
    "phrases",
    "places",
    "state_codes",
    "two_letter",
]


def entries_of(path: Path) -> list[str]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [line.split()[0] for line in lines] if path.stem == "pairs" else lines


def test_every_pair_has_its_rarity() -> None:
    rows = (ENGLISH.lists / "pairs.txt").read_text(encoding="utf-8").splitlines()
    assert [row for row in rows if not re.fullmatch(r"[a-z]+-[a-z]+ [3-8]\d|# .*", row)] == []


def test_every_word_has_one_grade() -> None:
    rows = [row for row in ENGLISH.grades_file.read_text(encoding="utf-8").splitlines() if not row.startswith("#")]
    assert [row for row in rows if not re.fullmatch(r"[a-z]+ [0-5]", row)] == []
    words = [row.split()[0] for row in rows]
    assert words == sorted(set(words))


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
    assert path.stem in ("common_openers", "common_closers") or not any(
        re.search(r"\d", entry) for entry in entries_of(path)
    )


def test_every_list_is_a_category() -> None:
    assert {path.stem for path in ENGLISH.lists.glob("*.txt")} == {category.list_name for category in CATEGORIES}


def test_every_trait_and_every_weight_is_of_one_category() -> None:
    assert [category.trait for category in CATEGORIES] == list(Trait)
    assert [category.weight for category in CATEGORIES] == list(ENGLISH.weights()["trait"])


@pytest.mark.parametrize("category", CATEGORIES, ids=lambda category: category.list_name)
def test_the_table_of_lists_shows_every_category(category: Category) -> None:
    table = (ENGLISH.lists / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| `{category.list_name}\.txt` \| .* \| `trait\.{category.weight}` \|$", table, re.MULTILINE)


@pytest.mark.parametrize("name", CURATED)
def test_a_list_holds_nothing_offensive(name: str) -> None:
    terms = ENGLISH.offensive_terms()
    assert [entry for entry in ENGLISH.list_words(name) if terms & {entry.replace("-", ""), *entry.split("-")}] == []


def test_offensive_terms_are_plain_words() -> None:
    assert [term for term in ENGLISH.offensive_terms() if not re.fullmatch("[a-z]{2,}", term)] == []


def test_allowed_words_are_on_the_packaged_list() -> None:
    assert read_list(ENGLISH.offensive / "allowed.txt") - ENGLISH.profanity() == set()


def test_nothing_is_both_offensive_and_allowed() -> None:
    ours, allowed = (read_list(ENGLISH.offensive / f"{name}.txt") for name in ("offensive", "allowed"))
    assert ours & allowed == set()


def test_no_word_of_the_index_is_offensive(index: VanityIndex) -> None:
    terms = frozenset(index.file.meta["offensive"])
    texts = {text for key in keys_of(index) for text in index.file.texts(key)}
    assert [text for text in texts if terms & {text.replace("-", ""), *text.split("-")}] == []

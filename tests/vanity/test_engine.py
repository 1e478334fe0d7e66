"""The engine on the built index: what holds for every answer, and answers that we know."""

from itertools import combinations, islice, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from tests.samples import ABROAD, NANP, assert_dials, offensive_in, random_numbers, real_numbers
from tests.tiny import WEIGHTS, vocabulary, word
from tests.tiny_index import content
from vanity import Answer, IndexUnusableError, VanityIndex
from vanity.ladder import is_welcome
from vanity.lexicon import IndexLexicon
from vanity.number import parse
from vanity.rules import select
from vanity.score import Scorer
from vanity.search import Spelling, search

SAMPLE = sorted({*random_numbers(300, seed=1), *real_numbers(), *ABROAD})


def texts(answers: list[Answer]) -> list[str]:
    return [answer.text for answer in answers]


def searched(index: VanityIndex, number: str) -> list[Spelling]:
    """The five best of the exhaustive search."""
    meta, local = index.file.meta, parse(number).local
    lexicon, scorer = IndexLexicon(index.file), Scorer(meta["weights"])
    return list(islice(select(search(local, lexicon, scorer), frozenset(meta["offensive"])), 5))


def known_places(index: VanityIndex, answer: Answer) -> list[bool]:
    """Of each place of an answer, whether it lies in a welcome word."""
    places = []
    for start, end, text, _, _ in answer.pieces:
        entries = IndexLexicon(index.file).entries(answer.spelled[start:end]) if text[0].isalpha() else ()
        known = any(entry.text == text and is_welcome(entry) for entry in entries)
        places += [known] * (end - start)
    return places


# What holds for every answer.


@settings(max_examples=300)
@given(number=NANP)
def test_an_answer_dials_its_number(index: VanityIndex, number: str) -> None:
    for answer in index.best(number, limit=12):
        assert_dials(answer, number)


@pytest.mark.parametrize("number", ABROAD)
def test_an_answer_dials_its_number_abroad(index: VanityIndex, number: str) -> None:
    for answer in index.best(number, limit=12):
        assert_dials(answer, number)


@settings(max_examples=300)
@given(number=NANP)
def test_zero_and_one_stay_digits(index: VanityIndex, number: str) -> None:
    for answer in index.best(number):
        assert all(shown == digit for shown, digit in zip(answer.letters, answer.spelled, strict=True) if digit in "01")


@pytest.mark.parametrize("limit", [5, 12])
def test_an_answer_holds_a_word_of_two_letters(index: VanityIndex, limit: int) -> None:
    for answer in (answer for number in SAMPLE for answer in index.best(number, limit)):
        assert any(span.is_word and span.end - span.start >= 2 for span in answer.pieces)


def test_the_parts_cover_the_number_from_end_to_end(index: VanityIndex) -> None:
    for answer in (answer for number in SAMPLE for answer in index.best(number)):
        assert answer.ends[-1] == len(answer.spelled)
        assert answer.text.endswith("-".join(answer.parts))
        for span in answer.pieces:
            assert span.is_word or span.text == answer.spelled[span.start : span.end]


def test_a_text_ends_with_a_whole_word_or_with_digits(index: VanityIndex) -> None:
    for answer in (answer for number in SAMPLE for answer in index.best(number, limit=12)):
        last = answer.pieces[-1]
        assert not last.is_word or last.text in index.file.texts(answer.spelled[last.start :])


def test_no_letters_reach_into_the_area_code(index: VanityIndex) -> None:
    for answer in (answer for number in SAMPLE for answer in index.best(number, limit=12)):
        assert answer.text.startswith(answer.number.lead)


def test_no_tier_is_better_than_the_one_before_it(index: VanityIndex) -> None:
    for number in SAMPLE:
        tiers = [answer.tier for answer in index.best(number, limit=12)]
        assert tiers == sorted(tiers)


def test_answers_differ_by_more_than_a_trifle(index: VanityIndex) -> None:
    for number in SAMPLE:
        for one, other in combinations(index.best(number), 2):
            differing = [place for place in range(len(one.letters)) if one.letters[place] != other.letters[place]]
            assert differing
            if len(differing) == 1:
                assert known_places(index, one)[differing[0]]
                assert known_places(index, other)[differing[0]]


def test_no_answer_is_offensive(index: VanityIndex) -> None:
    terms = frozenset(index.file.meta["offensive"])
    numbers = [*random_numbers(20_000, seed=2), *real_numbers(), *ABROAD]
    found = {answer.text: offensive_in(answer, terms) for number in numbers for answer in index.best(number)}
    assert len(found) > 50_000
    assert [text for text, read in found.items() if read] == []


def test_no_searched_answer_is_offensive(index: VanityIndex) -> None:
    terms = frozenset(index.file.meta["offensive"])
    for answer in (answer for number in SAMPLE for answer in index.best(number, limit=40)):
        assert not offensive_in(answer, terms), answer.text


# How many are asked for.


@pytest.mark.parametrize("limit", [0, -1])
def test_no_answers_cannot_be_asked_for(index: VanityIndex, limit: int) -> None:
    with pytest.raises(ValueError, match="1 or more"):
        index.best("+18003569377", limit)


@pytest.mark.parametrize("limit", [1, 2, 3, 4])
def test_fewer_answers_are_the_first_of_five(index: VanityIndex, limit: int) -> None:
    for number in SAMPLE:
        assert index.best(number, limit) == index.best(number)[:limit]


def test_more_answers_begin_with_the_five(index: VanityIndex) -> None:
    for number in SAMPLE:
        assert index.best(number, limit=12)[:5] == index.best(number)


def test_the_limit_is_kept(index: VanityIndex) -> None:
    assert [len(index.best("+18003569377", limit)) for limit in (1, 5, 8, 20)] == [1, 5, 8, 20]


# The stored answers are those of the search.


@pytest.mark.parametrize("numbers", [random_numbers(1500, seed=3), real_numbers()], ids=["random", "real"])
def test_stored_answers_are_those_of_the_exhaustive_search(index: VanityIndex, numbers: list[str]) -> None:
    for number in numbers:
        assert index.best(number) == [answer for answer, _ in islice(index.search(parse(number)), 5)], number


@settings(max_examples=300)
@given(number=NANP)
def test_any_stored_answers_are_those_of_the_search(index: VanityIndex, number: str) -> None:
    assert index.best(number) == [answer for answer, _ in islice(index.search(parse(number)), 5)]


def test_the_reasons_add_up_to_the_score_of_the_search(index: VanityIndex) -> None:
    for number in SAMPLE:
        explained = [index.explain(answer).points for answer in index.best(number)]
        assert explained == [spelling.points for spelling in searched(index, number)], number


def test_scored_answers_are_the_best_answers_with_their_points(index: VanityIndex) -> None:
    for number in SAMPLE:
        for limit in (3, 5, 8):
            scored = index.scored(number, limit)
            assert [answer for answer, _ in scored] == index.best(number, limit), number
            assert all(points == index.points(answer) == index.explain(answer).points for answer, points in scored)


def test_a_parsed_number_has_the_answers_of_its_text(index: VanityIndex) -> None:
    for number in SAMPLE:
        assert index.best(parse(number)) == index.best(number)
        assert index.scored(parse(number)) == index.scored(number)


def test_every_piece_of_an_answer_is_explained(index: VanityIndex) -> None:
    answer = index.best("+18004685865")[0]
    ((phrase, reasons),) = index.explain(answer).pieces
    assert phrase.text == "GOT-JUNK"
    assert len(reasons) > 5
    assert all(reason.points for reason in reasons)


def test_digits_that_are_parted_for_reading_are_explained_as_one_run(index: VanityIndex) -> None:
    parted = next(a for n in random_numbers(500, seed=4) for a in index.best(n) if _is_parted(a))
    assert [piece.text for piece, _ in index.explain(parted).pieces] == _runs_joined(parted)


def _is_parted(answer: Answer) -> bool:
    kinds = [span.is_word for span in answer.pieces]
    return any(not one and not other for one, other in pairwise(kinds))


def _runs_joined(answer: Answer) -> list[str]:
    joined: list[str] = []
    for part in answer.parts:
        if joined and part[0].isdigit() and joined[-1][-1].isdigit():
            joined[-1] += part
        else:
            joined.append(part)
    return joined


@pytest.mark.parametrize("meta", [{}, {"weights": WEIGHTS}], ids=["no weights", "no offensive terms"])
def test_an_index_without_what_a_search_needs_is_of_another_version(path: Path, meta: dict[str, Any]) -> None:
    path.write_bytes(content(vocabulary(word("CAT")), **meta))
    index = VanityIndex.open(path)

    with pytest.raises(IndexUnusableError, match="another version: build it again"):
        index.best("+12122282222", 8)
    index.file.close()

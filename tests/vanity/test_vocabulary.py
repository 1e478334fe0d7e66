"""Which words the engine may say, and under which digits."""

import pytest

from build_index import vocabulary
from build_index.language import ENGLISH
from tests.tiny import RAREST_OVERFLOW, SCORER, EveryWord, word
from tests.tiny import vocabulary as tiny_vocabulary
from vanity.lexicon import Entry, Trait


def test_the_word_that_ends_with_the_key_stays_of_those_that_look_alike() -> None:
    entry, longer = word("CAT", rarity=80), word("CATS", Trait.BUSINESS, rarity=35)
    assert vocabulary.by_key([entry, longer], SCORER, RAREST_OVERFLOW)["228"] == (entry,)


def test_words_are_ranked_by_their_points_inside_a_number_and_longer_ones_come_last() -> None:
    call, ball, longer = word("CALL"), word("BALL", Trait.BUSINESS), word("CALKED", Trait.BUSINESS, rarity=35)
    assert vocabulary.by_key([call, ball, longer], SCORER, RAREST_OVERFLOW)["2255"] == (ball, call, longer)


@pytest.mark.parametrize(
    ("entry", "keys"),
    [
        (word("CAT"), {"228"}),
        (word("CONTACT", Trait.BUSINESS), {"2668228", "266822", "26682", "2668"}),
        (word("CONTACTS", Trait.BUSINESS), {"26682287", "2668228", "266822", "26682", "2668"}),
        (word("CONTACT", rarity=50), {"2668228", "266822", "26682", "2668"}),
        (word("CONTACT", rarity=70), {"2668228"}),
        (Entry("GOT-JUNK", int(Trait.BRAND), 80, 4), {"4685865", "468586", "46858", "4685"}),
    ],
)
def test_keys_of_a_word(entry: Entry, keys: set[str]) -> None:
    assert set(vocabulary.by_key([entry], SCORER, RAREST_OVERFLOW)) == keys


@pytest.mark.parametrize(("probability", "rarity"), [(1e-3, 35), (1e-5, 50), (10**-6.54, 65), (1e-9, 80), (0.0, 80)])
def test_rarity(probability: float, rarity: int) -> None:
    assert vocabulary.rarity(probability) == rarity


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> dict[str, Entry]:
    """The words that may be said when the spelling dictionary knows every word, by their letters."""
    monkeypatch.setattr(vocabulary, "Dictionary", EveryWord)
    return {entry.letters: entry for entry in vocabulary.words(ENGLISH)}


def test_which_words_may_be_said(said: dict[str, Entry]) -> None:
    assert said["FLOWERS"].traits & Trait.BUSINESS  # it is on a list
    assert said["GOTJUNK"].text == "GOT-JUNK"
    assert said["YESTERDAY"].traits == 0  # it is on none
    assert said["ABOUT"].rarity == 35  # it is common
    assert not {"ESCORT", "VIAGRA"} & said.keys()  # they are offensive, on a list or not
    assert not {"HOTWATER"} & said.keys()  # one can be read across it
    assert not {"VIII", "XXIV", "LXX"} & said.keys()  # they are numbers
    assert {"CIVIC", "MILD", "MIX"} <= said.keys()
    assert all(len(letters) <= 11 and letters.isalpha() and letters.isupper() for letters in said)


def test_the_dictionary_has_the_last_word_on_what_is_on_no_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "Dictionary", EveryWord)
    monkeypatch.setattr(EveryWord, "lookup", lambda *_: False)
    others = [entry for entry in vocabulary.words(ENGLISH) if not entry.traits]
    assert all(ENGLISH.grades[entry.text.lower()] >= 3 for entry in others)


def test_a_vocabulary_knows_its_keys() -> None:
    words = tiny_vocabulary(word("CAT"), word("CA"))
    assert words.prefixes("2288") == ["22", "228"]
    assert (words.keys, words.size) == (["22", "228"], 2)

"""Judges of answers that share no code with the engine: is an answer offensive, and does it contain an odd word?"""

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from spylls.hunspell import Dictionary
from wordfreq import top_n_list

from vanity import Answer

ENGLISH = Path(__file__).parents[1] / "build_index" / "languages" / "en"
COMMONEST = 30_000
FEWEST_JOINED = 4  # letters of a term that counts wherever it crosses a hyphen
_STRETCH = re.compile("[a-z]+(?:-[a-z]+)*")


def entries(path: Path) -> set[str]:
    """Return the entries of one of the project's lists, in lower case and without hyphens."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line.strip().lower().replace("-", "") for line in lines if line.strip() and not line.startswith("#")}


def packaged_profanity() -> set[str]:
    """Return the entries of better-profanity that consist of letters; no phone number can spell the others."""
    text = (files("better_profanity") / "profanity_wordlist.txt").read_text(encoding="utf-8")
    return {term for line in text.splitlines() if (term := re.sub("[ '-]", "", line.lower())).isalpha()}


class OffenceJudge:
    """Finds offensive terms in a vanity number."""

    def __init__(self) -> None:
        folder = ENGLISH / "offensive"
        terms = (packaged_profanity() - entries(folder / "allowed.txt")) | entries(folder / "offensive.txt")
        self._terms = frozenset(terms)
        self._longest = max(map(len, self._terms))
        self.in_stretch = cache(self._in_stretch)

    def terms_in(self, text: str) -> frozenset[str]:
        """Return the terms that can be read in a vanity number, also across hyphens, but not across digits."""
        return frozenset().union(*(self.in_stretch(stretch) for stretch in _STRETCH.findall(text.lower())))

    def _in_stretch(self, stretch: str) -> frozenset[str]:
        words = stretch.split("-")
        return self._whole(words) | self._crossing(words)

    def _whole(self, words: list[str]) -> frozenset[str]:
        """Return the terms that are one word, or several adjacent words."""
        places = range(len(words) + 1)
        joined = ("".join(words[start:end]) for start in places for end in places if start < end)
        return self._terms.intersection(joined)

    def _crossing(self, words: list[str]) -> frozenset[str]:
        """Return the longer terms that cross a hyphen, wherever they start and end."""
        joined = "".join(words)
        joints = [sum(map(len, words[:count])) for count in range(1, len(words))]
        cuts = (
            joined[start:end]
            for joint in joints
            for start in range(max(0, joint - self._longest + 1), joint)
            for end in range(max(joint + 1, start + FEWEST_JOINED), len(joined) + 1)
        )
        return self._terms.intersection(cuts)


class OddityJudge:
    """Finds words that are neither on the project's lists, nor in an English dictionary in lower case, nor common.

    The common words are the 30,000 commonest of wordfreq: many of them are names, which everybody knows.
    """

    def __init__(self) -> None:
        self._listed = set().union(*(entries(path) for path in (ENGLISH / "lists").glob("*.txt")))
        self._listed |= set(top_n_list("en", COMMONEST))
        self._dictionary = Dictionary.from_files("en_US")
        self.is_known = cache(self._is_known)

    def is_odd(self, answer: Answer) -> bool:
        """Return whether the answer has such a word; a phrase on the lists counts as a word."""
        return not all(self.is_known(piece.text) for piece in answer.pieces if piece.is_word)

    def knows_in_lower_case(self, word: str) -> bool:
        """Return whether an English dictionary has a lower-case word."""
        return bool(self._dictionary.lookup(word))

    def _is_known(self, text: str) -> bool:
        if text.replace("-", "").lower() in self._listed:
            return True
        return all(word in self._listed or self._dictionary.lookup(word) for word in text.lower().split("-"))

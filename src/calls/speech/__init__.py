"""An answer in words that a synthetic voice reads so that the listener can write it down.

`1-800-GOT-JUNK` becomes "1, 8 zero zero, got junk, spelled G, the letter O, T, then J, U, N, K": first the whole, as
people say it, then the letters. The result has only letters, digits, spaces and commas: nothing that SSML or a contact
flow could take for markup. It has no tag for spelling out either, which would switch a neural voice to the standard one
for the whole sentence (Amazon Polly, "Supported SSML tags", say-as). A comma is the pause between two groups.

Everything specific to a language is in its `SpokenLanguage`, in a module of its own, such as `en`.
"""

import re
from itertools import groupby

from calls.speech.en import ENGLISH
from calls.speech.language import SpokenLanguage

LONGEST_SHORT_WORD = 2  # letters; words up to this length are read only if the language lists them
_GROUP = re.compile(r"[0-9]+|[A-Z]+")


def speak(text: str, language: SpokenLanguage = ENGLISH) -> str:
    """Return the spoken form of an answer's text: letters, digits, spaces and commas.

    Letters past the number's end are in brackets: `1-800-CONTACT(S)`.
    """
    whole, _, past = text.partition("(")
    speech = _Speaker(language).speak(whole + past.rstrip(")"))
    return speech + _past(sum(map(str.isalpha, past)), language)


def _past(count: int, language: SpokenLanguage) -> str:
    """Return the words that say how many letters need not be dialled."""
    if not count:
        return ""
    return ", " + (language.past_one if count == 1 else language.past_many.format(count=count))


class _Speaker:
    def __init__(self, language: SpokenLanguage) -> None:
        self._language = language

    def speak(self, text: str) -> str:
        speech = ""
        for are_words, groups in groupby(_GROUP.findall(text), key=str.isalpha):
            run = list(groups)
            # "then" where letters end: M, E, D, I, A, then 3.
            speech += f", {self._language.then} " if speech[-1:].isupper() else ", "
            speech += self._words(run) if are_words else self._digits(run)
        return speech.replace(", ", f"{self._language.plus} " if text.startswith("+") else "", 1)

    def _digits(self, groups: list[str]) -> str:
        return ", ".join(" ".join(map(self._name, group)) for group in groups)

    def _words(self, words: list[str]) -> str:
        """Read words that stand side by side as one phrase, and then spell one after the other."""
        if all(map(self._can_read, words)):
            return self._read_and_spell(" ".join(words), words)
        return f", {self._language.then} ".join(
            self._read_and_spell(word, [word]) if self._can_read(word) else self._spell(word) for word in words
        )

    def _read_and_spell(self, phrase: str, words: list[str]) -> str:
        spelling = f", {self._language.then} ".join(map(self._spell, words))
        return f"{phrase.lower()}, {self._language.spelled} {spelling}"

    def _can_read(self, word: str) -> bool:
        """Return whether a voice says it as a word; it spells others, such as DJ or UK."""
        if word in self._language.short_words:
            return True
        return len(word) > LONGEST_SHORT_WORD and not self._language.vowels.isdisjoint(word)

    def _spell(self, word: str) -> str:
        return ", ".join(map(self._name, word))

    def _name(self, character: str) -> str:
        return self._language.names.get(character, character)

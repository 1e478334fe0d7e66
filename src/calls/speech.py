"""An answer in words that a synthetic voice reads so that the listener can write it down.

`1-800-GOT-JUNK` becomes "1, 8 zero zero, got junk, spelled G, the letter O, T, then J, U, N, K": first all of it, as
people say it, then the letters. Only letters, digits, spaces and commas: nothing that SSML or a contact flow could read
as markup, and no tag for spelling out, which would drop a neural voice to the standard one for the whole sentence
(Amazon Polly, "Supported SSML tags", say-as). A comma is the pause between two groups.
"""

import re
from itertools import groupby

_GROUP = re.compile(r"[0-9]+|[A-Z]+")
_VOWELS = frozenset("AEIOUY")
_SHORT_WORD = re.compile("A[MNST]|B[EY]|DO|GO|H[EI]|I[FNST]|M[EY]|NO|O[FNR]|SO|TO|U[PS]|WE")
# People say "oh" for the digit 0 too: the letter says that it is one.
_SAID = {"0": "zero", "O": "the letter O"}


def spoken(text: str) -> str:
    """The spoken form of an answer's text (`1-800-FLOWERS`): letters, digits, spaces and commas."""
    said = ""
    for are_words, groups in groupby(_GROUP.findall(text), key=str.isalpha):
        run = list(groups)
        # "then" where letters end: M, E, D, I, A, then 3.
        said += (", then " if said[-1:].isupper() else ", ") + (_words(run) if are_words else _digits(run))
    return said.replace(", ", "plus " if text.startswith("+") else "", 1)


def _digits(groups: list[str]) -> str:
    return ", ".join(" ".join(_SAID.get(digit, digit) for digit in group) for group in groups)


def _words(words: list[str]) -> str:
    """Words that stand side by side: read as one phrase, then spelled one after the other."""
    if all(map(_can_be_read, words)):
        return _read_and_spelled(" ".join(words), words)
    return ", then ".join(_read_and_spelled(word, [word]) if _can_be_read(word) else _spelled(word) for word in words)


def _read_and_spelled(phrase: str, words: list[str]) -> str:
    return f"{phrase.lower()}, spelled {', then '.join(map(_spelled, words))}"


def _spelled(word: str) -> str:
    return ", ".join(_SAID.get(letter, letter) for letter in word)


def _can_be_read(word: str) -> bool:
    """Whether a voice says it as a word; others, as DJ or UK, are only spelled."""
    return bool(_SHORT_WORD.fullmatch(word)) or (len(word) > 2 and not _VOWELS.isdisjoint(word))

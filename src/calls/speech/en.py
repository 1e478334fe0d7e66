"""How English is spoken."""

import re

from calls.speech.language import SpokenLanguage

_VOWELS = frozenset("AEIOUY")
_SHORT_WORD = re.compile("A[MNST]|B[EY]|DO|GO|H[EI]|I[FNST]|M[EY]|NO|O[FNR]|SO|TO|U[PS]|WE")


def _can_read(word: str) -> bool:
    """Return whether a voice says it as a word; it spells others, such as DJ or UK."""
    return bool(_SHORT_WORD.fullmatch(word)) or (len(word) > 2 and not _VOWELS.isdisjoint(word))


ENGLISH = SpokenLanguage(
    # People say "oh" for the digit 0 too: "the letter" tells the two apart.
    names={"0": "zero", "O": "the letter O"},
    spelled="spelled",
    then="then",
    plus="plus",
    can_read=_can_read,
)

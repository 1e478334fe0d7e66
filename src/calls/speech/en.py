"""How English is spoken."""

from calls.speech.language import SpokenLanguage

_SHORT_WORDS = "AM AN AS AT BE BY DO GO HE HI IF IN IS IT ME MY NO OF ON OR SO TO UP US WE"

ENGLISH = SpokenLanguage(
    # People say "oh" for the digit 0 too: "the letter" tells the two apart.
    names={"0": "zero", "O": "the letter O"},
    spelled="spelled",
    then="then",
    plus="plus",
    past_one="the last letter needs no dialing",
    past_many="the last {count} letters need no dialing",
    double="double",
    triple="triple",
    vowels=frozenset("AEIOUY"),
    short_words=frozenset(_SHORT_WORDS.split()),
)

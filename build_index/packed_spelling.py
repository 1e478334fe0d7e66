"""How a candidate spelling of seven digits is packed into one int64, so that numpy can rank and compare it.

    points << 35 | letters << 14 | joints << 7 | welcome

points   the score, signed, thousandths of a point, and `vanity.ladder.RUNG` for each rung
letters  three bits a place, the first place highest: 4 for the first letter on the key, 3, 2, 1 for the others, 0 for a
         kept digit. Larger means earlier in the alphabet, letters before digits: the order of equal scores.
joints   one bit a place, the first highest: a piece starts here
welcome  one bit a place: the place lies in a welcome word (`vanity.ladder.is_welcome`)

Pieces fill disjoint places, so the packed spelling is the plain sum of its packed pieces.
"""

import numpy as np
from numpy.typing import NDArray

from vanity.keypad import LETTERS_ON
from vanity.ladder import RUNG
from vanity_index.layout import SPAN

WELCOME_BITS, JOINT_BITS, LETTER_BITS = SPAN, SPAN, 3 * SPAN
JOINTS = WELCOME_BITS
LETTERS = WELCOME_BITS + JOINT_BITS
POINTS = LETTERS + LETTER_BITS
ALL_LETTERS = (1 << LETTER_BITS) - 1
EACH_PLACE = sum(1 << 3 * place for place in range(SPAN))  # the lowest bit of every place of `letters`
NONE = -(1 << 60)  # no spelling: far below every score, also in a sum, and a sum of seven still fits an int64

_CHOICE = {letter: 4 - place for letters in LETTERS_ON.values() for place, letter in enumerate(letters)}


def choices(letters: str) -> int:
    """Return the `letters` field of a word that closes the local part."""
    return sum(_CHOICE[letter] << 3 * place for place, letter in enumerate(reversed(letters)))


def joint(place: int) -> int:
    """Return the `joints` bit, inside that field, of a piece that starts at `place`."""
    return 1 << SPAN - 1 - place


def rungs_of(packed: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the rung of each packed spelling (see `vanity.ladder`)."""
    points = packed >> POINTS
    rungs: NDArray[np.int64] = (points + RUNG // 2) // RUNG
    return rungs


def pack(points: int, letters: str, start: int, end: int, welcome: bool) -> int:
    """Pack one piece, from place `start` to `end`; `letters` is empty for kept digits."""
    behind = SPAN - end
    covered = ((1 << end - start) - 1) << behind if welcome else 0
    return (points << POINTS) + (choices(letters) << 3 * behind + LETTERS) + (joint(start) << JOINTS) + covered

"""From packed answers to the sections of the index."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from build_index.errors import BuildError
from vanity.entry import Lexicon
from vanity.search import Spelling
from vanity_index.layout import DIGITS, SHAPE_BITS, SPAN

Shapes = NDArray[np.int64]


def shape_of(spelling: Spelling, digits: str, lexicon: Lexicon) -> int:
    """The shape of a searched spelling (see `build_index.shapes`)."""
    shape = bytearray(SPAN)
    for piece in spelling.pieces:
        key = digits[piece.start : piece.end]
        shape[piece.start] = 1 + lexicon.entries(key).index(piece.entry) if piece.entry else DIGITS
    return int.from_bytes(shape)


def numbered(shapes: Shapes) -> tuple[bytes, bytes]:
    """The shapes section and the answers section: every shape once, the commonest first, and rows of their numbers.

    Number 0 means that there is no more answer. Raises BuildError when there are too many shapes to number.
    """
    distinct, places, counts = np.unique(shapes, return_inverse=True, return_counts=True)
    counts[distinct == 0] = counts.max() + 1
    order = np.lexsort((distinct, -counts))
    if len(order) > 1 << SHAPE_BITS:
        raise BuildError(
            f"{len(order):,} shapes do not fit {SHAPE_BITS} bits: raise layout.SHAPE_BITS and FORMAT_VERSION"
        )
    numbers = np.empty(len(order), dtype=np.uint64)
    numbers[order] = np.arange(len(order), dtype=np.uint64)
    columns = numbers[places.reshape(shapes.shape)]
    packed = np.zeros(len(shapes), dtype="<u8")
    for column in range(shapes.shape[1]):
        packed |= columns[:, column] << np.uint64(SHAPE_BITS * column)
    return _shape_bytes(distinct[order]), packed.tobytes()


def _shape_bytes(shapes: Iterable[int]) -> bytes:
    return b"".join(int(shape).to_bytes(SPAN) for shape in shapes)

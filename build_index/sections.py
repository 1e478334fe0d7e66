"""The sections of the index file: the vocabulary by its keys, and the answers by their shapes."""

from collections.abc import Iterable

import marisa_trie
import numpy as np

from build_index import BuildError
from build_index.shapes import Shapes
from build_index.vocabulary import Vocabulary
from vanity.score import Scorer
from vanity_index import layout
from vanity_index.layout import SHAPE_BITS, SPAN


def vocabulary_sections(vocabulary: Vocabulary, scorer: Scorer) -> dict[str, bytes]:
    """Return the sections `trie`, `keys`, `texts` and `words`: the words by the digits that dial them."""
    trie = marisa_trie.Trie(vocabulary.keys)
    keys, texts, words = bytearray(), bytearray(), bytearray()
    for key in sorted(vocabulary.keys, key=trie.get):
        keys += layout.KEY.pack(len(texts), len(words) // layout.WORD.size, _best_points(vocabulary, scorer, key))
        texts += " ".join(entry.text for entry in vocabulary.entries(key)).encode() + b" "
        for entry in vocabulary.entries(key):
            words += layout.WORD.pack(entry.traits, entry.rarity)
    keys += layout.KEY.pack(len(texts), len(words) // layout.WORD.size, layout.NO_WORD)
    return {"trie": trie.tobytes(), "keys": bytes(keys), "texts": bytes(texts), "words": bytes(words)}


def _best_points(vocabulary: Vocabulary, scorer: Scorer, key: str) -> int:
    """Return the points of the best word that ends with the key, inside a number (see `vanity.area`)."""
    best = vocabulary.entries(key)[0]
    return scorer.word(best, len(key), False, False) if len(best.letters) == len(key) else layout.NO_WORD


def answer_sections(shapes: Shapes) -> dict[str, bytes]:
    """Return the sections `shapes` and `answers` for the shapes of all answers (see `all_shapes`).

    The first holds every shape once, the most common first; its place there is its number. The second holds the
    numbers of each local part's answers; number 0 means that there are no more. Raise BuildError when there are too
    many shapes to number.
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
    return {"shapes": _shape_bytes(distinct[order]), "answers": packed.tobytes()}


def _shape_bytes(shapes: Iterable[int]) -> bytes:
    return b"".join(int(shape).to_bytes(SPAN) for shape in shapes)

"""Writes the index file: sections one after the other behind a header, aside first and then moved into place."""

import hashlib
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import marisa_trie

from build_index.errors import BuildError
from build_index.vocabulary import Vocabulary
from vanity.score import Scorer
from vanity_index import layout


def vocabulary_sections(vocabulary: Vocabulary, scorer: Scorer) -> dict[str, bytes]:
    """The sections `trie`, `keys`, `texts` and `words`: the words by the digits that dial them."""
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
    """What the best word that ends with the key is worth in the middle of a number (see `vanity.area`)."""
    best = vocabulary.entries(key)[0]
    return scorer.word(best, len(key), False, False) if len(best.letters) == len(key) else layout.NO_WORD


def whole_file(sections: dict[str, bytes]) -> bytes:
    """The bytes of an index file with these sections."""
    offset, table = layout.header_size(), {}
    body = [sections[name] for name in layout.SECTIONS]
    for name, data in zip(layout.SECTIONS, body, strict=True):
        table[name] = layout.Section(offset, len(data), zlib.crc32(data))
        offset += len(data)
    digest = hashlib.sha256()
    for data in body:
        digest.update(data)
    header = layout.Header(layout.header_size(), offset, digest.digest(), table)
    return b"".join([layout.pack(header), *body])


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """A path to write to that becomes `path` when all went well, so that no reader meets half a file.

    Raises BuildError when the disk does not take it; what stood at `path` before is then still there, whole.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        temporary.replace(path)
    except OSError as error:
        raise BuildError(
            f"cannot write {path}: {error.strerror or error}; the earlier index, if any, is untouched"
        ) from error
    finally:
        with suppress(OSError):  # moved away, or never written
            temporary.unlink()

"""Write the index file, and the manifest beside it that says what it was built from."""

import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np

from build_index import BuildError
from build_index.kbest import KEPT
from build_index.language import Language, Package
from build_index.shapes import Shapes
from build_index.vocabulary import Vocabulary
from vanity_index import IndexFile, layout


def write(target: Path, sections: dict[str, bytes], language: Language, counts: dict[str, int]) -> None:
    """Write the index to `target` and its manifest beside it, and verify it before it replaces an earlier one.

    Raise BuildError when they cannot be written, and IndexCorruptError when the written file fails verification.
    """
    data = whole_file(sections)
    with temporary(target) as index, temporary(target.with_suffix(".json")) as described:
        index.write_bytes(data)
        described.write_text(manifest(data, language, counts), encoding="utf-8")
        written = IndexFile.open(index)
        try:
            written.verify()
        finally:
            written.close()


def whole_file(sections: dict[str, bytes]) -> bytes:
    """Return the bytes of an index file with these sections."""
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
def temporary(path: Path) -> Iterator[Path]:
    """Yield a temporary path that is moved to `path` on success, so that no reader sees half a file.

    Raise BuildError when the file cannot be written; a file that was at `path` before is then left intact.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield beside
        beside.replace(path)
    except OSError as error:
        raise BuildError(
            f"cannot write {path}: {error.strerror or error}; the earlier index, if any, is untouched"
        ) from error
    finally:
        with suppress(OSError):  # it was moved, or never written
            beside.unlink()


def manifest(index: bytes, language: Language, counts: dict[str, int]) -> str:
    """Return the manifest as JSON. It holds no time, so that the same sources give the same manifest."""
    content: dict[str, Any] = {
        "index": {"sha256": _sha256(index), "bytes": len(index), "format_version": layout.FORMAT_VERSION},
        "counts": counts,
        "parameters": {
            "weights_sha256": _sha256_of(language.weights_file),
            "answers": layout.STORED,
            "kept_while_searching": KEPT,
        },
        "packages": [_package(package) for package in language.packages.values()],
        "lists": {path.name: _sha256_of(path) for path in _lists(language)},
    }
    return json.dumps(content, indent=2) + "\n"


def _lists(language: Language) -> list[Path]:
    offensive = sorted(language.offensive.glob("*.txt"))
    return [*language.list_files(), language.grades_file, *offensive, *language.own.files]


def _package(package: Package) -> dict[str, str]:
    return {
        "name": package.name,
        "version": package.version,
        "licence": package.licence,
        "holds": package.holds,
        "file": package.file,
        "sha256": _sha256_of(package.path()),
    }


def _sha256_of(path: Path) -> str:
    return _sha256(path.read_bytes())


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def vocabulary_sections(vocabulary: Vocabulary) -> dict[str, bytes]:
    """Return the sections `trie`, `keys`, `texts` and `words`: the words by the digits that dial them."""
    trie = marisa_trie.Trie(vocabulary.keys)
    keys, texts, words = bytearray(), bytearray(), bytearray()
    for key in sorted(vocabulary.keys, key=trie.get):
        keys += layout.KEY.pack(len(texts), len(words) // layout.WORD.size)
        texts += " ".join(entry.text for entry in vocabulary.entries(key)).encode() + b" "
        for entry in vocabulary.entries(key):
            words += layout.WORD.pack(entry.traits, entry.rarity, entry.grade, entry.bonus)
    keys += layout.KEY.pack(len(texts), len(words) // layout.WORD.size)
    return {"trie": trie.tobytes(), "keys": bytes(keys), "texts": bytes(texts), "words": bytes(words)}


def answer_sections(shapes: Shapes) -> dict[str, bytes]:
    """Return the sections `shapes` and `answers` for the shapes of all answers (see `all_shapes`).

    The first holds every shape once, the most common first; its place there is its number. The second holds the
    numbers of each local part's answers; number 0 means that there are no more. Raise BuildError when there are too
    many shapes to number.
    """
    distinct, places, counts = np.unique(shapes, return_inverse=True, return_counts=True)
    counts[distinct == 0] = counts.max() + 1
    order = np.lexsort((distinct, -counts))
    if len(order) > layout.SHAPES:
        raise BuildError(f"{len(order):,} shapes are more than {layout.SHAPES:,}: widen layout.ANSWERS")
    numbers = np.empty(len(order), dtype="<u2")
    numbers[order] = np.arange(len(order))
    answers = numbers[places.reshape(shapes.shape)]
    return {"shapes": _shape_bytes(distinct[order]), "answers": answers.tobytes()}


def _shape_bytes(shapes: Iterable[int]) -> bytes:
    return b"".join(int(shape).to_bytes(layout.SHAPE) for shape in shapes)

"""Read an index file: the vocabulary is mapped into memory, the stored answers are read by position.

The answers are deliberately not mapped. Touching a mapped page makes the kernel map its neighbours too (fault-around,
64 KiB on Linux), so 2,000 look-ups would make the whole table resident. A positional read takes about half a
microsecond, keeps no memory, and raises an error instead of a SIGBUS when the file is truncated while open.
"""

import mmap
import os
import struct
import zlib
from typing import Any

import marisa_trie

from vanity_index import layout
from vanity_index.errors import IndexCorruptError, IndexUnusableError

DEFAULT_PATH = os.path.join(os.path.dirname(__file__), "vanity.index")
REBUILD = "build it again with `make index`"
_CHUNK = 1 << 20
_RECORD = layout.ANSWERS.size
_POSITIONAL = hasattr(os, "pread")  # Windows has no positional read


class IndexFile:
    """An open index file. It is safe to share between threads, because it does not change after it is opened."""

    def __init__(self, path: str, file: int, header: layout.Header, mapped: memoryview) -> None:
        self.path = path
        self._file = file
        self._header = header
        self._mapped = mapped
        self._answers_at = header.sections["answers"].offset - _RECORD * layout.FIRST_CODE
        self._trie = marisa_trie.Trie().map(self._section("trie"))
        self._keys, self._texts = self._section("keys"), self._section("texts")
        self._words, self._shapes = self._section("words"), self._section("shapes")

    @classmethod
    def open(cls, path: str | os.PathLike[str] | None = None) -> "IndexFile":
        """Open the index at `path`, or the index beside this module.

        Raise IndexUnusableError when the file is missing, truncated, foreign or of another version, and
        IndexCorruptError when a section that later reads rely on is damaged.
        """
        path = os.fspath(path or DEFAULT_PATH)
        try:
            file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        except OSError as error:
            raise IndexUnusableError(f"no index at {path}: {REBUILD} ({error.strerror})") from error
        try:
            return cls._map(path, file)
        except IndexUnusableError as error:
            os.close(file)
            raise type(error)(f"the index {path} {error}: {REBUILD}") from error
        except OSError as error:
            os.close(file)
            raise IndexUnusableError(f"the index {path} cannot be read: {REBUILD} ({error.strerror})") from error

    @classmethod
    def _map(cls, path: str, file: int) -> "IndexFile":
        length = os.fstat(file).st_size
        header = layout.unpack(os.read(file, layout.header_size()), length)
        mapped = memoryview(mmap.mmap(file, header.sections["answers"].offset, access=mmap.ACCESS_READ))
        for name in layout.TRUSTED:
            section = header.sections[name]
            if zlib.crc32(mapped[section.offset : section.offset + section.length]) != section.crc:
                raise IndexCorruptError(f"is damaged in its section `{name}`")
        return cls(path, file, header, mapped)

    def close(self) -> None:
        """Close the file; the index must not be used afterwards."""
        os.close(self._file)

    def verify(self) -> None:
        """Read the whole file and compare it with its SHA-256. Raise IndexCorruptError."""
        import hashlib  # noqa: PLC0415 - 6 ms that a look-up does not need

        digest, place = hashlib.sha256(), self._header.size
        while chunk := self._read(_CHUNK, place):
            digest.update(chunk)
            place += len(chunk)
        if digest.digest() != self._header.digest:
            raise IndexCorruptError(f"the index {self.path} is damaged: {REBUILD}")

    def stored(self, code: int) -> tuple[int, ...]:
        """Return the numbers of the shapes of the answers to the local part with this code, the best first, padded with
        0.
        """
        data = self._read(_RECORD, self._answers_at + _RECORD * code)
        if len(data) != _RECORD:
            raise self._corrupt("answers")
        return layout.ANSWERS.unpack(data)

    def _read(self, size: int, offset: int) -> bytes:
        if _POSITIONAL:
            return os.pread(self._file, size, offset)
        with open(self.path, "rb") as file:
            file.seek(offset)
            return file.read(size)

    def shape(self, number: int) -> bytes:
        """Return the shape with this number: its tier, and a byte for each place (see `layout.DIGITS`)."""
        shape = bytes(self._shapes[number * layout.SHAPE : (number + 1) * layout.SHAPE])
        if len(shape) != layout.SHAPE or not shape[0] or not shape[1]:
            raise self._corrupt("shapes")
        return shape

    def prefixes(self, digits: str) -> list[str]:
        """Return the keys that `digits` starts with, shortest first."""
        # This is a method of its own because the trie does not keep its mapping alive; a bound method does.
        keys: list[str] = self._trie.prefixes(digits)
        return keys

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the words under a key, the best first. Raise KeyError when there are none."""
        place = self._trie[key]
        start, end = self._key(place)[0], self._key(place + 1)[0]
        try:
            return tuple(str(self._texts[start:end], "ascii").split())
        except UnicodeDecodeError as error:
            raise self._corrupt("texts") from error

    def marks(self, key: str) -> list[tuple[int, int, int, int]]:
        """Return traits, rarity, grade and bonus of each word under a key. Raise KeyError when there are none."""
        place = self._trie[key]
        first, last = self._key(place)[1], self._key(place + 1)[1]
        if not first <= last <= len(self._words) // layout.WORD.size:
            raise self._corrupt("keys")
        return [layout.WORD.unpack_from(self._words, layout.WORD.size * word) for word in range(first, last)]

    def _key(self, place: int) -> tuple[int, int, int]:
        try:
            return layout.KEY.unpack_from(self._keys, place * layout.KEY.size)
        except struct.error as error:
            raise self._corrupt("keys") from error

    @property
    def meta(self) -> dict[str, Any]:
        """The weights and the offensive terms that the index was built with."""
        import json  # noqa: PLC0415 - 3 ms that a look-up does not need

        meta: dict[str, Any] = json.loads(bytes(self._section("meta")))
        return meta

    def _section(self, name: str) -> memoryview:
        section = self._header.sections[name]
        return self._mapped[section.offset : section.offset + section.length]

    def _corrupt(self, section: str) -> IndexCorruptError:
        return IndexCorruptError(f"the index {self.path} is damaged in its section `{section}`: {REBUILD}")

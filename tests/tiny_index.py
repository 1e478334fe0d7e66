"""A small index file, and how tests open it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from build_index.vocabulary import Vocabulary
from build_index.writer import answer_sections, vocabulary_sections, whole_file
from tests.tiny import vocabulary, word
from vanity import IndexUnusableError
from vanity_index import IndexFile, layout

# 222-AAAA and AAAAAAA, then AAAAAAA alone: the tier, and a byte for each place.
SHAPES = [
    [0x01_FF_00_00_01_00_00_00, 0x02_01_00_00_00_00_00_00, 0, 0, 0],
    [0x01_01_00_00_00_00_00_00, 0, 0, 0, 0],
]
HEADER = layout.header_size()


def content(words: Vocabulary, **meta: object) -> bytes:
    """An index of these words, with the answers of two local parts; meta: what it says of its making."""
    sections = vocabulary_sections(words) | answer_sections(np.array(SHAPES, dtype=np.int64))
    return whole_file(sections | {"meta": json.dumps({"weights": {}} | meta, separators=(",", ":")).encode()})


TINY = content(vocabulary(word("CAT"), word("BAT"), word("CONTACTS"), word("GOT-IT")))


@contextmanager
def opened(path: Path, data: bytes | None = None) -> Iterator[IndexFile]:
    if data is not None:
        path.write_bytes(data)
    file = IndexFile.open(path)
    try:
        yield file
    finally:
        file.close()


def refusal(path: Path, data: bytes) -> IndexUnusableError:
    """The error that opening a file with this content raises: one line that names it and says what to do."""
    path.write_bytes(data)
    with pytest.raises(IndexUnusableError) as caught:
        IndexFile.open(path)
    message = str(caught.value)
    assert str(path) in message
    assert "`make index`" in message
    assert "\n" not in message
    return caught.value

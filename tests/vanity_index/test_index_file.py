"""The index file: what goes in comes out, and no damage to it goes unnoticed or is worse than an error."""

import struct
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_index.vocabulary import Vocabulary
from tests.tiny import vocabularies
from tests.tiny_index import HEADER, SHAPES, TINY, content, opened, refusal
from vanity import IndexCorruptError, IndexUnusableError, VanityIndex
from vanity.lexicon import IndexLexicon
from vanity_index import IndexFile, layout


def with_checksum(header: bytes) -> bytes:
    return header + struct.pack("<I", zlib.crc32(header))


# What goes in comes out.


@settings(max_examples=60)
@given(words=vocabularies("ABCDEFGHIJKL"))
def test_words_come_out_as_they_went_in(tmp_path_factory: pytest.TempPathFactory, words: Vocabulary) -> None:
    with opened(tmp_path_factory.getbasetemp() / "words.index", content(words)) as file:
        stored = IndexLexicon(file)
        for key in words.keys:
            assert stored.entries(key) == words.entries(key)
            assert file.texts(key) == tuple(entry.text for entry in words.entries(key))
            assert file.marks(key) == [entry[1:] for entry in words.entries(key)]


@settings(max_examples=60)
@given(words=vocabularies("ABCDEF"), digits=st.text("0123", max_size=9))
def test_prefixes_come_out(tmp_path_factory: pytest.TempPathFactory, words: Vocabulary, digits: str) -> None:
    with opened(tmp_path_factory.getbasetemp() / "prefixes.index", content(words)) as file:
        assert file.prefixes(digits) == words.prefixes(digits)


def test_shapes_and_answers_come_out_as_they_went_in(path: Path) -> None:
    with opened(path, TINY) as file:
        for place, shapes in enumerate(SHAPES):
            stored = file.stored(layout.FIRST_CODE + place)
            assert [file.shape(number) for number in stored if number] == [
                shape.to_bytes(layout.SHAPE, "big") for shape in filter(None, shapes)
            ]


def test_no_words_are_an_index_too(path: Path) -> None:
    with opened(path, content(Vocabulary({}))) as file:
        assert file.prefixes("2222222") == []


@pytest.mark.parametrize("key", ["22", "999", "", "x"])
def test_a_key_without_words_is_a_key_error(path: Path, key: str) -> None:
    with opened(path, TINY) as file, pytest.raises(KeyError):
        file.texts(key)


def test_a_record_behind_the_end_is_damage(path: Path) -> None:
    with opened(path, TINY) as file:
        with pytest.raises(IndexCorruptError, match="answers"):
            file.stored(layout.FIRST_CODE + len(SHAPES))
        with pytest.raises(IndexCorruptError, match="shapes"):
            file.shape(1000)


@given(digits=st.from_regex("[0-9]{7}", fullmatch=True))
def test_a_local_part_is_its_code(digits: str) -> None:
    assert layout.digits_of(layout.code(digits)) == digits.replace("1", "0")


def test_a_whole_file_is_verified(path: Path) -> None:
    with opened(path, TINY) as file:
        file.verify()


def test_the_built_index_is_whole(index: VanityIndex) -> None:
    index.file.verify()


def test_the_index_lies_beside_its_reader() -> None:
    file = IndexFile.open()
    assert Path(file.path) == Path(sys.modules[IndexFile.__module__].__file__ or "").with_name("vanity.index")
    file.close()


def test_a_path_may_be_text(path: Path) -> None:
    path.write_bytes(TINY)
    IndexFile.open(str(path)).close()


# What is no index is refused.


@pytest.mark.parametrize("bits", [0x01, 0x80, 0xFF])
def test_any_changed_byte_of_the_header_is_refused(path: Path, bits: int) -> None:
    for place in range(HEADER):
        refusal(path, TINY[:place] + bytes([TINY[place] ^ bits]) + TINY[place + 1 :])


@pytest.mark.parametrize("length", [0, 1, 7, 8, 12, 55, 56, HEADER - 1, HEADER, HEADER + 1, len(TINY) - 1])
def test_a_file_that_is_cut_off_is_refused(path: Path, length: int) -> None:
    refusal(path, TINY[:length])


@pytest.mark.parametrize("behind", [b"\0", b"\n", TINY], ids=["a byte", "a line end", "itself"])
def test_a_file_that_has_grown_is_refused(path: Path, behind: bytes) -> None:
    assert "grown" in str(refusal(path, TINY + behind))


@pytest.mark.parametrize("data", [b"PK\x03\x04" + bytes(500), b"VANITY\n" + TINY[8:], bytes(1000)])
def test_a_foreign_file_is_refused(path: Path, data: bytes) -> None:
    assert "is not a vanity index" in str(refusal(path, data))


@pytest.mark.parametrize("version", [0, layout.FORMAT_VERSION + 1, 0xFFFF])
def test_another_version_is_refused_by_its_number(path: Path, version: int) -> None:
    header = TINY[:8] + struct.pack("<H", version) + TINY[10 : HEADER - 4]
    assert f"version {version}" in str(refusal(path, with_checksum(header) + TINY[HEADER:]))


@pytest.mark.parametrize(
    ("offset", "change"),
    [(56, b"eirt\0\0\0\0"), (64, struct.pack("<Q", 10**6)), (72, struct.pack("<Q", 2**63))],
    ids=["another name", "an offset past the end", "a length past the end"],
)
def test_a_section_table_that_does_not_fit_is_refused(path: Path, offset: int, change: bytes) -> None:
    header = TINY[:offset] + change + TINY[offset + len(change) : HEADER - 4]
    assert "section table" in str(refusal(path, with_checksum(header) + TINY[HEADER:]))


def test_a_missing_file_is_refused(path: Path) -> None:
    with pytest.raises(IndexUnusableError, match="make index") as caught:
        IndexFile.open(path)
    assert str(path) in str(caught.value)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusableError, match="make index"):
        IndexFile.open(tmp_path)


def test_an_index_that_is_refused_is_closed(path: Path) -> None:
    before = len(list(Path("/dev/fd").iterdir()))
    for _ in range(5):
        refusal(path, TINY[:-1])
    assert len(list(Path("/dev/fd").iterdir())) == before

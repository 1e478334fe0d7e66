r"""The layout of an index file: its header and its sections. docs/index-format.md shows an example in bytes.

All integers are little-endian. The header is

    magic      8 bytes   b"VANITY\r\n"; a transfer in text mode would change the line end
    version    u16       FORMAT_VERSION
    sections   u16       the number of sections
    (unused)   u32       0
    length     u64       of the whole file
    digest     32 bytes  SHA-256 of everything after the header
    per section: name (8 bytes, padded with NUL), offset u64, length u64, CRC-32 u32, (unused) u32
    crc        u32       CRC-32 of the header up to here
"""

import struct
import zlib
from typing import NamedTuple

from vanity_index.errors import IndexUnusableError

MAGIC = b"VANITY\r\n"
FORMAT_VERSION = 2
FIXED = struct.Struct("<8sHHIQ32s")
SECTION = struct.Struct("<8sQQII")
CHECK = struct.Struct("<I")

SPAN = 7  # digits of a local part
BASE = 9  # a local part is read in base 9, because 0 and 1 have no letters and count as the same digit
FIRST_CODE = BASE ** (SPAN - 1)  # no local part starts with 0 or 1
STORED = 5  # answers for each number
SHAPES = 1 << 16  # how many there may be
ANSWERS = struct.Struct("<5H")  # for each local part: the numbers of its shapes, the best first, and 0 for no more
KEY = struct.Struct("<II")  # for each key: where its texts start, and the ordinal of its first word
WORD = struct.Struct("<HBBb")  # traits, rarity, grade and bonus
SHAPE = 1 + SPAN  # bytes of a shape: the tier, and a byte for each place
DIGITS = 255  # the byte of a shape where a run of digits starts; for a word: 1 + its rank; 0 continues a piece

_IN_BASE_9 = str.maketrans("0123456789", "0012345678")

# In the order of the file. The answers come last, because everything before them is mapped into memory.
SECTIONS = ("trie", "keys", "texts", "words", "shapes", "meta", "answers")
TRUSTED = ("trie", "shapes", "meta")  # their CRC-32 is checked on open, because later reads do not check them


class Section(NamedTuple):
    """The place of a section in the file."""

    #: In bytes from the start of the file.
    offset: int
    #: In bytes.
    length: int
    #: The CRC-32 of its bytes.
    crc: int


class Header(NamedTuple):
    """The content of a header."""

    #: Bytes of the header itself.
    size: int
    #: Bytes of the whole file.
    length: int
    #: SHA-256 of everything after the header.
    digest: bytes
    #: By name, in the order of the file.
    sections: dict[str, Section]


def code(digits: str) -> int:
    """Read digits in base 9: 0 and 1, which have no letters, count as 0, and 2 to 9 as 1 to 8."""
    return int(digits.translate(_IN_BASE_9), BASE)


def digits_of(code: int) -> str:
    """Return the local part with this code, with 0 for both 0 and 1."""
    digits = ""
    for _ in range(SPAN):
        code, digit = divmod(code, BASE)
        digits = "023456789"[digit] + digits
    return digits


def header_size() -> int:
    """Return the number of bytes of a header of this version."""
    return FIXED.size + SECTION.size * len(SECTIONS) + CHECK.size


def pack(header: Header) -> bytes:
    """Return the header in bytes."""
    head = FIXED.pack(MAGIC, FORMAT_VERSION, len(header.sections), 0, header.length, header.digest)
    for name, section in header.sections.items():
        head += SECTION.pack(name.encode(), *section, 0)
    return head + CHECK.pack(zlib.crc32(head))


def unpack(data: bytes, length: int) -> Header:
    """Return the header at the start of `data`, of a file that is `length` bytes long.

    Raise IndexUnusableError, whose message says what is wrong, without the name of the file.
    """
    if data[: len(MAGIC)] != MAGIC:
        raise IndexUnusableError("is not a vanity index")
    if len(data) < FIXED.size:
        raise IndexUnusableError("is cut off inside its header")
    _, version, _, _, stated, digest = FIXED.unpack_from(data)
    if version != FORMAT_VERSION:
        raise IndexUnusableError(f"has format version {version}, this reader needs {FORMAT_VERSION}")
    _check_header(data)
    if stated != length:
        raise IndexUnusableError(f"is {length:,} bytes long and should be {stated:,}: it is cut off or has grown")
    return Header(header_size(), stated, digest, _sections(data, length))


def _check_header(data: bytes) -> None:
    size = header_size()
    if len(data) < size:
        raise IndexUnusableError("is cut off inside its header")
    body = size - CHECK.size
    if CHECK.unpack_from(data, body)[0] != zlib.crc32(data[:body]):
        raise IndexUnusableError("has a damaged header")


def _sections(data: bytes, length: int) -> dict[str, Section]:
    sections = {}
    for place in range(len(SECTIONS)):
        name, offset, size, crc, _ = SECTION.unpack_from(data, FIXED.size + SECTION.size * place)
        sections[name.rstrip(b"\0").decode("ascii", "replace")] = Section(offset, size, crc)
    if tuple(sections) != SECTIONS or any(s.offset + s.length > length for s in sections.values()):
        raise IndexUnusableError("has a section table that does not fit its format version")
    return sections

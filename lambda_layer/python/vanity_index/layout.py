r"""The layout of an index file: its header, and the names of its sections. docs/index-format.md shows one in bytes.

All integers are little-endian. The header is

    magic      8 bytes   b"VANITY\r\n": the line end shows a file that was carried as text
    version    u16       FORMAT_VERSION
    sections   u16       how many sections follow
    (unused)   u32       0
    length     u64       of the whole file
    digest     32 bytes  SHA-256 of everything behind the header
    per section: name (8 bytes, padded with NUL), offset u64, length u64, CRC-32 u32, (unused) u32
    crc        u32       CRC-32 of all the header before it
"""

import struct
import zlib
from typing import NamedTuple

from vanity_index.errors import IndexUnusableError

MAGIC = b"VANITY\r\n"
FORMAT_VERSION = 1
FIXED = struct.Struct("<8sHHIQ32s")
SECTION = struct.Struct("<8sQQII")
CHECK = struct.Struct("<I")

SPAN = 7  # digits of the local part that answers are stored for
BASE = 9  # a local part is read in base 9: 0 and 1 carry no letters and are one digit to a spelling
FIRST_CODE = BASE ** (SPAN - 1)  # no local part starts with 0 or 1
STORED = 5  # answers a number
SHAPE_BITS = 12  # of a shape's number; five fit the 8 bytes of a local part
ANSWERS = struct.Struct("<Q")
# Of a key: where its texts start, the ordinal of its first word, the points of its best word that ends with the key.
KEY = struct.Struct("<IIh")
NO_WORD = -(1 << 15)  # points where all of a key's words run past it
WORD = struct.Struct("<HB")  # traits and rarity
DIGITS = 127  # a shape's byte where a run of digits starts; a word's is 1 + its rank, 0 goes on

_IN_BASE_9 = str.maketrans("0123456789", "0012345678")

# In the order of the file; the answers come last because all before them is mapped into memory.
SECTIONS = ("trie", "keys", "texts", "words", "shapes", "meta", "answers")
TRUSTED = ("trie", "shapes", "meta")  # their CRC-32 is checked on open: nothing checks them at every use


class Section(NamedTuple):
    """Where a section lies in the file, in bytes, and its CRC-32."""

    offset: int
    length: int
    crc: int


class Header(NamedTuple):
    """What the header says."""

    size: int
    length: int
    digest: bytes
    sections: dict[str, Section]


def code(digits: str) -> int:
    """Digits read in base 9: 0 and 1, which carry no letters, are 0, and 2 to 9 are 1 to 8."""
    return int(digits.translate(_IN_BASE_9), BASE)


def digits_of(code: int) -> str:
    """The local part with this code, with 0 standing for 0 and 1."""
    digits = ""
    for _ in range(SPAN):
        code, digit = divmod(code, BASE)
        digits = "023456789"[digit] + digits
    return digits


def header_size() -> int:
    """Bytes of a header of this version."""
    return FIXED.size + SECTION.size * len(SECTIONS) + CHECK.size


def pack(header: Header) -> bytes:
    """The header in bytes."""
    head = FIXED.pack(MAGIC, FORMAT_VERSION, len(header.sections), 0, header.length, header.digest)
    for name, section in header.sections.items():
        head += SECTION.pack(name.encode(), *section, 0)
    return head + CHECK.pack(zlib.crc32(head))


def unpack(data: bytes, length: int) -> Header:
    """The header at the start of `data`, of a file that is `length` bytes long.

    Raises IndexUnusableError, whose message says what is wrong, without the file's name.
    """
    if data[: len(MAGIC)] != MAGIC:
        raise IndexUnusableError("is not a vanity index")
    if len(data) < FIXED.size:
        raise IndexUnusableError("is cut off inside its header")
    _, version, _, _, said, digest = FIXED.unpack_from(data)
    if version != FORMAT_VERSION:
        raise IndexUnusableError(f"has format version {version}, this reader wants {FORMAT_VERSION}")
    _check_header(data)
    if said != length:
        raise IndexUnusableError(f"is {length:,} bytes long and should be {said:,}: it is cut off or has grown")
    return Header(header_size(), said, digest, _sections(data, length))


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

"""Damage to the body of an index: seen by verify(), and harmless to read."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.damage import flipped, header_of, places
from tests.processes import ROOT
from tests.tiny_index import HEADER, TINY, opened, refusal
from vanity import IndexCorruptError
from vanity_index import layout


@pytest.mark.parametrize("name", ["trie", "shapes", "meta"])
def test_damage_to_a_section_that_is_trusted_is_seen_on_opening(path: Path, name: str) -> None:
    section = layout.unpack(TINY, len(TINY)).sections[name]
    for place in range(section.offset, section.offset + section.length):
        error = refusal(path, TINY[:place] + bytes([TINY[place] ^ 0x10]) + TINY[place + 1 :])
        assert isinstance(error, IndexCorruptError)
        assert f"`{name}`" in str(error)


def test_damage_to_any_byte_is_seen_on_verifying(path: Path) -> None:
    trusted = [layout.unpack(TINY, len(TINY)).sections[name] for name in layout.TRUSTED]
    places = set(range(HEADER, len(TINY))).difference(*(range(s.offset, s.offset + s.length) for s in trusted))
    assert len(places) > 100
    for place in places:
        damaged = TINY[:place] + bytes([TINY[place] ^ 0x10]) + TINY[place + 1 :]
        with opened(path, damaged) as file, pytest.raises(IndexCorruptError, match="`make index`"):
            file.verify()


def test_damage_to_the_built_index_is_seen_on_verifying(real_copy: Path) -> None:
    header = header_of(real_copy)
    untrusted = [flip for flip in places(header, seed=3) if flip[0] not in layout.TRUSTED]
    for section, place, bits in untrusted[::7]:
        there = header.sections[section].offset + place
        with (
            flipped(real_copy, there, bits),
            opened(real_copy) as file,
            pytest.raises(IndexCorruptError, match="damaged"),
        ):
            file.verify()


@pytest.mark.lengthy
def test_a_damaged_index_gives_an_error_or_answers_that_dial(real_copy: Path) -> None:
    # given each of some 240 flipped bytes, when the answers that rest on it and 50 others are read
    command = [sys.executable, "-m", "tests.damage", str(real_copy), "1"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    # then nothing is wrong, and nothing crashed
    assert (ran.stdout, ran.stderr, ran.returncode) == ("", "", 0)

"""The build: the same bytes every time, or one line of error and the earlier index untouched."""

import dataclasses
import errno
import os
import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import numpy as np
import pytest

from build_index import BuildError, vocabulary
from build_index.build import build
from build_index.language import ENGLISH, Language, read_weights
from build_index.writer import answer_sections
from tests.processes import finished, started
from tests.tiny import EveryWord, word
from tests.tiny import vocabulary as tiny_vocabulary
from vanity.lexicon import CATEGORIES, Trait
from vanity_index import IndexFile

Fail = Callable[[pytest.MonkeyPatch, Path], None]


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where to build to: an earlier index and manifest stand there, and there are few words, to be quick."""
    words = tiny_vocabulary(word("CAT", Trait.BUSINESS), word("DOG"))
    monkeypatch.setattr(vocabulary, "build", lambda language, scorer: words)
    monkeypatch.setattr("build_index.build.all_shapes", lambda *_: np.array([[1 << 48, 0, 0, 0, 0], [0] * 5]))
    return with_earlier(tmp_path / "out" / "vanity.index")


def with_earlier(path: Path) -> Path:
    """Put an earlier index and manifest there."""
    path.parent.mkdir()
    path.write_bytes(b"the earlier index")
    path.with_suffix(".json").write_bytes(b"the earlier manifest")
    return path


def assert_refused(target: Path, language: Language = ENGLISH) -> str:
    """The build fails in one line, and leaves what stood there and nothing else."""
    with pytest.raises(BuildError) as caught:
        build(target, show_progress=False, language=language)
    assert_untouched(target)
    message = str(caught.value)
    assert message
    assert "\n" not in message
    return message


def assert_untouched(target: Path) -> None:
    found = {path.name: path.read_bytes() for path in target.parent.iterdir()}
    assert found == {"vanity.index": b"the earlier index", "vanity.json": b"the earlier manifest"}


# Building again.


def test_building_twice_gives_the_same_files(target: Path) -> None:
    built = []
    for _ in range(2):
        build(target, show_progress=False)
        built.append((target.read_bytes(), target.with_suffix(".json").read_bytes()))
    assert built[0] == built[1]


def test_a_build_replaces_the_earlier_index_and_leaves_nothing_beside_it(target: Path) -> None:
    counts = build(target, show_progress=False)
    assert sorted(path.name for path in target.parent.iterdir()) == ["vanity.index", "vanity.json"]
    assert (counts["words"], counts["local_parts"], counts["with_fewer"], counts["with_none"]) == (2, 2, 1, 1)
    file = IndexFile.open(target)
    assert file.texts("228") == ("CAT",)
    file.close()


def test_a_build_makes_the_folder_it_writes_to(target: Path) -> None:
    further = target.parent / "new" / "folder" / "vanity.index"
    build(further, show_progress=False)
    assert further.is_file()


# What is missing.


@pytest.fixture
def language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Language:
    """A copy of English that a test may damage, with a spelling dictionary that knows every word."""
    monkeypatch.setattr(vocabulary, "Dictionary", EveryWord)
    return Language(Path(copytree(ENGLISH.folder, tmp_path / "en")))


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """Where to build to, with an earlier index and manifest."""
    return with_earlier(tmp_path / "out" / "vanity.index")


@pytest.mark.parametrize("part", ["counts", "dictionary", "spelling", "profanity"])
@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": "no-such-package"}, "no-such-package .* is not installed"),
        ({"version": "0.0.1"}, "0.0.1 is needed, .* is installed"),
        ({"file": "no/such/file.txt"}, "lacks no/such/file.txt"),
    ],
    ids=["not installed", "other version", "no file"],
)
def test_a_package_that_is_not_as_pinned(
    earlier: Path, language: Language, part: str, change: dict[str, str], says: str
) -> None:
    language.packages[part] = dataclasses.replace(language.packages[part], **change)
    message = assert_refused(earlier, language)
    assert re.search(says, message)
    assert "`make install`" in message


@pytest.mark.parametrize("name", [*(category.list_name for category in CATEGORIES), "all"])
def test_a_word_list_that_is_missing(earlier: Path, language: Language, name: str) -> None:
    for path in language.lists.glob("*.txt" if name == "all" else f"{name}.txt"):
        path.unlink()
    assert "check the sources out again" in assert_refused(earlier, language)


def test_no_word_lists_at_all(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="no word lists"):
        Language(tmp_path).list_files()


@pytest.mark.parametrize("name", ["offensive.txt", "allowed.txt"])
def test_an_offensive_list_that_is_missing(earlier: Path, language: Language, name: str) -> None:
    (language.offensive / name).unlink()
    assert f"offensive/{name} is missing" in assert_refused(earlier, language)


def test_a_weight_that_is_no_number(tmp_path: Path) -> None:
    path = tmp_path / "weights.toml"
    path.write_text('floor = "low"\n', encoding="utf-8")
    with pytest.raises(BuildError, match="'low' where a number of points is wanted"):
        read_weights(path)


def test_more_shapes_than_can_be_numbered() -> None:
    shapes = np.arange(1, 70_001, dtype=np.int64).reshape(14_000, 5)
    with pytest.raises(BuildError, match="70,000 shapes are more than 65,536"):
        answer_sections(shapes)


# What cannot be written.


def _full_disk(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    """The disk takes the first half of the index."""
    write = Path.write_bytes

    def half(path: Path, data: bytes) -> int:
        write(path, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", half)


def _full_for_the_manifest(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    def none(path: Path, data: str, encoding: str) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_text", none)


def _no_moving(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    def none(one: Path, other: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "replace", none)


@pytest.mark.parametrize(
    ("fail", "says"),
    [(_full_disk, "No space left"), (_full_for_the_manifest, "No space left"), (_no_moving, "Permission denied")],
    ids=["full disk", "full disk for the manifest", "no moving"],
)
def test_a_disk_that_does_not_take_it(target: Path, monkeypatch: pytest.MonkeyPatch, fail: Fail, says: str) -> None:
    fail(monkeypatch, target)
    message = assert_refused(target)
    assert says in message
    assert "cannot write" in message


def test_an_index_that_was_written_wrongly(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", lambda path, data: write(path, data[:-1] + bytes([data[-1] ^ 1])))
    with pytest.raises(Exception, match="damaged"):
        build(target, show_progress=False)
    assert_untouched(target)


def test_a_target_that_is_a_folder(target: Path) -> None:
    folder = target.parent / "folder.index"
    folder.mkdir()
    with pytest.raises(BuildError, match=re.escape(f"cannot write {folder}")):
        build(folder, show_progress=False)
    assert list(folder.iterdir()) == []
    assert not [path for path in target.parent.iterdir() if path.name.startswith(".")]


def test_a_target_below_a_file(target: Path) -> None:
    with pytest.raises(BuildError, match="cannot write"):
        build(target / "vanity.index", show_progress=False)
    assert_untouched(target)


# The command.


WITHOUT_A_MODULE = """
import sys
class Missing:
    name = sys.argv.pop(1)
    def find_spec(self, name, path=None, target=None):
        if name == self.name:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Missing())
"""
WITHOUT_METADATA = """
import sys
from importlib import metadata
def version(name, found=metadata.version, missing=sys.argv.pop(1)):
    if name == missing:
        raise metadata.PackageNotFoundError(name)
    return found(name)
metadata.version = version
"""


@pytest.mark.parametrize(
    ("stub", "missing"),
    [(WITHOUT_A_MODULE, "spylls"), (WITHOUT_A_MODULE, "numpy"), (WITHOUT_METADATA, "wordsegment")],
    ids=["spylls", "numpy", "wordsegment"],
)
def test_the_command_without_a_package_says_so_in_one_line(tmp_path: Path, stub: str, missing: str) -> None:
    code = f"{stub}\nimport runpy; runpy.run_module('build_index', run_name='__main__')"
    status, out, err = finished(started(code, 0, missing, "--output", str(tmp_path / "vanity.index")))
    assert (status, out) == (1, "")
    (line,) = err.splitlines()
    assert re.match(f"build_index: {missing} .*is not installed: run `make install`", line)
    assert list(tmp_path.iterdir()) == []

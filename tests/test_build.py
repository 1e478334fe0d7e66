"""The build: the same bytes every time, or one line of error and the earlier index untouched."""

import dataclasses
import errno
import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from shutil import copytree
from typing import Any

import numpy as np
import pytest

from build_index import offensive, sources, vocabulary
from build_index.build import build
from build_index.errors import BuildError
from build_index.records import numbered
from tests.damage import header_of, trie_of
from tests.tiny import SCORER, word
from tests.tiny import vocabulary as tiny_vocabulary
from vanity import VanityIndex
from vanity.entry import Entry, Trait
from vanity_index import IndexFile, layout

ROOT = Path(__file__).parents[1]
LIST_FILES = sorted([*sources.LISTS.glob("*.txt"), *offensive.FOLDER.glob("*.txt")])
CURATED = [
    "business",
    "carriers",
    "closers",
    "endings",
    "names",
    "openers",
    "phrases",
    "places",
    "state_codes",
    "tokens2",
]
PARTS = """
import hashlib
from build_index import offensive, sources, vocabulary
from build_index.answers import builder
from build_index.container import vocabulary_sections
from build_index.records import numbered

weights, terms = sources.weights(), offensive.terms()
made = vocabulary.build(terms, vocabulary.Scorer(weights))
blocks = builder(made, weights, frozenset(term.upper() for term in terms))
sections = vocabulary_sections(made, blocks.scorer)
for name in sorted(sections):
    print(name, hashlib.sha256(sections[name]).hexdigest())
for first, second in ((1, 1), (6, 2)):
    for part in numbered(blocks.shapes(first, second)):
        print(first, second, hashlib.sha256(part).hexdigest())
"""
Manifest = dict[str, Any]
Fail = Callable[[pytest.MonkeyPatch, Path], None]


class EveryWord:
    """A spelling dictionary that knows every word, and takes no second to load."""

    @classmethod
    def from_files(cls, path: str) -> "EveryWord":
        return cls()

    def lookup(self, word: str) -> bool:
        return True


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where to build to: an earlier index and manifest stand there, and there are few words, to be quick."""
    words = tiny_vocabulary(word("CAT", Trait.BUSINESS), word("DOG"))
    monkeypatch.setattr(vocabulary, "build", lambda terms, scorer: words)
    monkeypatch.setattr("build_index.build.all_shapes", lambda *_: np.array([[1 << 48, 0, 0, 0, 0], [0] * 5]))
    path = tmp_path / "out" / "vanity.index"
    path.parent.mkdir()
    path.write_bytes(b"the earlier index")
    path.with_suffix(".json").write_bytes(b"the earlier manifest")
    return path


def assert_refused(target: Path) -> str:
    """The build fails in one line, and leaves what stood there and nothing else."""
    with pytest.raises(BuildError) as caught:
        build(target, show_progress=False)
    assert_untouched(target)
    message = str(caught.value)
    assert message
    assert "\n" not in message
    return message


def assert_untouched(target: Path) -> None:
    found = {path.name: path.read_bytes() for path in target.parent.iterdir()}
    assert found == {"vanity.index": b"the earlier index", "vanity.json": b"the earlier manifest"}


def started(code: str, seed: int, *arguments: str) -> subprocess.Popen[str]:
    """Python code in a process of its own, with its own order of sets."""
    env = os.environ | {"PYTHONHASHSEED": str(seed)}
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=600)
    return process.returncode, out, err


# The same sources give the same bytes.


def test_words_and_two_blocks_of_answers_do_not_depend_on_the_order_of_sets() -> None:
    one, other = map(finished, [started(PARTS, seed) for seed in (1, 2)])
    assert one == other
    assert one[0] == 0, one[2]
    assert len(one[1].splitlines()) == 8


@pytest.mark.slow
def test_the_whole_index_does_not_depend_on_the_order_of_sets(tmp_path: Path) -> None:
    code = "import runpy; runpy.run_module('build_index', run_name='__main__')"
    targets = [tmp_path / str(seed) / "vanity.index" for seed in (1, 2)]
    for seed, path in enumerate(targets, 1):
        status, _, err = finished(started(code, seed, "--output", str(path)))
        assert status == 0, err
    for suffix in (".index", ".json"):
        one, other = (path.with_suffix(suffix).read_bytes() for path in targets)
        assert one == other


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


@pytest.mark.parametrize("name", ["COUNTS", "DICTIONARY", "EVERYDAY", "PROFANITY"])
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
    target: Path, monkeypatch: pytest.MonkeyPatch, name: str, change: dict[str, str], says: str
) -> None:
    monkeypatch.undo()  # the words are those of the packages
    monkeypatch.setattr(vocabulary, "Dictionary", EveryWord)
    monkeypatch.setattr(sources, name, dataclasses.replace(getattr(sources, name), **change))
    message = assert_refused(target)
    assert re.search(says, message)
    assert "`make install`" in message


@pytest.mark.parametrize("name", [*vocabulary.TRAITS_OF_LIST, "all"])
def test_a_word_list_that_is_missing(target: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    monkeypatch.undo()
    lists = Path(copytree(sources.LISTS, tmp_path / "lexicon"))
    for path in lists.glob("*.txt" if name == "all" else f"{name}.txt"):
        path.unlink()
    monkeypatch.setattr(sources, "LISTS", lists)
    assert "check the sources out again" in assert_refused(target)


def test_no_word_lists_at_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sources, "LISTS", tmp_path)
    with pytest.raises(BuildError, match="no word lists"):
        sources.list_files()


@pytest.mark.parametrize("name", ["offensive.txt", "allowed.txt"])
def test_an_offensive_list_that_is_missing(
    target: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    folder = Path(copytree(offensive.FOLDER, tmp_path / "offensive"))
    (folder / name).unlink()
    monkeypatch.setattr(offensive, "FOLDER", folder)
    assert f"offensive/{name} is missing" in assert_refused(target)


def test_a_weight_that_is_no_number(tmp_path: Path) -> None:
    path = tmp_path / "weights.toml"
    path.write_text('floor = "low"\n', encoding="utf-8")
    with pytest.raises(BuildError, match="'low' where a number of points is wanted"):
        sources.weights(path)


def test_more_shapes_than_can_be_numbered() -> None:
    shapes = np.arange(1, 5001, dtype=np.int64).reshape(1000, 5)
    with pytest.raises(BuildError, match="5,000 shapes do not fit 12 bits"):
        numbered(shapes)


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


# The manifest.


@pytest.fixture(scope="module")
def manifest(index: VanityIndex) -> Manifest:
    found: Manifest = json.loads(Path(index.file.path).with_suffix(".json").read_bytes())
    return found


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_manifest_names_its_index(index: VanityIndex, manifest: Manifest) -> None:
    path = Path(index.file.path)
    described = {"sha256": sha256(path), "bytes": path.stat().st_size, "format_version": layout.FORMAT_VERSION}
    assert manifest["index"] == described


def test_the_manifest_names_every_package(manifest: Manifest) -> None:
    named = {package["name"]: package for package in manifest["packages"]}
    pinned = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    data = [requirement.partition("==") for requirement in pinned["build"] if not requirement.startswith("numpy")]
    assert {name: package["version"] for name, package in named.items()} == {name: end for name, _, end in data}
    for name, package in named.items():
        assert package["version"] == metadata.version(name)
        assert package["sha256"] == sha256(Path(str(metadata.distribution(name).locate_file(package["file"]))))
        assert package["licence"]
        assert package["holds"]


def test_the_manifest_names_every_list(manifest: Manifest) -> None:
    assert manifest["lists"] == {path.name: sha256(path) for path in LIST_FILES}


def test_the_manifest_counts(index: VanityIndex, manifest: Manifest) -> None:
    counts = manifest["counts"]
    assert counts["local_parts"] == 8 * 9**6
    assert counts["local_parts"] == counts["with_five_answers"] + counts["with_fewer"] + counts["with_none"]
    assert counts["offensive_terms"] == len(index.file.meta["offensive"])
    assert counts["keys"] == len(keys_of(index))
    assert counts["words"] == len({text for key in keys_of(index) for text in index.file.texts(key)})
    assert 1000 < counts["shapes"] < 4096


def test_the_manifest_names_the_weights(manifest: Manifest) -> None:
    assert manifest["parameters"]["weights_sha256"] == sha256(sources.WEIGHTS)


def test_the_index_holds_the_weights_and_terms_of_the_sources(index: VanityIndex) -> None:
    assert index.file.meta["weights"] == sources.weights()
    assert index.file.meta["offensive"] == sorted(term.upper() for term in offensive.terms())


# The word lists.


def entries_of(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("path", LIST_FILES, ids=lambda path: path.name)
def test_a_list_is_well_formed(path: Path) -> None:
    entries = entries_of(path)
    assert [entry for entry in entries if not re.fullmatch(r"[a-z]+(-[a-z]+)*|\d+|\d(go|me|u|you)", entry)] == []
    assert [entry for entry in entries if len(entry.replace("-", "")) > 11] == []
    letters = [entry.replace("-", "") for entry in entries]
    assert sorted(letters) == sorted(set(letters))
    assert path.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("path", LIST_FILES, ids=lambda path: path.name)
def test_figures_are_only_on_the_lists_of_edges(path: Path) -> None:
    assert path.stem in ("carriers", "endings") or not any(re.search(r"\d", entry) for entry in entries_of(path))


def test_every_list_has_a_trait() -> None:
    assert {path.stem for path in sources.LISTS.glob("*.txt")} == set(vocabulary.TRAITS_OF_LIST)


@pytest.mark.parametrize("name", CURATED)
def test_a_list_holds_nothing_offensive(name: str) -> None:
    terms = offensive.terms()
    assert [entry for entry in sources.own_list(name) if terms & {entry.replace("-", ""), *entry.split("-")}] == []


def test_offensive_terms_are_plain_words() -> None:
    assert [term for term in offensive.terms() if not re.fullmatch("[a-z]{2,}", term)] == []


def test_allowed_words_are_on_the_packaged_list() -> None:
    assert sources.read_list(offensive.FOLDER / "allowed.txt") - sources.profanity() == set()


def test_nothing_is_both_offensive_and_allowed() -> None:
    ours, allowed = (sources.read_list(offensive.FOLDER / f"{name}.txt") for name in ("offensive", "allowed"))
    assert ours & allowed == set()


def test_no_word_of_the_index_is_offensive(index: VanityIndex) -> None:
    terms = frozenset(index.file.meta["offensive"])
    texts = {text for key in keys_of(index) for text in index.file.texts(key)}
    assert [text for text in texts if terms & {text.replace("-", ""), *text.split("-")}] == []


def keys_of(index: VanityIndex) -> list[str]:
    path = Path(index.file.path)
    return list(trie_of(path, header_of(path)))


# The words.


def test_the_word_that_ends_with_the_key_stays_of_those_that_look_alike() -> None:
    entry, longer = word("CAT", rarity=80), word("CATS", Trait.BUSINESS, rarity=35)
    assert vocabulary.by_key([entry, longer], SCORER)["228"] == (entry,)


def test_words_are_ranked_by_their_points_inside_a_number_and_longer_ones_come_last() -> None:
    cat, bat, longer = word("CAT"), word("BAT", Trait.BUSINESS), word("CAVITY", Trait.BUSINESS, rarity=35)
    assert vocabulary.by_key([cat, bat, longer], SCORER)["228"] == (bat, cat, longer)


@pytest.mark.parametrize(
    ("entry", "keys"),
    [
        (word("CAT"), {"228"}),
        (word("CONTACT", Trait.BUSINESS), {"2668228", "266822", "26682", "2668", "266"}),
        (word("CONTACTS", Trait.BUSINESS), {"26682287", "2668228", "266822", "26682", "2668"}),
        (word("CONTACT", rarity=50), {"2668228", "266822", "26682", "2668"}),
        (word("CONTACT", rarity=70), {"2668228"}),
        (Entry("GOT-JUNK", int(Trait.BRAND), 80), {"4685865", "468586", "46858", "4685", "468"}),
    ],
)
def test_keys_of_a_word(entry: Entry, keys: set[str]) -> None:
    assert set(vocabulary.by_key([entry], SCORER)) == keys


@pytest.mark.parametrize(("probability", "rarity"), [(1e-3, 35), (1e-5, 50), (10**-6.54, 65), (1e-9, 80), (0.0, 80)])
def test_rarity(probability: float, rarity: int) -> None:
    assert vocabulary.rarity(probability) == rarity


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> dict[str, Entry]:
    """The words that may be said when the spelling dictionary knows every word, by their letters."""
    monkeypatch.setattr(vocabulary, "Dictionary", EveryWord)
    return {entry.letters: entry for entry in vocabulary.words(offensive.terms())}


def test_which_words_may_be_said(said: dict[str, Entry]) -> None:
    assert said["FLOWERS"].traits & Trait.BUSINESS  # it is on a list
    assert said["GOTJUNK"].text == "GOT-JUNK"
    assert said["YESTERDAY"].traits == 0  # it is on none
    assert said["ABOUT"].rarity == 35  # it is common
    assert not {"ESCORT", "VIAGRA"} & said.keys()  # they are offensive, on a list or not
    assert not {"HOTWATER"} & said.keys()  # one can be read across it
    assert not {"VIII", "XXIV", "LXX"} & said.keys()  # they are numbers
    assert {"CIVIC", "MILD", "MIX"} <= said.keys()
    assert all(len(letters) <= 11 and letters.isalpha() and letters.isupper() for letters in said)


def test_the_dictionary_has_the_last_word_on_what_is_on_no_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "Dictionary", EveryWord)
    monkeypatch.setattr(EveryWord, "lookup", lambda *_: False)
    assert all(entry.traits for entry in vocabulary.words(frozenset()))


def test_a_vocabulary_knows_its_keys() -> None:
    words = tiny_vocabulary(word("CAT"), word("CA"))
    assert words.prefixes("2288") == ["22", "228"]
    assert (words.keys, words.size) == (["22", "228"], 2)

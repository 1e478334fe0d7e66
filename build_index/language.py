"""A language: a folder of word lists, offensive terms, weights and a profile, and the packages that it draws on."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata
from itertools import chain
from pathlib import Path
from typing import Any

from build_index import BuildError
from build_index.own_words import NO_OWN_WORDS, OwnWords

WORD = re.compile("[a-z]+")
ENTRY = re.compile("[a-z]+(-[a-z]+)*")


@dataclass(frozen=True)
class Package:
    """A package on PyPI whose data the build reads."""

    name: str
    #: The exact version.
    version: str
    licence: str
    #: What the data are, in words.
    holds: str
    #: The path of the data file inside the installed distribution.
    file: str

    def path(self) -> Path:
        """Return where the file is installed. Raise BuildError when the package or file is missing, or the version is
        not the pinned one.
        """
        try:
            version = metadata.version(self.name)
        except metadata.PackageNotFoundError as error:
            raise BuildError(f"{self.name} {self.version} is not installed: run `make install`") from error
        if version != self.version:
            raise BuildError(f"{self.name} {self.version} is needed, {version} is installed: run `make install`")
        path = Path(str(metadata.distribution(self.name).locate_file(self.file)))
        if not path.is_file():
            raise BuildError(f"{self.name} {self.version} lacks {self.file}: reinstall it with `make install`")
        return path


class Language:
    """The sources of the vocabulary in one language. Every method raises BuildError when a source is missing."""

    def __init__(self, folder: Path, own: OwnWords = NO_OWN_WORDS) -> None:
        self.folder = folder
        self.own = own
        self.lists = folder / "lists"
        self.offensive = folder / "offensive"
        self.weights_file = folder / "weights.toml"
        self.grades_file = folder / "grades.txt"

    @cached_property
    def profile(self) -> dict[str, Any]:
        """The content of profile.toml."""
        return tomllib.loads((self.folder / "profile.toml").read_text(encoding="utf-8"))

    @cached_property
    def packages(self) -> dict[str, Package]:
        """The packages by their part: counts, dictionary, spelling and profanity."""
        return {part: Package(**package) for part, package in self.profile["packages"].items()}

    def probabilities(self) -> dict[str, float]:
        """Return each token's share of all running text on the web."""
        rows = (line.split("\t") for line in self._text("counts").splitlines())
        tokens = self.profile["corpus"]["tokens"]
        return {word: float(count) / tokens for word, count in rows}

    def dictionary(self) -> set[str]:
        """Return the lower-case words of the dictionary that consist of letters only."""
        rows = self._text("dictionary").splitlines()
        return {word for row in rows if WORD.fullmatch(word := row.split(" ")[0].lower())}

    def offensive_terms(self) -> frozenset[str]:
        """Return the lower-case terms that no answer may hold, alone or read across joined words."""
        added = read_list(self.offensive / "offensive.txt")
        allowed = read_list(self.offensive / "allowed.txt")
        return frozenset((self.profanity() | added) - allowed) | self.own.forbidden

    def profanity(self) -> set[str]:
        """Return those entries of the packaged list that are one word of letters."""
        rows = self._text("profanity").split("\n")
        return {word for row in rows if WORD.fullmatch(word := re.sub("[ '-]", "", row.strip().lower()))}

    def _text(self, part: str) -> str:
        return self.packages[part].path().read_text(encoding="utf-8-sig")

    def list_files(self) -> list[Path]:
        """Return the files of the word lists, in a fixed order."""
        files = sorted(self.lists.glob("*.txt"))
        if not files:
            raise BuildError(f"no word lists in {self.lists.name}/: check the sources out again")
        return files

    def list_words(self, name: str) -> set[str]:
        """Return the entries of the word list with this name."""
        return read_list(self.lists / f"{name}.txt")

    def phrases(self) -> dict[str, str]:
        """Return the hyphenated phrases of all lists by their letters: `gotjunk` -> `got-junk`."""
        listed = (entry for path in self.list_files() for entry in read_list(path))
        entries = chain(listed, self.own.bonuses)
        return {entry.replace("-", ""): entry for entry in entries if "-" in entry}

    @cached_property
    def grades(self) -> dict[str, int]:
        """Return the grade of each lower-case word, from 0 to 5 (see `vanity.lexicon.Entry`)."""
        return {word: int(grade) for word, grade in _rows(self.grades_file)}

    @cached_property
    def pairs(self) -> dict[str, int]:
        """Return the rarity of each pair of words that are often said together: `geek-squad` -> 65."""
        return {pair: int(rarity) for pair, rarity in _rows(self.lists / "pairs.txt")}

    def weights(self) -> dict[str, Any]:
        """Return the weights of the ranking, in thousandths of a point."""
        return read_weights(self.weights_file)


ENGLISH = Language(Path(__file__).parent / "languages" / "en")


def read_list(path: Path) -> set[str]:
    """Return the entries of a list file that are words or hyphenated phrases.

    Entries of digits, such as 411, are left out: the weights deal with them.
    """
    if not path.is_file():
        raise BuildError(f"the word list {path.parent.name}/{path.name} is missing: check the sources out again")
    lines = (line.split(maxsplit=1)[0] for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {line for line in lines if ENTRY.fullmatch(line)}


def _rows(path: Path) -> Iterator[list[str]]:
    """Yield the columns of each row that is not a comment."""
    if not path.is_file():
        raise BuildError(f"{path.parent.name}/{path.name} is missing: check the sources out again")
    lines = path.read_text(encoding="utf-8").splitlines()
    return (line.split() for line in lines if line and not line.startswith("#"))


def read_weights(path: Path) -> dict[str, Any]:
    """Return the content of a weights file with every number as an integer of thousandths."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: _thousandths(value) for name, value in content.items()}


def _thousandths(value: object) -> Any:
    if isinstance(value, dict):
        return {name: _thousandths(part) for name, part in value.items()}
    if isinstance(value, (int, float)):
        return round(value * 1000)
    raise BuildError(f"weights.toml holds {value!r} where a number of points is wanted")

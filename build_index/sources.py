"""The sources of the vocabulary: data inside packages of PyPI, each pinned, and the lists that we write ourselves."""

import re
import tomllib
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from build_index.errors import BuildError

HERE = Path(__file__).parent
LISTS = HERE / "lexicon"
WEIGHTS = HERE / "weights.toml"
WORD = re.compile("[a-z]+")
ENTRY = re.compile("[a-z]+(-[a-z]+)*")
# Tokens in the corpus behind the unigram counts (wordsegment's own constant `Segmenter.TOTAL`).
CORPUS_TOKENS = 1_024_908_267_229


@dataclass(frozen=True)
class Package:
    """A package whose data we read: its name on PyPI, the exact version, the licence, and the file inside it."""

    name: str
    version: str
    licence: str
    holds: str
    file: str

    def path(self) -> Path:
        """Where the file is installed. Raises BuildError when package, version or file is not as pinned."""
        try:
            found = metadata.version(self.name)
        except metadata.PackageNotFoundError as error:
            raise BuildError(f"{self.name} {self.version} is not installed: run `make install`") from error
        if found != self.version:
            raise BuildError(f"{self.name} {self.version} is needed, {found} is installed: run `make install`")
        path = Path(str(metadata.distribution(self.name).locate_file(self.file)))
        if not path.is_file():
            raise BuildError(f"{self.name} {self.version} lacks {self.file}: reinstall it with `make install`")
        return path


COUNTS = Package(
    "wordsegment",
    "1.3.1",
    "Apache-2.0; counts from the Google Web Trillion Word Corpus (LDC2006T13)",
    "how often each of 333,000 tokens occurs on the web",
    "wordsegment/unigrams.txt",
)
DICTIONARY = Package(
    "symspellpy",
    "6.10.1",
    "MIT; word list from SCOWL and Google Books Ngrams (CC BY 3.0)",
    "82,000 English words",
    "symspellpy/frequency_dictionary_en_82_765.txt",
)
EVERYDAY = Package(
    "spylls",
    "0.1.7",
    "MPL-2.0; en_US dictionary from SCOWL (permissive, notice kept in NOTICE)",
    "the en_US spelling dictionary: which words are everyday ones, and which are names",
    "spylls/hunspell/data/en/en_US.dic",
)
PROFANITY = Package(
    "better-profanity",
    "0.7.0",
    "MIT",
    "words not to say to a caller",
    "better_profanity/profanity_wordlist.txt",
)
PACKAGES = (COUNTS, DICTIONARY, EVERYDAY, PROFANITY)


def probabilities() -> dict[str, float]:
    """Each token's share of all running text on the web."""
    rows = (line.split("\t") for line in COUNTS.path().read_text(encoding="utf-8").splitlines())
    return {word: float(count) / CORPUS_TOKENS for word, count in rows}


def dictionary() -> set[str]:
    """Lower-case English words of letters only."""
    rows = DICTIONARY.path().read_text(encoding="utf-8-sig").splitlines()
    return {word for row in rows if WORD.fullmatch(word := row.split(" ")[0].lower())}


def profanity() -> set[str]:
    """The package's list, of which we use the entries that are one word of letters."""
    rows = PROFANITY.path().read_text(encoding="utf-8").split("\n")
    return {word for row in rows if WORD.fullmatch(word := re.sub("[ '-]", "", row.strip().lower()))}


def list_files() -> list[Path]:
    """The files of our own lists, in a fixed order."""
    files = sorted(LISTS.glob("*.txt"))
    if not files:
        raise BuildError(f"no word lists in {LISTS.name}/: check the sources out again")
    return files


def own_list(name: str) -> set[str]:
    """The words of one of our own lists."""
    return read_list(LISTS / f"{name}.txt")


def own_phrases() -> dict[str, str]:
    """The hyphenated phrases of all our lists, by their letters: `gotjunk` -> `got-junk`."""
    entries = (entry for path in list_files() for entry in read_list(path))
    return {entry.replace("-", ""): entry for entry in entries if "-" in entry}


def read_list(path: Path) -> set[str]:
    """The entries of a list file that are words or hyphenated phrases (digits such as 411 are the weights' matter)."""
    if not path.is_file():
        raise BuildError(f"the word list {path.parent.name}/{path.name} is missing: check the sources out again")
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return {line for line in lines if ENTRY.fullmatch(line)}


def weights(path: Path = WEIGHTS) -> dict[str, Any]:
    """The content of a weights file, every number as an integer of thousandths."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: _thousandths(value) for name, value in content.items()}


def _thousandths(value: object) -> Any:
    if isinstance(value, dict):
        return {name: _thousandths(part) for name, part in value.items()}
    if isinstance(value, (int, float)):
        return round(value * 1000)
    raise BuildError(f"weights.toml holds {value!r} where a number of points is wanted")

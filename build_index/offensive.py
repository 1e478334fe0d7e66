"""The words that are never said to a caller: a packaged list and our own, less an allow-list."""

from build_index import sources

FOLDER = sources.HERE / "offensive"


def terms() -> frozenset[str]:
    """Lower-case terms that no answer may hold, alone or read across joined words."""
    ours = sources.read_list(FOLDER / "offensive.txt")
    allowed = sources.read_list(FOLDER / "allowed.txt")
    return frozenset((sources.profanity() | ours) - allowed)

"""How much of it there is to load."""

from collections.abc import Iterator

from benchmarks.lambdas.rooms import FUNCTIONS, LAYER
from benchmarks.report import Finding, at_most
from infra.local.builds import zip_of


def sizes() -> Iterator[Finding]:
    """The layer for both architectures, and the code of each function, zipped."""
    yield at_most("layer, zipped", len(zip_of(LAYER)) / 1e6, 25, "MB")
    for name, folder in FUNCTIONS.items():
        yield at_most(f"code of the {name.lower()}, zipped", len(zip_of(folder)) / 1e3, 200, "kB")

"""How much of it there is to load."""

from collections.abc import Iterator

from benchmarks.lambdas.rooms import FUNCTIONS, LAYER
from benchmarks.report import Finding, at_most
from infra.local.packaging import zip_folder


def sizes() -> Iterator[Finding]:
    """The layer for both architectures, and the code of each function, build_zip."""
    yield at_most("layer, build_zip", len(zip_folder(LAYER)) / 1e6, 25, "MB")
    for name, folder in FUNCTIONS.items():
        yield at_most(f"code of the {name.lower()}, build_zip", len(zip_folder(folder)) / 1e3, 200, "kB")

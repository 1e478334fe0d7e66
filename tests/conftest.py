"""What all tests share."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from tests.page.browsers import chromium
from vanity import VanityIndex

# The same examples every time: a test that fails says that the code changed, not the luck.
settings.register_profile("vanity", deadline=None, derandomize=True, database=None)
settings.load_profile("vanity")


@pytest.fixture(scope="session")
def index() -> VanityIndex:
    """The built index, opened once."""
    return VanityIndex.open()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tiny.index"


@pytest.fixture(scope="module")
def real_copy(index: VanityIndex, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(copyfile(index.file.path, tmp_path_factory.mktemp("index") / "copy.index"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running

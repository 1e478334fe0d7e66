"""What all tests share."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser
from xdist.scheduler import LoadFileScheduling

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


_CLOUD = {"artifacts", "local", "own", "guarded"}  # the fixtures that start a local cloud or build for one


@pytest.hookimpl(wrapper=True)  # before pytest selects tests by their markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark tests that need the local cloud or a browser. Those with a cloud take longest, so they go first."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & _CLOUD:
            item.add_marker("cloud")
        if "browser" in fixtures:
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("cloud") is None)
    yield


class _Scheduling(LoadFileScheduling):  # type: ignore[misc]  # pytest-xdist ships no types
    """With `pytest -n`, one process runs a whole file, and one process all files that share the local cloud."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        has_own_cloud = file.endswith(("test_operator.py", "test_publishing.py"))
        return "cloud" if file.startswith("tests/cloud/") and not has_own_cloud else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _Scheduling:
    return _Scheduling(config, log)

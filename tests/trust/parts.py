"""The functions with everything around them faked, each made once: what the checks send their inputs through."""

import atexit
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import pytest

from aws.callers import CallersTable
from aws.items import TablePolicy, latest_update
from calls.call import Call
from calls.deadline import Deadline
from converter.conversion import Converter
from converter.saving import Saving
from page.wiring import Site, site_over
from tests.handlers import loaded
from tests.page.callers import Table, crowd
from vanity import VanityIndex

_POLICY = TablePolicy(90, 1)


class _Keeper:
    """Takes calls as the table does, without the table."""

    def save(self, call: Call, deadline: Deadline) -> None:
        latest_update(call, _POLICY)

    def put(self, call: Call, deadline: Deadline) -> None:
        call.to_json().encode()


class Client:
    """A table that holds any items."""

    items: list[dict[str, Any]] = []  # noqa: RUF012 - set before each query

    def query(self, **_: Any) -> dict[str, Any]:
        return {"Items": self.items}


class _Lasting(Table):
    """A table that stays the same for all requests."""

    def forget(self, number: str, deadline: Deadline) -> None:
        number.encode()


@cache
def index() -> VanityIndex:
    """Return the built index, opened once."""
    return VanityIndex.open()


@cache
def asset_version() -> str:
    """Return the version in the addresses of the page's files."""
    version: str = page().SITE.routes._assets.version
    return version


@cache
def converter() -> Converter:
    """Return the converter, which keeps nothing."""
    return Converter(index(), Saving(_Keeper(), _Keeper()).save, lambda: 1_763_999_000_000)


@cache
def table() -> Table:
    """Return the callers of the page."""
    return _Lasting(*crowd(index(), 30, seed=1))


@cache
def page() -> ModuleType:
    """Return the handler of the page, over a table in memory."""
    with pytest.MonkeyPatch.context() as patch, loaded("page", patch) as handler:
        handler.SITE = site_over(table(), {"LINE_NUMBER": "+12065550142"})  # type: ignore[attr-defined]
        return handler


@cache
def writer() -> ModuleType:
    """Return the handler of the writer, which keeps nothing."""
    with pytest.MonkeyPatch.context() as patch, loaded("writer", patch) as handler:
        handler.CALLERS = _Keeper()  # type: ignore[attr-defined]
        return handler


@cache
def client() -> Client:
    """Return the client behind `stored_site`."""
    return Client()


@cache
def stored_site() -> Site:
    """Return a page over the real adapter of the table, and a client that holds any items."""
    return site_over(CallersTable(client(), "callers", _POLICY, lambda: 0.0), {})


@cache
def _folder() -> Path:
    made = TemporaryDirectory(prefix="vanity-trust-")
    atexit.register(made.cleanup)
    return Path(made.name)


def write(name: str, data: bytes) -> Path:
    """Write a file for one case, over the one of the case before, and return its path."""
    path = _folder() / name
    path.write_bytes(data)
    return path

"""Whose access key signed a request, in the local cloud.

The emulator signs a function's requests with a key that it derives from the function and its role, and tells nobody.
The derivation is repeated here: it is of the very version that requirements/cloud.txt pins, and
tests/cloud/test_fake_connect_rights.py fails when it changes.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from infra.servers.clients import client

_KEY = re.compile(r"Credential=([^/]+)/")


class Caller(NamedTuple):
    """A function's role, at work. role: its ARN; session: the ARN that AWS names in its messages."""

    role: str
    session: str


def access_key(authorization: str) -> str:
    """The access key in the header of a signed request; empty when it is not signed."""
    found = _KEY.search(authorization)
    return found[1] if found else ""


class Callers:
    """The functions of the local cloud, by their access keys."""

    def __init__(self, endpoint: str) -> None:
        self._lambda: Any = client("lambda", endpoint)

    def caller(self, key: str) -> Caller | None:
        """Who has this key. A function's role may change at any time, so nothing is remembered."""
        pages = self._lambda.get_paginator("list_functions").paginate()
        functions = (function for page in pages for function in page["Functions"])
        return next((_caller(one) for one in functions if key in self._keys(one)), None)

    def _keys(self, function: dict[str, Any]) -> Iterator[str]:
        """One key for every ARN that it may be invoked by."""
        arn, name = function["FunctionArn"], function["FunctionName"]
        versions = self._lambda.list_versions_by_function(FunctionName=name)["Versions"]
        aliases = self._lambda.list_aliases(FunctionName=name)["Aliases"]
        for suffix in ["", *(f":{one['Version']}" for one in versions), *(f":{one['Name']}" for one in aliases)]:
            yield _derived(f"{arn}{suffix}:{function['Role']}")


def _derived(seed: str) -> str:
    return f"ASIA{sha256(seed.encode()).hexdigest()[:16].upper()}"


def _caller(function: dict[str, Any]) -> Caller:
    role: str = function["Role"]
    account, name = role.split(":")[4], role.rpartition("/")[2]
    return Caller(role, f"arn:aws:sts::{account}:assumed-role/{name}/{function['FunctionName']}")

"""Lists that come a page at a time."""

from typing import Any

from infra.fake_connect.errors import Refused
from infra.fake_connect.model import Params, Reply


def page(name: str, entries: list[Any], params: Params, most: int) -> Reply:
    """One page of these, as the output's member of this name. most: how many come when the client does not say."""
    start, size = _start(params), params.get("MaxResults", most)
    reply: Reply = {name: entries[start : start + size]}
    return reply | ({"NextToken": f"from-{start + size}"} if start + size < len(entries) else {})


def _start(params: Params) -> int:
    before, _, start = params.get("NextToken", "from-0").rpartition("from-")
    if before or not start.isdecimal():
        raise Refused("InvalidParameterException", "NextToken is of no list")
    return int(start)

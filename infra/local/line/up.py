"""What is up to be called: the local cloud, what its stack tells of itself, and its phone number."""

import json
from typing import Any, NamedTuple

from infra.local.line.errors import NothingUp
from infra.local.ministack import Ministack
from infra.local.places import STATE
from infra.local.running import remembered


class Phone(NamedTuple):
    """The number that the line has, E.164, and where it is known."""

    endpoint: str
    instance_id: str
    phone_number_id: str
    phone_number: str


class Up(NamedTuple):
    """A local cloud that runs."""

    cloud: Ministack
    outputs: dict[str, str]
    phone: Phone


def what_is_up() -> Up:
    """The local cloud that `make up` left running. Raises NothingUp."""
    cloud = remembered()
    if cloud is None or not cloud.answers():
        raise NothingUp("nothing is up: run `make up`")
    found: dict[str, Any] = json.loads(STATE.read_text(encoding="utf-8"))
    try:
        phone = Phone(**{name: found["connect"][name] for name in Phone._fields})
    except (LookupError, TypeError) as error:
        raise NothingUp("the local cloud has no phone number: run `make up` again") from error
    return Up(cloud, found["outputs"], phone)

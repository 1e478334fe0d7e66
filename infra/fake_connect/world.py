"""What an operation works on."""

from collections.abc import Callable
from typing import NamedTuple

from infra.fake_connect.model import Params, Reply
from infra.fake_connect.settings import Settings
from infra.fake_connect.state import State


class World(NamedTuple):
    """The state, and the settings that it is changed under."""

    state: State
    settings: Settings


Operation = Callable[[World, Params], Reply]  # it raises Refused

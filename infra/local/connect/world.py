"""What an operation works on."""

from collections.abc import Callable
from typing import NamedTuple

from infra.local.connect.model import Params, Reply
from infra.local.connect.settings import Settings
from infra.local.connect.state import State


class World(NamedTuple):
    """The state, and the settings that it is changed under."""

    state: State
    settings: Settings


Operation = Callable[[World, Params], Reply]  # it raises Refused

"""The ways in which a fake Connect can be told to fail."""

from typing import Literal

# The last two are no answers: one for longer than any client waits, and a connection that breaks.
Kind = Literal["throttle", "access-denied", "not-found", "invalid-flow", "conflict", "internal", "timeout", "reset"]

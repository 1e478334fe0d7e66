"""Whether Connect would publish a flow."""

import json
from collections.abc import Iterator
from typing import Any

from infra.fake_connect.arns import unqualified
from infra.fake_connect.errors import Refused, invalid_flow
from infra.fake_connect.state import Instance
from infra.fake_connect.world import World

_MOST = 256_000  # characters


def check(world: World, instance: Instance, content: str) -> None:
    """Raise Refused for content that the linter refuses, or that invokes a function the instance may not invoke."""
    if not 0 < len(content) <= _MOST:
        raise Refused("InvalidParameterException", f"Content must have between 1 and {_MOST} characters")
    found = world.settings.lint(content) or list(_strangers(world, instance, content))
    if found:
        raise invalid_flow(found)


def _strangers(world: World, instance: Instance, content: str) -> Iterator[str]:
    """Whether Connect looks at the association here is not documented; a flow that needs it would fail its callers."""
    settled = world.settings.clock() - world.settings.settles_after
    for place, arn in _functions(json.loads(content)):
        if instance.functions.get(unqualified(arn), float("inf")) > settled:
            yield f"Lambda function is not associated with the instance. Path: Actions[{place}].Parameters"


def _functions(flow: Any) -> Iterator[tuple[int, str]]:
    """The functions that a flow names, with the places of their actions."""
    for place, action in enumerate(flow.get("Actions", [])):
        arn = action.get("Parameters", {}).get("LambdaFunctionARN", "$")
        if action.get("Type") == "InvokeLambdaFunction" and not arn.startswith("$"):
            yield place, arn

"""Routes the phone number's calls to the flow, and later restores the flow that answered them before.

The number and its earlier flow are saved in the new flow's tags before the number is changed, so that the earlier flow
can always be restored.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress

from calls.errors import AccessDeniedError, NotFoundError, ServiceError, ServiceUnavailableError
from publisher.instance import Instance

#: The tag with the ARN of the number that the flow answers.
NUMBER = "vanity:phone-number"
#: The tag with the id of the flow that answered the number before.
EARLIER = "vanity:earlier-flow"
#: The value of the tag when no flow answered the number.
NO_FLOW = "none"


def route(instance: Instance, flow: str, number: str, tags: Mapping[str, str]) -> None:
    """Let a flow answer this number only; an empty number means none. `tags` are the flow's."""
    if tags.get(NUMBER, number) != number:
        _restore_if_routed(instance, tags[NUMBER], {flow}, tags)
    if not number:
        return
    current = instance.flow_of(number)
    if current == flow:
        return
    if current or tags.get(NUMBER) != number:  # a number without a flow does not change what was saved for it
        instance.tag(flow, {NUMBER: number, EARLIER: current or NO_FLOW})
    instance.route_number(number, flow)


def restore_all(instance: Instance, flow: str, tags: Mapping[str, str]) -> None:
    """Release every number that a flow answers, including those that someone routed to it in the console.

    The number that the tags name is released even if Connect lists no flow for it.
    """
    numbers = instance.numbers_of(flow)
    for number in numbers:
        _restore(instance, number, tags)
    if NUMBER in tags and tags[NUMBER] not in numbers:
        _restore_if_routed(instance, tags[NUMBER], {flow, None}, tags)


def _restore_if_routed(instance: Instance, number: str, flows: Collection[str | None], tags: Mapping[str, str]) -> None:
    """Release this number if one of these flows answers it, or none if that is among them, and it still exists."""
    with suppress(NotFoundError):
        if instance.flow_of(number) in flows:
            _restore(instance, number, tags)


def _restore(instance: Instance, number: str, tags: Mapping[str, str]) -> None:
    """Route a number to its earlier flow, or to none."""
    earlier = tags.get(EARLIER, NO_FLOW) if number == tags.get(NUMBER) else NO_FLOW
    if earlier == NO_FLOW or not _try_to_route(instance, number, earlier):
        instance.unroute_number(number)


def _try_to_route(instance: Instance, number: str, flow: str) -> bool:
    """Route a number to a flow that may no longer exist. Returns whether it did."""
    try:
        instance.route_number(number, flow)
    except (AccessDeniedError, ServiceUnavailableError):
        raise
    except ServiceError:  # which error Connect returns for a deleted flow is not documented
        return False
    return True

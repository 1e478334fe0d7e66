"""Routes the phone number's calls to the flow, and later restores the flow that answered them before.

The number and its earlier flow are saved in the new flow's tags before the number is changed, so that the earlier flow
can always be restored. The earlier flow may be another stack's, and be deleted first; so what that flow had saved is
saved with it, and the newest flow that still exists is restored. No other stack's flow is changed for this.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress

from calls.errors import AccessDeniedError, NotFoundError, ServiceError, ServiceUnavailableError
from publisher.instance import Instance

#: The tag with the ARN of the number that the flow answers.
NUMBER = "vanity:phone-number"
#: The tag with the ids of the flows that answered the number before, the newest first.
EARLIER = "vanity:earlier-flow"
#: The value of either tag when there is no number, or no flow answered it.
NONE = "none"
_MOST_CHARACTERS = 256  # of a tag's value


def route(instance: Instance, flow: str, number: str, tags: Mapping[str, str]) -> None:
    """Let a flow answer this number only; an empty number means none. `tags` are the flow's."""
    saved = _saved_number(tags)
    if saved not in {"", number}:
        _restore_if_routed(instance, saved, {flow}, tags)
        # From here on the number is someone else's to route, even to this flow.
        instance.tag(flow, {NUMBER: NONE, EARLIER: NONE})
        saved = ""
    if number:
        _take(instance, flow, number, saved)


def _take(instance: Instance, flow: str, number: str, saved: str) -> None:
    """Route a number to a flow. A number without a flow does not change what was saved for it."""
    current = instance.flow_of(number)
    if current == flow:
        return
    if current or saved != number:
        instance.tag(flow, {NUMBER: number, EARLIER: _history(instance, flow, number, current)})
    instance.route_number(number, flow)


def _history(instance: Instance, flow: str, number: str, current: str | None) -> str:
    """Return the flows that answered a number before this one, as many of them as a tag can hold."""
    if not current:
        return NONE
    tags = instance.tags(current)
    before = _earlier_flows(tags, number)
    history = " ".join(dict.fromkeys([current, *(earlier for earlier in before if earlier != flow)]))
    return history if len(history) <= _MOST_CHARACTERS else history[:_MOST_CHARACTERS].rpartition(" ")[0]


def _saved_number(tags: Mapping[str, str]) -> str:
    """Return the number that a flow's tags name; empty when they name none."""
    number = tags.get(NUMBER, NONE)
    return "" if number == NONE else number


def _earlier_flows(tags: Mapping[str, str], number: str) -> list[str]:
    """Return the flows that a flow's tags name for a number, the newest first."""
    history = tags.get(EARLIER, NONE) if number == tags.get(NUMBER) else NONE
    return [] if history == NONE else history.split()


def restore_all(instance: Instance, flow: str, tags: Mapping[str, str]) -> None:
    """Release every number that a flow answers, including those that someone routed to it in the console.

    The number that the tags name is released even if Connect lists no flow for it.
    """
    numbers, saved = instance.numbers_of(flow), _saved_number(tags)
    for number in numbers:
        _restore(instance, number, tags)
    if saved and saved not in numbers:
        _restore_if_routed(instance, saved, {flow, None}, tags)


def _restore_if_routed(instance: Instance, number: str, flows: Collection[str | None], tags: Mapping[str, str]) -> None:
    """Release this number if one of these flows answers it, or none if that is among them, and it still exists."""
    with suppress(NotFoundError):
        if instance.flow_of(number) in flows:
            _restore(instance, number, tags)


def _restore(instance: Instance, number: str, tags: Mapping[str, str]) -> None:
    """Route a number to the newest of its earlier flows that exists, or to none."""
    if not any(_try_to_route(instance, number, flow) for flow in _earlier_flows(tags, number)):
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

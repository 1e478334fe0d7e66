"""The phone number that a flow answers, and the flow that answered it before.

The flow's own tags remember both, written before the number is touched: whatever happens then, the number finds back.
"""

from collections.abc import Mapping
from contextlib import suppress

from calls.errors import AccessDeniedError, NotFoundError, ServiceError, ServiceUnavailableError
from publisher.instance import Instance

NUMBER = "vanity:phone-number"  # its ARN
EARLIER = "vanity:earlier-flow"  # an id
NOTHING = "none"  # a tag's value is better not empty


def answer(instance: Instance, flow: str, number: str, tags: Mapping[str, str]) -> None:
    """Let a flow answer this number, and no other that it was given before. tags: the flow's."""
    if tags.get(NUMBER, number) != number:
        _let_go(instance, flow, tags[NUMBER], tags)
    if not number:
        return
    present = instance.flow_of(number)
    if present != flow:
        instance.tag(flow, {NUMBER: number, EARLIER: present or NOTHING})
        instance.point(number, flow)


def let_go(instance: Instance, flow: str, tags: Mapping[str, str]) -> None:
    """Let a flow answer no number any more, not even one that someone has pointed at it by hand."""
    for number in instance.numbers_of(flow):
        _give_back(instance, number, tags)


def _let_go(instance: Instance, flow: str, number: str, tags: Mapping[str, str]) -> None:
    """Let this number go, unless another flow answers it, or it is gone."""
    with suppress(NotFoundError):
        if instance.flow_of(number) == flow:
            _give_back(instance, number, tags)


def _give_back(instance: Instance, number: str, tags: Mapping[str, str]) -> None:
    """Let a number be answered as it was before."""
    earlier = tags.get(EARLIER, NOTHING) if number == tags.get(NUMBER) else NOTHING
    if earlier == NOTHING or not _pointed(instance, number, earlier):
        instance.unpoint(number)


def _pointed(instance: Instance, number: str, flow: str) -> bool:
    """Whether a number could be pointed at a flow, which may be gone."""
    try:
        instance.point(number, flow)
    except (AccessDeniedError, ServiceUnavailableError):
        raise
    except ServiceError:  # Connect does not say with which error it meets a flow that is gone
        return False
    return True

"""The phone number that a flow answers, and the flow that answered it before.

The flow's own tags remember both, written before the number is touched: whatever happens then, the number finds back.
"""

from collections.abc import Mapping

from publisher.instance import Instance
from vanity.errors import AccessDenied, NotFound, ServiceError, ServiceUnavailable

NUMBER = "vanity:phone-number"  # its ARN
EARLIER = "vanity:earlier-flow"  # an id
NOTHING = "none"  # a tag's value is better not empty


def answer(instance: Instance, flow: str, number: str, tags: Mapping[str, str]) -> None:
    """Let a flow answer this number, and no other that it was given before. tags: the flow's."""
    if tags.get(NUMBER, number) != number:
        give_back(instance, flow, tags[NUMBER], tags)
    if not number:
        return
    present = instance.flow_of(number)
    if present != flow:
        instance.tag(flow, {NUMBER: number, EARLIER: present or NOTHING})
        instance.point(number, flow)


def give_back(instance: Instance, flow: str, number: str, tags: Mapping[str, str]) -> None:
    """Let a number that this flow answers be answered as it was before; one that another answers is left alone."""
    if not number or not _answers(instance, flow, number):
        return
    earlier = tags.get(EARLIER, NOTHING)
    if earlier == NOTHING or not _pointed(instance, number, earlier):
        instance.unpoint(number)


def _answers(instance: Instance, flow: str, number: str) -> bool:
    try:
        return instance.flow_of(number) == flow
    except NotFound:
        return False


def _pointed(instance: Instance, number: str, flow: str) -> bool:
    """Whether a number could be pointed at a flow, which may be gone."""
    try:
        instance.point(number, flow)
    except (AccessDenied, ServiceUnavailable):
        raise
    except ServiceError:  # Connect does not say with which error it meets a flow that is gone
        return False
    return True

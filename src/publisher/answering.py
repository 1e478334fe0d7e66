"""From a request to its one answer."""

import logging
from collections.abc import Callable
from typing import NamedTuple

from calls.deadline import Deadline
from calls.errors import ServiceError
from contact_flow.errors import FlowError
from publisher.answer import Answer
from publisher.content import Content
from publisher.errors import PublisherError
from publisher.instance import Instance
from publisher.properties import Properties
from publisher.publication import Publication
from publisher.reason import OUT_OF_TIME, reason_of, unforeseen
from publisher.request import Request
from publisher.watchdog import OutOfTime, watchdog

RESERVE_SECONDS = 8.0  # for the answer: two attempts against a server that hangs, and a pause
_log = logging.getLogger(__name__)


class Publisher(NamedTuple):
    """What requests are answered with. until: gives the instances to work on until a deadline, by their ARNs."""

    until: Callable[[Deadline], Callable[[str], Instance]]
    content: Content

    def answer(self, request: Request, remaining: Callable[[], float]) -> Answer:
        """The answer, whatever happens, with RESERVE_SECONDS left. remaining: the seconds that there are."""
        deadline = Deadline(lambda: remaining() - RESERVE_SECONDS)
        publication = Publication(request.stack, request.logical, self.until(deadline), self.content.of)
        try:
            with watchdog(remaining() - RESERVE_SECONDS):
                return _done(request, publication)
        except OutOfTime:
            reason = OUT_OF_TIME
        except (PublisherError, ServiceError, FlowError) as error:
            reason = reason_of(error)
        except Exception as error:  # the outer edge: CloudFormation waits an hour for an answer that never comes
            _log.exception("the publisher broke")
            reason = unforeseen(error)
        return Answer(request, request.failed_id(publication.published), reason)


def _done(request: Request, publication: Publication) -> Answer:
    properties = Properties.of(request.properties)
    if request.kind == "Delete":
        publication.delete(request.physical, properties)
        return Answer(request, request.physical)
    if request.kind == "Create":
        publication.create(properties)
    else:
        publication.update(request.physical, properties, Properties.of(request.old))
    return Answer(request, publication.published, data=_data(publication, properties.name))


def _data(publication: Publication, name: str) -> dict[str, str]:
    """What Fn::GetAtt gives; there is a PhoneNumber only where there is one."""
    arn, digits = publication.published, publication.digits
    data = {"ContactFlowArn": arn, "ContactFlowId": arn.rpartition("/")[2], "ContactFlowName": name}
    return data | ({"PhoneNumber": digits} if digits else {})

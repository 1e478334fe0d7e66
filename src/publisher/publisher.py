"""Turns a request into its one response, in time."""

import logging
from collections.abc import Callable
from typing import NamedTuple

from calls.deadline import Deadline
from calls.errors import ServiceError
from contact_flow.errors import FlowError
from publisher.connect_api import ConnectApi
from publisher.connect_instance import ConnectInstance
from publisher.content import FLOW, FlowContent, load_content
from publisher.errors import PublisherError
from publisher.publication import Publication
from publisher.request import CustomResourceRequest, FlowProperties
from publisher.response import OUT_OF_TIME, CustomResourceResponse, explain, explain_bug
from publisher.watchdog import OutOfTime, watchdog

# Kept for sending the response: two attempts against a server that does not respond, and the pause between them.
RESERVE_SECONDS = 8.0
_log = logging.getLogger(__name__)


class Publisher(NamedTuple):
    """Responds to the requests of CloudFormation."""

    api: ConnectApi
    content: FlowContent

    def respond(self, request: CustomResourceRequest, remaining: Callable[[], float]) -> CustomResourceResponse:
        """Do what a request says and return the response, with RESERVE_SECONDS left, whatever happens.

        `remaining` returns the seconds until Lambda stops the function.
        """
        deadline = Deadline(lambda: remaining() - RESERVE_SECONDS)
        publication = self._publication(request, deadline)
        try:
            with watchdog(remaining() - RESERVE_SECONDS):
                return _perform(request, publication)
        except OutOfTime:
            reason = OUT_OF_TIME
        except (PublisherError, ServiceError, FlowError) as error:
            reason = explain(error)
        except Exception as error:  # the outer edge: without a response CloudFormation waits for an hour
            _log.exception("the publisher has a bug")
            reason = explain_bug(error)
        return CustomResourceResponse(request, request.id_after_failure(publication.published), reason)

    def confirm(self, response: CustomResourceResponse, remaining: Callable[[], float]) -> None:
        """Note on a new flow, made by a Create or an Update, that CloudFormation has accepted its ARN.

        A failure is only logged: without the note, a Delete by an id that names no flow could undo this one.
        """
        request = response.request
        if response.reason or response.physical_id == request.physical_id:
            return
        try:
            self._publication(request, Deadline(remaining)).confirm(response.physical_id)
        except ServiceError as error:
            _log.warning("the flow has no note that CloudFormation knows it: %s", error)

    def _publication(self, request: CustomResourceRequest, deadline: Deadline) -> Publication:
        requests = self.api.until(deadline)
        return Publication(request.ownership, lambda arn: ConnectInstance(arn, requests), self.content.build)


def build_publisher() -> Publisher:
    """Return the publisher for the function's own Region, with the flow in its package."""
    return Publisher(ConnectApi.in_own_region(), load_content(FLOW))


def _perform(request: CustomResourceRequest, publication: Publication) -> CustomResourceResponse:
    request.check()
    properties = FlowProperties.parse(request.properties)
    if request.kind == "Delete":
        publication.delete(request.physical_id, properties)
        return CustomResourceResponse(request, request.physical_id)
    if request.kind == "Create":
        publication.create(properties)
    else:
        publication.update(request.physical_id, properties, FlowProperties.parse(request.old_properties))
    return CustomResourceResponse(request, publication.published, data=_data(publication, properties.name))


def _data(publication: Publication, name: str) -> dict[str, str]:
    """Return the values for Fn::GetAtt. The last two are missing when the flow answers no number."""
    arn, number = publication.published, publication.number
    data = {"ContactFlowArn": arn, "ContactFlowId": arn.rpartition("/")[2], "ContactFlowName": name}
    # PhoneNumber is empty while the number cannot be dialed, and NumberToDial then says why.
    return data | ({"PhoneNumber": number.e164, "NumberToDial": number.e164 or number.problem} if number else {})

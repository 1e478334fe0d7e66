"""The adapter to Amazon Connect's API.

Connect allows two requests a second for each operation in the whole account. Requests are therefore paced, and a
throttled request is retried until the time is up.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from aws.clients import call_operation, make_client
from aws.errors import translate_errors
from aws.retry import RetryPolicy, retry
from calls.deadline import Deadline
from calls.errors import AlreadyExistsError, NotFoundError
from publisher.errors import InvalidFlowError
from publisher.instance import FlowDraft, Instance, ListedFlow

CONNECT_SECONDS, READ_SECONDS = 3.0, 10.0
SECONDS_APART = 0.5
THROTTLED = RetryPolicy(attempts=10, pause=1.0, longest=8.0, attempt=CONNECT_SECONDS + READ_SECONDS)
# Connect rejects a flow that invokes a function until it knows that the function is allowed, which may take seconds.
SETTLING = RetryPolicy(4, 4.0, 8.0, CONNECT_SECONDS + READ_SECONDS, InvalidFlowError)
# A used-up quota. For other services the same code means that the request may be retried.
_PERMANENT = {"LimitExceededException"}
_ERRORS = {"InvalidContactFlowException": InvalidFlowError}
_VOICE_NUMBER = "VOICE_PHONE_NUMBER"
Reply = dict[str, Any]


class Pace:
    """Keeps requests for the same operation a number of seconds apart; other operations do not wait."""

    def __init__(
        self,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._seconds = seconds
        self._clock = clock
        self.sleep = sleep
        self._next: dict[str, float] = {}

    def wait(self, operation: str) -> None:
        """Wait until this operation may be requested again."""
        self.sleep(max(0.0, self._next.get(operation, 0.0) - self._clock()))
        self._next[operation] = self._clock() + self._seconds


class ConnectApi:
    """Amazon Connect's API over a botocore client. All requests share one pace."""

    def __init__(self, api: Any, pace: Pace) -> None:
        self._api = api
        self._pace = pace

    @classmethod
    def in_own_region(cls) -> "ConnectApi":
        """Return the API in the Lambda function's own Region."""
        return cls(make_client("connect", CONNECT_SECONDS, READ_SECONDS), Pace(SECONDS_APART))

    def instances_until(self, deadline: Deadline) -> Callable[[str], Instance]:
        """Return a function that opens the instance with a given ARN. Requests to the instance end by the deadline."""
        return lambda arn: ConnectInstance(arn, partial(self.request, deadline))

    def request(self, deadline: Deadline, operation: str, settling: bool = False, /, **parameters: Any) -> Reply:
        """Call an operation and return its reply. Raises ServiceError.

        With `settling`, a rejected flow is retried too, until Connect knows about a newly allowed function.
        """

        def unless_throttled() -> Reply:
            return retry(lambda: self._request_once(operation, parameters), deadline, 0, THROTTLED, self._pace.sleep)

        return retry(unless_throttled, deadline, 0, SETTLING, self._pace.sleep) if settling else unless_throttled()

    def _request_once(self, operation: str, parameters: Mapping[str, Any]) -> Reply:
        self._pace.wait(operation)
        with translate_errors(operation, True, _PERMANENT, _ERRORS):
            return call_operation(self._api, operation, parameters)


class ConnectInstance:
    """An `Instance` over the API."""

    def __init__(self, arn: str, request: Callable[..., Reply]) -> None:
        self.arn = arn
        self._request = request
        self._id = _id_of(arn)
        self._settling = False

    def allow_function(self, function: str) -> None:
        """Allow flows to invoke a function."""
        try:
            self._request("AssociateLambdaFunction", InstanceId=self._id, FunctionArn=function)
        except AlreadyExistsError:
            return
        self._settling = True

    def disallow_function(self, function: str) -> None:
        """Stop allowing flows to invoke a function. Does nothing when they may not invoke it."""
        try:
            self._request("DisassociateLambdaFunction", InstanceId=self._id, FunctionArn=function)
        except NotFoundError:
            return

    def create(self, draft: FlowDraft, tags: Mapping[str, str]) -> str:
        """Publish a new flow and return its id. Raises InvalidFlowError, or AlreadyExistsError for a name in use."""
        reply = self._request(
            "CreateContactFlow",
            self._settling,
            InstanceId=self._id,
            Type="CONTACT_FLOW",
            Status="PUBLISHED",
            Name=draft.name,
            Description=draft.description,
            Content=draft.content,
            Tags=dict(tags),
        )
        return str(reply["ContactFlowId"])

    def replace(self, flow: str, draft: FlowDraft) -> None:
        """Publish a new version of a flow.

        Raises NotFoundError, InvalidFlowError, or AlreadyExistsError when another flow has the name.
        """
        ids = {"InstanceId": self._id, "ContactFlowId": flow}
        self._request("UpdateContactFlowContent", self._settling, **ids, Content=draft.content)
        self._request("UpdateContactFlowMetadata", **ids, Name=draft.name, Description=draft.description)

    def delete(self, flow: str) -> bool:
        """Delete a flow. Returns whether it existed."""
        try:
            self._request("DeleteContactFlow", InstanceId=self._id, ContactFlowId=flow)
        except NotFoundError:
            return False
        return True

    def flows(self) -> Iterator[ListedFlow]:
        """List the inbound flows. Lists none when the instance no longer exists."""
        for page in self._pages("ListContactFlows", ContactFlowTypes=["CONTACT_FLOW"]):
            yield from (ListedFlow(flow["Id"], flow["Name"]) for flow in page["ContactFlowSummaryList"])

    def tags(self, flow: str) -> dict[str, str]:
        """Return the tags of a flow; none when the flow no longer exists."""
        try:
            return dict(self._request("ListTagsForResource", resourceArn=self._arn_of(flow)).get("tags", {}))
        except NotFoundError:
            return {}

    def tag(self, flow: str, tags: Mapping[str, str]) -> None:
        """Add tags to a flow."""
        self._request("TagResource", resourceArn=self._arn_of(flow), tags=dict(tags))

    def flow_of(self, number: str) -> str | None:
        """Return the id of the flow that answers a number. Raises NotFoundError when the number does not exist."""
        reply = self._request(
            "BatchGetFlowAssociation", InstanceId=self._id, ResourceIds=[number], ResourceType=_VOICE_NUMBER
        )
        associations = reply.get("FlowAssociationSummaryList", ())
        flows = [association["FlowId"] for association in associations if association.get("FlowId")]
        return _id_of(flows[0]) if flows else None

    def numbers_of(self, flow: str) -> list[str]:
        """Return the ARNs of the phone numbers that a flow answers; none when the instance no longer exists."""
        pages = self._pages("ListFlowAssociations", ResourceType=_VOICE_NUMBER)
        associations = [association for page in pages for association in page["FlowAssociationSummaryList"]]
        return [item["ResourceId"] for item in associations if _id_of(item.get("FlowId", "")) == flow]

    def e164_of(self, number: str) -> str:
        """Return the phone number with this ARN in E.164. Raises NotFoundError."""
        reply = self._request("DescribePhoneNumber", PhoneNumberId=_id_of(number))
        return str(reply["ClaimedPhoneNumberSummary"]["PhoneNumber"])

    def route_number(self, number: str, flow: str) -> None:
        """Route a number's calls to a flow. Raises NotFoundError."""
        ids = {"PhoneNumberId": _id_of(number), "InstanceId": self._id, "ContactFlowId": flow}
        self._request("AssociatePhoneNumberContactFlow", **ids)

    def unroute_number(self, number: str) -> None:
        """Route a number's calls to no flow. Does nothing when the number no longer exists."""
        try:
            self._request("DisassociatePhoneNumberContactFlow", PhoneNumberId=_id_of(number), InstanceId=self._id)
        except NotFoundError:
            return

    def _pages(self, operation: str, **parameters: Any) -> Iterator[Reply]:
        token: Reply = {}
        while True:
            try:
                page = self._request(operation, InstanceId=self._id, MaxResults=1000, **parameters, **token)
            except NotFoundError:
                return
            yield page
            if not page.get("NextToken"):
                return
            token = {"NextToken": page["NextToken"]}

    def _arn_of(self, flow: str) -> str:
        return f"{self.arn}/contact-flow/{flow}"


def _id_of(arn: str) -> str:
    """Return the id at the end of an ARN. An id is returned unchanged."""
    return arn.rpartition("/")[2]

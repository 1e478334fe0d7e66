"""Amazon Connect's API: the only module that knows it.

Connect allows two requests a second of each operation, in the whole account: requests are paced, and a throttled one
is tried again for as long as there is time.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from botocore import xform_name

from aws.clients import make_client
from aws.errors import translate_errors
from aws.retry import RetryPolicy, retry
from calls.deadline import Deadline
from calls.errors import AlreadyExistsError, NotFoundError
from publisher.errors import InvalidFlowError
from publisher.instance import Draft, Flow, Instance
from publisher.pace import Pace

CONNECT_SECONDS, READ_SECONDS = 3.0, 10.0
SECONDS_APART = 0.5
THROTTLED = RetryPolicy(attempts=10, pause=1.0, longest=8.0, attempt=CONNECT_SECONDS + READ_SECONDS)
# Connect may not know a function yet that it was allowed to call a moment ago, and then refuses the flow with it.
SETTLING = RetryPolicy(
    attempts=4, pause=4.0, longest=8.0, attempt=CONNECT_SECONDS + READ_SECONDS, retry_on=InvalidFlowError
)
_LASTING = {"LimitExceededException"}  # a quota is used up; elsewhere the same code asks for patience
_KINDS = {"InvalidContactFlowException": InvalidFlowError}
_NUMBERS = "VOICE_PHONE_NUMBER"
Answer = dict[str, Any]


class Connect:
    """The API over a botocore client, with a pace that all its requests keep together."""

    def __init__(self, api: Any, pace: Pace) -> None:
        self._api = api
        self._pace = pace

    @classmethod
    def here(cls) -> "Connect":
        """The API in the function's own Region."""
        return cls(make_client("connect", CONNECT_SECONDS, READ_SECONDS), Pace(SECONDS_APART))

    def until(self, deadline: Deadline) -> Callable[[str], Instance]:
        """What gives the instance that an ARN names, to work on until a deadline."""
        return lambda arn: ConnectInstance(arn, partial(self.asked, deadline))

    def asked(self, deadline: Deadline, operation: str, settling: bool = False, /, **arguments: Any) -> Answer:
        """What Connect answers. settling: whether even a refused flow may pass. Raises ServiceError."""

        def patiently() -> Answer:
            return retry(lambda: self._once(operation, arguments), deadline, 0, THROTTLED, self._pace.sleep)

        return retry(patiently, deadline, 0, SETTLING, self._pace.sleep) if settling else patiently()

    def _once(self, operation: str, arguments: Mapping[str, Any]) -> Answer:
        self._pace.wait(operation)
        with translate_errors(operation, include_message=True, permanent=_LASTING, error_types=_KINDS):
            answer: Answer = getattr(self._api, xform_name(operation))(**arguments)
        return answer


class ConnectInstance:
    """One instance: the `Instance` of the publisher."""

    def __init__(self, arn: str, asked: Callable[..., Answer]) -> None:
        self.arn = arn
        self._ask = asked
        self._id = _last(arn)
        self._settling = False

    def admit(self, function: str) -> None:
        """Let flows call a function."""
        try:
            self._ask("AssociateLambdaFunction", InstanceId=self._id, FunctionArn=function)
        except AlreadyExistsError:
            return
        self._settling = True

    def dismiss(self, function: str) -> None:
        """Let flows call a function no longer, if they may."""
        try:
            self._ask("DisassociateLambdaFunction", InstanceId=self._id, FunctionArn=function)
        except NotFoundError:
            return

    def create(self, draft: Draft, tags: Mapping[str, str]) -> str:
        """The id of a new flow, published. Raises AlreadyExistsError when its name is taken, InvalidFlowError."""
        of_it = {"Name": draft.name, "Description": draft.description, "Content": draft.content, "Tags": dict(tags)}
        answer = self._ask(
            "CreateContactFlow",
            self._settling,
            InstanceId=self._id,
            Type="CONTACT_FLOW",
            Status="PUBLISHED",
            **of_it,
        )
        return str(answer["ContactFlowId"])

    def rewrite(self, flow: str, draft: Draft) -> None:
        """Publish a flow anew. Raises NotFoundError, InvalidFlowError, and AlreadyExistsError when another flow has the name."""
        it = {"InstanceId": self._id, "ContactFlowId": flow}
        self._ask("UpdateContactFlowContent", self._settling, **it, Content=draft.content)
        self._ask("UpdateContactFlowMetadata", **it, Name=draft.name, Description=draft.description)

    def delete(self, flow: str) -> bool:
        """Delete a flow; whether it was there."""
        try:
            self._ask("DeleteContactFlow", InstanceId=self._id, ContactFlowId=flow)
        except NotFoundError:
            return False
        return True

    def flows(self) -> Iterator[Flow]:
        """The inbound flows; none when the instance is gone."""
        for page in self._pages("ListContactFlows", ContactFlowTypes=["CONTACT_FLOW"]):
            yield from (Flow(flow["Id"], flow["Name"]) for flow in page["ContactFlowSummaryList"])

    def tags(self, flow: str) -> dict[str, str]:
        """The tags of a flow; none when it is gone."""
        try:
            return dict(self._ask("ListTagsForResource", resourceArn=self._arn_of(flow)).get("tags", {}))
        except NotFoundError:
            return {}

    def tag(self, flow: str, tags: Mapping[str, str]) -> None:
        """Give a flow these tags, besides those it has."""
        self._ask("TagResource", resourceArn=self._arn_of(flow), tags=dict(tags))

    def flow_of(self, number: str) -> str | None:
        """The id of the flow that answers a number. Raises NotFoundError for a number that is not there."""
        answer = self._ask("BatchGetFlowAssociation", InstanceId=self._id, ResourceIds=[number], ResourceType=_NUMBERS)
        flows = [found["FlowId"] for found in answer.get("FlowAssociationSummaryList", ()) if found.get("FlowId")]
        return _last(flows[0]) if flows else None

    def numbers_of(self, flow: str) -> list[str]:
        """The ARNs of the phone numbers that a flow answers; none when the instance is gone."""
        pages = self._pages("ListFlowAssociations", ResourceType=_NUMBERS)
        found = [one for page in pages for one in page["FlowAssociationSummaryList"]]
        return [one["ResourceId"] for one in found if _last(one.get("FlowId", "")) == flow]

    def digits(self, number: str) -> str:
        """The phone number that an ARN names, in E.164. Raises NotFoundError."""
        found = self._ask("DescribePhoneNumber", PhoneNumberId=_last(number))
        return str(found["ClaimedPhoneNumberSummary"]["PhoneNumber"])

    def point(self, number: str, flow: str) -> None:
        """Let a flow answer a number. Raises NotFoundError."""
        it = {"PhoneNumberId": _last(number), "InstanceId": self._id}
        self._ask("AssociatePhoneNumberContactFlow", **it, ContactFlowId=flow)

    def unpoint(self, number: str) -> None:
        """Let no flow answer a number, if it is still there."""
        try:
            self._ask("DisassociatePhoneNumberContactFlow", PhoneNumberId=_last(number), InstanceId=self._id)
        except NotFoundError:
            return

    def _pages(self, operation: str, **asked: Any) -> Iterator[Answer]:
        more: Answer = {}
        while True:
            try:
                page = self._ask(operation, InstanceId=self._id, MaxResults=1000, **asked, **more)
            except NotFoundError:
                return
            yield page
            if not page.get("NextToken"):
                return
            more = {"NextToken": page["NextToken"]}

    def _arn_of(self, flow: str) -> str:
        return f"{self.arn}/contact-flow/{flow}"


def _last(arn: str) -> str:
    """The id at the end of an ARN; of what is an id already, all of it."""
    return arn.rpartition("/")[2]

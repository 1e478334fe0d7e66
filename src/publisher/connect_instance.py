"""The adapter to an instance of Amazon Connect."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from calls.errors import AlreadyExistsError, NotFoundError
from publisher.connect_api import ConnectRequests, Reply
from publisher.instance import FlowDraft, ListedFlow, NumberState

_VOICE_NUMBER = "VOICE_PHONE_NUMBER"


class ConnectInstance:
    """An `Instance` over the API."""

    def __init__(self, arn: str, requests: ConnectRequests) -> None:
        self.arn = arn
        self._insist = requests.insist
        self._request = requests.send
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

    def find_flow(self, is_wanted: Callable[[ListedFlow], bool]) -> str | None:
        """Return the id of the first inbound flow that is wanted; None when there is none, or no such instance."""
        return self._insist(lambda: next((flow.id for flow in self._flows() if is_wanted(flow)), None))

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
        ids = {"InstanceId": self._id, "ResourceIds": [number], "ResourceType": _VOICE_NUMBER}
        found = self._insist(lambda: _flows_in(self._request("BatchGetFlowAssociation", **ids)))
        return found[0] if found else None

    def numbers_of(self, flow: str) -> list[str]:
        """Return the ARNs of the phone numbers that a flow answers; none when the instance no longer exists."""
        return self._insist(lambda: [number for number, answering in self._associations() if answering == flow])

    def number_state(self, number: str) -> NumberState:
        """Return whether and how a number can be dialed. Raises NotFoundError."""
        summary = self._request("DescribePhoneNumber", PhoneNumberId=_id_of(number))["ClaimedPhoneNumberSummary"]
        status = summary.get("PhoneNumberStatus", {})
        if status.get("Status") == "FAILED":
            return NumberState("", f"none: Amazon Connect could not claim the number ({status.get('Message', '')})")
        if status.get("Status") == "IN_PROGRESS":
            return NumberState("", "not yet: Amazon Connect is still claiming the number")
        return NumberState(summary["PhoneNumber"])

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

    def _flows(self) -> Iterator[ListedFlow]:
        for page in self._pages("ListContactFlows", ContactFlowTypes=["CONTACT_FLOW"]):
            yield from (ListedFlow(flow["Id"], flow["Name"]) for flow in page["ContactFlowSummaryList"])

    def _associations(self) -> Iterator[tuple[str, str]]:
        """Yield the ARN of each number that a flow answers, with the flow's id."""
        for page in self._pages("ListFlowAssociations", ResourceType=_VOICE_NUMBER):
            summaries = page["FlowAssociationSummaryList"]
            yield from ((summary["ResourceId"], _id_of(summary.get("FlowId", ""))) for summary in summaries)

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


def _flows_in(reply: Reply) -> list[str]:
    """Return the ids of the flows in a list of associations."""
    associations = reply.get("FlowAssociationSummaryList", ())
    return [_id_of(association["FlowId"]) for association in associations if association.get("FlowId")]


def _id_of(arn: str) -> str:
    """Return the id at the end of an ARN. An id is returned unchanged."""
    return arn.rpartition("/")[2]

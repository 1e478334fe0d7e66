"""An Amazon Connect in memory, in the place of a botocore client, that can be told to fail.

Arguments are checked against botocore's own model. What fails, fails as botocore does it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from itertools import count
from typing import Any, NamedTuple, Protocol

from botocore import xform_name
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError
from botocore.model import ServiceModel
from botocore.session import get_session
from botocore.validate import ParamValidator

from publisher.watchdog import OutOfTime

# What there is from the start, here as in the fake Connect of the local cloud.
ACCOUNT = "arn:aws:connect:us-east-1:000000000000"
_ID = "c0ffee00-0000-4000-8000-0000000000"
HOME, AWAY = (f"{ACCOUNT}:instance/{_ID}{end}" for end in ("01", "02"))
NUMBER, OTHER_NUMBER = (f"{ACCOUNT}:phone-number/{_ID}{end}" for end in ("a1", "a2"))
DIGITS = "+18005550100"
EARLIER = f"{_ID}f1"  # the id of the flow that answers the first number; none answers the other
EARLIER_NAME = "Sample inbound flow"
URL = "http://127.0.0.1"


class Fault(NamedTuple):
    """A way to fail. lost: the operation takes effect, and only its answer does not arrive."""

    name: str
    raised: Callable[[str], BaseException]
    passes: bool
    lost: bool = False

    def __str__(self) -> str:
        return f"{self.name} after it was done" if self.lost else self.name


def refusal(code: str, status: int, **more: Any) -> Callable[[str], Exception]:
    """What makes a service's error."""

    def error(operation: str) -> Exception:
        told = {"Code": code, "Message": f"not authorized to perform: connect:{operation}"}
        answer: Any = {"Error": told, "ResponseMetadata": {"HTTPStatusCode": status}, **more}
        return ClientError(answer, operation)

    return error


MISSING = refusal("ResourceNotFoundException", 404)
_500 = refusal("InternalServiceException", 500)
FAULTS = [
    Fault("throttled", refusal("ThrottlingException", 429), passes=True),
    Fault("denied", refusal("AccessDeniedException", 403), passes=False),
    Fault("not found", MISSING, passes=False),
    Fault("flow refused", refusal("InvalidContactFlowException", 400, problems=[{"message": "bad"}]), passes=False),
    Fault("conflict", refusal("ResourceConflictException", 409), passes=False),
    Fault("500", _500, passes=True),
    Fault("timeout", lambda _: ReadTimeoutError(endpoint_url=URL), passes=True),
    Fault("reset", lambda _: ConnectionClosedError(endpoint_url=URL), passes=True),
    Fault("500", _500, passes=True, lost=True),
    Fault("timeout", lambda _: ReadTimeoutError(endpoint_url=URL), passes=True, lost=True),
    Fault("reset", lambda _: ConnectionClosedError(endpoint_url=URL), passes=True, lost=True),
    Fault("out of time", lambda _: OutOfTime(), passes=False),
    Fault("out of time", lambda _: OutOfTime(), passes=False, lost=True),
]


class Account(Protocol):
    """A Connect that can be told to fail: its client's methods, and what a test looks at.

    flows: their ids; numbers: the flow of each number, by its ARN; functions: pairs of instance and function.
    """

    @property
    def flows(self) -> Collection[str]: ...

    @property
    def numbers(self) -> Mapping[str, str | None]: ...

    @property
    def functions(self) -> Collection[tuple[str, str]]: ...

    def remove(self, flow: str) -> None:
        """Delete a flow, as someone at the console does."""

    def failing(self, operation: str, fault: Fault, times: int) -> AbstractContextManager[None]:
        """Fail this operation inside the block, so many times."""

    def __getattr__(self, method: str) -> Callable[..., dict[str, Any]]: ...


@cache
def model() -> ServiceModel:
    return get_session().get_service_model("connect")


class FakeConnect:
    """The account in memory. called: the operations, in their order; hits: how often the fault struck."""

    def __init__(self) -> None:
        self.flows: dict[str, dict[str, Any]] = {}
        self.numbers: dict[str, str | None] = {NUMBER: EARLIER, OTHER_NUMBER: None}
        self.functions: set[tuple[str, str]] = set()
        self.called: list[str] = []
        self.hits = 0
        self._faults: dict[str, tuple[Fault, int]] = {}
        self._ids = (f"{number:08d}-0000-4000-8000-000000000000" for number in count(1))
        self.add(HOME, EARLIER_NAME, EARLIER)

    def add(self, instance: str, name: str, flow: str, **tags: str) -> None:
        """Put a flow into an instance."""
        self.flows[flow] = {"InstanceId": instance.rpartition("/")[2], "Name": name, "Tags": tags}

    def remove(self, flow: str) -> None:
        """Delete a flow, as someone at the console does."""
        del self.flows[flow]

    @contextmanager
    def failing(self, operation: str, fault: Fault, times: int = 10_000) -> Iterator[None]:
        """Fail this operation inside the block, so many times."""
        self.hits = 0
        self._faults[operation] = fault, times
        yield
        self._faults.clear()

    def __getattr__(self, method: str) -> Callable[..., dict[str, Any]]:
        names = {xform_name(name): name for name in model().operation_names}
        operation = names[method]
        return lambda **arguments: self._call(operation, arguments)

    def _call(self, operation: str, arguments: dict[str, Any]) -> dict[str, Any]:
        shape = model().operation_model(operation).input_shape
        assert shape is not None
        report = ParamValidator().validate(arguments, shape)
        assert not report.has_errors(), report.generate_report()
        self.called.append(operation)
        fault, times = self._faults.get(operation, (None, 0))
        if fault is None or self.hits >= times:
            return self._done(operation, arguments)
        self.hits += 1
        if fault.lost:
            self._done(operation, arguments)
        raise fault.raised(operation)

    def _done(self, operation: str, asked: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] | None = getattr(self, f"_{xform_name(operation)}")(asked)
        return answer or {}

    def _create_contact_flow(self, asked: dict[str, Any]) -> dict[str, Any]:
        assert asked["Status"] == "PUBLISHED"
        self._check_free(asked["InstanceId"], asked["Name"])
        flow = next(self._ids)
        self.flows[flow] = {**asked, "Tags": dict(asked["Tags"])}
        arn = f"{ACCOUNT}:instance/{asked['InstanceId']}/contact-flow/{flow}"
        return {"ContactFlowId": flow, "ContactFlowArn": arn}

    def _update_contact_flow_content(self, asked: dict[str, Any]) -> None:
        self._flow(asked)["Content"] = asked["Content"]

    def _update_contact_flow_metadata(self, asked: dict[str, Any]) -> None:
        flow = self._flow(asked)
        if flow["Name"] != asked["Name"]:
            self._check_free(asked["InstanceId"], asked["Name"])
        flow.update(Name=asked["Name"], Description=asked["Description"])

    def _delete_contact_flow(self, asked: dict[str, Any]) -> None:
        self._flow(asked)
        if asked["ContactFlowId"] in self.numbers.values():  # whether Connect minds is not documented
            raise refusal("InvalidRequestException", 400)("DeleteContactFlow")
        del self.flows[asked["ContactFlowId"]]

    def _list_contact_flows(self, asked: dict[str, Any]) -> dict[str, Any]:
        here = [flow for flow, it in self.flows.items() if it["InstanceId"] == asked["InstanceId"]]
        start = int(asked.get("NextToken", 0))  # a page has one flow, so that there are pages
        found = [{"Id": flow, "Name": self.flows[flow]["Name"]} for flow in here[start : start + 1]]
        more = {"NextToken": str(start + 1)} if start + 1 < len(here) else {}
        return {"ContactFlowSummaryList": found, **more}

    def _list_tags_for_resource(self, asked: dict[str, Any]) -> dict[str, Any]:
        return {"tags": dict(self._tagged(asked)["Tags"])}

    def _tag_resource(self, asked: dict[str, Any]) -> None:
        self._tagged(asked)["Tags"].update(asked["tags"])

    def _associate_lambda_function(self, asked: dict[str, Any]) -> None:
        pair = asked["InstanceId"], asked["FunctionArn"]
        if pair in self.functions:
            raise refusal("ResourceConflictException", 409)("AssociateLambdaFunction")
        self.functions.add(pair)

    def _disassociate_lambda_function(self, asked: dict[str, Any]) -> None:
        pair = asked["InstanceId"], asked["FunctionArn"]
        if pair not in self.functions:
            raise MISSING("DisassociateLambdaFunction")
        self.functions.remove(pair)

    def _batch_get_flow_association(self, asked: dict[str, Any]) -> dict[str, Any]:
        [number] = asked["ResourceIds"]
        flow = self.numbers.get(number)
        found = [{"ResourceId": number, "FlowId": f"{HOME}/contact-flow/{flow}"}] if flow else []
        return {"FlowAssociationSummaryList": found}

    def _list_flow_associations(self, asked: dict[str, Any]) -> dict[str, Any]:
        pairs = [(number, flow) for number, flow in self.numbers.items() if flow]
        found = [{"ResourceId": number, "FlowId": f"{HOME}/contact-flow/{flow}"} for number, flow in pairs]
        return {"FlowAssociationSummaryList": found}

    def _describe_phone_number(self, asked: dict[str, Any]) -> dict[str, Any]:
        return {"ClaimedPhoneNumberSummary": {"PhoneNumberArn": self._number(asked), "PhoneNumber": DIGITS}}

    def _associate_phone_number_contact_flow(self, asked: dict[str, Any]) -> None:
        self._flow(asked)
        self.numbers[self._number(asked)] = asked["ContactFlowId"]

    def _disassociate_phone_number_contact_flow(self, asked: dict[str, Any]) -> None:
        self.numbers[self._number(asked)] = None

    def _flow(self, asked: dict[str, Any]) -> dict[str, Any]:
        flow = self.flows.get(asked["ContactFlowId"])
        if flow is None or flow["InstanceId"] != asked["InstanceId"]:
            raise MISSING("the flow")
        return flow

    def _tagged(self, asked: dict[str, Any]) -> dict[str, Any]:
        flow = self.flows.get(asked["resourceArn"].rpartition("/")[2])
        if flow is None:
            raise MISSING("the flow")
        return flow

    def _number(self, asked: dict[str, Any]) -> str:
        arn = f"{ACCOUNT}:phone-number/{asked['PhoneNumberId']}"
        if arn not in self.numbers:
            raise MISSING("the number")
        return arn

    def _check_free(self, instance: str, name: str) -> None:
        if any((flow["InstanceId"], flow["Name"]) == (instance, name) for flow in self.flows.values()):
            raise refusal("DuplicateResourceException", 409)("CreateContactFlow")

"""The adapter, with botocore itself, against a server that responds as Amazon Connect does."""

import json
from collections.abc import Callable

import pytest

from aws.clients import make_client
from calls.errors import AccessDeniedError, ServiceError
from publisher.connect_api import CONNECT_SECONDS, READ_SECONDS, ConnectApi, Pace
from publisher.connect_instance import ConnectInstance
from publisher.errors import InvalidFlowError
from publisher.instance import FlowDraft, Instance
from tests.call_data import AMPLE
from tests.publisher.account import HOME, NUMBER
from tests.publisher.web import RESET, CannedResponse, Web

DRAFT = FlowDraft("Vanity line", "Speaks", '{"Version":"2019-10-30"}')
PROBLEMS = {"problems": [{"message": "Invalid Action type. Type: X"}, {"message": "Path: Actions[3]"}]}
REJECTED = CannedResponse(400, PROBLEMS, "InvalidContactFlowException")
CREATED = CannedResponse(200, {"ContactFlowId": "1", "ContactFlowArn": f"{HOME}/contact-flow/1"})
THROTTLED = CannedResponse(429, {"message": "Rate exceeded"}, "ThrottlingException")
OpenAt = Callable[[Web], Instance]


@pytest.fixture
def open_at(monkeypatch: pytest.MonkeyPatch) -> OpenAt:
    """Opens the instance at a server."""

    def open_instance(web: Web) -> Instance:
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        monkeypatch.setenv("AWS_ENDPOINT_URL", web.url)
        api = make_client("connect", CONNECT_SECONDS, READ_SECONDS)
        return ConnectInstance(HOME, ConnectApi(api, Pace(0, sleep=lambda _: None)).until(AMPLE))

    return open_instance


def test_a_flow_is_created_published_and_tagged(open_at: OpenAt) -> None:
    with Web([CREATED]) as web:
        assert open_at(web).create(DRAFT, {"vanity:stack": "arn"}) == "1"

    [request] = web.requests
    assert (request.method, request.path) == ("PUT", f"/contact-flows/{HOME.rpartition('/')[2]}")
    assert json.loads(request.body) == {
        "Name": "Vanity line",
        "Description": "Speaks",
        "Type": "CONTACT_FLOW",
        "Content": DRAFT.content,
        "Status": "PUBLISHED",
        "Tags": {"vanity:stack": "arn"},
    }


@pytest.mark.parametrize("first", [THROTTLED, RESET, CannedResponse(500, {}, "InternalServiceException")], ids=str)
def test_a_temporary_failure_is_retried(open_at: OpenAt, first: CannedResponse | str) -> None:
    with Web([first, first, CREATED]) as web:
        assert open_at(web).create(DRAFT, {}) == "1"

    assert len(web.requests) == 3


def test_the_problems_of_a_rejected_flow_are_in_the_message(open_at: OpenAt) -> None:
    with Web([REJECTED]) as web, pytest.raises(InvalidFlowError) as caught:
        open_at(web).create(DRAFT, {})

    assert str(caught.value) == (
        "CreateContactFlow failed: InvalidContactFlowException: Invalid Action type. Type: X; Path: Actions[3]"
    )
    assert len(web.requests) == 1


def test_a_rejected_flow_is_retried_after_a_function_was_allowed(open_at: OpenAt) -> None:
    with Web([CannedResponse(200), REJECTED, CREATED]) as web:
        instance = open_at(web)
        instance.allow_function("function")

        assert instance.create(DRAFT, {}) == "1"


def test_a_denial_names_the_action(open_at: OpenAt) -> None:
    text = "User: role is not authorized to perform: connect:TagResource on resource: flow"
    with (
        Web([CannedResponse(403, {"message": text}, "AccessDeniedException")]) as web,
        pytest.raises(AccessDeniedError, match="perform: connect:TagResource on"),
    ):
        open_at(web).tag("1", {"vanity:stack": "arn"})


def test_a_used_up_quota_is_not_retried(open_at: OpenAt) -> None:
    with (
        Web([CannedResponse(429, {"message": "100 flows"}, "LimitExceededException")]) as web,
        pytest.raises(ServiceError, match="100 flows"),
    ):
        open_at(web).create(DRAFT, {})

    assert len(web.requests) == 1


@pytest.mark.parametrize("flow", ["1", f"{HOME}/contact-flow/1"])
def test_the_flow_of_a_number_is_returned_by_its_id(open_at: OpenAt, flow: str) -> None:
    associations = {"FlowAssociationSummaryList": [{"ResourceId": NUMBER, "FlowId": flow}]}
    with Web([CannedResponse(200, associations)]) as web:
        assert open_at(web).flow_of(NUMBER) == "1"


def test_the_adapter_implements_the_publishers_protocol() -> None:
    instance: Instance = ConnectInstance(HOME, ConnectApi(None, Pace(0)).until(AMPLE))

    assert instance.arn == HOME


def test_requests_for_one_operation_are_paced_and_others_are_not() -> None:
    now = 100.0
    pauses: list[float] = []

    def sleep(seconds: float) -> None:
        nonlocal now
        pauses.append(seconds)
        now += seconds

    pace = Pace(0.5, clock=lambda: now, sleep=sleep)
    for operation in ("TagResource", "TagResource", "ListContactFlows", "TagResource"):
        pace.wait(operation)

    assert pauses == [0.0, 0.5, 0.0, 0.5]

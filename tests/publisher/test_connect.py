"""The adapter, with botocore itself, against a server that answers as Amazon Connect does."""

import json
from collections.abc import Callable

import pytest

from aws.clients import make_client
from calls.errors import AccessDeniedError, ServiceError
from publisher.connect import CONNECT_SECONDS, READ_SECONDS, Connect, ConnectInstance
from publisher.errors import InvalidFlowError
from publisher.instance import Draft, Instance
from publisher.pace import Pace
from tests.call_data import AMPLE
from tests.publisher.connect import HOME, NUMBER
from tests.publisher.web import RESET, Said, Web

DRAFT = Draft("Vanity line", "Speaks", '{"Version":"2019-10-30"}')
PROBLEMS = {"problems": [{"message": "Invalid Action type. Type: X"}, {"message": "Path: Actions[3]"}]}
MADE = Said(200, {"ContactFlowId": "1", "ContactFlowArn": f"{HOME}/contact-flow/1"})
THROTTLED = Said(429, {"message": "Rate exceeded"}, "ThrottlingException")
At = Callable[[Web], Instance]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Gives the instance at a server."""

    def instance(web: Web) -> Instance:
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        monkeypatch.setenv("AWS_ENDPOINT_URL", web.url)
        api = make_client("connect", CONNECT_SECONDS, READ_SECONDS)
        return Connect(api, Pace(0, sleep=lambda _: None)).until(AMPLE)(HOME)

    return instance


def test_a_flow_is_created_published_and_tagged(at: At) -> None:
    with Web([MADE]) as web:
        assert at(web).create(DRAFT, {"vanity:stack": "arn"}) == "1"

    [asked] = web.asked
    assert (asked.method, asked.path) == ("PUT", f"/contact-flows/{HOME.rpartition('/')[2]}")
    assert json.loads(asked.body) == {
        "Name": "Vanity line",
        "Description": "Speaks",
        "Type": "CONTACT_FLOW",
        "Content": DRAFT.content,
        "Status": "PUBLISHED",
        "Tags": {"vanity:stack": "arn"},
    }


@pytest.mark.parametrize("first", [THROTTLED, RESET, Said(500, {}, "InternalServiceException")], ids=str)
def test_what_may_pass_is_asked_again(at: At, first: Said | str) -> None:
    with Web([first, first, MADE]) as web:
        assert at(web).create(DRAFT, {}) == "1"

    assert len(web.asked) == 3


def test_the_problems_of_a_refused_flow_are_told(at: At) -> None:
    with Web([Said(400, PROBLEMS, "InvalidContactFlowException")]) as web, pytest.raises(InvalidFlowError) as caught:
        at(web).create(DRAFT, {})

    assert str(caught.value) == (
        "CreateContactFlow failed: InvalidContactFlowException: Invalid Action type. Type: X; Path: Actions[3]"
    )
    assert len(web.asked) == 1


def test_a_flow_is_offered_again_after_a_function_was_admitted(at: At) -> None:
    with Web([Said(200), Said(400, PROBLEMS, "InvalidContactFlowException"), MADE]) as web:
        instance = at(web)
        instance.admit("function")

        assert instance.create(DRAFT, {}) == "1"


def test_a_denial_names_the_action(at: At) -> None:
    text = "User: role is not authorized to perform: connect:TagResource on resource: flow"
    with (
        Web([Said(403, {"message": text}, "AccessDeniedException")]) as web,
        pytest.raises(AccessDeniedError, match="perform: connect:TagResource on"),
    ):
        at(web).tag("1", {"vanity:stack": "arn"})


def test_a_used_up_quota_is_told_at_once(at: At) -> None:
    with (
        Web([Said(429, {"message": "100 flows"}, "LimitExceededException")]) as web,
        pytest.raises(ServiceError, match="100 flows"),
    ):
        at(web).create(DRAFT, {})

    assert len(web.asked) == 1


@pytest.mark.parametrize("flow", ["1", f"{HOME}/contact-flow/1"])
def test_the_flow_of_a_number_by_its_id(at: At, flow: str) -> None:
    with Web([Said(200, {"FlowAssociationSummaryList": [{"ResourceId": NUMBER, "FlowId": flow}]})]) as web:
        assert at(web).flow_of(NUMBER) == "1"


def test_the_adapter_is_an_instance_of_the_publishers() -> None:
    instance: Instance = ConnectInstance(HOME, lambda *_, **__: {})

    assert instance.arn == HOME


def test_requests_of_one_operation_are_paced_and_others_are_not() -> None:
    now = 100.0
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        nonlocal now
        slept.append(seconds)
        now += seconds

    pace = Pace(0.5, clock=lambda: now, sleep=sleep)
    for operation in ("TagResource", "TagResource", "ListContactFlows", "TagResource"):
        pace.wait(operation)

    assert slept == [0.0, 0.5, 0.0, 0.5]

"""Every request is validated against Connect's own model, and every reply conforms to it."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from infra.fake_connect.admin import FakeConnectControl
from infra.fake_connect.fake import NAMES
from infra.fake_connect.model import problems, service_model
from infra.fake_connect.protocol import find_operation
from infra.fake_connect.seed import EARLIER_FLOW_ID, INSTANCE_ARN, INSTANCE_ID, PHONE_NUMBER_ARN, PHONE_NUMBER_ID
from tests.fake_connect.flows import FUNCTION, content

FLOW = {"InstanceId": INSTANCE_ID, "ContactFlowId": EARLIER_FLOW_ID}
NUMBER = {"PhoneNumberId": PHONE_NUMBER_ID, "InstanceId": INSTANCE_ID}
# Each operation once, in an order in which they succeed.
CALLS: list[tuple[str, dict[str, Any]]] = [
    ("CreateContactFlow", {"InstanceId": INSTANCE_ID, "Name": "New", "Type": "CONTACT_FLOW", "Content": content()}),
    ("TagResource", {"resourceArn": PHONE_NUMBER_ARN, "tags": {"one": "1"}}),
    ("ListTagsForResource", {"resourceArn": PHONE_NUMBER_ARN}),
    ("UntagResource", {"resourceArn": INSTANCE_ARN, "tagKeys": ["one", "two"]}),
    ("AssociateLambdaFunction", {"InstanceId": INSTANCE_ID, "FunctionArn": FUNCTION}),
    ("ListLambdaFunctions", {"InstanceId": INSTANCE_ID}),
    ("DisassociateLambdaFunction", {"InstanceId": INSTANCE_ID, "FunctionArn": FUNCTION}),
    ("UpdateContactFlowContent", {**FLOW, "Content": content()}),
    ("UpdateContactFlowMetadata", {**FLOW, "ContactFlowState": "ARCHIVED"}),
    ("UpdateContactFlowName", {**FLOW, "Description": "Other"}),
    ("DescribeContactFlow", FLOW),
    ("ListContactFlows", {"InstanceId": INSTANCE_ID, "ContactFlowTypes": ["CONTACT_FLOW"], "MaxResults": 1}),
    ("DescribePhoneNumber", {"PhoneNumberId": PHONE_NUMBER_ID}),
    ("ListPhoneNumbersV2", {"MaxResults": 1}),
    ("BatchGetFlowAssociation", {"InstanceId": INSTANCE_ID, "ResourceIds": [PHONE_NUMBER_ARN]}),
    ("ListFlowAssociations", {"InstanceId": INSTANCE_ID}),
    ("DisassociatePhoneNumberContactFlow", NUMBER),
    ("AssociatePhoneNumberContactFlow", {**NUMBER, "ContactFlowId": EARLIER_FLOW_ID}),
    ("DeleteContactFlow", FLOW),
]


def raw(fake: FakeConnectControl, method: str, path: str, body: Any = None) -> tuple[int, str, dict[str, Any]]:
    """Send a request that no client would send, and return the status, the error's name and the body."""
    data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
    request = urllib.request.Request(fake.endpoint + path, data, method=method)
    try:
        with urllib.request.urlopen(request, timeout=5) as response:
            return response.status, "", json.load(response)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["x-amzn-ErrorType"], json.load(error)


@pytest.fixture
def unchecked(fake: FakeConnectControl) -> Iterator[Any]:
    """A client that sends parameters without validating them."""
    config = Config(parameter_validation=False, retries={"total_max_attempts": 1})
    client = boto3.client(
        "connect",
        endpoint_url=fake.endpoint,
        region_name="us-east-1",
        aws_access_key_id="a",
        aws_secret_access_key="b",
        config=config,
    )
    yield client
    client.close()


def call(connect: Any, operation: str, parameters: dict[str, Any]) -> Any:
    return connect._make_api_call(operation, parameters)


def test_each_operation_is_in_the_list_once() -> None:
    of_test_cases = {name for name in NAMES if "TestCase" in name}  # tried in tests/deploy/test_smoke.py

    assert sorted(name for name, _ in CALLS) == sorted(NAMES - of_test_cases)


def test_every_reply_conforms_to_the_model(connect: Any) -> None:
    sent: list[dict[str, Any]] = []
    connect.meta.events.register("before-parse.connect", lambda response_dict, **_: sent.append(response_dict))
    for name, parameters in CALLS:
        if name == "DeleteContactFlow":
            call(connect, "DisassociatePhoneNumberContactFlow", NUMBER)
            sent.pop()
        call(connect, name, parameters)
        shape = service_model().operation_model(name).output_shape
        assert shape is None or problems(shape, json.loads(sent[-1]["body"])) == [], name
    assert len(sent) == len(CALLS)


def test_every_operation_of_the_model_is_found_by_its_path() -> None:
    for name in service_model().operation_names:
        operation = service_model().operation_model(name)
        path = operation.http["requestUri"].replace("{", "").replace("}", "%2F1")

        assert find_operation(operation.http["method"], path)[0].name == name


def test_an_operation_that_the_fake_lacks_is_not_implemented(connect: Any) -> None:
    with pytest.raises(
        ClientError, match=r"\(NotImplemented\).*: the fake Connect does not implement ListQueues yet"
    ) as caught:
        connect.list_queues(InstanceId=INSTANCE_ID)

    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 501


def test_drafts_and_versions_are_not_implemented(connect: Any) -> None:
    with pytest.raises(ClientError, match="published flows only"):
        connect.create_contact_flow(**CALLS[0][1], Status="SAVED")
    with pytest.raises(ClientError, match="neither drafts nor versions"):
        connect.describe_contact_flow(InstanceId=INSTANCE_ID, ContactFlowId=f"{EARLIER_FLOW_ID}:$SAVED")


@pytest.mark.parametrize(("method", "path"), [("GET", "/"), ("DELETE", "/instance"), ("PUT", "/phone-number/1/flow")])
def test_an_unknown_path_is_refused(fake: FakeConnectControl, method: str, path: str) -> None:
    assert raw(fake, method, path)[:2] == (404, "UnknownOperationException")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({**CALLS[0][1], "Nonsense": 1}, "unknown in the body: InstanceId, Nonsense"),
        (b"{", "the body is not JSON"),
        (b"[]", "the body is not a JSON object"),
    ],
    ids=["member", "no JSON", "no object"],
)
def test_a_body_that_does_not_fit_the_model_is_refused(fake: FakeConnectControl, body: Any, message: str) -> None:
    status, error, response = raw(fake, "PUT", f"/contact-flows/{INSTANCE_ID}", body)

    assert (status, error) == (400, "InvalidRequestException")
    assert message in response["Message"]


def test_an_enormous_body_is_not_read(fake: FakeConnectControl) -> None:
    with pytest.raises(OSError, match=r"Broken pipe|reset"):
        raw(fake, "PUT", f"/contact-flows/{INSTANCE_ID}", b"x" * 4_000_001)


def test_an_unknown_parameter_in_the_query_is_refused(fake: FakeConnectControl) -> None:
    _, error, response = raw(fake, "GET", f"/contact-flows-summary/{INSTANCE_ID}?nonsense=1")

    assert (error, response["Message"]) == ("InvalidRequestException", "unknown in the query: nonsense")


CREATE = CALLS[0][1]
LIST = {"InstanceId": INSTANCE_ID}
WRONG: dict[str, tuple[str, dict[str, Any], str]] = {
    "missing": ("CreateContactFlow", {name: CREATE[name] for name in CREATE if name != "Content"}, '"Content"'),
    "type": ("CreateContactFlow", {**CREATE, "Name": 7}, "Invalid type for parameter Name, type: <class 'int'>"),
    "empty": ("CreateContactFlow", {**CREATE, "Name": ""}, "Invalid length for parameter Name"),
    "enum": ("CreateContactFlow", {**CREATE, "Type": "CONTACT"}, "Type must be one of"),
    "too long in the path": ("CreateContactFlow", {**CREATE, "InstanceId": "x" * 101}, "between 1 and 100"),
    "too long in the body": ("AssociateLambdaFunction", {**LIST, "FunctionArn": "x" * 141}, "between 1 and 140"),
    "no tag": ("CreateContactFlow", {**CREATE, "Tags": {}}, "Tags must be between 1 and 50"),
    "51 tags": (
        "CreateContactFlow",
        {**CREATE, "Tags": {f"{n}": "" for n in range(51)}},
        "between 1 and 50",
    ),
    "too many": ("ListContactFlows", {**LIST, "MaxResults": 1001}, "MaxResults must be between 1 and 1000"),
    "more than 25": ("ListLambdaFunctions", {**LIST, "MaxResults": 26}, "MaxResults must be between 1 and 25"),
    "no number": ("ListContactFlows", {**LIST, "MaxResults": "many"}, "Invalid type for parameter MaxResults"),
    "enum in a list": ("ListContactFlows", {**LIST, "ContactFlowTypes": ["NONE"]}, "[0] must be one of"),
}


@pytest.mark.parametrize(("operation", "parameters", "message"), WRONG.values(), ids=WRONG.keys())
def test_parameters_that_the_model_does_not_allow_are_refused(
    unchecked: Any, operation: str, parameters: dict[str, Any], message: str
) -> None:
    with pytest.raises(unchecked.exceptions.InvalidRequestException) as caught:
        call(unchecked, operation, parameters)

    assert message in str(caught.value)


def test_a_pattern_with_doubled_backslashes_is_understood(unchecked: Any, connect: Any) -> None:
    assert connect.list_phone_numbers_v2(PhoneNumberPrefix="+1800")["ListPhoneNumbersSummaryList"]
    with pytest.raises(unchecked.exceptions.InvalidParameterException, match="PhoneNumberPrefix does not match"):
        unchecked.list_phone_numbers_v2(PhoneNumberPrefix="1-800")

"""In process, the fake replies and fails as it does over HTTP."""

from collections.abc import Callable
from typing import Any, get_args

import pytest
from botocore import xform_name
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError

from infra.fake_connect.admin import FakeConnectControl
from infra.fake_connect.fake import FakeConnect
from infra.fake_connect.faults import FaultKind
from infra.fake_connect.in_process import InProcessClient
from infra.fake_connect.seed import EARLIER_FLOW_ID
from tests.fake_connect.conftest import UNTHROTTLED
from tests.fake_connect.flows import content, create, ids_of
from tests.fake_connect.test_protocol import CALLS

RANDOM = {"ContactFlowId", "ContactFlowArn"}  # of a new flow


@pytest.fixture
def local() -> FakeConnect:
    return FakeConnect(UNTHROTTLED)


def outcome(call: Callable[[], dict[str, Any]]) -> object:
    """Call an operation, and return its reply, or what its error says apart from HTTP's own details."""
    try:
        return {name: value for name, value in call().items() if name not in {"ResponseMetadata", *RANDOM}}
    except ClientError as error:
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        return error.response["Error"], error.response.get("problems"), status
    except (ConnectionClosedError, ReadTimeoutError) as error:
        return type(error)


def call(client: Any, operation: str, parameters: dict[str, Any]) -> Callable[[], dict[str, Any]]:
    return lambda: getattr(client, xform_name(operation))(**parameters)


def without_token(entry: dict[str, Any]) -> dict[str, Any]:
    """Return a log entry without the parameter that boto3 adds."""
    parameters = {name: value for name, value in entry["parameters"].items() if name != "ClientToken"}
    return entry | {"parameters": parameters}


def test_each_operation_has_the_same_reply_as_over_http(
    connect: Any, fake: FakeConnectControl, local: FakeConnect
) -> None:
    for operation, parameters in CALLS:
        if operation == "DescribeContactFlow":  # botocore parses its time
            continue
        assert outcome(call(InProcessClient(local), operation, parameters)) == outcome(
            call(connect, operation, parameters)
        )
    assert [without_token(entry) for entry in local.log] == [without_token(entry) for entry in fake.log()]


@pytest.mark.parametrize("kind", get_args(FaultKind))
def test_each_kind_of_fault_is_the_same_error_as_over_http(
    fake: FakeConnectControl, local: FakeConnect, kind: FaultKind
) -> None:
    remote = fake.client(read_seconds=0.2)
    fake.fail("DescribeContactFlow", kind)
    local.fail("DescribeContactFlow", kind)

    results = [outcome(call(client, "DescribeContactFlow", ids_of("x"))) for client in (InProcessClient(local), remote)]

    assert results[0] == results[1]
    remote.close()


def test_an_invalid_parameter_is_the_same_error_as_over_http(connect: Any, local: FakeConnect) -> None:
    invalid = {**CALLS[0][1], "Content": content("broken")}

    assert outcome(call(InProcessClient(local), "CreateContactFlow", invalid)) == outcome(
        call(connect, "CreateContactFlow", invalid)
    )


def test_the_client_shares_no_object_with_the_fake(local: FakeConnect) -> None:
    client, tags = InProcessClient(local), {"one": "1"}
    flow = create(client, Tags=tags)
    tags["two"] = "2"
    client.describe_contact_flow(**ids_of(flow))["ContactFlow"]["Tags"]["three"] = "3"

    assert client.describe_contact_flow(**ids_of(flow))["ContactFlow"]["Tags"] == {"one": "1"}


def test_the_client_has_no_method_that_botocore_lacks(local: FakeConnect) -> None:
    with pytest.raises(AttributeError, match="no operation fly_to_the_moon"):
        InProcessClient(local).fly_to_the_moon  # noqa: B018 - looking it up is the test


def test_the_throttle_and_the_validation_also_apply_in_process() -> None:
    client = InProcessClient(FakeConnect(UNTHROTTLED._replace(rate=2, burst=1, clock=lambda: 0.0)))
    client.describe_contact_flow(**ids_of(EARLIER_FLOW_ID))

    with pytest.raises(ClientError, match="ThrottlingException"):
        client.describe_contact_flow(**ids_of(EARLIER_FLOW_ID))
    with pytest.raises(ClientError, match="InvalidRequestException"):
        client.list_contact_flows(InstanceId="")

"""The fake Connect authorizes a function's requests by its role in the local cloud's IAM."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.fake_connect.admin import FakeConnectControl
from infra.fake_connect.authorization import required_permissions
from infra.fake_connect.fake import NAMES
from infra.fake_connect.seed import (
    EARLIER_FLOW_ID,
    INSTANCE_ARN,
    INSTANCE_ID,
    OTHER_INSTANCE_ID,
    PHONE_NUMBER_ARN,
    PHONE_NUMBER_ID,
)
from infra.fake_connect.server import FakeConnectProcess, serve_in_thread
from infra.fake_connect.settings import FakeConnectSettings
from infra.fake_connect.state import EVERY_NUMBER
from infra.local.cloud import Ministack
from infra.local.packaging import zip_folder
from infra.servers.clients import client
from infra.servers.process import HOST, find_port
from tests.fake_connect.flows import FUNCTION, content
from tests.fake_connect.test_protocol import CALLS

TEST_CASE = {"InstanceId": INSTANCE_ID, "TestCaseId": "none"}
EXECUTION = TEST_CASE | {"TestCaseExecutionId": "none"}
# Each operation, whether it succeeds or not once it is allowed.
OPERATIONS: list[tuple[str, dict[str, Any]]] = [
    *CALLS,
    ("CreateTestCase", {"InstanceId": INSTANCE_ID, "Name": "test", "Content": "{}"}),
    ("StartTestCaseExecution", TEST_CASE),
    ("GetTestCaseExecutionSummary", EXECUTION),
    ("ListTestCaseExecutionRecords", EXECUTION),
    ("DeleteTestCase", TEST_CASE),
]
CODE = """
from botocore.exceptions import ClientError
from botocore.session import get_session

def handler(event, context):
    try:
        get_session().create_client("connect")._make_api_call(event["operation"], event["parameters"])
    except ClientError as error:
        return f"{error.response['Error']['Code']}: {error.response['Error']['Message']}"
    return "done"
"""
FLOWS = f"{INSTANCE_ARN}/contact-flow/*"
EARLIER_FLOW = {"InstanceId": INSTANCE_ID, "ContactFlowId": EARLIER_FLOW_ID}
NUMBER = {"PhoneNumberId": PHONE_NUMBER_ID, "InstanceId": INSTANCE_ID}
ON_NUMBER = {**NUMBER, "ContactFlowId": EARLIER_FLOW_ID}
ON_FUNCTION = {"InstanceId": INSTANCE_ID, "FunctionArn": FUNCTION}
NAME, ROLE = "caller", "caller-role"

Ask = Callable[..., str]


@pytest.fixture(scope="module")
def fake(cloud: Ministack) -> Iterator[FakeConnectControl]:
    with serve_in_thread(FakeConnectSettings(lint=lambda _: [], rate=0, cloud=cloud.endpoint)) as control:
        yield control


def install(cloud: Ministack, folder: Path, **environment: str) -> None:
    """Create a function with an alias and a role without permissions."""
    (folder / "caller.py").write_text(CODE, encoding="utf-8")
    trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    role = cloud.client("iam").create_role(RoleName=ROLE, AssumeRolePolicyDocument=document)["Role"]["Arn"]
    cloud.client("lambda").create_function(
        FunctionName=NAME,
        Runtime="python3.13",
        Handler="caller.handler",
        Role=role,
        Timeout=20,
        Code={"ZipFile": zip_folder(folder)},
        Environment={"Variables": environment},
        Publish=True,
    )
    cloud.client("lambda").create_alias(FunctionName=NAME, Name="live", FunctionVersion="1")


@pytest.fixture(scope="module")
def function(cloud: Ministack, fake: FakeConnectControl, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    install(cloud, tmp_path_factory.mktemp("function"), AWS_ENDPOINT_URL_CONNECT=fake.endpoint)
    yield NAME
    cloud.client("lambda").delete_function(FunctionName=NAME)
    cloud.client("iam").delete_role(RoleName=ROLE)


@pytest.fixture
def ask(cloud: Ministack, fake: FakeConnectControl, function: str) -> Iterator[Ask]:
    """`ask(statements, operation, parameters)` calls an operation from a function whose role has these statements.

    Returns "done" or the error.
    """
    fake.reset()

    def call(allowed: dict[str, str], operation: str, parameters: dict[str, Any], qualifier: str = "") -> str:
        statements = [{"Effect": "Allow", "Action": action, "Resource": allowed[action]} for action in allowed]
        document = json.dumps({"Version": "2012-10-17", "Statement": statements})
        cloud.client("iam").put_role_policy(RoleName=ROLE, PolicyName="permissions", PolicyDocument=document)
        return invoke(cloud, function + qualifier, {"operation": operation, "parameters": parameters})

    yield call
    cloud.client("iam").delete_role_policy(RoleName=ROLE, PolicyName="permissions")


def invoke(cloud: Ministack, function: str, event: dict[str, Any]) -> str:
    response = cloud.client("lambda").invoke(FunctionName=function, Payload=json.dumps(event).encode())
    result: str = json.loads(response["Payload"].read())
    assert "FunctionError" not in response, result
    return result


def denied(action: str, resource: str) -> str:
    session = f"arn:aws:sts::000000000000:assumed-role/{ROLE}/{NAME}"
    return (
        f"AccessDeniedException: User: {session} is not authorized to perform: {action} on resource: {resource} "
        f"because no identity-based policy allows the {action} action"
    )


@pytest.mark.parametrize(("operation", "parameters"), OPERATIONS, ids=[name for name, _ in OPERATIONS])
def test_each_operation_needs_each_of_its_actions(ask: Ask, operation: str, parameters: dict[str, Any]) -> None:
    actions = {permission.action for permission in required_permissions(operation, parameters)}
    for missing in actions:
        result = ask(dict.fromkeys(actions - {missing} | {"s3:*"}, "*"), operation, parameters)

        assert result.startswith("AccessDeniedException")
        assert f"is not authorized to perform: {missing} on resource: arn:aws:" in result
    assert not ask(dict.fromkeys(actions, "*"), operation, parameters).startswith("AccessDeniedException")


def test_an_allowed_operation_takes_effect(ask: Ask, fake: FakeConnectControl) -> None:
    parameters = {"InstanceId": INSTANCE_ID, "Name": "Vanity", "Type": "CONTACT_FLOW", "Content": content()}

    assert ask({"connect:CreateContactFlow": FLOWS}, "CreateContactFlow", parameters) == "done"
    assert "Vanity" in {flow["name"] for flow in fake.state()["flows"].values()}


def test_a_flow_with_tags_needs_permission_to_tag(ask: Ask) -> None:
    parameters = {"InstanceId": INSTANCE_ID, "Name": "Tagged", "Type": "CONTACT_FLOW", "Content": content()} | {
        "Tags": {"vanity:stack": "mine"}
    }
    allowed = {"connect:CreateContactFlow": FLOWS}

    assert ask(allowed, "CreateContactFlow", parameters) == denied("connect:TagResource", FLOWS)
    assert ask(allowed | {"connect:TagResource": FLOWS}, "CreateContactFlow", parameters) == "done"


@pytest.mark.parametrize("qualifier", [":live", ":1"])
def test_the_role_is_identified_however_the_function_was_invoked(ask: Ask, qualifier: str) -> None:
    assert ask({"connect:Describe*": FLOWS}, "DescribeContactFlow", EARLIER_FLOW, qualifier) == "done"
    assert ask({"s3:*": "*"}, "DescribeContactFlow", EARLIER_FLOW, qualifier).startswith("AccessDenied")


def test_a_permission_on_one_instance_does_not_apply_to_another(ask: Ask) -> None:
    parameters = EARLIER_FLOW | {"InstanceId": OTHER_INSTANCE_ID}

    assert ask({"connect:*": FLOWS}, "DescribeContactFlow", parameters).startswith("AccessDenied")


def test_a_number_and_a_flow_are_two_resources(ask: Ask) -> None:
    action = "connect:AssociatePhoneNumberContactFlow"

    assert ask({action: FLOWS}, action[8:], ON_NUMBER) == denied(action, PHONE_NUMBER_ARN)
    assert ask({action: EVERY_NUMBER}, action[8:], ON_NUMBER) == denied(action, f"{FLOWS[:-1]}{EARLIER_FLOW_ID}")
    assert ask({action: "*"}, action[8:], ON_NUMBER) == "done"


def test_an_association_needs_permission_to_change_the_functions_policy(ask: Ask) -> None:
    allowed = {"connect:*": INSTANCE_ARN}

    assert ask(allowed, "AssociateLambdaFunction", ON_FUNCTION) == denied("lambda:AddPermission", FUNCTION)
    assert ask(allowed | {"lambda:AddPermission": FUNCTION}, "AssociateLambdaFunction", ON_FUNCTION) == "done"
    assert ask(allowed, "DisassociateLambdaFunction", ON_FUNCTION) == denied("lambda:RemovePermission", FUNCTION)


def test_a_denial_overrides_a_grant(ask: Ask, cloud: Ministack) -> None:
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "connect:*", "Resource": "*"}]}
    cloud.client("iam").put_role_policy(RoleName=ROLE, PolicyName="never", PolicyDocument=json.dumps(document))
    result = ask({"connect:*": "*"}, "DescribeContactFlow", EARLIER_FLOW)
    cloud.client("iam").delete_role_policy(RoleName=ROLE, PolicyName="never")

    assert result.endswith("with an explicit deny in an identity-based policy")


def test_the_root_user_may_do_anything_and_an_unknown_key_nothing(fake: FakeConnectControl) -> None:
    root = fake.client()
    root.describe_contact_flow(**EARLIER_FLOW)
    stranger = client("connect", fake.endpoint)
    stranger._request_signer._credentials.access_key = "ASIAAAAAAAAAAAAAAAAA"

    with pytest.raises(stranger.exceptions.ClientError, match="UnrecognizedClientException"):
        stranger.describe_contact_flow(**EARLIER_FLOW)
    for connect in (root, stranger):
        connect.close()


def test_every_operation_has_its_permissions() -> None:
    for name, parameters in OPERATIONS:
        assert list(required_permissions(name, parameters))
    assert sorted(NAMES) == sorted(name for name, _ in OPERATIONS)


def test_a_local_cloud_that_has_stopped_is_an_internal_error() -> None:
    with serve_in_thread(FakeConnectSettings(rate=0, cloud="http://127.0.0.1:1")) as fake:
        stranger = client("connect", fake.endpoint)
        stranger._request_signer._credentials.access_key = "ASIAAAAAAAAAAAAAAAAA"
        with pytest.raises(stranger.exceptions.InternalServiceException, match="asking the local cloud's IAM"):
            stranger.describe_contact_flow(**EARLIER_FLOW)
        stranger.close()


def test_functions_reach_the_fake_when_both_run_as_processes(tmp_path: Path) -> None:
    port = find_port(None)
    fake = FakeConnectProcess.start(tmp_path / "connect", cloud=f"http://{HOST}:{port}")
    cloud = Ministack.start(tmp_path / "cloud", port, {"AWS_ENDPOINT_URL_CONNECT": fake.endpoint})
    try:
        install(cloud, tmp_path)
        result = invoke(cloud, NAME, {"operation": "DescribeContactFlow", "parameters": EARLIER_FLOW})
    finally:
        cloud.stop()
        fake.stop()

    assert result == denied("connect:DescribeContactFlow", f"{FLOWS[:-1]}{EARLIER_FLOW_ID}")

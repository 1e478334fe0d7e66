"""The fake Connect asks the local cloud whether the role of a function may do what the function asks."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.fake_connect.arns import EVERY_NUMBER
from infra.fake_connect.control import Control
from infra.fake_connect.ids import (
    EARLIER_FLOW_ID,
    INSTANCE_ARN,
    INSTANCE_ID,
    OTHER_INSTANCE_ID,
    PHONE_NUMBER_ARN,
    PHONE_NUMBER_ID,
)
from infra.fake_connect.needs import needs
from infra.fake_connect.operations import NAMES
from infra.fake_connect.process import FakeConnect
from infra.fake_connect.settings import Settings
from infra.fake_connect.thread import served
from infra.local.cloud import Ministack
from infra.local.packaging import zip_folder
from infra.servers.clients import client
from infra.servers.process import HOST, find_port
from tests.fake_connect.flows import FUNCTION, content
from tests.fake_connect.test_protocol import CALLS

CODE = """
from botocore.exceptions import ClientError
from botocore.session import get_session

def handler(event, context):
    try:
        get_session().create_client("connect")._make_api_call(event["operation"], event["asked"])
    except ClientError as error:
        return f"{error.response['Error']['Code']}: {error.response['Error']['Message']}"
    return "done"
"""
FLOWS = f"{INSTANCE_ARN}/contact-flow/*"
EARLIER_FLOW = {"InstanceId": INSTANCE_ID, "ContactFlowId": EARLIER_FLOW_ID}
NUMBER = {"PhoneNumberId": PHONE_NUMBER_ID, "InstanceId": INSTANCE_ID}
ON_NUMBER = {**NUMBER, "ContactFlowId": EARLIER_FLOW_ID}
ON_FUNCTION = {"InstanceId": INSTANCE_ID, "FunctionArn": FUNCTION}
NAME, ROLE = "connects", "connector"

Ask = Callable[..., str]


@pytest.fixture(scope="module")
def fake(cloud: Ministack) -> Iterator[Control]:
    with served(Settings(lint=lambda _: [], rate=0, cloud=cloud.endpoint)) as control:
        yield control


def install(cloud: Ministack, folder: Path, **environment: str) -> None:
    """A function with an alias, and a role without any right of its own."""
    (folder / "connects.py").write_text(CODE, encoding="utf-8")
    trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    role = cloud.client("iam").create_role(RoleName=ROLE, AssumeRolePolicyDocument=document)["Role"]["Arn"]
    cloud.client("lambda").create_function(
        FunctionName=NAME,
        Runtime="python3.13",
        Handler="connects.handler",
        Role=role,
        Timeout=20,
        Code={"ZipFile": zip_folder(folder)},
        Environment={"Variables": environment},
        Publish=True,
    )
    cloud.client("lambda").create_alias(FunctionName=NAME, Name="live", FunctionVersion="1")


@pytest.fixture(scope="module")
def function(cloud: Ministack, fake: Control, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    install(cloud, tmp_path_factory.mktemp("function"), AWS_ENDPOINT_URL_CONNECT=fake.endpoint)
    yield NAME
    cloud.client("lambda").delete_function(FunctionName=NAME)
    cloud.client("iam").delete_role(RoleName=ROLE)


@pytest.fixture
def ask(cloud: Ministack, fake: Control, function: str) -> Iterator[Ask]:
    """`ask(statements, operation, parameters)`: what a function hears whose role has these statements."""
    fake.reset()

    def asking(allowed: dict[str, str], operation: str, asked: dict[str, Any], qualifier: str = "") -> str:
        statements = [{"Effect": "Allow", "Action": one, "Resource": allowed[one]} for one in allowed]
        document = json.dumps({"Version": "2012-10-17", "Statement": statements})
        cloud.client("iam").put_role_policy(RoleName=ROLE, PolicyName="rights", PolicyDocument=document)
        return invoked(cloud, function + qualifier, {"operation": operation, "asked": asked})

    yield asking
    cloud.client("iam").delete_role_policy(RoleName=ROLE, PolicyName="rights")


def invoked(cloud: Ministack, function: str, event: dict[str, Any]) -> str:
    answer = cloud.client("lambda").invoke(FunctionName=function, Payload=json.dumps(event).encode())
    told: str = json.loads(answer["Payload"].read())
    assert "FunctionError" not in answer, told
    return told


def denied(action: str, resource: str) -> str:
    session = f"arn:aws:sts::000000000000:assumed-role/{ROLE}/{NAME}"
    return (
        f"AccessDeniedException: User: {session} is not authorized to perform: {action} on resource: {resource} "
        f"because no identity-based policy allows the {action} action"
    )


@pytest.mark.parametrize(("operation", "asked"), CALLS, ids=[name for name, _ in CALLS])
def test_each_operation_needs_each_of_its_actions(ask: Ask, operation: str, asked: dict[str, Any]) -> None:
    wanted = {need.action for need in needs(operation, asked)}
    for missing in wanted:
        told = ask(dict.fromkeys(wanted - {missing} | {"s3:*"}, "*"), operation, asked)

        assert told.startswith("AccessDeniedException")
        assert f"is not authorized to perform: {missing} on resource: arn:aws:" in told
    assert not ask(dict.fromkeys(wanted, "*"), operation, asked).startswith("AccessDeniedException")


def test_an_allowed_operation_is_done(ask: Ask, fake: Control) -> None:
    asked = {"InstanceId": INSTANCE_ID, "Name": "Vanity", "Type": "CONTACT_FLOW", "Content": content()}

    assert ask({"connect:CreateContactFlow": FLOWS}, "CreateContactFlow", asked) == "done"
    assert "Vanity" in {flow["name"] for flow in fake.state()["flows"].values()}


@pytest.mark.parametrize("qualifier", [":live", ":1"])
def test_the_role_is_found_however_the_function_was_invoked(ask: Ask, qualifier: str) -> None:
    assert ask({"connect:Describe*": FLOWS}, "DescribeContactFlow", EARLIER_FLOW, qualifier) == "done"
    assert ask({"s3:*": "*"}, "DescribeContactFlow", EARLIER_FLOW, qualifier).startswith("AccessDenied")


def test_a_right_on_one_instance_is_none_on_another(ask: Ask) -> None:
    asked = EARLIER_FLOW | {"InstanceId": OTHER_INSTANCE_ID}

    assert ask({"connect:*": FLOWS}, "DescribeContactFlow", asked).startswith("AccessDenied")


def test_a_number_and_a_flow_are_two_resources(ask: Ask) -> None:
    action = "connect:AssociatePhoneNumberContactFlow"

    assert ask({action: FLOWS}, action[8:], ON_NUMBER) == denied(action, PHONE_NUMBER_ARN)
    assert ask({action: EVERY_NUMBER}, action[8:], ON_NUMBER) == denied(action, f"{FLOWS[:-1]}{EARLIER_FLOW_ID}")
    assert ask({action: "*"}, action[8:], ON_NUMBER) == "done"


def test_an_association_changes_the_functions_own_policy(ask: Ask) -> None:
    mine = {"connect:*": INSTANCE_ARN}

    assert ask(mine, "AssociateLambdaFunction", ON_FUNCTION) == denied("lambda:AddPermission", FUNCTION)
    assert ask(mine | {"lambda:AddPermission": FUNCTION}, "AssociateLambdaFunction", ON_FUNCTION) == "done"
    assert ask(mine, "DisassociateLambdaFunction", ON_FUNCTION) == denied("lambda:RemovePermission", FUNCTION)


def test_a_denial_is_stronger_than_a_grant(ask: Ask, cloud: Ministack) -> None:
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "connect:*", "Resource": "*"}]}
    cloud.client("iam").put_role_policy(RoleName=ROLE, PolicyName="never", PolicyDocument=json.dumps(document))
    told = ask({"connect:*": "*"}, "DescribeContactFlow", EARLIER_FLOW)
    cloud.client("iam").delete_role_policy(RoleName=ROLE, PolicyName="never")

    assert told.endswith("with an explicit deny in an identity-based policy")


def test_the_root_may_everything_and_a_stranger_nothing(fake: Control) -> None:
    root = fake.client()
    root.describe_contact_flow(**EARLIER_FLOW)
    stranger = client("connect", fake.endpoint)
    stranger._request_signer._credentials.access_key = "ASIAAAAAAAAAAAAAAAAA"

    with pytest.raises(stranger.exceptions.ClientError, match="UnrecognizedClientException"):
        stranger.describe_contact_flow(**EARLIER_FLOW)
    for one in (root, stranger):
        one.close()


def test_every_operation_has_its_needs() -> None:
    for name, asked in CALLS:
        assert list(needs(name, asked))
    assert sorted(NAMES) == sorted(name for name, _ in CALLS)


def test_a_cloud_that_is_gone_is_an_internal_error() -> None:
    with served(Settings(rate=0, cloud="http://127.0.0.1:1")) as fake:
        stranger = client("connect", fake.endpoint)
        stranger._request_signer._credentials.access_key = "ASIAAAAAAAAAAAAAAAAA"
        with pytest.raises(stranger.exceptions.InternalServiceException, match="asking the local cloud's IAM"):
            stranger.describe_contact_flow(**EARLIER_FLOW)
        stranger.close()


def test_as_processes_beside_each_other_every_function_finds_connect(tmp_path: Path) -> None:
    port = find_port(None)
    fake = FakeConnect.start(tmp_path / "connect", cloud=f"http://{HOST}:{port}")
    cloud = Ministack.start(tmp_path / "cloud", port, {"AWS_ENDPOINT_URL_CONNECT": fake.endpoint})
    try:
        install(cloud, tmp_path)
        told = invoked(cloud, NAME, {"operation": "DescribeContactFlow", "asked": EARLIER_FLOW})
    finally:
        cloud.stop()
        fake.stop()

    assert told == denied("connect:DescribeContactFlow", f"{FLOWS[:-1]}{EARLIER_FLOW_ID}")

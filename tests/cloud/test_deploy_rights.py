"""A user with exactly the documented rights creates, updates and deletes the stack.

The emulator checks the user's own requests. What its CloudFormation does in turn it does not check, as the real one
does; so the rights on what the stack has made are asked of IAM afterwards.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from infra.deploy.rights import build_policy
from infra.deploy.settings import DeploySettings
from infra.local.cloud import LocalCloud, Ministack
from infra.local.paths import TEMPLATE
from infra.local.stack import Deployment, delete, deploy
from infra.servers.clients import REGION
from infra.servers.errors import LocalCloudError
from tests.cloud.conftest import PARAMETERS

STACK = "documented-rights"
IN_ACCOUNT = "000000000000"
# An action on each type of resource that has a name, and its ARN by its physical id. Log groups are left out: the
# emulator names them otherwise than CloudFormation does.
NAMED = {
    "AWS::DynamoDB::Table": ("dynamodb:CreateTable", f"arn:aws:dynamodb:{REGION}:{IN_ACCOUNT}:table/{{}}"),
    "AWS::IAM::Role": ("iam:CreateRole", f"arn:aws:iam::{IN_ACCOUNT}:role/{{}}"),
    "AWS::Lambda::Function": ("lambda:CreateFunction", f"arn:aws:lambda:{REGION}:{IN_ACCOUNT}:function:{{}}"),
    "AWS::Lambda::LayerVersion": ("lambda:PublishLayerVersion", "{}"),
    "AWS::CloudWatch::Alarm": ("cloudwatch:PutMetricAlarm", f"arn:aws:cloudwatch:{REGION}:{IN_ACCOUNT}:alarm:{{}}"),
    "AWS::Lambda::EventSourceMapping": ("lambda:CreateEventSourceMapping", "*"),
}


class UserCloud(Ministack):
    """The emulator as a user sees it."""

    def __init__(self, cloud: Ministack, key: dict[str, str]) -> None:
        super().__init__(cloud.folder, cloud.port, cloud.pid)
        self._key = key

    def client(self, service: str) -> Any:
        client = super().client(service)
        client._request_signer._credentials.access_key = self._key["AccessKeyId"]
        client._request_signer._credentials.secret_key = self._key["SecretAccessKey"]
        return client


@pytest.fixture
def user(own: LocalCloud) -> UserCloud:
    iam = own.aws.client("iam")
    iam.create_user(UserName="deployer")
    policy = build_policy(DeploySettings(STACK, REGION, PARAMETERS))
    iam.put_user_policy(UserName="deployer", PolicyName="documented", PolicyDocument=json.dumps(policy))
    return UserCloud(own.aws, iam.create_access_key(UserName="deployer")["AccessKey"])


def test_the_documented_rights_suffice_to_create_update_and_delete(
    user: UserCloud, own: LocalCloud, artifacts: Path
) -> None:
    deployment = Deployment(STACK, TEMPLATE, PARAMETERS, artifacts)

    assert deploy(user, deployment, print)["NumberToDial"].startswith("+1")
    assert_allowed(own.aws)
    changed = {**PARAMETERS, "TextGreeting": "Good day."}
    assert deploy(user, deployment._replace(parameters=changed), print)["ContactFlowId"]
    with pytest.raises(LocalCloudError, match="not authorized to perform: cloudformation:"):
        deploy(user, deployment._replace(stack="another"), print)
    delete(user, STACK)


def assert_allowed(cloud: Ministack) -> None:
    """Ask IAM whether the user may make everything that the stack has made."""
    resources = cloud.client("cloudformation").describe_stack_resources(StackName=STACK)["StackResources"]
    asked = {
        (*NAMED[one["ResourceType"]], one["PhysicalResourceId"]) for one in resources if one["ResourceType"] in NAMED
    }
    assert len(asked) >= 12
    for action, arn, name in asked:
        decision = cloud.client("iam").simulate_principal_policy(
            PolicySourceArn=f"arn:aws:iam::{IN_ACCOUNT}:user/deployer",
            ActionNames=[action],
            ResourceArns=[arn.format(name)],
        )["EvaluationResults"][0]["EvalDecision"]
        assert decision == "allowed", (action, arn.format(name))

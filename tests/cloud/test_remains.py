"""What is left of a stack whose creation failed, in the account that the local cloud stands for."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from infra.deploy.settings import DeployError, DeploySettings
from infra.deploy.stack import clear_remains, describe_stack, first_failure, stack_status
from infra.fake_connect.seed import INSTANCE_ARN
from infra.local.cloud import Ministack
from infra.servers.clients import REGION

SETTINGS = DeploySettings("remains", REGION, {"InstanceArn": INSTANCE_ARN})
NOBODY = "arn:aws:lambda:us-east-1:000000000000:function:nobody"
BROKEN = {"Resources": {"Wrong": {"Type": "Custom::Thing", "Properties": {"ServiceToken": NOBODY}}}}
RIGHT = {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}


@pytest.fixture
def failed(cloud: Ministack) -> Iterator[Any]:
    """CloudFormation, with a stack whose creation has failed."""
    cloudformation = cloud.client("cloudformation")
    cloudformation.create_stack(StackName=SETTINGS.stack, TemplateBody=json.dumps(BROKEN))
    while stack_status(SETTINGS, cloud.client).endswith("IN_PROGRESS"):
        time.sleep(0.1)
    yield cloudformation
    cloudformation.delete_stack(StackName=SETTINGS.stack)


def test_a_stack_whose_creation_failed_is_refused_and_its_remains_are_deleted(
    failed: Any, cloud: Ministack, capsys: pytest.CaptureFixture[str]
) -> None:
    assert first_failure(SETTINGS, cloud.client).startswith("Wrong: ")
    with pytest.raises(failed.exceptions.ClientError, match="is in ROLLBACK_COMPLETE state and cannot be updated"):
        failed.update_stack(StackName=SETTINGS.stack, TemplateBody=json.dumps(RIGHT))

    assert not clear_remains(SETTINGS, cloud.client)
    assert "deleting what is left of the stack remains (ROLLBACK_COMPLETE)" in capsys.readouterr().out
    assert stack_status(SETTINGS, cloud.client) == ""


def test_a_healthy_stack_is_left_alone(cloud: Ministack) -> None:
    cloud.client("cloudformation").create_stack(StackName=SETTINGS.stack, TemplateBody=json.dumps(RIGHT))

    assert clear_remains(SETTINGS, cloud.client)
    assert stack_status(SETTINGS, cloud.client)
    assert describe_stack(SETTINGS, cloud.client).outputs == {}
    cloud.client("cloudformation").delete_stack(StackName=SETTINGS.stack)


def test_where_there_is_no_stack_nothing_is_cleared(cloud: Ministack) -> None:
    assert not clear_remains(SETTINGS, cloud.client)
    with pytest.raises(DeployError, match="there is no such stack: run `make deploy`"):
        describe_stack(SETTINGS, cloud.client)


def test_known_gap_the_emulator_takes_a_change_set_for_a_stack_whose_creation_failed(failed: Any) -> None:
    """AWS refuses it like the update. When this fails, the gap has closed: ask for the refusal instead."""
    assert failed.create_change_set(
        StackName=SETTINGS.stack, ChangeSetName="gap", ChangeSetType="UPDATE", TemplateBody=json.dumps(RIGHT)
    )["Id"]

"""Tags of flows, numbers and instances."""

from typing import Any

import pytest

from infra.fake_connect.seed import INSTANCE_ARN, PHONE_NUMBER_ARN
from tests.fake_connect.conftest import Refusal
from tests.fake_connect.flows import create, ids_of


def tags(connect: Any, arn: str) -> dict[str, str]:
    result: dict[str, str] = connect.list_tags_for_resource(resourceArn=arn)["tags"]
    return result


def flow_arn(connect: Any, flow: str) -> str:
    arn: str = connect.describe_contact_flow(**ids_of(flow))["ContactFlow"]["Arn"]
    return arn


def test_a_flow_is_created_with_its_tags(connect: Any) -> None:
    assert tags(connect, flow_arn(connect, create(connect, Tags={"one": "1"}))) == {"one": "1"}


def test_every_kind_of_resource_can_be_tagged_and_untagged(connect: Any) -> None:
    for arn in (flow_arn(connect, create(connect)), PHONE_NUMBER_ARN, INSTANCE_ARN):
        connect.tag_resource(resourceArn=arn, tags={"one": "1", "two": "2"})
        connect.tag_resource(resourceArn=arn, tags={"two": "zwei"})
        assert tags(connect, arn) == {"one": "1", "two": "zwei"}
        connect.untag_resource(resourceArn=arn, tagKeys=["one", "never"])
        assert tags(connect, arn) == {"two": "zwei"}


def test_a_resource_has_at_most_fifty_tags(connect: Any, refused: Refusal) -> None:
    connect.tag_resource(resourceArn=INSTANCE_ARN, tags={f"key {position}": "" for position in range(50)})

    with refused("InvalidRequestException"):
        connect.tag_resource(resourceArn=INSTANCE_ARN, tags={"one more": ""})


@pytest.mark.parametrize("wrong", [{"aws:mine": "1"}, {"k" * 129: "1"}, {"k": "v" * 257}, {"k?": "1"}], ids=str)
def test_an_invalid_tag_is_refused(connect: Any, refused: Refusal, wrong: dict[str, str]) -> None:
    with refused("InvalidRequestException"):
        connect.tag_resource(resourceArn=INSTANCE_ARN, tags=wrong)
    with refused("InvalidRequestException"):
        create(connect, Tags=wrong)


def test_a_resource_that_does_not_exist_has_no_tags(connect: Any, refused: Refusal) -> None:
    for arn in (f"{INSTANCE_ARN}/contact-flow/nothing", "nothing"):
        with refused("ResourceNotFoundException"):
            tags(connect, arn)

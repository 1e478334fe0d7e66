"""Tags of flows, numbers and instances."""

from typing import Any

import pytest

from infra.fake_connect.seed import INSTANCE_ARN, PHONE_NUMBER_ARN
from tests.fake_connect.conftest import Refusal
from tests.fake_connect.flows import create, ids_of


def tags(connect: Any, arn: str) -> dict[str, str]:
    found: dict[str, str] = connect.list_tags_for_resource(resourceArn=arn)["tags"]
    return found


def flow_arn(connect: Any, flow: str) -> str:
    arn: str = connect.describe_contact_flow(**ids_of(flow))["ContactFlow"]["Arn"]
    return arn


def test_a_flow_has_the_tags_that_it_was_made_with(connect: Any) -> None:
    assert tags(connect, flow_arn(connect, create(connect, Tags={"one": "1"}))) == {"one": "1"}


def test_tags_come_and_go_wherever_there_is_an_arn(connect: Any) -> None:
    for arn in (flow_arn(connect, create(connect)), PHONE_NUMBER_ARN, INSTANCE_ARN):
        connect.tag_resource(resourceArn=arn, tags={"one": "1", "two": "2"})
        connect.tag_resource(resourceArn=arn, tags={"two": "zwei"})
        assert tags(connect, arn) == {"one": "1", "two": "zwei"}
        connect.untag_resource(resourceArn=arn, tagKeys=["one", "never"])
        assert tags(connect, arn) == {"two": "zwei"}


def test_a_resource_has_fifty_tags_at_most(connect: Any, refused: Refusal) -> None:
    connect.tag_resource(resourceArn=INSTANCE_ARN, tags={f"key {place}": "" for place in range(50)})

    with refused("InvalidRequestException"):
        connect.tag_resource(resourceArn=INSTANCE_ARN, tags={"one more": ""})


@pytest.mark.parametrize("wrong", [{"aws:mine": "1"}, {"k" * 129: "1"}, {"k": "v" * 257}, {"k?": "1"}], ids=str)
def test_a_tag_must_be_one(connect: Any, refused: Refusal, wrong: dict[str, str]) -> None:
    with refused("InvalidRequestException"):
        connect.tag_resource(resourceArn=INSTANCE_ARN, tags=wrong)
    with refused("InvalidRequestException"):
        create(connect, Tags=wrong)


def test_what_is_not_there_has_no_tags(connect: Any, refused: Refusal) -> None:
    for arn in (f"{INSTANCE_ARN}/contact-flow/nothing", "nothing"):
        with refused("ResourceNotFoundException"):
            tags(connect, arn)

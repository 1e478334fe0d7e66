"""The whole stack and its contact flow: created, updated, rolled back and deleted; and every permission is needed."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from infra.fake_connect import seed
from infra.local.cloud import LocalCloud
from infra.local.paths import ROOT
from infra.servers.errors import LocalCloudError
from tests.cloud.stack_copy import Copy

# The permissions by when they are first needed.
ON_CREATE = [
    "connect:AssociateLambdaFunction",
    "lambda:AddPermission",
    "connect:CreateContactFlow",
    "connect:TagResource",
    "connect:BatchGetFlowAssociation",
    "connect:AssociatePhoneNumberContactFlow",
    "connect:DescribePhoneNumber",
]
ON_UPDATE = ["connect:UpdateContactFlowContent", "connect:UpdateContactFlowMetadata", "connect:ListTagsForResource"]
ON_DELETE = [
    "connect:ListFlowAssociations",
    "connect:DeleteContactFlow",
    "connect:DisassociateLambdaFunction",
    "lambda:RemovePermission",
]
SOMETIMES_ON_DELETE = {"connect:ListContactFlows", "connect:DisassociatePhoneNumberContactFlow"}


@pytest.fixture
def stack(own: LocalCloud, artifacts: Path, tmp_path: Path) -> Iterator[Copy]:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "infra").mkdir()
    shutil.copy2(ROOT / "infra" / "template.yaml", tmp_path / "infra")
    shutil.copytree(ROOT / "infra" / "flow", tmp_path / "infra" / "flow")
    (tmp_path / "lambda_layer").symlink_to(ROOT / "lambda_layer")
    (tmp_path / "artifacts").mkdir()
    for build in artifacts.glob("*.*"):
        shutil.copy2(build, tmp_path / "artifacts")
    copy = Copy(own, tmp_path)
    start = own.connect.state()
    yield copy
    own.connect.clear_faults()
    shutil.copy2(ROOT / "infra" / "template.yaml", tmp_path / "infra")
    shutil.copytree(ROOT / "infra" / "flow", tmp_path / "infra" / "flow", dirs_exist_ok=True)
    copy.deploy()
    copy.delete()
    assert own.connect.state() == start


def test_the_stack_is_created_updated_rolled_back_and_deleted(stack: Copy) -> None:
    before = stack.state
    outputs = stack.deploy()
    first = stack.published()
    assert outputs["NumberToDial"] == seed.PHONE_NUMBER
    assert stack.deploy() == outputs

    stack.change_flow('"LoopCount": "3"', '"LoopCount": "2"')
    changed = stack.deploy()
    second = stack.published()
    assert (changed["ContactFlowId"], changed["ConverterArn"]) == (outputs["ContactFlowId"], outputs["ConverterArn"])
    assert json.loads(json.dumps(first).replace('"LoopCount": "3"', '"LoopCount": "2"')) == second

    stack.change_flow('"NextAction": "hang-up"', '"NextAction": "nowhere"')
    with pytest.raises(LocalCloudError, match=r"ContactFlow: .*nowhere"):
        stack.deploy()
    assert stack.published() == second

    stack.delete()
    assert stack.state == before


def test_a_changed_text_is_published_by_the_next_deployment(stack: Copy) -> None:
    stack.deploy()
    texts = stack.flow.with_name("texts") / "en-US.json"
    texts.write_text(texts.read_text(encoding="utf-8").replace("Goodbye.", "So long."), encoding="utf-8")
    stack.deploy()

    assert "So long." in json.dumps(stack.published())


def test_a_language_of_another_country_has_the_texts_of_its_language(stack: Copy) -> None:
    stack.deploy(Language="en-GB", Voice="Amy")

    assert "That is not a North American phone number." in json.dumps(stack.published())


def test_a_language_without_texts_is_refused(stack: Copy) -> None:
    with pytest.raises(LocalCloudError, match=r"the line has no texts in xx-XX: add infra/flow/texts/xx-XX\.json"):
        stack.deploy(Language="xx-XX")
    stack.local.connect.reset()


def test_the_greeting_is_a_parameter(stack: Copy) -> None:
    stack.deploy(TextGreeting="Ahoy & welcome.")

    assert "<speak>Ahoy &amp; welcome.</speak>" in json.dumps(stack.published())


def test_without_a_number_the_flow_waits_for_one(stack: Copy) -> None:
    outputs = stack.deploy(PhoneNumberArn="")

    assert "NumberToDial" not in outputs
    assert stack.published()["StartAction"] != "logging-off"  # the earlier flow still answers
    assert stack.deploy()["NumberToDial"] == seed.PHONE_NUMBER
    stack.deploy(PhoneNumberArn="")
    assert stack.published()["StartAction"] != "logging-off"


def test_another_instance_is_another_flow(stack: Copy) -> None:
    first = stack.deploy(PhoneNumberArn="")["ContactFlowId"]
    second = stack.deploy(PhoneNumberArn="", InstanceArn=seed.OTHER_INSTANCE_ARN)["ContactFlowId"]

    assert first not in json.dumps(stack.state)
    assert second in json.dumps(stack.state)


@pytest.mark.parametrize("action", ON_CREATE)
def test_without_this_permission_nothing_is_created_and_the_error_names_it(stack: Copy, action: str) -> None:
    stack.drop(action)

    with pytest.raises(LocalCloudError, match=f"ContactFlow: .*{action}"):
        stack.deploy()
    stack.local.connect.reset()  # as the Delete on AWS would, see the next test


def test_known_gap_the_emulator_sends_no_delete_after_a_failed_create(stack: Copy) -> None:
    """AWS does, and tests/publisher shows that the publisher then removes what the Create left."""
    before = stack.state
    stack.drop("connect:TagResource")
    with pytest.raises(LocalCloudError):
        stack.deploy()

    assert stack.state != before
    stack.local.connect.reset()


@pytest.mark.parametrize("action", ON_UPDATE)
def test_without_this_permission_nothing_is_changed_and_the_error_names_it(stack: Copy, action: str) -> None:
    stack.deploy()
    before = stack.published()
    stack.drop(action)
    stack.change_flow('"LoopCount": "3"', '"LoopCount": "2"')

    with pytest.raises(LocalCloudError, match=f"ContactFlow: .*{action}"):
        stack.deploy()
    assert stack.published() == before


@pytest.mark.parametrize("action", ON_DELETE)
def test_without_this_permission_nothing_is_deleted_and_the_error_names_it(stack: Copy, action: str) -> None:
    stack.deploy()
    stack.drop(action)
    stack.deploy()

    with pytest.raises(LocalCloudError, match=f"ContactFlow: .*{action}"):
        stack.delete()


def test_without_this_permission_a_number_that_had_no_flow_keeps_ours(stack: Copy) -> None:
    stack.deploy(PhoneNumberArn=seed.FREE_NUMBER_ARN)
    stack.drop("connect:DisassociatePhoneNumberContactFlow")
    stack.deploy(PhoneNumberArn=seed.FREE_NUMBER_ARN)

    with pytest.raises(LocalCloudError, match=r"ContactFlow: .*connect:DisassociatePhoneNumberContactFlow"):
        stack.delete()


def test_without_this_permission_nobody_knows_whether_a_lost_flow_was_replaced(stack: Copy) -> None:
    flow = stack.deploy(PhoneNumberArn="")["ContactFlowId"]
    stack.drop("connect:ListContactFlows")
    stack.deploy(PhoneNumberArn="")
    stack.local.connect.client().delete_contact_flow(InstanceId=seed.INSTANCE_ID, ContactFlowId=flow)

    with pytest.raises(LocalCloudError, match=r"ContactFlow: .*connect:ListContactFlows"):
        stack.delete()


def test_every_permission_of_the_publisher_is_tested() -> None:
    class Loader(yaml.SafeLoader):
        """A loader that reads a value with one of CloudFormation's tags as the plain value."""

    Loader.add_multi_constructor("!", lambda loader, _, node: node.value)
    template = yaml.load((ROOT / "infra" / "template.yaml").read_text(encoding="utf-8"), Loader)
    statements = template["Resources"]["Publisher"]["Properties"]["Policies"][0]["Statement"]
    granted = {
        action
        for granting in statements
        for action in ([granting["Action"]] if isinstance(granting["Action"], str) else granting["Action"])
    }

    assert granted == {*ON_CREATE, *ON_UPDATE, *ON_DELETE, *SOMETIMES_ON_DELETE}

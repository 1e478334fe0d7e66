"""A flow that was edited in Connect's designer is noticed, and comes home with its placeholders and positions."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contact_flow import fill_placeholders
from infra.deploy.flow import PublishedFlow, check_drift, fetch_flow, placeholder_values, pull_flow, with_placeholders
from infra.deploy.settings import DeployError, DeploySettings
from infra.deploy.stack import DeployedStack
from infra.fake_connect.settings import FakeConnectSettings
from publisher.connect_api import ConnectApi, Pace
from publisher.content import FLOW, load_content
from publisher.publisher import Publisher
from tests.publisher.account import HOME, InProcessAccount
from tests.publisher.stack import FUNCTION, Stack

SETTINGS = DeploySettings("mine", "us-east-1", {"InstanceArn": HOME})
GREETING = "Hello, this is the vanity number line. Have a pen ready while I look for words in your phone number."
VALUES = {"Language": "en-US", "Voice": "Joanna", "VoiceEngine": "Neural", "TextGreeting": GREETING}
Edit = Callable[[dict[str, Any]], None]


class Line:
    """A line whose flow is published from a copy of the files, edited in Connect, and pulled."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "vanity-line.json"
        shutil.copy(FLOW, self.path)
        shutil.copytree(FLOW.parent / "texts", folder / "texts")
        self.account = InProcessAccount(FakeConnectSettings(rate=0))
        self.stack = Stack(self.account)
        self.publish()

    def publish(self) -> None:
        """Deploy the flow as the file says."""
        api = ConnectApi(self.account.client, Pace(0, sleep=lambda _: None))
        self.stack.publisher = Publisher(api, load_content(self.path))
        outcome = self.stack.update() if self.stack.id else self.stack.create(Values=VALUES)
        assert outcome.status == "SUCCESS", outcome.reason

    @property
    def deployed(self) -> DeployedStack:
        outputs = {"ContactFlowId": self.stack.id.rpartition("/")[2], "ConverterArn": f"{FUNCTION}:live"}
        return DeployedStack(outputs, dict(VALUES))

    @property
    def published(self) -> PublishedFlow:
        return fetch_flow(SETTINGS, lambda service: self.account.client, self.deployed)

    def edit(self, change: Edit) -> dict[str, Any]:
        """Edit the flow as the designer would, and return it."""
        flow = self.published.document
        change(flow)
        ids = {"InstanceId": HOME, "ContactFlowId": self.deployed.outputs["ContactFlowId"]}
        self.account.client.update_contact_flow_content(**ids, Content=json.dumps(flow))
        return flow

    def pull(self) -> str:
        return pull_flow(self.published, self.deployed, self.path)


@pytest.fixture
def line(tmp_path: Path) -> Line:
    return Line(tmp_path)


def action(flow: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in flow["Actions"] if one["Identifier"] == name)
    return found


def move(flow: dict[str, Any]) -> None:
    flow["Metadata"]["ActionMetadata"]["menu"]["position"] = {"x": 7, "y": 11.5}


def reword(flow: dict[str, Any]) -> None:
    action(flow, "goodbye")["Parameters"] = {"Text": "Thanks & goodbye."}


def add_queue(flow: dict[str, Any]) -> None:
    errors = [{"ErrorType": name, "NextAction": "trouble"} for name in ("NoMatchingError", "QueueAtCapacity")]
    transfer = {"Identifier": "to-a-person", "Type": "TransferContactToQueue", "Parameters": {}}
    flow["Actions"].insert(0, {**transfer, "Transitions": {"NextAction": "trouble", "Errors": errors}})
    condition = {"Condition": {"Operator": "Equals", "Operands": ["0"]}, "NextAction": "to-a-person"}
    action(flow, "menu")["Transitions"]["Conditions"].append(condition)
    flow["Metadata"]["ActionMetadata"]["to-a-person"] = {"position": {"x": 1, "y": 2}}


def reorder(flow: dict[str, Any]) -> None:
    flow["Actions"].reverse()


def remove_key(flow: dict[str, Any]) -> None:
    action(flow, "menu")["Transitions"]["Conditions"].pop()


EDITS = [move, reword, add_queue, reorder, remove_key]


def test_a_flow_that_nobody_edited_comes_home_as_it_is(line: Line) -> None:
    before = line.path.read_text(encoding="utf-8")

    assert line.pull() == "vanity-line.json: no action changed"
    assert line.path.read_text(encoding="utf-8") == before == FLOW.read_text(encoding="utf-8")


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_makes_the_round_trip_and_nothing_is_lost(line: Line, edit: Edit) -> None:
    edited = line.edit(edit)
    line.pull()
    check_drift(line.published, line.deployed, line.path)
    line.publish()

    again = line.published.document
    assert sorted(again["Actions"], key=str) == sorted(edited["Actions"], key=str)
    assert again["Metadata"] == edited["Metadata"]
    check_drift(line.published, line.deployed, line.path)


def test_the_placeholders_stand_where_their_values_stood(line: Line) -> None:
    line.edit(reword)
    line.edit(add_queue)

    assert line.pull() == "vanity-line.json: 1 added, 2 changed"
    home = json.loads(line.path.read_text(encoding="utf-8"))
    assert action(home, "goodbye")["Parameters"] == {"Text": "Thanks & goodbye."}
    text = line.path.read_text(encoding="utf-8")
    ours = FLOW.read_text(encoding="utf-8").replace("${TextGoodbye}", "")
    assert text.count("${") == ours.count("${")
    assert FUNCTION not in text


def test_a_value_in_a_new_place_becomes_a_placeholder_too(line: Line) -> None:
    line.edit(
        lambda flow: action(flow, "goodbye").update(Parameters={"SSML": f"<speak>{GREETING}<break/>Bye.</speak>"})
    )
    line.pull()

    home = json.loads(line.path.read_text(encoding="utf-8"))
    assert action(home, "goodbye")["Parameters"]["SSML"] == "<speak>${TextGreeting}<break/>Bye.</speak>"


def test_a_placeholder_in_the_middle_of_a_text_stays_while_nobody_edits_the_text() -> None:
    assert with_placeholders("I am Joanna.", "I am ${Voice}.", VALUES) == "I am ${Voice}."
    assert with_placeholders("I was Joanna.", "I am ${Voice}.", VALUES) == "I was Joanna."


@pytest.mark.parametrize("edit", [reword, add_queue, remove_key])
def test_an_edit_that_a_deployment_would_overwrite_is_told(line: Line, edit: Edit) -> None:
    check_drift(line.published, line.deployed, line.path)
    line.edit(edit)

    with pytest.raises(DeployError, match="somebody edited it there; bring the edit home with `make flow-pull`"):
        check_drift(line.published, line.deployed, line.path)


def test_a_placeholder_that_the_stack_has_no_value_for_yet_is_no_trouble(line: Line) -> None:
    text = line.path.read_text(encoding="utf-8").replace("${TextGoodbye}", "${NewWords}")
    line.path.write_text(text, encoding="utf-8")
    line.edit(add_queue)

    with pytest.raises(DeployError, match="somebody edited it there"):
        check_drift(line.published, line.deployed, line.path)
    assert line.pull() == "vanity-line.json: 1 added, 2 changed"


def test_a_flow_that_somebody_deleted_says_so(line: Line) -> None:
    line.account.remove(line.deployed.outputs["ContactFlowId"])

    with pytest.raises(DeployError, match="the stack's flow is no longer in the instance"):
        _ = line.published


def test_a_flow_that_is_broken_says_so_when_it_comes_home(line: Line) -> None:
    published = line.published
    published.document["Actions"] = published.document["Actions"][1:]

    told = pull_flow(published, line.deployed, line.path)

    assert told.startswith("vanity-line.json: 1 removed; `make lint` finds ")


@given(st.data())
def test_what_comes_home_is_filled_in_to_what_was_edited(data: st.DataObject) -> None:
    """The law of the round trip: filling the placeholders in again gives the edited flow, whatever was edited."""
    content = load_content(FLOW)
    values = placeholder_values(content, DeployedStack({"ConverterArn": f"{FUNCTION}:live"}, dict(VALUES)))
    edited: Any = fill_placeholders(content.document, values)
    for one in data.draw(st.lists(st.sampled_from(edited["Actions"]), max_size=4)):
        texts = [name for name in ("Text", "SSML") if name in one["Parameters"]]
        for name in texts:
            pieces = st.sampled_from([*values.values(), "<speak>", "</speak>", "Hello ", "&amp;", '<break time="1s"/>'])
            one["Parameters"][name] = "".join(data.draw(st.lists(pieces, max_size=4)))

    home = with_placeholders(edited, content.document, values)

    assert fill_placeholders(home, values) == {**edited, "Actions": home_order(edited, home)}


def home_order(edited: dict[str, Any], home: Any) -> list[Any]:
    names = [one["Identifier"] for one in home["Actions"]]
    return sorted(edited["Actions"], key=lambda one: names.index(one["Identifier"]))


def test_an_emptied_list_and_a_block_named_like_a_value_come_home() -> None:
    ours = {"Errors": [{"ErrorType": "x", "NextAction": "y"}], "Actions": [{"Identifier": "y"}]}
    edited: dict[str, Any] = {"Errors": [], "Actions": []}

    assert with_placeholders(edited, ours, {}) == edited
    assert with_placeholders({"Identifier": "Joanna"}, {}, VALUES) == {"Identifier": "Joanna"}

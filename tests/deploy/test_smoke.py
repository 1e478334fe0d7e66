"""`make smoke`: the simulated call of Amazon Connect's, here of a fake Connect whose line says what a test wants."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from calls.speech import speak
from infra.deploy import account, simulated_call
from infra.deploy.settings import DeployError, DeploySettings
from infra.deploy.smoke import TEST, smoke
from infra.fake_connect import seed
from infra.fake_connect.server import serve_in_thread
from infra.fake_connect.settings import FakeConnectSettings
from infra.fake_connect.test_cases import Observed, SimulatedCall
from infra.servers.clients import ROOT_KEY

SETTINGS = DeploySettings("mine", "us-east-1", {"InstanceArn": seed.INSTANCE_ARN})
OUTPUTS = {
    "ContactFlowId": seed.EARLIER_FLOW_ID,
    "NumberToDial": seed.PHONE_NUMBER,
    "NumberArn": seed.PHONE_NUMBER_ARN,
}
STEPS = [observation["Identifier"] for observation in json.loads(TEST.read_text(encoding="utf-8"))["Observations"]]
PASSED = [Observed(step, True, "1, 8 zero zero, flowers") for step in STEPS]


class FakeStacks:
    """CloudFormation with one stack."""

    def __init__(self, outputs: dict[str, str]) -> None:
        self._outputs = outputs

    def describe_stacks(self, StackName: str) -> Any:  # noqa: N803 - AWS's name
        assert StackName == SETTINGS.stack
        outputs = [{"OutputKey": name, "OutputValue": value} for name, value in self._outputs.items()]
        return {"Stacks": [{"Outputs": outputs, "Parameters": [{"ParameterKey": "Language", "ParameterValue": "en"}]}]}


class Smoke:
    """Runs `make smoke` against a fake Connect, whose calls end as a test wants."""

    def __init__(self, endpoint: str) -> None:
        key = {name.lower(): value for name, value in ROOT_KEY.items()}
        self.connect = account.client("connect", SETTINGS, endpoint_url=endpoint, **key)
        self.outputs = dict(OUTPUTS)
        self.calls: list[SimulatedCall] = []
        self.ending: Callable[[], list[Observed]] = lambda: PASSED

    def simulate(self, call: SimulatedCall) -> list[Observed]:
        self.calls.append(call)
        return self.ending()

    def run(self) -> str:
        return smoke(SETTINGS, {"connect": self.connect, "cloudformation": FakeStacks(self.outputs)}.__getitem__)


@pytest.fixture
def smoked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Smoke]:
    monkeypatch.setattr(simulated_call, "_POLL", 0.01)
    holder: list[Smoke] = []
    settings = FakeConnectSettings(rate=0, simulate=lambda call: holder[0].simulate(call))  # noqa: PLW0108 - it is filled below
    with serve_in_thread(settings) as control:
        holder.append(Smoke(control.endpoint))
        yield holder[0]


def test_a_call_that_passes_names_what_was_observed(smoked: Smoke) -> None:
    assert smoked.run() == (
        "the simulated call passed: the call begins, the line speaks the words, the menu's key 1 repeats them"
    )


def test_the_call_comes_from_the_number_of_flowers_to_the_lines_own(smoked: Smoke) -> None:
    smoked.run()

    [call] = smoked.calls
    assert (call.caller, call.number) == ("+18003569377", seed.PHONE_NUMBER)
    assert call.test == json.loads(TEST.read_text(encoding="utf-8"))


def test_it_listens_for_a_short_word_of_the_converters_answer() -> None:
    observations = json.loads(TEST.read_text(encoding="utf-8"))["Observations"]
    words = [one["Event"]["Properties"]["Text"] for one in observations if one["Event"]["Properties"]]

    assert words == ["flowers", "flowers"]
    assert words[0] in speak("1-800-FLOWERS")


def test_a_line_without_a_number_is_called_without_one(smoked: Smoke) -> None:
    smoked.outputs = {"ContactFlowId": seed.EARLIER_FLOW_ID}
    smoked.run()

    assert smoked.calls[0].number is None


def test_a_call_that_fails_says_what_was_expected_and_what_was_heard(smoked: Smoke) -> None:
    smoked.ending = lambda: [*PASSED[:1], Observed(STEPS[1], False, "Hello. Nothing.")]

    with pytest.raises(DeployError) as caught:
        smoked.run()

    assert str(caught.value) == (
        'the simulated call failed: "the line speaks the words" was not observed: '
        "expected 'flowers', heard 'Hello. Nothing.'"
    )


def test_a_call_in_which_the_converter_fails_says_where_to_look(smoked: Smoke) -> None:
    trouble = "I am sorry, I cannot look up words just now. Please call again in a few minutes."
    smoked.ending = lambda: [*PASSED[:1], Observed(STEPS[1], False, f"Hello. {trouble}")]

    with pytest.raises(DeployError, match=r"its policy does not let Amazon Connect invoke it: see its log$"):
        smoked.run()


def test_a_call_that_ends_after_the_words_says_so(smoked: Smoke) -> None:
    smoked.ending = lambda: [*PASSED[:2], Observed(STEPS[2], False, "")]

    with pytest.raises(DeployError, match=r"key 1 repeats them.*, heard nothing more before the call ended$"):
        smoked.run()


def test_a_failure_without_an_observation_gives_the_services_reason(smoked: Smoke) -> None:
    def break_off() -> list[Observed]:
        raise RuntimeError("the flow cannot be played")

    smoked.ending = break_off

    with pytest.raises(DeployError, match=r"^the simulated call failed: the flow cannot be played$"):
        smoked.run()


def test_a_number_that_does_not_reach_the_flow_is_noticed_before_the_call(smoked: Smoke) -> None:
    smoked.connect.disassociate_phone_number_contact_flow(
        PhoneNumberId=seed.PHONE_NUMBER_ID, InstanceId=seed.INSTANCE_ID
    )

    with pytest.raises(DeployError, match="the line's number does not reach the flow, no flow answers it"):
        smoked.run()
    assert smoked.calls == []


def test_a_rejected_test_case_gives_its_problems(smoked: Smoke) -> None:
    smoked.outputs["NumberToDial"] = "+12025550123"

    problem = "DestinationPhoneNumber is not claimed on the instance"
    with pytest.raises(DeployError, match=rf"^AWS refused connect:CreateTestCase: {problem}$"):
        smoked.run()


def test_a_call_that_never_ends_times_out(smoked: Smoke, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulated_call, "_TIMEOUT", 0)

    with pytest.raises(DeployError, match="did not end within"):
        smoked.run()


def test_the_services_times_in_milliseconds_are_read(smoked: Smoke) -> None:
    created = smoked.connect.create_test_case(
        InstanceId=seed.INSTANCE_ID,
        Name="times",
        Content=TEST.read_text(encoding="utf-8"),
        EntryPoint={"Type": "VOICE_CALL", "VoiceCallEntryPointParameters": {"FlowId": seed.EARLIER_FLOW_ID}},
        Status="PUBLISHED",
    )
    ids = {"InstanceId": seed.INSTANCE_ID, "TestCaseId": created["TestCaseId"]}
    execution = smoked.connect.start_test_case_execution(**ids)["TestCaseExecutionId"]

    summary = smoked.connect.get_test_case_execution_summary(**ids, TestCaseExecutionId=execution)

    assert 2020 < summary["StartTime"].year < 2100

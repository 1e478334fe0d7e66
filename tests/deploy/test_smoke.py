"""`make smoke`: the simulated call makes only requests that Connect's model knows, and reports its result."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.session import get_session
from botocore.validate import validate_parameters

from calls.speech import speak
from infra.deploy import smoke as module
from infra.deploy.account import DeployedStack
from infra.deploy.settings import DeployError, DeploySettings
from infra.deploy.smoke import smoke
from infra.fake_connect import seed

SETTINGS = DeploySettings("mine", "us-east-1", {"InstanceArn": seed.INSTANCE_ARN})
STACK = DeployedStack({"ContactFlowId": seed.EARLIER_FLOW_ID}, {"Language": "en-GB", "TextGreeting": "Hello."})
TEXTS = json.loads((module.TEXTS / "en-US.json").read_text(encoding="utf-8"))
MODEL = get_session().get_service_model("connect")


class FakeTests:
    """Connect's operations on test cases. Each request is validated against the service's model."""

    def __init__(self, *statuses: str, failed: str = "") -> None:
        self._statuses: Iterator[str] = iter(statuses)
        self._failed = failed
        self.cases: dict[str, dict[str, Any]] = {}

    def create_test_case(self, **parameters: Any) -> dict[str, str]:
        self._check("CreateTestCase", parameters)
        self.cases["case"] = parameters
        self.made = parameters
        return {"TestCaseId": "case"}

    def start_test_case_execution(self, **parameters: Any) -> dict[str, str]:
        self._check("StartTestCaseExecution", parameters)
        return {"TestCaseExecutionId": "run"}

    def get_test_case_execution_summary(self, **parameters: Any) -> dict[str, Any]:
        self._check("GetTestCaseExecutionSummary", parameters)
        return {"Status": next(self._statuses), "ObservationSummary": {"ObservationsPassed": 6}}

    def list_test_case_execution_records(self, **parameters: Any) -> dict[str, Any]:
        self._check("ListTestCaseExecutionRecords", parameters)
        return {"ExecutionRecords": [{"ObservationId": self._failed, "Status": "FAILED"}]}

    def delete_test_case(self, **parameters: Any) -> None:
        self._check("DeleteTestCase", parameters)
        del self.cases[parameters["TestCaseId"]]

    def _check(self, operation: str, parameters: dict[str, Any]) -> None:
        shape = MODEL.operation_model(operation).input_shape
        assert shape is not None
        validate_parameters(parameters, shape)


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> Any:
    def connect(*statuses: str, failed: str = "") -> FakeTests:
        fake = FakeTests(*statuses, failed=failed)
        monkeypatch.setattr(module, "client", lambda service, settings: fake)
        monkeypatch.setattr(module, "describe_stack", lambda settings: STACK)
        monkeypatch.setattr(module, "_POLL", 0)
        return fake

    return connect


def test_a_call_that_passes_is_reported_and_its_test_case_deleted(connected: Any) -> None:
    fake = connected("INITIATED", "IN_PROGRESS", "PASSED")

    assert smoke(SETTINGS) == "the simulated call passed, 6 observations"
    assert fake.cases == {}


def test_a_call_that_fails_says_what_was_not_observed(connected: Any) -> None:
    fake = connected("FAILED", failed="more is offered")

    with pytest.raises(DeployError, match="the simulated call failed: not observed: more is offered"):
        smoke(SETTINGS)
    assert fake.cases == {}


def test_a_call_that_never_ends_times_out(connected: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_TIMEOUT", 0)
    fake = connected("IN_PROGRESS")

    with pytest.raises(DeployError, match="did not end within"):
        smoke(SETTINGS)
    assert fake.cases == {}


def test_it_listens_for_the_words_of_the_converter_and_the_texts_of_the_flow(connected: Any) -> None:
    fake = connected("PASSED")
    smoke(SETTINGS)
    events = [observation["Event"] for observation in json.loads(fake.made["Content"])["Observations"]]
    texts = [event["Properties"]["Text"] for event in events if event["Properties"]]

    assert texts[0] == texts[2]
    assert texts[0] in speak("1-800-FLOWERS")
    assert [texts[1], texts[3]] == [TEXTS["TextMenu"], TEXTS["TextGoodbye"]]
    assert fake.made["EntryPoint"]["VoiceCallEntryPointParameters"]["FlowId"] == seed.EARLIER_FLOW_ID


def test_its_observations_lead_from_the_first_to_the_last() -> None:
    observations = json.loads(module.TEST.read_text(encoding="utf-8"))["Observations"]
    following = [observation["Transitions"]["NextObservations"] for observation in observations]

    assert following == [*([observation["Identifier"]] for observation in observations[1:]), []]

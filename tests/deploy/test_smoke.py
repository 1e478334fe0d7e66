"""`make smoke`: the simulated call asks Connect for what its model knows, and tells how it went."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.session import get_session
from botocore.validate import validate_parameters

from calls.speech import spoken
from infra.deploy import smoke as module
from infra.deploy.account import Stack
from infra.deploy.errors import DeployError
from infra.deploy.settings import Settings
from infra.deploy.smoke import smoke
from infra.fake_connect import ids

SETTINGS = Settings("mine", "us-east-1", {"InstanceArn": ids.INSTANCE_ARN})
STACK = Stack({"ContactFlowId": ids.EARLIER_FLOW_ID}, {"TextMenu": "Press 1.", "TextGoodbye": "Bye."})
MODEL = get_session().get_service_model("connect")


class FakeTests:
    """Connect's test cases, as far as they are used here; every request is held against the service's model."""

    def __init__(self, *statuses: str, failed: str = "") -> None:
        self._statuses: Iterator[str] = iter(statuses)
        self._failed = failed
        self.cases: dict[str, dict[str, Any]] = {}

    def create_test_case(self, **asked: Any) -> dict[str, str]:
        self._check("CreateTestCase", asked)
        self.cases["case"] = asked
        self.made = asked
        return {"TestCaseId": "case"}

    def start_test_case_execution(self, **asked: Any) -> dict[str, str]:
        self._check("StartTestCaseExecution", asked)
        return {"TestCaseExecutionId": "run"}

    def get_test_case_execution_summary(self, **asked: Any) -> dict[str, Any]:
        self._check("GetTestCaseExecutionSummary", asked)
        return {"Status": next(self._statuses), "ObservationSummary": {"ObservationsPassed": 6}}

    def list_test_case_execution_records(self, **asked: Any) -> dict[str, Any]:
        self._check("ListTestCaseExecutionRecords", asked)
        return {"ExecutionRecords": [{"ObservationId": self._failed, "Status": "FAILED"}]}

    def delete_test_case(self, **asked: Any) -> None:
        self._check("DeleteTestCase", asked)
        del self.cases[asked["TestCaseId"]]

    def _check(self, operation: str, asked: dict[str, Any]) -> None:
        shape = MODEL.operation_model(operation).input_shape
        assert shape is not None
        validate_parameters(asked, shape)


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> Any:
    def connect(*statuses: str, failed: str = "") -> FakeTests:
        fake = FakeTests(*statuses, failed=failed)
        monkeypatch.setattr(module, "client", lambda service, settings: fake)
        monkeypatch.setattr(module, "stack", lambda settings: STACK)
        monkeypatch.setattr(module, "_POLL", 0)
        return fake

    return connect


def test_a_call_that_passes_is_told_and_its_test_case_is_gone(connected: Any) -> None:
    fake = connected("INITIATED", "IN_PROGRESS", "PASSED")

    assert smoke(SETTINGS) == "the simulated call passed, 6 observations"
    assert fake.cases == {}


def test_a_call_that_fails_says_what_was_not_observed(connected: Any) -> None:
    fake = connected("FAILED", failed="more is offered")

    with pytest.raises(DeployError, match="the simulated call failed: not observed: more is offered"):
        smoke(SETTINGS)
    assert fake.cases == {}


def test_a_call_that_never_ends_is_given_up(connected: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0)
    fake = connected("IN_PROGRESS")

    with pytest.raises(DeployError, match="did not end within"):
        smoke(SETTINGS)
    assert fake.cases == {}


def test_it_listens_for_what_the_converter_says_and_the_stack_has_set(connected: Any) -> None:
    fake = connected("PASSED")
    smoke(SETTINGS)
    content = json.loads(fake.made["Content"])
    texts = [one["Event"]["Properties"]["Text"] for one in content["Observations"] if one["Event"]["Properties"]]

    assert texts[0] == texts[2]
    assert texts[0] in spoken("1-800-FLOWERS")
    assert [texts[1], texts[3]] == ["Press 1.", "Bye."]
    assert fake.made["EntryPoint"]["VoiceCallEntryPointParameters"]["FlowId"] == ids.EARLIER_FLOW_ID


def test_its_observations_lead_from_the_first_to_the_last() -> None:
    observations = json.loads(module.TEST.read_text(encoding="utf-8"))["Observations"]
    following = [one["Transitions"]["NextObservations"] for one in observations]

    assert following == [*([one["Identifier"]] for one in observations[1:]), []]

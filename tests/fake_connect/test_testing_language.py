"""Test cases in the testing language: what is right, what is not, and what the fake makes of them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from infra.deploy.smoke import TEST
from infra.fake_connect import testing_language
from infra.fake_connect.seed import EARLIER_FLOW_ID, INSTANCE_ID
from infra.fake_connect.testing_language import find_problems
from tests.fake_connect.conftest import Refusal

Change = Callable[[dict[str, Any]], object]


def words(test: dict[str, Any]) -> dict[str, Any]:
    event: dict[str, Any] = test["Observations"][1]["Event"]
    return event


def pressed(test: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = test["Observations"][1]["Actions"][0]["Parameters"]["Instruction"]["Properties"]
    return properties


BROKEN: dict[str, tuple[Change, str]] = {
    "criteria as text": (
        lambda test: words(test)["Properties"].update(MatchingCriteria="Inclusion"),
        "'Inclusion' is not of type 'object'",
    ),
    "no criteria": (lambda test: words(test)["Properties"].pop("MatchingCriteria"), "'MatchingCriteria' is a required"),
    "criteria beside the properties": (
        lambda test: words(test).update(MatchingCriteria={"Type": "Inclusion"}),
        "'MatchingCriteria' was unexpected",
    ),
    "an empty text": (lambda test: words(test)["Properties"].update(Text=""), "should be non-empty"),
    "a key as text": (lambda test: pressed(test).update(Value="1"), "'1' is not of type 'integer'"),
    "another version": (lambda test: test.update(Version="2025-06-21"), "'2019-10-30' was expected"),
    "usage": (lambda test: test["Observations"][0].update(Usage={"Type": "EXACTLY"}), "'Usage' was unexpected"),
    "no end": (lambda test: test["Observations"][2].update(Actions=[]), "nothing ends the test after"),
    "no beginning": (lambda test: test["Observations"].pop(0), "the first observation must be of TestInitiated"),
    "an observation that is not there": (
        lambda test: test["Observations"][1]["Transitions"].update(NextObservations=["goodbye"]),
        "leads to goodbye, which is not an observation",
    ),
    "an observation twice": (
        lambda test: test["Observations"].append(test["Observations"][2]),
        "two observations have the same Identifier",
    ),
}


def changed(change: Change) -> str:
    test = json.loads(TEST.read_text(encoding="utf-8"))
    change(test)
    return json.dumps(test)


@pytest.mark.parametrize(("change", "problem"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_test_case_is_found_and_rejected(connect: Any, refused: Refusal, change: Change, problem: str) -> None:
    content = changed(change)

    assert any(problem in found for found in find_problems(content)), find_problems(content)
    with refused("InvalidTestCaseException") as caught:
        create(connect, content)
    response: Any = caught.value.response
    assert problem in str(response["Problems"])


def test_the_smoke_test_is_a_test_case(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["testing_language", str(TEST)])
    testing_language.main()

    assert capsys.readouterr().out.endswith("a test case, nothing to fix\n")


def test_a_broken_file_is_told_with_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "broken.json"
    path.write_text("{", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["testing_language", str(path)])

    with pytest.raises(SystemExit, match=rf"^{path}: it is not valid JSON"):
        testing_language.main()


def test_a_fake_without_a_simulator_says_what_to_do(connect: Any) -> None:
    created = create(connect, TEST.read_text(encoding="utf-8"))
    ids = {"InstanceId": INSTANCE_ID, "TestCaseId": created["TestCaseId"]}

    with pytest.raises(connect.exceptions.ClientError, match="start the local cloud with `make up`"):
        connect.start_test_case_execution(**ids)
    connect.delete_test_case(**ids)
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        connect.delete_test_case(**ids)


def create(connect: Any, content: str) -> Any:
    return connect.create_test_case(
        InstanceId=INSTANCE_ID,
        Name="test",
        Content=content,
        EntryPoint={"Type": "VOICE_CALL", "VoiceCallEntryPointParameters": {"FlowId": EARLIER_FLOW_ID}},
        Status="PUBLISHED",
    )

"""`make smoke`: Amazon Connect's own simulated call to the deployed flow, without a phone.

Only a live instance can show that Connect accepts the flow, may invoke the converter, and speaks the words.
"""

import json
import time
from pathlib import Path
from typing import Any

from contact_flow import fill_placeholders
from infra.deploy.account import DeployedStack, client, describe_stack, explain_errors
from infra.deploy.settings import DeployError, DeploySettings

TEST = Path(__file__).with_name("smoke_test.json")
TEXTS = Path(__file__).parents[1] / "flow" / "texts"
CALLER = "+18003569377"  # 1-800-FLOWERS, the answer that the test listens for
_TIMEOUT = 300.0  # seconds; Connect ends a simulated call after five minutes
_POLL = 2.0
_RUNNING = {"INITIATED", "IN_PROGRESS"}


def smoke(settings: DeploySettings) -> str:
    """Make the simulated call and return its result as a line. Raises DeployError with what was not observed."""
    connect = client("connect", settings)
    with explain_errors("connect:CreateTestCase"):
        test = connect.create_test_case(**_test_case(settings, describe_stack(settings)))["TestCaseId"]
    try:
        return _outcome(connect, settings.instance_id, test)
    finally:
        with explain_errors("connect:DeleteTestCase"):
            connect.delete_test_case(InstanceId=settings.instance_id, TestCaseId=test)


def _test_case(settings: DeploySettings, deployed: DeployedStack) -> dict[str, Any]:
    content = fill_placeholders(json.loads(TEST.read_text(encoding="utf-8")), _texts(deployed) | deployed.parameters)
    call = {"SourcePhoneNumber": CALLER, "FlowId": deployed.outputs["ContactFlowId"]}
    return {
        "InstanceId": settings.instance_id,
        "Name": f"{settings.stack} smoke test {time.time_ns()}",
        "Content": json.dumps(content),
        "EntryPoint": {"Type": "VOICE_CALL", "VoiceCallEntryPointParameters": call},
        "Status": "PUBLISHED",
    }


def _texts(deployed: DeployedStack) -> dict[str, str]:
    """Return the texts in the stack's language, or in American English where it has none."""
    language = TEXTS / f"{deployed.parameters.get('Language', 'en-US')}.json"
    path = language if language.exists() else TEXTS / "en-US.json"
    texts: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return texts


def _outcome(connect: Any, instance: str, test: str) -> str:
    with explain_errors("connect:StartTestCaseExecution"):
        execution = connect.start_test_case_execution(InstanceId=instance, TestCaseId=test)["TestCaseExecutionId"]
    run = {"InstanceId": instance, "TestCaseId": test, "TestCaseExecutionId": execution}
    summary = _wait(connect, run)
    if summary["Status"] != "PASSED":
        raise DeployError(f"the simulated call {summary['Status'].lower()}: {_failures(connect, run)}")
    return f"the simulated call passed, {summary['ObservationSummary']['ObservationsPassed']} observations"


def _wait(connect: Any, run: dict[str, str]) -> dict[str, Any]:
    end = time.monotonic() + _TIMEOUT
    while time.monotonic() < end:
        with explain_errors("connect:GetTestCaseExecutionSummary"):
            summary: dict[str, Any] = connect.get_test_case_execution_summary(**run)
        if summary["Status"] not in _RUNNING:
            return summary
        time.sleep(_POLL)
    raise DeployError(f"the simulated call did not end within {_TIMEOUT:.0f} s: look at it in the Connect console")


def _failures(connect: Any, run: dict[str, str]) -> str:
    with explain_errors("connect:ListTestCaseExecutionRecords"):
        records = connect.list_test_case_execution_records(**run)["ExecutionRecords"]
    missed = [record["ObservationId"] for record in records if record["Status"] == "FAILED"]
    return f"not observed: {', '.join(missed) or 'see the records in the Connect console'}"

"""The operations on test cases, and on their executions.

An execution is a simulated call. The fake itself cannot play a flow: the settings give it a simulator, such as the one
in `infra.phone.simulator`. Times are in milliseconds, as others have recorded of the live service, although the model
says seconds.
"""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import uuid4

from infra.fake_connect.errors import RefusedError, not_found
from infra.fake_connect.model import Params, Reply
from infra.fake_connect.protocol import page
from infra.fake_connect.state import FakeAccount, FakeInstance
from infra.fake_connect.testing_language import find_problems

_PAGE = 100


class SimulatedCall(NamedTuple):
    """A call that a test case makes."""

    #: The content of the flow that answers.
    flow: str
    #: The id of the instance.
    instance_id: str
    #: Who calls, in E.164; None when the test case does not say.
    caller: str | None
    #: The number that is called, in E.164; None when the test case does not say.
    number: str | None
    #: The test case, in the testing language.
    test: dict[str, Any]


class Observed(NamedTuple):
    """What an execution made of an observation."""

    observation: str
    passed: bool
    #: What the line said.
    heard: str


Simulate = Callable[[SimulatedCall], list[Observed]]


@dataclass
class FakeExecution:
    """An execution of a test case."""

    id: str
    began: float = field(default_factory=time.time)
    ended: float = 0.0
    status: str = "IN_PROGRESS"
    observed: list[Observed] = field(default_factory=list)
    #: Why it failed before it could observe anything.
    failure: str = ""


@dataclass
class FakeTestCase:
    """A test case."""

    id: str
    name: str
    call: SimulatedCall
    executions: dict[str, FakeExecution] = field(default_factory=dict)


def create_test_case(account: FakeAccount, parameters: Params) -> Reply:
    """Perform CreateTestCase. The content is checked against the testing language."""
    instance = account.instance(parameters["InstanceId"])
    problems = find_problems(parameters["Content"])
    entry = parameters.get("EntryPoint", {}).get("VoiceCallEntryPointParameters", {})
    caller, number = entry.get("SourcePhoneNumber"), entry.get("DestinationPhoneNumber")
    if number and not caller:
        problems.append("Missing mandatory parameter: SourcePhoneNumber")
    if number and number not in {claimed.number for claimed in account.numbers.values()}:
        problems.append("DestinationPhoneNumber is not claimed on the instance")
    if problems:
        body = {"Problems": [{"message": problem} for problem in problems]}
        raise RefusedError("InvalidTestCaseException", "invalid test case", body)
    flow = instance.flow(entry["FlowId"]).content
    call = SimulatedCall(flow, instance.id, caller, number, json.loads(parameters["Content"]))
    case = FakeTestCase(str(uuid4()), parameters["Name"], call)
    instance.test_cases[case.id] = case
    return {"TestCaseId": case.id, "TestCaseArn": f"{instance.arn}/test-case/{case.id}"}


def start_execution(account: FakeAccount, parameters: Params) -> Reply:
    """Perform StartTestCaseExecution. The call goes on while the client asks for its summary."""
    case = _case(account.instance(parameters["InstanceId"]), parameters)
    if account.settings.simulate is None:
        raise RefusedError("NotImplemented", "this fake Connect has no simulator: start the local cloud with `make up`")
    execution = FakeExecution(str(uuid4()))
    case.executions[execution.id] = execution
    threading.Thread(target=_run, args=(account.settings.simulate, case.call, execution), daemon=True).start()
    return {"TestCaseExecutionId": execution.id, "TestCaseId": case.id, "Status": "INITIATED"}


def get_summary(account: FakeAccount, parameters: Params) -> Reply:
    """Perform GetTestCaseExecutionSummary."""
    execution = _execution(account, parameters)
    passed = sum(observed.passed for observed in execution.observed)
    counts = {"TotalObservations": len(execution.observed), "ObservationsPassed": passed}
    times = {"StartTime": _milliseconds(execution.began)}
    times |= {"EndTime": _milliseconds(execution.ended)} if execution.ended else {}
    summary = counts | {"ObservationsFailed": len(execution.observed) - passed}
    return {**times, "Status": execution.status, "ObservationSummary": summary}


def list_records(account: FakeAccount, parameters: Params) -> Reply:
    """Perform ListTestCaseExecutionRecords. Some records have no ObservationId."""
    execution = _execution(account, parameters)
    records = [_record("PASSED", {"Type": "EXECUTION_START"})]
    for observation, passed, heard in execution.observed:
        told = {"Type": "OBSERVATION", "Event": {"Type": "MessageReceived", "Properties": {"Text": heard}}}
        records.append(_record("PASSED" if passed else "FAILED", told) | {"ObservationId": observation})
    if execution.ended:
        records.append(_record(execution.status, {"Type": "COMPLETION", "CompletionReason": execution.failure}))
    return page("ExecutionRecords", records, account, parameters, _PAGE)


def delete_test_case(account: FakeAccount, parameters: Params) -> Reply:
    """Perform DeleteTestCase."""
    instance = account.instance(parameters["InstanceId"])
    del instance.test_cases[_case(instance, parameters).id]
    return {}


def _run(simulate: Simulate, call: SimulatedCall, execution: FakeExecution) -> None:
    try:
        execution.observed = simulate(call)
        passed = all(observed.passed for observed in execution.observed)
    except Exception as error:  # a thread's outer edge: the client learns of the failure by asking
        execution.failure, passed = str(error), False
    execution.ended, execution.status = time.time(), "PASSED" if passed else "FAILED"


def _case(instance: FakeInstance, parameters: Params) -> FakeTestCase:
    case: FakeTestCase | None = instance.test_cases.get(parameters["TestCaseId"])
    if case is None:
        raise not_found("test case")
    return case


def _execution(account: FakeAccount, parameters: Params) -> FakeExecution:
    case = _case(account.instance(parameters["InstanceId"]), parameters)
    if parameters["TestCaseExecutionId"] not in case.executions:
        raise not_found("execution of the test case")
    return case.executions[parameters["TestCaseExecutionId"]]


def _record(status: str, told: dict[str, Any]) -> Reply:
    return {"Status": status, "Timestamp": _milliseconds(time.time()), "Record": json.dumps(told)}


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)

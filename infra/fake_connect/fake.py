"""The fake itself. It performs operations, whether they are called over HTTP or in process.

An operation passes these steps: it is logged, a fault may make it fail, the throttle may refuse it, its parameters are
validated against Connect's own model, IAM authorizes it, and then it reads or changes the account.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from botocore.model import OperationModel

from infra.fake_connect import flows, functions, numbers, tags, test_cases
from infra.fake_connect.authorization import Authorization, access_key
from infra.fake_connect.errors import RefusedError, StaleReplyError, bad_request
from infra.fake_connect.faults import Fault, FaultKind, Faults, error_factory
from infra.fake_connect.model import Params, Reply, problems, service_model
from infra.fake_connect.protocol import find_operation, read_parameters
from infra.fake_connect.seed import new_account
from infra.fake_connect.settings import FakeConnectSettings
from infra.fake_connect.state import Operation
from infra.fake_connect.throttle import Throttle
from infra.servers.clients import ROOT_KEY

# A phone number in E.164, with or without its plus sign. Digits inside an id do not match.
_E164 = re.compile(r"\+[1-9]\d{6,14}|(?<![\w-])[1-9]\d{9,14}(?![\w-])")
LogEntry = dict[str, Any]  # `operation`, `parameters`, and `error`: the error's code, or None


class ConnectHttpRequest(NamedTuple):
    """An HTTP request."""

    method: str
    #: Percent-encoded.
    path: str
    query: str
    body: bytes
    #: The Authorization header; empty when it is missing.
    authorization: str


class FakeConnect:
    """A fake Amazon Connect in memory."""

    def __init__(self, settings: FakeConnectSettings) -> None:
        self._settings = settings
        self._authorization = Authorization(settings.cloud) if settings.cloud else None
        self._lock = threading.Lock()
        self.faults = Faults()
        self.reset()

    def reset(self) -> None:
        """Return to the initial state, with an empty log and without faults."""
        self.faults.clear()
        #: The operations that were called, in order. Phone numbers are removed from their parameters.
        self.log: list[LogEntry] = []
        self.account = new_account(self._settings)
        self._throttle = Throttle(self._settings)

    def fail(
        self, operation: str, kind: FaultKind, times: int | None = 1, *, skip: int = 0, done: bool = False
    ) -> None:
        """Let an operation fail, as `Fault` describes. Raises ValueError for an unknown operation or kind."""
        if operation not in NAMES:
            raise ValueError(f"the fake Connect has no operation {operation}")
        self.faults.add(Fault(operation, error_factory(kind), times, skip, done))

    def snapshot(self) -> dict[str, Any]:
        """Return the resources as JSON, as they are between two operations."""
        with self._lock:
            return self.account.snapshot()

    def handle(self, request: ConnectHttpRequest) -> Reply:
        """Perform the operation of an HTTP request and return its output.

        Raises RefusedError for an error response, and ConnectionBrokenError or NoResponseError for no response.
        """
        operation, labels = find_operation(request.method, request.path)
        with self._log_entry(operation.name) as entry:
            find_implementation(operation.name)
            parameters = read_parameters(operation, labels, request.query, request.body)
            entry["parameters"] = without_numbers(parameters)
            return self._perform(operation, parameters, access_key(request.authorization))

    def perform(self, name: str, parameters: Params, key: str = ROOT_KEY["AWS_ACCESS_KEY_ID"]) -> Reply:
        """Perform an operation by its name in the model and return its output. `key` is the caller's access key.

        Raises what `handle` raises.
        """
        with self._log_entry(name) as entry:
            entry["parameters"] = without_numbers(parameters)
            return self._perform(service_model().operation_model(name), parameters, key)

    @contextmanager
    def _log_entry(self, name: str) -> Iterator[LogEntry]:
        """Log a call, and the error that the block raises."""
        entry: LogEntry = {"operation": name, "parameters": {}, "error": None}
        self.log.append(entry)
        try:
            yield entry
        except BaseException as error:  # logged and raised again, whatever its type
            entry["error"] = error.code if isinstance(error, RefusedError) else type(error).__name__
            raise

    def _perform(self, operation: OperationModel, parameters: Params, key: str) -> Reply:
        implementation = find_implementation(operation.name)
        fault = self.faults.due(operation.name)
        if fault and not fault.done:
            return _fail(fault.error(operation))
        self._throttle.admit(operation.name)
        self._check(operation, parameters, key)
        with self._lock:
            reply = implementation(self.account, parameters)
        return _fail(fault.error(operation)) if fault else reply

    def _check(self, operation: OperationModel, parameters: Params, key: str) -> None:
        if operation.input_shape and (invalid := problems(operation.input_shape, parameters)):
            raise bad_request(operation, "; ".join(invalid))
        if self._authorization:
            self._authorization.check(key, operation.name, parameters)


def _fail(error: BaseException) -> Reply:
    """Raise the error of a fault, or return its reply."""
    if isinstance(error, StaleReplyError):
        return error.reply
    raise error


def without_numbers(parameters: Params) -> Params:
    """Return the parameters with every phone number in them masked."""
    return {name: _mask(value) for name, value in parameters.items()}


def _mask(value: Any) -> Any:
    if isinstance(value, dict):
        return without_numbers(value)
    if isinstance(value, list):
        return [_mask(member) for member in value]
    return _E164.sub("(a phone number)", value) if isinstance(value, str) else value


_OPERATIONS: dict[str, Operation] = {
    "CreateContactFlow": flows.create_flow,
    "DescribeContactFlow": flows.describe_flow,
    "UpdateContactFlowContent": flows.update_flow_content,
    "UpdateContactFlowMetadata": flows.update_flow_metadata,
    "UpdateContactFlowName": flows.update_flow_metadata,
    "DeleteContactFlow": flows.delete_flow,
    "ListContactFlows": flows.list_flows,
    "ListTagsForResource": tags.list_tags,
    "TagResource": tags.tag_resource,
    "UntagResource": tags.untag_resource,
    "AssociateLambdaFunction": functions.associate_function,
    "DisassociateLambdaFunction": functions.disassociate_function,
    "ListLambdaFunctions": functions.list_functions,
    "DescribePhoneNumber": numbers.describe_number,
    "ListPhoneNumbersV2": numbers.list_numbers,
    "AssociatePhoneNumberContactFlow": numbers.associate_number,
    "DisassociatePhoneNumberContactFlow": numbers.disassociate_number,
    "BatchGetFlowAssociation": numbers.get_flow_associations,
    "ListFlowAssociations": numbers.list_flow_associations,
    "CreateTestCase": test_cases.create_test_case,
    "StartTestCaseExecution": test_cases.start_execution,
    "GetTestCaseExecutionSummary": test_cases.get_summary,
    "ListTestCaseExecutionRecords": test_cases.list_records,
    "DeleteTestCase": test_cases.delete_test_case,
}
NAMES = frozenset(_OPERATIONS)


def find_implementation(name: str) -> Operation:
    """Return the implementation of an operation. Raises RefusedError when the fake has none."""
    if name not in _OPERATIONS:
        raise RefusedError("NotImplemented", f"the fake Connect does not implement {name} yet")
    return _OPERATIONS[name]

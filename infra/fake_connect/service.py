"""The way of a request through the fake, from the wire to the state and back."""

import threading
from typing import Any, NamedTuple

from botocore.model import OperationModel

from infra.fake_connect import parameters, routes
from infra.fake_connect.callers import access_key
from infra.fake_connect.errors import Refused, bad_request
from infra.fake_connect.faults import Faults
from infra.fake_connect.log import Entry, Log, without_numbers
from infra.fake_connect.model import Params, Reply
from infra.fake_connect.operations import called
from infra.fake_connect.rights import Rights
from infra.fake_connect.seed import seeded
from infra.fake_connect.settings import Settings
from infra.fake_connect.throttle import Throttle
from infra.fake_connect.validation import problems
from infra.fake_connect.world import World


class Request(NamedTuple):
    """What came. path: percent-encoded; authorization: that header, empty when it is missing."""

    method: str
    path: str
    query: str
    body: bytes
    authorization: str


class Connect:
    """The fake itself, without HTTP."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._rights = Rights(settings.cloud) if settings.cloud else None
        self._lock = threading.Lock()
        self.faults = Faults()
        self.reset()

    def reset(self) -> None:
        """Be as at the start."""
        self.faults.heal()
        self.log = Log()
        self.world = World(seeded(), self._settings)
        self._throttle = Throttle(self._settings)

    def snapshot(self) -> dict[str, Any]:
        """What there is, as JSON, between two operations."""
        with self._lock:
            return self.world.state.snapshot()

    def answer(self, request: Request) -> Reply:
        """The output of the operation that is asked for.

        Raises Refused when it is an error, and ConnectionReset or NeverAnswered when it was told to be no answer.
        """
        operation, labels = routes.find(request.method, request.path)
        entry = self.log.begin(operation.name)
        try:
            return self._answer(operation, labels, request, entry)
        except Exception as error:  # whatever it is, it is written down, and goes on its way
            entry["error"] = error.code if isinstance(error, Refused) else type(error).__name__
            raise

    def _answer(self, operation: OperationModel, labels: dict[str, str], request: Request, entry: Entry) -> Reply:
        do = called(operation.name)
        asked = parameters.read(operation, labels, request.query, request.body)
        entry["parameters"] = without_numbers(asked)
        fault = self.faults.due(operation.name)
        if fault and not fault.done:
            fault.strike(operation)
        self._throttle.pass_one(operation.name)
        self._check(operation, asked, access_key(request.authorization))
        with self._lock:
            reply = do(self.world, asked)
        if fault:
            fault.strike(operation)
        return reply

    def _check(self, operation: OperationModel, asked: Params, key: str) -> None:
        if operation.input_shape and (wrong := problems(operation.input_shape, asked)):
            raise bad_request(operation, "; ".join(wrong))
        if self._rights:
            self._rights.check(key, operation.name, asked)

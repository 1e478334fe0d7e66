"""Saves a call while its caller waits: in the table, or else in the queue, and never at the cost of the reply."""

import logging
from collections.abc import Callable
from typing import NamedTuple

from calls.call import Call
from calls.callers import Backlog, Callers, Saved
from calls.deadline import Deadline
from calls.errors import ServiceError

_log = logging.getLogger(__name__)


class Saving(NamedTuple):
    """The table in which calls are saved, and the queue in which they wait when that fails."""

    callers: Callers
    backlog: Backlog

    def save(self, call: Call, deadline: Deadline) -> Saved:
        """Save a call and return where it was saved. Failures are logged, without the call itself."""
        try:
            saved, failures = self._save(call, deadline)
        except Exception as error:  # the outer edge: no fault in saving may cost a caller the answer
            _log.error(
                "a call was lost because saving it failed unexpectedly: %s",
                type(error).__name__,
                extra={"contact": call.contact_id},
            )
            return "no"
        outcome = "was queued" if saved == "queued" else "was lost"
        for failure in failures:
            _log.warning("a call %s: %s", outcome, failure, extra={"contact": call.contact_id})
        return saved

    def _save(self, call: Call, deadline: Deadline) -> tuple[Saved, list[ServiceError]]:
        failures: list[ServiceError] = []
        places: list[tuple[Saved, Callable[[Call, Deadline], None]]]
        places = [("yes", self.callers.save), ("queued", self.backlog.put)]
        for saved, save in places:
            try:
                save(call, deadline)
            except ServiceError as error:
                failures.append(error)
            else:
                return saved, failures
        return "no", failures

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
        failures: list[str] = []
        places: list[tuple[Saved, Callable[[Call, Deadline], None]]]
        places = [("yes", self.callers.save), ("queued", self.backlog.put)]
        for saved, save in places:
            failure = _failure(save, call, deadline)
            if not failure:
                _log_failures(call, "was queued", failures)
                return saved
            failures.append(failure)
        _log_failures(call, "was lost", failures)
        return "no"


def _failure(save: Callable[[Call, Deadline], None], call: Call, deadline: Deadline) -> str:
    """Save a call, and return why that failed; empty when it did not."""
    try:
        save(call, deadline)
    except ServiceError as error:
        return str(error)
    except Exception as error:  # the outer edge: no fault in saving may cost a caller the answer, or the other place
        return f"an unexpected {type(error).__name__}"  # its text may repeat the number
    return ""


def _log_failures(call: Call, outcome: str, failures: list[str]) -> None:
    for failure in failures:
        _log.warning("a call %s: %s", outcome, failure, extra={"contact": call.contact_id})

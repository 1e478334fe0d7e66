"""Keeping a call while its caller waits: in the table, else in the queue, and never at the price of the answer."""

import logging
from typing import NamedTuple

from vanity.call import Call
from vanity.callers import Backlog, Callers, Deadline, Saved, keep

_log = logging.getLogger(__name__)


class Saving(NamedTuple):
    """Where calls are kept, and where they wait when that fails."""

    callers: Callers
    backlog: Backlog

    def keep(self, call: Call, deadline: Deadline) -> Saved:
        """How the call was kept. What was in the way is logged, without the call itself."""
        try:
            saved, failures = keep(call, self.callers, self.backlog, deadline)
        except Exception as error:  # the outer edge: no fault in saving may cost a caller the answer
            _log.error("a call is lost, saving broke: %s", type(error).__name__, extra={"contact": call.contact_id})
            return "no"
        outcome = "waits in the queue" if saved == "queued" else "is lost"
        for failure in failures:
            _log.warning("a call %s: %s", outcome, failure, extra={"contact": call.contact_id})
        return saved

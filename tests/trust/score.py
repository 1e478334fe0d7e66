"""What a campaign counts, and the table that it prints."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

_HEADINGS = ("cases", "lost", "unanswered", "late", "unhandled", "leaked")
_FAILURES = _HEADINGS[1:]
_SHOWN = 20  # failures that are told one by one


class Campaign(NamedTuple):
    """How large a campaign is."""

    #: Where all its random choices start: the same seed tries the same cases.
    seed: int = 1
    #: The share of the whole campaign that is tried, above 0 and up to 1. `make test` tries a hundredth.
    share: float = 1.0

    def some(self, whole: int) -> int:
        """Return the number of cases to try of a whole campaign's, at least one."""
        return max(1, round(whole * self.share))


@dataclass
class Score:
    """A row of the table."""

    part: str
    cases: int = 0
    #: Calls that were saved neither in the table nor in the queue, though one of them worked.
    lost: int = 0
    #: Callers and clients who got no reply.
    unanswered: int = 0
    #: Replies after the deadline.
    late: int = 0
    #: Exceptions, and errors in which a person cannot read what to do.
    unhandled: int = 0
    #: Whole phone numbers where they must not be.
    leaked: int = 0
    #: What repeats each failure: the seed, the case, and what was wrong, without a phone number.
    repeats: list[str] = field(default_factory=list)

    @property
    def failures(self) -> int:
        """How many cases failed in any way."""
        return sum(getattr(self, name) for name in _FAILURES)

    def fail(self, kind: str, repeat: str) -> None:
        """Count a failure of a kind: `lost`, `unanswered`, `late`, `unhandled` or `leaked`."""
        setattr(self, kind, getattr(self, kind) + 1)
        self.repeats.append(f"{self.part}, {kind}: {repeat}")


Part = Callable[[Campaign], Sequence[Score]]


def table(scores: Sequence[Score]) -> str:
    """Return the scores as a table with their sum, and below it what repeats the first failures."""
    total = Score("total", *(sum(getattr(score, name) for score in scores) for name in _HEADINGS))
    rows = [*scores, total]
    width = max(len(score.part) for score in rows)
    lines = [f"{'':{width}}" + "".join(f"{name:>12}" for name in _HEADINGS)]
    lines += [f"{row.part:{width}}" + "".join(f"{getattr(row, name):>12,}" for name in _HEADINGS) for row in rows]
    repeats = [repeat for score in scores for repeat in score.repeats]
    return "\n".join([*lines, *repeats[:_SHOWN]])

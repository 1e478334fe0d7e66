"""Tries what nobody sends on purpose: `python -m tests.trust.generated "phone numbers" 1 4711` repeats one case."""

import logging
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tests.trust.checks import LeakError
from tests.trust.inputs import KINDS, ROOT
from tests.trust.score import Campaign, Score


def run(campaign: Campaign) -> list[Score]:
    """Try all kinds of inputs, and return a score for each of them."""
    with _quiet():
        return [_try_kind(name, campaign) for name in KINDS]


def kind_of(error: Exception) -> str:
    """Return what an error of a check counts as."""
    if isinstance(error, LeakError):
        return "leaked"
    return "unanswered" if isinstance(error, AssertionError) else "unhandled"


def tell(error: Exception) -> str:
    """Return what went wrong, and where, without the input."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_ours(frame.filename)]
    last = frames[-1]
    said = f": {error}".partition("\n")[0] if isinstance(error, AssertionError) else ""
    return f"{type(error).__name__} at {Path(last.filename).relative_to(ROOT)}:{last.lineno}{said}"


def _try_kind(name: str, campaign: Campaign) -> Score:
    score, seen = Score(name), Counter[str]()
    for case in range(campaign.some(KINDS[name].cases)):
        score.cases += 1
        error = _try_case(name, campaign.seed, case)
        if error is None:
            continue
        what = tell(error)
        seen[what] += 1
        if seen[what] == 1:  # one of a kind is told; the others are only counted
            score.fail(kind_of(error), f"{what}: python -m tests.trust.generated {name!r} {campaign.seed} {case}")
        else:
            setattr(score, kind_of(error), getattr(score, kind_of(error)) + 1)
    return score


def _try_case(name: str, seed: int, case: int) -> Exception | None:
    kind = KINDS[name]
    made = kind.make(Random(f"{name} {seed} {case}"))
    try:
        kind.check(made)
    except Exception as error:  # any at all is what this looks for
        return error
    return None


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the warnings that belong to many inputs."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


def _is_ours(path: str) -> bool:
    return path.startswith(str(ROOT)) and ".venv" not in path


def main(name: str, seed: int, case: int) -> None:
    """Repeat one case: print the input, and raise what is wrong."""
    made = KINDS[name].make(Random(f"{name} {seed} {case}"))
    print(repr(made))
    KINDS[name].check(made)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

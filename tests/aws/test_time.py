"""There is always an answer before Connect hangs up, also against servers that say nothing."""

from collections.abc import Iterator
from functools import partial
from time import monotonic, sleep

import pytest

from aws.backlog import BacklogQueue
from aws.callers import CallersTable
from aws.clients import make_client
from aws.items import TablePolicy
from aws.retry import MOST_ATTEMPTS, retry
from calls.deadline import Deadline
from calls.errors import ServiceError, ServiceUnavailableError
from converter.saving import Saving
from tests.call_data import AMPLE, call
from tests.silence import Silence

FUNCTION_SECONDS = 7.0  # the converter's Timeout in infra/template.yaml


@pytest.fixture
def saving(monkeypatch: pytest.MonkeyPatch) -> Iterator[Saving]:
    """What saves calls, on top of a server that accepts connections and never answers."""
    with Silence() as server:
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        monkeypatch.setenv("AWS_ENDPOINT_URL", server.url)
        table = CallersTable(make_client("dynamodb"), "callers", TablePolicy(90, 4))
        yield Saving(table, BacklogQueue(partial(make_client, "sqs"), f"{server.url}/000000000000/backlog"))


@pytest.mark.parametrize("remaining", [pytest.param(FUNCTION_SECONDS, marks=pytest.mark.lengthy), 4.0, 2.0, 0.5])
def test_a_server_that_hangs_leaves_time_for_the_answer(saving: Saving, remaining: float) -> None:
    end = monotonic() + remaining

    assert saving.save(call(), Deadline(lambda: end - monotonic())) == "no"
    assert end - monotonic() > remaining / 40


class Failing:
    """Raises so often, then gives what it has."""

    def __init__(self, times: int, error: type[ServiceError] = ServiceUnavailableError) -> None:
        self.left = times
        self._error = error

    def __call__(self) -> str:
        if self.left:
            self.left -= 1
            raise self._error("failed")
        return "done"


def test_what_may_pass_is_tried_again() -> None:
    assert retry(Failing(MOST_ATTEMPTS - 1), AMPLE) == "done"


def test_there_are_only_so_many_attempts() -> None:
    failing = Failing(MOST_ATTEMPTS + 1)
    with pytest.raises(ServiceUnavailableError):
        retry(failing, AMPLE)
    assert failing.left == 1


def test_what_will_not_pass_is_not_tried_again() -> None:
    failing = Failing(2, ServiceError)
    with pytest.raises(ServiceError):
        retry(failing, AMPLE)
    assert failing.left == 1


def test_no_attempt_begins_without_time_for_it() -> None:
    with pytest.raises(ServiceUnavailableError, match="no time left"):
        retry(Failing(0), Deadline(lambda: 1.0), reserve=1.0)


def test_an_attempt_is_cut_off_when_its_time_is_over() -> None:
    started = monotonic()

    with pytest.raises(ServiceUnavailableError, match=r"no response within 0\.2 s"):
        retry(partial(sleep, 5), Deadline(lambda: 0.5 - (monotonic() - started)), reserve=0.3)
    assert monotonic() - started < 0.4


@pytest.mark.parametrize("error", [KeyError("x"), ServiceError("refused")])
def test_what_an_attempt_raises_is_raised(error: Exception) -> None:
    def fails() -> None:
        raise error

    with pytest.raises(type(error)) as raised:
        retry(fails, AMPLE)
    assert raised.value is error

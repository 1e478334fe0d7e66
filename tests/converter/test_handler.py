"""The handler as Lambda loads it, with a table that is not there: what it returns, and what it writes into the log."""

import json
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

from tests.converter.events import CAPTURED, FLOWERS, event
from tests.converter.test_conversion import assert_fits_a_flow
from tests.handlers import Context, loaded


@pytest.fixture
def handler(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The handler, talking to a server that refuses every connection."""
    with loaded("converter", monkeypatch) as module:
        yield module


def test_the_caller_is_answered_when_nothing_can_be_kept(handler: ModuleType) -> None:
    reply = handler.handle(CAPTURED, Context(7000))

    assert_fits_a_flow(reply)
    assert (reply["vanity1"], reply["saved"]) == ("1-800-FLOWERS", "no")


def test_without_time_nothing_is_tried(handler: ModuleType) -> None:
    assert handler.handle(CAPTURED, Context(500))["saved"] == "no"


def test_one_line_is_measured(handler: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    handler.handle(CAPTURED, Context(500))
    measured = json.loads(capsys.readouterr().out)

    metrics = measured["_aws"]["CloudWatchMetrics"][0]
    assert {metric["Name"] for metric in metrics["Metrics"]} <= set(measured)
    shown = {name: measured[name] for name in ("Stack", "Status", "Calls", "Queued", "Unsaved")}
    assert shown == {"Stack": "vanity", "Status": "found", "Calls": 1, "Queued": 0, "Unsaved": 1}


def test_a_withheld_number_is_not_counted_as_unsaved(handler: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    handler.handle(event(CustomerEndpoint=None), Context(500))

    assert json.loads(capsys.readouterr().out)["Unsaved"] == 0


def test_the_log_names_neither_number_nor_words(
    handler: ModuleType, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    handler.handle(CAPTURED, Context(7000))
    logged = capsys.readouterr().out + caplog.text

    assert "was lost" in logged
    assert FLOWERS[-7:] not in re.sub(r"\D", "", logged)
    assert "FLOWERS" not in logged

"""A call to the real flow: the deployed converter really asked, its answers spoken, the row read back."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from samtranslator.yaml_helper import yaml_parse

from contact_flow import filled
from infra.local.line import __main__ as command
from infra.local.line.flow import Flow
from infra.local.line.reading import read
from infra.local.line.up import Phone, Up
from infra.local.places import ROOT, TEMPLATE
from tests.cloud.conftest import Line
from vanity.speech import spoken

FLOW = Path(ROOT / "infra" / "flow" / "vanity-line.json").read_text(encoding="utf-8")
FLOWERS = f"Number one. … {spoken('1-800-FLOWERS')} Number two."
PHONE = Phone("http://127.0.0.1:1", "11111111-2222-3333-4444-555555555555", "n-1", "+18005550100")


def published(line: Line) -> Flow:
    """The flow with the texts of the template, and the converter that is deployed."""
    parameters = yaml_parse(TEMPLATE.read_text(encoding="utf-8"))["Parameters"]
    values = {name: str(one.get("Default")) for name, one in parameters.items()}
    return read(filled(json.loads(FLOW), values | {"Converter": line.outputs["ConverterArn"]}))


@pytest.fixture
def heard(line: Line, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """What a call prints, by its arguments; the flow comes from the repository instead of from Amazon Connect."""
    flow = published(line)
    outputs = line.outputs | {"PageUrl": "http://page.localhost/"}
    monkeypatch.setattr(command, "what_is_up", lambda: Up(line.cloud, outputs, PHONE))
    monkeypatch.setattr(command, "answering", lambda _: flow)

    def call(*arguments: str) -> str:
        command.main(arguments)
        return capsys.readouterr().out

    return call


def test_flowers_is_spoken_first_and_saved(heard: Any) -> None:
    told = heard("+18003569377", "--keys", "")

    assert told.startswith("calling +1 800-555-0100 from +1 800-356-9377\n\n  line  ")
    assert FLOWERS in " ".join(told.split())
    assert re.search(r"\nsaved for \+1 800-356-9377: \d+ calls?, .*\n  1\. 1-800-FLOWERS +\+", told)
    assert told.endswith("\npage  http://page.localhost/\n")


def test_a_keyed_number_is_a_row_of_its_own(heard: Any) -> None:
    told = heard("+18003569377", "--keys", "2,2066857267")

    assert "  you   press 2\n" in told
    assert "  you   press 2066857267\n" in told
    assert "saved for +1 800-356-9377: " in told
    assert "saved for +1 206-685-7267, keyed: " in told


def test_a_withheld_number_can_key_one(heard: Any) -> None:
    for withheld in ("anonymous", ""):
        told = heard(withheld, "--keys", "8003569377")

        assert FLOWERS in " ".join(told.split())
        assert "saved for +1 800-356-9377, keyed: " in told


def test_a_silent_caller_who_is_withheld_leaves_nothing(heard: Any) -> None:
    told = heard("anonymous", "--keys", "")

    assert "saved" not in told
    assert "(the line hangs up after about " in told


def test_in_real_time_it_lasts_as_long_as_it_says(heard: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    told = heard("anonymous", "--keys", "", "--realtime")

    assert f"(the line hangs up after about {round(sum(slept))} s)" in told

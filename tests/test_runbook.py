"""The runbook and the template's alarms: each alarm has a section, and names it."""

import re
from typing import Any

import pytest
from samtranslator.yaml_helper import yaml_parse

from docs.refresh import ROOT
from infra.local.paths import TEMPLATE

TEXT = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
BODY = yaml_parse(TEMPLATE.read_text(encoding="utf-8"))
ALARMS: dict[str, Any] = {
    name: resource["Properties"]
    for name, resource in BODY["Resources"].items()
    if resource["Type"] == "AWS::CloudWatch::Alarm"
}


def sections() -> dict[str, str]:
    """The runbook's sections on alarms, by their headings."""
    return dict(re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", TEXT, re.MULTILINE | re.DOTALL))


def test_each_alarm_has_a_section_and_each_section_an_alarm() -> None:
    assert sections().keys() == ALARMS.keys()


def test_each_section_says_what_it_means_what_to_look_at_and_what_to_do() -> None:
    for name, text in sections().items():
        assert re.findall(r"^\*\*(.+?):\*\*", text, re.MULTILINE) == ["Means", "Look at", "Do"], name


def test_each_alarm_names_its_section() -> None:
    for name, alarm in ALARMS.items():
        assert alarm["AlarmDescription"].endswith(f" See docs/runbook.md#{name.lower()}")


def test_the_outputs_that_the_runbook_names_exist() -> None:
    named = set(re.findall(r"\(output (\w+)\)|`(\w+(?:LogGroup|Url))`", TEXT))

    assert {name for names in named for name in names if name} <= BODY["Outputs"].keys()


@pytest.mark.parametrize("title", ["Calls waiting to be saved", "Converter, milliseconds", "Connect"])
def test_the_dashboards_titles_that_the_runbook_names_exist(title: str) -> None:
    body = BODY["Resources"]["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"][0]

    assert f'"{title}"' in TEXT
    assert f'"title": "{title}"' in body

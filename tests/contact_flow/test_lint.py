"""Every rule finds its one mistake in a flow that is good but for it, and nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contact_flow import Finding, Severity, errors_in, lint, lint_text
from contact_flow.catalogue import FORMS, LANGUAGE
from contact_flow.findings import SEVERITIES, SOURCES
from tests.contact_flow.accepted import CONSOLE_EDITS, GOOD_VALUES
from tests.contact_flow.breaking import Broken, branch
from tests.contact_flow.broken import BROKEN
from tests.contact_flow.flows import GOOD, changed, put

LINE = Path(__file__).parents[2] / "infra" / "flow" / "vanity-line.json"

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=10)
    | st.sampled_from(["hangup", "$.", "${"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["Version", "Actions", "Identifier", "Type", "Parameters", "Transitions", "SSML"])
            | st.text(),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_flow_has_one_finding_that_names_the_action_and_the_rule(broken: Broken) -> None:
    findings = lint(changed(broken.change))

    assert [(finding.action, finding.rule) for finding in findings] == [(broken.action, broken.rule)]
    assert findings[0].problem
    assert findings[0].remedy


def test_there_are_many_broken_flows_and_each_rule_breaks_one() -> None:
    assert len(BROKEN) >= 119
    unreadable = {"not-json", "duplicate-key", "json-limits", "too-large"}  # tried below
    untried = {*unreadable, "number-of-actions", "conditions-not-allowed"}  # tried elsewhere, or below
    assert SEVERITIES.keys() - {broken.rule for broken in BROKEN.values()} <= untried


def test_every_rule_has_its_source_or_its_reason() -> None:
    assert all(SOURCES[rule] for rule in SEVERITIES)
    assert all(form.source for forms in FORMS.values() for form in forms)
    assert set(LANGUAGE["renamed"].values()) | {*LANGUAGE["outbound"]} <= FORMS.keys()


def test_the_catalogue_has_every_type_of_the_reference() -> None:
    documented = (Path(__file__).with_name("documented_types.txt")).read_text(encoding="utf-8").split()

    assert len(documented) == 56
    assert {LANGUAGE["renamed"].get(kind, kind) for kind in documented} <= FORMS.keys()


def test_a_broken_action_does_not_hide_what_is_wrong_with_the_others() -> None:
    def change(flow: dict[str, Any]) -> None:
        for broken in ("no type", "nine seconds", "an identifier twice"):
            BROKEN[broken].change(flow)

    assert [(finding.action, finding.rule) for finding in lint(changed(change))] == [
        ("convert", "bad-value"),
        ("sorry", "missing-property"),
    ]


def test_a_missing_version_is_asked_for_as_text() -> None:
    (finding,) = lint(changed(BROKEN["no version"].change))

    assert str(finding) == "the flow: it has no Version; add Version, a string [missing-property]"


def test_the_example_in_aws_own_documentation_is_a_flow() -> None:
    example = json.loads((Path(__file__).with_name("aws_example.json")).read_text(encoding="utf-8"))

    assert errors_in(lint(example)) == []
    assert {finding.rule for finding in lint(example)} == {"no-position", "unhandled-error"}


@pytest.mark.parametrize("change", CONSOLE_EDITS.values(), ids=CONSOLE_EDITS.keys())
def test_what_an_administrator_adds_in_the_console_is_no_error(change: Any) -> None:
    assert errors_in(lint(changed(change))) == []


def test_the_good_flow_has_nothing_to_mend() -> None:
    assert lint(GOOD) == []


@pytest.mark.parametrize("change", GOOD_VALUES.values(), ids=GOOD_VALUES.keys())
def test_what_connect_takes_is_no_finding(change: Any) -> None:
    assert lint(changed(change)) == []


def test_the_good_flow_has_what_the_line_uses() -> None:
    line = {action["Type"] for action in json.loads(LINE.read_text(encoding="utf-8"))["Actions"]}

    assert line <= {action["Type"] for action in GOOD["Actions"]}


def test_a_transfer_is_found_however_well_it_is_written() -> None:
    parameters = {
        "ThirdPartyPhoneNumber": "+12025550123",
        "ThirdPartyConnectionTimeLimitSeconds": "30",
        "ContinueFlowExecution": "False",
    }
    transfer = {
        "Identifier": "sorry",
        "Type": "TransferParticipantToThirdParty",
        "Parameters": parameters,
        "Transitions": {"NextAction": "hangup", "Errors": [branch("NoMatchingError")]},
    }

    findings = lint(changed(lambda flow: flow["Actions"].__setitem__(-2, transfer)))

    assert [(finding.action, finding.rule) for finding in findings] == [("sorry", "outbound-action")]
    assert findings[0].severity is Severity.WARNING
    assert "5550123" not in str(findings[0])


def test_too_many_actions() -> None:
    extra = [GOOD["Actions"][-1] | {"Identifier": f"end {place}"} for place in range(238)]

    rules = [finding.rule for finding in lint(changed(lambda flow: flow["Actions"].extend(extra)))]

    assert rules[0] == "number-of-actions"
    assert rules.count("number-of-actions") == 1
    assert "number-of-actions" not in {
        finding.rule for finding in lint(changed(lambda flow: flow["Actions"].extend(extra[1:])))
    }


def test_findings_stand_in_the_order_of_the_actions() -> None:
    def change(flow: dict[str, Any]) -> None:
        for broken in ("a long text", "another version", "nine seconds", "no next action of a prompt", "logging on"):
            BROKEN[broken].change(flow)

    assert [finding.action for finding in lint(changed(change))] == ["", "logging", "convert", "sorry", "sorry"]


def test_a_finding_is_one_line_that_says_where_what_and_how() -> None:
    finding = Finding("con\nvert", "some-rule", "it is \ud800 wrong", "mend it")

    assert str(finding) == r"con\nvert: it is \ud800 wrong; mend it [some-rule]"
    assert str(finding._replace(action="")).startswith("the flow: ")


UNREADABLE = {
    "": "not-json",
    "{": "not-json",
    "{'Version': 1}": "not-json",
    "[NaN]": "not-json",
    "\ufeff{}": "not-json",
    '{"a": 1, "a": 2}': "duplicate-key",
    "[" * 100_000 + "]" * 100_000: "json-limits",
    "9" * 5000: "json-limits",
}


@pytest.mark.parametrize("text", UNREADABLE, ids=range(len(UNREADABLE)))
def test_text_that_cannot_be_read(text: str) -> None:
    findings = lint_text(text)

    assert [(finding.action, finding.rule) for finding in findings] == [("", UNREADABLE[text])]
    assert len(str(findings[0])) < 300


def test_a_large_object_with_a_key_twice_is_read_at_once() -> None:
    keys = [*map(str, range(50_000)), "7"]  # in quadratic time this takes minutes

    assert [finding.rule for finding in lint_text("{" + ",".join(f'"{key}":0' for key in keys) + "}")] == [
        "too-large",
        "duplicate-key",
    ]


def test_text_that_is_too_long() -> None:
    text = json.dumps(GOOD)

    assert lint_text(text.ljust(256_000)) == []
    assert [finding.rule for finding in lint_text(text.ljust(256_001))] == ["too-large"]


def test_a_deep_document_is_no_trouble() -> None:
    deep: Any = "${Left}"
    for _ in range(20_000):
        deep = [deep]

    findings = lint(changed(put("sorry/Parameters/Text", deep)))
    in_condition = lint(changed(put("status/Transitions/Conditions/0/Condition/Operands", [deep])))

    assert {finding.rule for finding in in_condition} >= {"not-a-string"}
    assert {finding.rule for finding in findings} == {"malformed", "unresolved-placeholder"}
    assert max(len(str(finding)) for finding in findings) < 400


@given(JSON)
def test_anything_at_all_is_linted(document: Any) -> None:
    assert all(str(finding).isprintable() for finding in lint(document))


@given(st.data())
def test_a_flow_with_junk_anywhere_is_linted(data: st.DataObject) -> None:
    flow = changed(lambda _: None)
    holder: Any = flow
    key: Any = data.draw(st.sampled_from(sorted(holder)))
    while isinstance(holder[key], dict | list) and holder[key] and data.draw(st.integers(0, 4)):
        holder = holder[key]
        key = data.draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
    holder[key] = data.draw(JSON)

    assert all(str(finding).isprintable() for finding in lint(flow))


def test_an_operand_that_is_a_list_is_a_finding() -> None:
    findings = lint(changed(put("status/Transitions/Conditions/0/Condition/Operands", [["a", "b"]])))

    assert [(finding.action, finding.rule) for finding in findings] == [("status", "not-a-string")]

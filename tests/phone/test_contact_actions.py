"""Each action that changes the contact, or ends it."""

import pytest

from infra.phone.actions import MOST_ATTRIBUTE_BYTES
from infra.phone.events import HungUp
from tests.phone.calls import called
from tests.phone.flows import END, Document, action, flow, say

FAILED = say("failed", "It failed.")


def test_attributes_stay_with_the_contact() -> None:
    setting = flow(
        action(
            "set", "UpdateContactAttributes", {"Attributes": {"from": "$.Channel"}, "TargetContact": "Current"}, "tell"
        ),
        say("tell", "$.Attributes.from"),
        END,
    )
    call = called(setting)

    assert call.said == ["VOICE"]
    assert call.contact.event({})["Details"]["ContactData"]["Attributes"] == {"from": "VOICE"}


def test_more_attributes_than_a_contact_can_hold_take_the_error_branch() -> None:
    setting = action(
        "set",
        "UpdateContactAttributes",
        {"Attributes": {"much": "x" * MOST_ATTRIBUTE_BYTES}},
        "end",
        errors={"NoMatchingError": "failed"},
    )
    call = called(flow(setting, FAILED, END))

    assert call.said == ["It failed."]
    assert call.contact.attributes == {}


def setting(kind: str, **parameters: str) -> Document:
    return flow(action("set", kind, {**parameters}, "end", errors={"NoMatchingError": "failed"}), FAILED, END)


def test_the_language_is_told_to_functions() -> None:
    call = called(setting("UpdateContactData", LanguageCode="es-US"))

    assert call.contact.data()["LanguageCode"] == "es-US"


@pytest.mark.parametrize(
    "document",
    [
        setting("UpdateContactData", LanguageCode="English"),
        setting("UpdateContactTextToSpeechVoice", TextToSpeechVoice="no voice"),
    ],
    ids=["language", "voice"],
)
def test_a_language_or_a_voice_that_cannot_be_takes_the_error_branch(document: Document) -> None:
    assert called(document).said == ["It failed."]


def test_a_voice_and_the_log_change_nothing_that_is_heard() -> None:
    quiet = flow(
        action("log", "UpdateFlowLoggingBehavior", {"FlowLoggingBehavior": "Disabled"}, "voice"),
        action("voice", "UpdateContactTextToSpeechVoice", {"TextToSpeechVoice": "Joanna"}, "end"),
        END,
    )

    assert called(quiet).events == [HungUp(by_caller=False)]


@pytest.mark.parametrize("kind", ["DisconnectParticipant", "EndFlowExecution"])
def test_the_line_hangs_up(kind: str) -> None:
    assert called(flow(action("end", kind))).events == [HungUp(by_caller=False)]

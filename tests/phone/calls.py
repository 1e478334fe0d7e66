"""Calls to a flow, with a caller whose keys are written beforehand and functions that answer what they are told to."""

import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from infra.phone.actions import OngoingCall
from infra.phone.contact import PhoneContact
from infra.phone.engine import Play, Step
from infra.phone.events import CallEvent, Spoken
from infra.phone.functions import InvocationError
from infra.phone.keypad import Keypad, ScriptedKeypad
from infra.phone.playable_flow import parse_flow
from infra.phone.transcript import paragraphs
from tests.phone.flows import Document

T = TypeVar("T")
CALLER = "+18003569377"
LINE = "+18005550100"


class FakeFunctions:
    """Answers in turn, the last one over and over; one that is no object at all, None, is a failure."""

    def __init__(self, *answers: object) -> None:
        self._answers = list(answers) or [{}]
        self.events: list[dict[str, Any]] = []
        self.limits: list[float] = []

    def invoke(self, function: str, event: dict[str, Any], seconds: float) -> bytes:
        assert function.startswith("arn:aws:lambda:")
        self.events.append(event)
        self.limits.append(seconds)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if answer is None:
            raise InvocationError("no response within 8 s")
        return answer if isinstance(answer, bytes) else json.dumps(answer).encode()


class Called(NamedTuple):
    """A call that is over, or broke off."""

    events: list[CallEvent]
    play: Play
    contact: PhoneContact
    functions: FakeFunctions

    @property
    def said(self) -> list[str]:
        return [text for event in self.events if isinstance(event, Spoken) for text in paragraphs(event.speech)]

    @property
    def steps(self) -> list[Step]:
        return self.play.steps

    @property
    def path(self) -> list[str]:
        return [step.action for step in self.play.steps]

    def of(self, kind: type[T]) -> list[T]:
        return [event for event in self.events if isinstance(event, kind)]


def contact(customer: str | None = CALLER) -> PhoneContact:
    return PhoneContact("contact-1", customer, LINE, "11111111-2222-3333-4444-555555555555")


def called(
    document: Document,
    keys: Sequence[str] | Keypad = (),
    functions: FakeFunctions | None = None,
    customer: str | None = CALLER,
    listener: Callable[[CallEvent], None] = lambda event: None,
) -> Called:
    events: list[CallEvent] = []

    def report(event: CallEvent) -> None:
        events.append(event)
        listener(event)

    keypad = ScriptedKeypad(keys) if isinstance(keys, Sequence) else keys
    functions = functions or FakeFunctions()
    call = OngoingCall(contact(customer), keypad, functions, report)
    made = Called(events, Play(parse_flow(document), call), call.contact, functions)
    made.play.run()
    return made

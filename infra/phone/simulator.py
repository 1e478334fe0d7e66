"""Runs a test case in Connect's testing language: a call to the flow in which the test case listens and presses keys.

As live, what the line says until it waits for a key is one message, and matching ignores case. A message that does not
match is no failure: the test case goes on listening until the call ends.

`python -m infra.phone.simulator` serves a fake Connect that has this simulator.
"""

import json
from typing import Any
from uuid import uuid4

from infra.fake_connect import __main__ as fake_connect
from infra.fake_connect.test_cases import Observed, SimulatedCall
from infra.phone.actions import SUPPORT, OngoingCall
from infra.phone.contact import PhoneContact
from infra.phone.engine import Play
from infra.phone.events import CallEvent, Spoken
from infra.phone.functions import Functions
from infra.phone.keypad import CallerHungUpError
from infra.phone.line import functions_in
from infra.phone.playable_flow import load_flow


class Script:
    """The test case in the course of the call: it hears what the line says, and is the caller's keypad."""

    def __init__(self, test: dict[str, Any]) -> None:
        self._observations = {observation["Identifier"]: observation for observation in test["Observations"]}
        first = next(iter(self._observations.values()))
        self._awaited = self._following(first)
        self._message: list[str] = []
        self._ended = False
        #: What has been observed so far.
        self.observed = [Observed(first["Identifier"], True, "")]
        #: All that the line has said since the last observation.
        self.heard = ""

    def hear(self, event: CallEvent) -> None:
        """Take in an event of the call."""
        if isinstance(event, Spoken):
            self._message += [piece for piece in event.speech if isinstance(piece, str)]

    def keys(self) -> str:
        """Return the keys that the test case presses after what it has just heard. Raises CallerHungUpError."""
        pressed = self.end_message()
        if self._ended:
            raise CallerHungUpError
        return pressed

    def end_message(self) -> str:
        """Compare what the line has said with what is awaited, and return the keys to press."""
        message, self._message = " ".join(self._message), []
        self.heard = f"{self.heard} {message}".strip()
        for name in self._awaited:
            if self._matches(name, message):
                return self._pass(name)
        return ""

    def results(self) -> list[Observed]:
        """Return what became of the observations: the one that was awaited when the call ended has failed."""
        missed = [] if self._ended else [Observed(name, False, self.heard) for name in self._awaited[:1]]
        return self.observed + missed

    def _matches(self, name: str, message: str) -> bool:
        event = self._observations[name]["Event"]
        return event["Type"] == "MessageReceived" and event["Properties"]["Text"].lower() in message.lower()

    def _pass(self, name: str) -> str:
        observation, keys = self._observations[name], ""
        self.observed.append(Observed(name, True, self.heard))
        self._awaited, self.heard = self._following(observation), ""
        for action in observation["Actions"]:
            if action["Type"] == "TestControl":
                self._ended = True
            elif action["Type"] == "SendInstruction":
                keys += str(action["Parameters"]["Instruction"]["Properties"].get("Value", ""))
        return keys

    @staticmethod
    def _following(observation: dict[str, Any]) -> list[str]:
        following: list[str] = observation["Transitions"]["NextObservations"]
        return following


def simulate(call: SimulatedCall, functions: Functions) -> list[Observed]:
    """Make the call of a test case, and return what became of its observations. Raises PhoneError."""
    script = Script(call.test)
    contact = PhoneContact(str(uuid4()), call.caller, call.number or "", call.instance_id)
    Play(load_flow(json.loads(call.flow), SUPPORT), OngoingCall(contact, script, functions, script.hear)).run()
    script.end_message()
    return script.results()


if __name__ == "__main__":
    fake_connect.main(lambda cloud: lambda call: simulate(call, functions_in(cloud)))

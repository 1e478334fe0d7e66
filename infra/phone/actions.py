"""What each type of action does, one function each, declared with the parameters that the phone can play."""

import re
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from infra.phone.contact import PhoneContact
from infra.phone.events import HungUp, Invoked, Listener, Pressed, Spoken, Waited
from infra.phone.functions import Functions, InvocationError, decode_response
from infra.phone.keypad import Keypad
from infra.phone.outcomes import NO_MATCHING_ERROR, TIME_LIMIT, Completed, Ended, Failed, Outcome, Result
from infra.phone.playable_flow import PlayableAction
from infra.phone.ssml import UnspeakableError, read_ssml, read_text

SILENCE = "Timeout"  # what is stored when nothing was keyed; Administrator Guide, "Store customer input"
MOST_ATTRIBUTE_BYTES = 32 * 1024  # names and values of a contact
_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Z]{2,3})*")  # en-US
_VOICE = re.compile("[A-Z][A-Za-z]{1,30}")  # Joanna
_FAILED = Failed(NO_MATCHING_ERROR)


@dataclass
class OngoingCall:
    """A call that is going on: what every action can use and change."""

    contact: PhoneContact
    keypad: Keypad
    functions: Functions
    #: Receives every event of the call.
    report: Listener
    #: How often each Loop action has gone round, by its identifier.
    loops: Counter[str] = field(default_factory=Counter)


PlayAction = Callable[[PlayableAction, OngoingCall], Outcome]
ACTIONS: dict[str, PlayAction] = {}
#: The parameters that can be played, by type of action; with the values where not all will do. `*` is any name.
SUPPORT: dict[str, dict[str, Collection[str]]] = {}


def plays(kind: str, *parameters: str, **values: Collection[str]) -> Callable[[PlayAction], PlayAction]:
    """Declare that a function plays a type of action: with these parameters, some of them limited to these values.

    A period in the path of a parameter is two underscores in a keyword.
    """

    def declare(play: PlayAction) -> PlayAction:
        ACTIONS[kind] = play
        limited = {path.replace("__", "."): choices for path, choices in values.items()}
        SUPPORT[kind] = {**dict.fromkeys(parameters, ()), **limited}
        return play

    return declare


@plays("UpdateFlowLoggingBehavior", "FlowLoggingBehavior")
def _set_logging(_action: PlayableAction, _call: OngoingCall) -> Outcome:
    """Do nothing: the flow log belongs to Amazon Connect."""
    return Completed()


@plays("UpdateContactData", "LanguageCode")
def _set_language(action: PlayableAction, call: OngoingCall) -> Outcome:
    language = call.contact.resolve(action.text("LanguageCode"))
    if not _LANGUAGE.fullmatch(language):
        return _FAILED
    call.contact.language = language
    return Completed()


@plays("UpdateContactTextToSpeechVoice", "TextToSpeechVoice", "TextToSpeechEngine", "TextToSpeechStyle")
def _set_voice(action: PlayableAction, call: OngoingCall) -> Outcome:
    return Completed() if _VOICE.fullmatch(call.contact.resolve(action.text("TextToSpeechVoice"))) else _FAILED


@plays("UpdateContactAttributes", "Attributes.*", TargetContact=["Current"])
def _set_attributes(action: PlayableAction, call: OngoingCall) -> Outcome:
    changes = {name: call.contact.resolve(text) for name, text in action.map("Attributes").items()}
    attributes = call.contact.attributes | changes
    if sum(len(text.encode()) for pair in attributes.items() for text in pair) > MOST_ATTRIBUTE_BYTES:
        return _FAILED
    call.contact.attributes = attributes
    return Completed()


@plays("MessageParticipant", "Text", "SSML")
def _play_message(action: PlayableAction, call: OngoingCall) -> Outcome:
    return Completed() if _speak_prompt(action, call) else _FAILED


@plays(
    "GetParticipantInput",
    "Text",
    "SSML",
    "InputTimeLimitSeconds",
    "InputValidation.CustomValidation.MaximumLength",
    StoreInput=["True", "False"],
)
def _get_input(action: PlayableAction, call: OngoingCall) -> Outcome:
    seconds, stores = action.number("InputTimeLimitSeconds"), action.text("StoreInput") == "True"
    if not _speak_prompt(action, call):
        return _FAILED
    keys = call.keypad.keys() if stores else call.keypad.keys()[:1]
    call.report(Pressed(keys) if keys else Waited(seconds))
    return _store_input(action, call, keys) if stores else _choose(keys)


def _choose(key: str) -> Outcome:
    return Result(key) if key else Failed(TIME_LIMIT)


def _store_input(action: PlayableAction, call: OngoingCall, keys: str) -> Outcome:
    most = action.number("InputValidation.CustomValidation.MaximumLength")
    call.contact.stored = read_input(keys, most) if keys else SILENCE
    return Completed()


def read_input(keys: str, most: int) -> str:
    """Return the input that the keys produce: # or the maximum length ends it, and * clears it."""
    digits = ""
    for key in keys:
        if key == "#" or len(digits) == most:
            break
        digits = "" if key == "*" else digits + key
    return digits


@plays(
    "InvokeLambdaFunction",
    "LambdaFunctionARN",
    "InvocationTimeLimitSeconds",
    "LambdaInvocationAttributes.*",
    InvocationType=["SYNCHRONOUS"],
    ResponseValidation__ResponseType=["STRING_MAP", "JSON"],
)
def _invoke(action: PlayableAction, call: OngoingCall) -> Outcome:
    contact = call.contact
    function, limit = contact.resolve(action.text("LambdaFunctionARN")), action.number("InvocationTimeLimitSeconds")
    event = contact.event({name: contact.resolve(t) for name, t in action.map("LambdaInvocationAttributes").items()})
    contact.external = {}  # the values of an earlier function do not survive
    try:
        response = call.functions.invoke(function, event, limit)
        response_type = action.parameters.get("ResponseValidation.ResponseType", "STRING_MAP")
        contact.external = decode_response(response, response_type)
    except InvocationError as error:
        call.report(Invoked(function, event, str(error)))
        return _FAILED
    call.report(Invoked(function, event, ""))
    return Completed()


@plays("Compare", "ComparisonValue")
def _compare(action: PlayableAction, call: OngoingCall) -> Outcome:
    return Result(call.contact.resolve(action.text("ComparisonValue")))


@plays("Loop", "LoopCount")
def _loop(action: PlayableAction, call: OngoingCall) -> Outcome:
    identifier = action.action["Identifier"]
    if call.loops[identifier] < action.number("LoopCount"):
        call.loops[identifier] += 1
        return Result("ContinueLooping")
    call.loops[identifier] = 0
    return Result("DoneLooping")


@plays("EndFlowExecution")  # in an inbound flow nothing follows it
@plays("DisconnectParticipant")
def _hang_up(_action: PlayableAction, call: OngoingCall) -> Outcome:
    call.report(HungUp(by_caller=False))
    return Ended()


def _speak_prompt(action: PlayableAction, call: OngoingCall) -> bool:
    """Speak the action's Text or SSML, and return whether that was possible."""
    try:
        if "SSML" in action.parameters:
            speech = read_ssml(call.contact.resolve(action.text("SSML")))
        else:
            speech = read_text(call.contact.resolve(action.text("Text")))
    except UnspeakableError:
        return False
    call.report(Spoken(speech))
    return True

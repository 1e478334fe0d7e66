"""What each type of action does: one function each, in a table."""

import re
from collections.abc import Callable

from infra.phone.call import Call
from infra.phone.flow import Action
from infra.phone.functions import InvocationFailed, external
from infra.phone.moments import Asked, HungUp, Pressed, Said, Waited
from infra.phone.outcomes import NO_MATCHING_ERROR, TIME_LIMIT, Done, Failed, Outcome, Over, Result
from infra.phone.ssml import Unspeakable, plain, speech_of

SILENT = "Timeout"  # what is stored when nothing was keyed; Administrator Guide, "Store customer input"
MOST_ATTRIBUTE_BYTES = 32 * 1024  # names and values of a contact
_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Z]{2,3})*")  # en-US
_VOICE = re.compile("[A-Z][A-Za-z]{1,30}")  # Joanna
_FAILED = Failed(NO_MATCHING_ERROR)


def _set_logging(_action: Action, _call: Call) -> Outcome:
    """The flow log is Amazon Connect's own: here is none."""
    return Done()


def _set_language(action: Action, call: Call) -> Outcome:
    language = call.resolved(action.text("LanguageCode"))
    if not _LANGUAGE.fullmatch(language):
        return _FAILED
    call.contact.language = language
    return Done()


def _set_voice(action: Action, call: Call) -> Outcome:
    return Done() if _VOICE.fullmatch(call.resolved(action.text("TextToSpeechVoice"))) else _FAILED


def _set_attributes(action: Action, call: Call) -> Outcome:
    wanted = {name: call.resolved(text) for name, text in action.map("Attributes").items()}
    attributes = call.contact.attributes | wanted
    if sum(len(text.encode()) for pair in attributes.items() for text in pair) > MOST_ATTRIBUTE_BYTES:
        return _FAILED
    call.contact.attributes = attributes
    return Done()


def _message(action: Action, call: Call) -> Outcome:
    return Done() if _prompted(action, call) else _FAILED


def _input(action: Action, call: Call) -> Outcome:
    seconds, stores = action.number("InputTimeLimitSeconds"), action.text("StoreInput") == "True"
    if not _prompted(action, call):
        return _FAILED
    keys = call.keypad.keys() if stores else call.keypad.keys()[:1]
    call.tell(Pressed(keys) if keys else Waited(seconds))
    return _stored(action, call, keys) if stores else _chosen(keys)


def _chosen(key: str) -> Outcome:
    return Result(key) if key else Failed(TIME_LIMIT)


def _stored(action: Action, call: Call, keys: str) -> Outcome:
    most = action.number("InputValidation.CustomValidation.MaximumLength")
    call.contact.stored = entered(keys, most) if keys else SILENT
    return Done()


def entered(keys: str, most: int) -> str:
    """The input that keys make: # ends it, as does its greatest length, and * takes back what came before."""
    digits = ""
    for key in keys:
        if key == "#" or len(digits) == most:
            break
        digits = "" if key == "*" else digits + key
    return digits


def _invoke(action: Action, call: Call) -> Outcome:
    function, limit = call.resolved(action.text("LambdaFunctionARN")), action.number("InvocationTimeLimitSeconds")
    parameters = {name: call.resolved(text) for name, text in action.map("LambdaInvocationAttributes").items()}
    event = call.contact.event(parameters)
    call.contact.external = {}  # what an earlier function gave is not what this one did
    try:
        answer = call.functions.invoke(function, event, limit)
        call.contact.external = external(answer, action.parameters.get("ResponseValidation.ResponseType", "STRING_MAP"))
    except InvocationFailed as error:
        call.tell(Asked(function, event, str(error)))
        return _FAILED
    call.tell(Asked(function, event, ""))
    return Done()


def _compare(action: Action, call: Call) -> Outcome:
    return Result(call.resolved(action.text("ComparisonValue")))


def _loop(action: Action, call: Call) -> Outcome:
    if call.loops[action.identifier] < action.number("LoopCount"):
        call.loops[action.identifier] += 1
        return Result("ContinueLooping")
    call.loops[action.identifier] = 0
    return Result("DoneLooping")


def _hang_up(_action: Action, call: Call) -> Outcome:
    call.tell(HungUp(by_caller=False))
    return Over()


def _prompted(action: Action, call: Call) -> bool:
    """Speak the action's Text or SSML; False when no voice can."""
    try:
        if "SSML" in action.parameters:
            speech = speech_of(call.resolved(action.text("SSML")))
        else:
            speech = plain(call.resolved(action.text("Text")))
    except Unspeakable:
        return False
    call.tell(Said(speech))
    return True


ACTIONS: dict[str, Callable[[Action, Call], Outcome]] = {
    "UpdateFlowLoggingBehavior": _set_logging,
    "UpdateContactData": _set_language,
    "UpdateContactTextToSpeechVoice": _set_voice,
    "UpdateContactAttributes": _set_attributes,
    "MessageParticipant": _message,
    "GetParticipantInput": _input,
    "InvokeLambdaFunction": _invoke,
    "Compare": _compare,
    "Loop": _loop,
    "DisconnectParticipant": _hang_up,
    "EndFlowExecution": _hang_up,  # in an inbound flow there is nothing after it
}

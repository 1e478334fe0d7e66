"""Small flows, made by hand: one action, with a goodbye behind every branch of it."""

from typing import Any

Document = Any  # a flow or a part of one, of which tests change anything
VERSION = "2019-10-30"
ALL_ERRORS = ("InputTimeLimitExceeded", "NoMatchingCondition", "NoMatchingError")
LAMBDA = "arn:aws:lambda:us-east-1:000000000000:function:converter:live"


def flow(*actions: Document, start: str = "") -> Document:
    return {"Version": VERSION, "StartAction": start or actions[0]["Identifier"], "Metadata": {}, "Actions": [*actions]}


def action(
    identifier: str,
    kind: str,
    parameters: Document | None = None,
    following: str = "",
    conditions: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    operator: str = "Equals",
) -> Document:
    """conditions: what comes next by operand. errors: what comes next by the type of error."""
    transitions: Document = {"NextAction": following} if following else {}
    if conditions:
        transitions["Conditions"] = [
            {"NextAction": target, "Condition": {"Operator": operator, "Operands": [operand]}}
            for operand, target in conditions.items()
        ]
    if errors:
        transitions["Errors"] = [{"ErrorType": kind, "NextAction": target} for kind, target in errors.items()]
    return {"Identifier": identifier, "Type": kind, "Parameters": parameters or {}, "Transitions": transitions}


def say(identifier: str, text: str, following: str = "end", failing: str = "end") -> Document:
    return action(identifier, "MessageParticipant", {"Text": text}, following, errors={"NoMatchingError": failing})


def say_ssml(identifier: str, ssml: str, following: str = "end", failing: str = "end") -> Document:
    return action(identifier, "MessageParticipant", {"SSML": ssml}, following, errors={"NoMatchingError": failing})


def menu(identifier: str, conditions: dict[str, str], errors: dict[str, str], text: str = "Press a key.") -> Document:
    parameters = {"Text": text, "StoreInput": "False", "InputTimeLimitSeconds": "6"}
    return action(identifier, "GetParticipantInput", parameters, "end", conditions, errors)


def store(identifier: str, following: str, most: str = "10", text: str = "Key a number.") -> Document:
    parameters = {
        "Text": text,
        "StoreInput": "True",
        "InputTimeLimitSeconds": "8",
        "InputValidation": {"CustomValidation": {"MaximumLength": most}},
    }
    return action(identifier, "GetParticipantInput", parameters, following, errors={"NoMatchingError": "failed"})


def invoke(identifier: str, following: str, failing: str = "failed", **more: Any) -> Document:
    parameters = {"LambdaFunctionARN": LAMBDA, "InvocationTimeLimitSeconds": "8"} | more
    return action(identifier, "InvokeLambdaFunction", parameters, following, errors={"NoMatchingError": failing})


def compare(
    identifier: str, value: str, conditions: dict[str, str], otherwise: str, operator: str = "Equals"
) -> Document:
    errors = {"NoMatchingCondition": otherwise}
    return action(identifier, "Compare", {"ComparisonValue": value}, otherwise, conditions, errors, operator)


def loop(identifier: str, count: str, onward: str, done: str) -> Document:
    conditions = {"ContinueLooping": onward, "DoneLooping": done}
    return action(identifier, "Loop", {"LoopCount": count}, onward, conditions)


END = action("end", "DisconnectParticipant")

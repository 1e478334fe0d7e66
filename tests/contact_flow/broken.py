"""Flows that are broken in one place: what was changed, and the action and the rule that the finding names."""

from tests.contact_flow.breaking import Broken, both, branch, condition, replace, text
from tests.contact_flow.broken_texts import REFERENCES, SPEECH
from tests.contact_flow.flows import add, drop, put, rename

_ENVELOPE = {
    "another version": Broken(put("/Version", "1"), "", "unknown-version"),
    "a number for a version": Broken(put("/Version", 2019), "", "malformed"),
    "no version": Broken(drop("/Version"), "", "missing-property"),
    "a start that is not there": Broken(put("/StartAction", "nowhere"), "", "dangling-target"),
    "no actions": Broken(drop("/Actions"), "", "missing-property"),
    "actions by name": Broken(put("/Actions", {"logging": {}}), "", "malformed"),
    "what the console adds to an export": Broken(put("/name", "vanity"), "", "unknown-property"),
    "metadata in a list": Broken(put("/Metadata", []), "", "malformed"),
    "an action that is text": Broken(add("/Actions", "hangup"), "Actions[13]", "malformed"),
    "no position": Broken(drop("/Metadata/ActionMetadata/menu"), "menu", "no-position"),
    "the position in capitals": Broken(
        put("/Metadata/ActionMetadata/menu", {"Position": {"x": 1, "y": 2}}), "menu", "no-position"
    ),
    "a version in an object": Broken(put("/Version", {"is": "2019-10-30"}), "", "malformed"),
    "half a position": Broken(put("/Metadata/ActionMetadata/menu/position", {"x": 1}), "menu", "no-position"),
}
_IDENTIFIERS = {
    "a slash": Broken(rename("key", "key/in"), "key/in", "identifier-characters"),
    "a long identifier": Broken(rename("key", "k" * 51), "k" * 51, "identifier-length"),
    "an empty identifier": Broken(rename("again", ""), "", "identifier-length"),
    "an identifier of JavaScript": Broken(rename("key", "constructor"), "constructor", "identifier-forbidden"),
    "no identifier": Broken(drop("key/Identifier"), "Actions[9]", "missing-property"),
    "an identifier twice": Broken(
        lambda flow: flow["Actions"].append(dict(flow["Actions"][-1])), "hangup", "duplicate-identifier"
    ),
}
_TYPES = {
    "the console's name": Broken(put("sorry/Type", "PlayPrompt"), "sorry", "renamed-action"),
    "a type of the old language": Broken(put("logging/Type", "SetLoggingBehavior"), "logging", "renamed-action"),
    "a misprint of the documentation": Broken(
        replace("sorry", "UnTagContact", {"TagKeys": ["a"]}, "NoMatchingError"), "sorry", "renamed-action"
    ),
    "a type that nobody knows": Broken(put("sorry/Type", "MessageParticipants"), "sorry", "unknown-action"),
    "no type": Broken(drop("sorry/Type"), "sorry", "missing-property"),
    "a transfer to a queue": Broken(
        replace("sorry", "TransferContactToQueue", {}, "QueueAtCapacity", "NoMatchingError"), "sorry", "outbound-action"
    ),
    "an outbound call": Broken(replace("sorry", "CompleteOutboundCall", {}), "sorry", "outbound-action"),
    "a transfer that never returns": Broken(replace("sorry", "TransferContactToAgent", {}), "sorry", "outbound-action"),
}
_PARAMETERS = {
    "a number": Broken(put("convert/Parameters/InvocationTimeLimitSeconds", 8), "convert", "not-a-string"),
    "a boolean": Broken(put("menu/Parameters/StoreInput", False), "menu", "not-a-string"),
    "null deep inside": Broken(
        put("convert/Parameters/LambdaInvocationAttributes/schema", None), "convert", "not-a-string"
    ),
    "an empty text": Broken(text(""), "sorry", "empty-string"),
    "an empty parameter of a function": Broken(
        put("convert/Parameters/LambdaInvocationAttributes/schema", ""), "convert", "empty-parameter"
    ),
    "an empty attribute": Broken(
        replace("sorry", "UpdateContactAttributes", {"Attributes": {"tier": ""}}, "NoMatchingError"),
        "sorry",
        "empty-string",
    ),
    "a queue and an agent": Broken(
        replace("sorry", "UpdateContactTargetQueue", {"QueueId": "q", "AgentId": "a"}, "NoMatchingError"),
        "sorry",
        "at-most-one-of",
    ),
    "text where an object belongs": Broken(
        put("convert/Parameters/ResponseValidation", "JSON"), "convert", "malformed"
    ),
    "an object where text belongs": Broken(put("again/Parameters/LoopCount", {"is": "3"}), "again", "malformed"),
    "a list for an attribute": Broken(
        put("convert/Parameters/LambdaInvocationAttributes/schema", ["1"]), "convert", "malformed"
    ),
    "parameters in a list": Broken(put("sorry/Parameters", []), "sorry", "malformed"),
    "no parameters": Broken(drop("hangup/Parameters"), "hangup", "no-parameters"),
    "nothing to say": Broken(drop("sorry/Parameters/Text"), "sorry", "exactly-one-of"),
    "text and SSML": Broken(put("sorry/Parameters/SSML", "<speak>Sorry.</speak>"), "sorry", "exactly-one-of"),
    "a menu with two prompts": Broken(put("menu/Parameters/PromptId", "beep"), "menu", "exactly-one-of"),
    "no way to validate": Broken(put("key/Parameters/InputValidation", {}), "key", "exactly-one-of"),
    "no function": Broken(drop("convert/Parameters/LambdaFunctionARN"), "convert", "missing-parameter"),
    "a function's name": Broken(put("convert/Parameters/LambdaFunctionARN", "converter"), "convert", "unusual-value"),
    "nine seconds": Broken(put("convert/Parameters/InvocationTimeLimitSeconds", "9"), "convert", "bad-value"),
    "no seconds": Broken(put("convert/Parameters/InvocationTimeLimitSeconds", "0"), "convert", "bad-value"),
    "half a second": Broken(put("convert/Parameters/InvocationTimeLimitSeconds", "0.5"), "convert", "bad-value"),
    "a minute without waiting": Broken(
        both(
            put("convert/Parameters/InvocationType", "ASYNCHRONOUS"),
            put("convert/Parameters/InvocationTimeLimitSeconds", "61"),
        ),
        "convert",
        "bad-value",
    ),
    "a loop without a count": Broken(drop("again/Parameters/LoopCount"), "again", "unset-parameter"),
    "a time limit that the caller sets": Broken(
        put("convert/Parameters/InvocationTimeLimitSeconds", "$.External.limit"), "convert", "not-static"
    ),
    "no time limit": Broken(drop("menu/Parameters/InputTimeLimitSeconds"), "menu", "missing-parameter"),
    "a loop too long": Broken(put("again/Parameters/LoopCount", "101"), "again", "bad-value"),
    "a loop of minus one": Broken(put("again/Parameters/LoopCount", "-1"), "again", "bad-value"),
    "logging on": Broken(put("logging/Parameters/FlowLoggingBehavior", "On"), "logging", "bad-value"),
    "a language by its name": Broken(put("language/Parameters/LanguageCode", "English"), "language", "unusual-value"),
    "the voice of another language": Broken(put("voice/Parameters/VoiceId", "Joanna"), "voice", "unknown-parameter"),
    "a menu with DTMF settings": Broken(put("menu/Parameters/DTMFConfiguration", {}), "menu", "unknown-parameter"),
    "an input that does not say which": Broken(drop("menu/Parameters/StoreInput"), "menu", "missing-parameter"),
    "an input that is neither": Broken(put("menu/Parameters/StoreInput", "Maybe"), "menu", "bad-value"),
    "stored without validation": Broken(drop("key/Parameters/InputValidation"), "key", "missing-parameter"),
    "an attribute with a space": Broken(
        put("convert/Parameters/LambdaInvocationAttributes/the number", "1"), "convert", "attribute-name"
    ),
    "a comparison of text": Broken(put("status/Parameters/ComparisonValue", "found"), "status", "not-a-reference"),
    "parameters of a hang-up": Broken(put("hangup/Parameters/Text", "Bye."), "hangup", "unknown-parameter"),
}
_TRANSITIONS = {
    "no transitions": Broken(drop("sorry/Transitions"), "sorry", "missing-property"),
    "a singular": Broken(put("sorry/Transitions/Error", []), "sorry", "unknown-property"),
    "no next action of a prompt": Broken(drop("sorry/Transitions/NextAction"), "sorry", "missing-next-action"),
    "no next action of a comparison": Broken(drop("status/Transitions/NextAction"), "status", "missing-next-action"),
    "no next action of a loop": Broken(drop("again/Transitions/NextAction"), "again", "missing-next-action"),
    "no next action of a menu": Broken(drop("menu/Transitions/NextAction"), "menu", "missing-next-action"),
    "ways on after the end": Broken(put("hangup/Transitions", {"NextAction": "sorry"}), "hangup", "terminal-branch"),
    "what is left of a way on": Broken(put("hangup/Transitions", {"Errors": []}), "hangup", "terminal-transitions"),
    "no branch for a failed prompt": Broken(drop("sorry/Transitions/Errors"), "sorry", "unhandled-error"),
    "no branch for a failed function": Broken(put("convert/Transitions/Errors", []), "convert", "missing-error-branch"),
    "no branch for silence": Broken(drop("menu/Transitions/Errors/0"), "menu", "missing-error-branch"),
    "no branch for other keys": Broken(drop("menu/Transitions/Errors/1"), "menu", "missing-error-branch"),
    "no branch when nothing holds": Broken(drop("status/Transitions/Errors/0"), "status", "missing-error-branch"),
    "a branch for silence where it is stored": Broken(
        add("key/Transitions/Errors", branch("InputTimeLimitExceeded")), "key", "error-not-allowed"
    ),
    "a catch-all of a comparison": Broken(
        add("status/Transitions/Errors", branch("NoMatchingError")), "status", "error-not-allowed"
    ),
    "an error of setting the logging": Broken(
        put("logging/Transitions/Errors", [branch("NoMatchingError")]), "logging", "error-not-allowed"
    ),
    "a bad phone number where none is validated": Broken(
        add("key/Transitions/Errors", branch("InvalidPhoneNumber")), "key", "error-not-allowed"
    ),
    "a phone number that may be bad": Broken(
        put("key/Parameters/InputValidation", {"PhoneNumberValidation": {"NumberFormat": "E164"}}),
        "key",
        "missing-error-branch",
    ),
    "an error that nobody knows": Broken(
        add("convert/Transitions/Errors", branch("Timeout")), "convert", "unexpected-error"
    ),
    "an error twice": Broken(
        add("convert/Transitions/Errors", branch("NoMatchingError")), "convert", "duplicate-error-branch"
    ),
    "an error without a target": Broken(drop("convert/Transitions/Errors/0/NextAction"), "convert", "missing-property"),
}
_CONDITIONS = {
    "a function that branches": Broken(
        put("convert/Transitions/Conditions", [condition("found")]), "convert", "conditions-not-allowed"
    ),
    "an unknown operator": Broken(
        put("status/Transitions/Conditions/0/Condition/Operator", "Is"), "status", "unknown-operator"
    ),
    "an operator that menus lack": Broken(
        put("menu/Transitions/Conditions/0/Condition/Operator", "TextContains"), "menu", "operator-not-allowed"
    ),
    "two operands": Broken(add("status/Transitions/Conditions", condition("a", "b")), "status", "one-operand"),
    "no operand": Broken(add("status/Transitions/Conditions", condition()), "status", "one-operand"),
    "an empty operand": Broken(add("status/Transitions/Conditions", condition("")), "status", "empty-string"),
    "a number for an operand": Broken(
        put("menu/Transitions/Conditions/0/Condition/Operands", [1]), "menu", "not-a-string"
    ),
    "an operand that changes": Broken(
        add("status/Transitions/Conditions", condition("$.External.count")), "status", "operand-reference"
    ),
    "a condition of conditions": Broken(
        put("status/Transitions/Conditions/0/Condition", {"Operator": "Not"}), "status", "missing-property"
    ),
    "a key that is no key": Broken(add("menu/Transitions/Conditions", condition("10")), "menu", "bad-operand"),
    "a condition twice": Broken(
        add("status/Transitions/Conditions", condition("found")), "status", "duplicate-condition"
    ),
    "a loop that is never done": Broken(drop("again/Transitions/Conditions/1"), "again", "missing-condition"),
    "a loop of its own": Broken(add("again/Transitions/Conditions", condition("Stop")), "again", "bad-operand"),
}
_GRAPH = {
    "a next action that is not there": Broken(put("menu/Transitions/NextAction", "nowhere"), "menu", "dangling-target"),
    "an error to nowhere": Broken(
        put("convert/Transitions/Errors/0/NextAction", "nowhere"), "convert", "dangling-target"
    ),
    "a condition to nowhere": Broken(
        put("menu/Transitions/Conditions/1/NextAction", "nowhere"), "menu", "dangling-target"
    ),
    "an action that nothing leads to": Broken(
        put("menu/Transitions/Conditions/0/NextAction", "hangup"), "again", "unreachable"
    ),
    "an action without an end": Broken(
        put(
            "sorry/Transitions",
            {"NextAction": "sorry", "Errors": [branch("NoMatchingError") | {"NextAction": "sorry"}]},
        ),
        "sorry",
        "endless",
    ),
}
BROKEN: dict[str, Broken] = (
    _ENVELOPE | _IDENTIFIERS | _TYPES | _PARAMETERS | _TRANSITIONS | _CONDITIONS | _GRAPH | REFERENCES | SPEECH
)

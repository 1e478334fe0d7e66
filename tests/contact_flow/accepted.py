"""Changes of the good flow that Connect accepts: unusual values, and what administrators add in the console."""

import json

from tests.contact_flow.breaking import both, branch, condition, replace
from tests.contact_flow.flows import put

GOOD_VALUES = {
    "a pause of ten seconds": put("welcome/Parameters/SSML", '<speak><break time="10s"/>Hi.</speak>'),
    "a whisper": put("welcome/Parameters/SSML", '<speak><amazon:effect name="whispered">Hi.</amazon:effect></speak>'),
    "SSML from the function": put("answers/Parameters/SSML", "$.External.ssml"),
    "text with a reference at its end": put("sorry/Parameters/Text", "Your number is $.CustomerEndpoint.Address"),
    "a reference that ends a sentence": put("sorry/Parameters/Text", "I found $.External.say1. And more."),
    "a reference before a comma": put("sorry/Parameters/Text", "$.External.LastName, thank you"),
    "a reference before a tag": put("welcome/Parameters/SSML", "<speak><p>$.External.Word</p></speak>"),
    "hyphens and underscores": put("status/Parameters/ComparisonValue", "$.External.CurrentRule_a-b"),
    "an attribute with a hyphen": put("convert/Parameters/LambdaInvocationAttributes/flowInput-recordId", "1"),
    "what Lex understood": put("status/Parameters/ComparisonValue", "$.Lex.SessionAttributes.word"),
    "a queue's metric": put("status/Parameters/ComparisonValue", "$.Metrics.Queue.Size"),
    "the customer": put("sorry/Parameters/Text", "You are $.CustomerId "),
    "a text of 3,000 characters": put("sorry/Parameters/Text", "a" * 3000),
    "a lot of markup": put("welcome/Parameters/SSML", f"<speak>{'<p>Hi.</p>' * 500}</speak>"),
    "slow half sentences of a neural voice": put(
        "welcome/Parameters/SSML", '<speak><prosody rate="slow">One</prosody></speak>'
    ),
    "the settings of a module": put("/Settings", {"InputParameters": []}),
    "dollars": put("sorry/Parameters/Text", "That is worth $5."),
    "a minute without waiting": lambda flow: (
        put("convert/Parameters/InvocationType", "ASYNCHRONOUS")(flow),
        put("convert/Parameters/InvocationTimeLimitSeconds", "60")(flow),
    ),
    "a nested attribute": put("status/Parameters/ComparisonValue", "$.External.result.status"),
    "a voice from an attribute": put("voice/Parameters/TextToSpeechVoice", "$.Attributes.voice"),
    "a loop of none": put("again/Parameters/LoopCount", "0"),
    "an error that loops may have": put("again/Transitions/Errors", [branch("NoMatchingError")]),
    "an identifier of fifty letters": lambda flow: flow.update(json.loads(json.dumps(flow).replace("sorry", "s" * 50))),
    "a phone number": lambda flow: (
        put(
            "key/Parameters/InputValidation", {"PhoneNumberValidation": {"NumberFormat": "Local", "CountryCode": "US"}}
        )(flow),
        put("key/Transitions/Errors", [branch("NoMatchingError"), branch("InvalidPhoneNumber")])(flow),
    ),
}

CONSOLE_EDITS = {
    "a long attribute that is named like a prompt": replace(
        "sorry", "UpdateContactAttributes", {"Attributes": {"Text": "a" * 3500}}, "NoMatchingError"
    ),
    "a working queue": replace("sorry", "UpdateContactTargetQueue", {"QueueId": "$.Attributes.queue"}),
    "a queue": replace("sorry", "TransferContactToQueue", {}, "QueueAtCapacity", "NoMatchingError"),
    "another flow": replace("sorry", "TransferToFlow", {"ContactFlowId": "a-flow"}, "NoMatchingError"),
    "opening hours": both(
        replace("sorry", "CheckHoursOfOperation", {}, "NoMatchingError"),
        put("sorry/Transitions/Conditions", [condition("True"), condition("False")]),
    ),
    "a Lex bot": both(
        replace(
            "sorry",
            "ConnectParticipantWithLexBot",
            {"Text": "Yes?", "LexV2Bot": {"AliasArn": "arn:aws:lex:us-east-1:111122223333:bot-alias/A/B"}},
            "NoMatchingCondition",
            "NoMatchingError",
        ),
        put("sorry/Transitions/Conditions", [condition("Book")]),
    ),
    "recording": replace(
        "sorry", "UpdateContactRecordingBehavior", {"RecordingBehavior": {"RecordedParticipants": ["Agent"]}}
    ),
    "an attribute": replace("sorry", "UpdateContactAttributes", {"Attributes": {"my-tier_1": "a"}}, "NoMatchingError"),
    "more contact data": replace("sorry", "UpdateContactData", {"CustomerId": "$.External.id"}, "NoMatchingError"),
    "a number for a number": put("convert/Parameters/InvocationTimeLimitSeconds", 8),
    "a branch of a type that is newer than the catalogue": replace(
        "sorry", "AskAnOracle", {"Question": "?"}, "Silence"
    ),
}

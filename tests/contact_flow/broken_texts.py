"""Flows that are broken in what they say: in references, placeholders, prompts and SSML."""

from tests.contact_flow.breaking import Broken, both, ssml, text
from tests.contact_flow.flows import put

REFERENCES = {
    "a root that is not there": Broken(text("Hello $.Lambda.name "), "sorry", "unknown-reference"),
    "a part that is not there": Broken(text("You are $.CustomerEndpoint.Number "), "sorry", "unknown-reference"),
    "a part of what has none": Broken(text("On $.Channel.name "), "sorry", "unknown-reference"),
    "a typing mistake": Broken(text("Hello $.Atributes.name "), "sorry", "unknown-reference"),
    "a whole object": Broken(put("status/Parameters/ComparisonValue", "$.External"), "status", "reference-name"),
    "a bracket in a name": Broken(
        put("status/Parameters/ComparisonValue", "$.External.a[0]"), "status", "reference-name"
    ),
    "a sum": Broken(
        put("convert/Parameters/LambdaInvocationAttributes/keyed", "+1 $.StoredCustomerInput"),
        "convert",
        "no-concatenation",
    ),
    "an operand of another kind": Broken(
        put("keyed/Parameters/ComparisonValue", "$.Digits"), "keyed", "unknown-reference"
    ),
    "a placeholder": Broken(
        put("convert/Parameters/LambdaFunctionARN", "${ConverterArn}"), "convert", "unresolved-placeholder"
    ),
    "a placeholder in the middle": Broken(text("Welcome to ${Name}!"), "sorry", "unresolved-placeholder"),
    "a placeholder of the designer": Broken(put("/Metadata/label", "${Name}"), "", "unresolved-placeholder"),
}
SPEECH = {
    "a long text": Broken(text("a" * 6001), "sorry", "prompt-too-long"),
    "a long menu": Broken(put("menu/Parameters/Text", "a" * 6001), "menu", "prompt-too-long"),
    "long SSML": Broken(ssml(f"<speak>{'a' * 6000}</speak>"), "welcome", "prompt-too-long"),
    "a text that costs too much": Broken(text("a" * 3001), "sorry", "prompt-too-long"),
    "SSML that costs too much": Broken(ssml(f"<speak>{'a' * 3001}</speak>"), "welcome", "prompt-too-long"),
    "half a sentence for a generative voice": Broken(
        both(
            put("voice/Parameters/TextToSpeechEngine", "Generative"),
            ssml('<speak><prosody rate="slow">One, two</prosody>, three.</speak>'),
        ),
        "welcome",
        "ssml-fragment",
    ),
    "no markup": Broken(ssml("Welcome."), "welcome", "ssml-not-xml"),
    "a tag left open": Broken(ssml("<speak><p>Welcome.</speak>"), "welcome", "ssml-not-xml"),
    "a bare ampersand": Broken(ssml("<speak>Words & numbers.</speak>"), "welcome", "ssml-not-xml"),
    "another root": Broken(ssml("<p>Welcome.</p>"), "welcome", "ssml-root"),
    "a tag of HTML": Broken(ssml("<speak><b>Welcome.</b></speak>"), "welcome", "ssml-unknown-tag"),
    "emphasis": Broken(ssml("<speak><emphasis>Hi.</emphasis></speak>"), "welcome", "ssml-unknown-tag"),
    "a pause too long": Broken(ssml('<speak><break time="11s"/></speak>'), "welcome", "ssml-break"),
    "a pause without a unit": Broken(ssml('<speak><break time="2"/></speak>'), "welcome", "ssml-break"),
    "spelled out": Broken(
        ssml('<speak><say-as interpret-as="spell-out">DJ</say-as></speak>'), "welcome", "ssml-spell-out"
    ),
    "characters": Broken(
        ssml('<speak><say-as interpret-as="characters">DJ</say-as></speak>'), "welcome", "ssml-spell-out"
    ),
}

"""What callers hear: prompts that are short enough, and SSML that Connect reads as intended."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate

from contact_flow.catalogue import LANGUAGE
from contact_flow.document import Flow, leaves, parameters
from contact_flow.findings import Finding, list_names, show
from contact_flow.placeholders import OPENING
from contact_flow.rules.references import PROMPTS, is_reference

Tag = tuple[str, Mapping[str, str]]
Problem = tuple[str, str, str]  # rule, problem, remedy
_RULES = LANGUAGE["speech"]
_SECONDS = re.compile(r"([0-9]+(?:\.[0-9]+)?)(m?)s")
_SENTENCE = re.compile(r".*[.!?]\s*", re.DOTALL)


def speech_rules(flow: Flow) -> Iterator[Finding]:
    """Check the prompts of all actions."""
    generative = _may_be_generative(flow)
    for action in flow["Actions"]:
        for path, text in leaves(parameters(action)):
            where, _, parameter = path.rpartition(".")  # one of Messages, or else an attribute of that name
            is_prompt = parameter in PROMPTS and (not where or where.startswith("Messages["))
            if is_prompt and isinstance(text, str) and text:
                for rule, problem, remedy in _prompt(parameter, text, generative):
                    yield Finding(action["Identifier"], rule, f"{path} {problem}", remedy)


def _may_be_generative(flow: Flow) -> bool:
    """Return whether the flow chooses a generative voice, or one that is known only when it runs."""
    engines = (parameters(action).get("TextToSpeechEngine", "") for action in flow["Actions"])
    texts = [engine for engine in engines if isinstance(engine, str)]
    return any(text.lower() == _RULES["full_sentences"] or OPENING in text or is_reference(text) for text in texts)


def _prompt(parameter: str, text: str, generative: bool) -> Iterator[Problem]:
    if len(text) > _RULES["longest"]:
        yield "prompt-too-long", f"has {len(text):,} characters", f"Connect takes {_RULES['longest']:,}: split it"
    elif parameter == "SSML" and not is_reference(text):
        yield from _ssml(text, generative)
    else:
        yield from _billed(text)


def _billed(spoken: str) -> Iterator[Problem]:
    if len(spoken) > _RULES["longest_billed"]:
        remedy = f"Connect speaks {_RULES['longest_billed']:,}: split it"
        yield "prompt-too-long", f"has {len(spoken):,} characters without its markup", remedy


def _ssml(text: str, generative: bool) -> Iterator[Problem]:
    try:
        speech = _parse(text)
    except (ExpatError, UnicodeEncodeError) as error:
        yield "ssml-not-xml", f"is not well-formed: {error}", "close every tag, and write &amp; for &"
        return
    yield from _billed(speech.text)
    if speech.tags[0][0] != "speak":
        yield "ssml-root", f"is inside <{speech.tags[0][0]}>", "put everything inside <speak>...</speak>"
    for name, attributes in speech.tags:
        yield from _tag(name, attributes)
    if generative and not all(map(_SENTENCE.fullmatch, speech.prosody)):
        remedy = "end it with a full stop, or choose another engine: a generative voice would ignore it or fail"
        yield "ssml-fragment", "has <prosody> around less than a sentence", remedy


@dataclass
class _Speech:
    """The content of an SSML text."""

    tags: list[Tag] = field(default_factory=list)
    text: str = ""
    #: The text inside each outermost <prosody>.
    prosody: list[str] = field(default_factory=list)
    depth: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in a start tag."""
        self.tags.append((name, attributes))
        if name == "prosody" and not self.depth:
            self.prosody.append("")
        self.depth += name == "prosody"

    def end(self, name: str) -> None:
        """Take in an end tag."""
        self.depth -= name == "prosody"

    def speak(self, text: str) -> None:
        """Take in text."""
        self.text += text
        if self.depth:
            self.prosody[-1] += text


def _parse(text: str) -> _Speech:
    """Return the content of an SSML text. Raises ExpatError when it is not well-formed XML."""
    speech, parser = _Speech(), ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: speech.tags.append(("!DOCTYPE", {}))
    parser.StartElementHandler = speech.start
    parser.EndElementHandler = speech.end
    parser.CharacterDataHandler = speech.speak
    parser.Parse(text, True)
    return speech


def _tag(name: str, attributes: Mapping[str, str]) -> Iterator[Problem]:
    if name not in _RULES["tags"]:
        yield "ssml-unknown-tag", f"has <{name}>, which Connect ignores", f"use {list_names(_RULES['tags'])}"
    elif name == "break" and "time" in attributes:
        yield from _break(attributes["time"])
    elif name == "say-as" and attributes.get("interpret-as") in {"characters", "spell-out"}:
        problem = "spells out with <say-as>, which makes a neural voice a standard one"
        yield "ssml-spell-out", problem, "write the letters, separated by commas: F, L, O"


def _break(time: str) -> Iterator[Problem]:
    match = _SECONDS.fullmatch(time)
    seconds = float(match[1]) / (1000 if match[2] else 1) if match else 0
    if OPENING not in time and (not match or seconds > _RULES["longest_break"]):
        remedy = f'make it at most {_RULES["longest_break"]} seconds, written as "1s" or "500ms"'
        yield "ssml-break", f"has a break of {show(time)}", remedy

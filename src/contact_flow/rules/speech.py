"""What callers hear: prompts that are short enough, and SSML that Connect reads as intended."""

import re
from collections.abc import Iterator, Mapping
from xml.parsers.expat import ExpatError, ParserCreate

from contact_flow.catalogue import LANGUAGE
from contact_flow.document import Flow
from contact_flow.findings import Finding, list_names, show
from contact_flow.placeholders import OPENING
from contact_flow.rules.references import PROMPTS, is_reference

Tag = tuple[str, Mapping[str, str]]
Problem = tuple[str, str, str]  # rule, problem, remedy
_RULES = LANGUAGE["speech"]
_SECONDS = re.compile(r"([0-9]+(?:\.[0-9]+)?)(m?)s")


def speech_rules(flow: Flow) -> Iterator[Finding]:
    """Check the prompts of all actions."""
    for action in flow["Actions"]:
        for parameter in sorted(PROMPTS & action["Parameters"].keys()):
            text = action["Parameters"][parameter]
            if isinstance(text, str) and text:
                for rule, problem, remedy in _prompt(parameter, text):
                    yield Finding(action["Identifier"], rule, f"{parameter} {problem}", remedy)


def _prompt(parameter: str, text: str) -> Iterator[Problem]:
    if len(text) > _RULES["longest"]:
        remedy = f"Connect speaks {_RULES['longest']:,}: split it"
        yield "prompt-too-long", f"has {len(text):,} characters", remedy
    if parameter == "SSML" and not is_reference(text):
        yield from _ssml(text)


def _ssml(text: str) -> Iterator[Problem]:
    try:
        tags = _tags(text)
    except (ExpatError, UnicodeEncodeError) as error:
        yield "ssml-not-xml", f"is not well-formed: {error}", "close every tag, and write &amp; for &"
        return
    if tags[0][0] != "speak":
        yield "ssml-root", f"is inside <{tags[0][0]}>", "put everything inside <speak>...</speak>"
    for name, attributes in tags:
        yield from _tag(name, attributes)


def _tags(text: str) -> list[Tag]:
    """Return the tags in their order. Raises ExpatError when the text is not well-formed XML."""
    tags: list[Tag] = []
    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: tags.append(("!DOCTYPE", {}))
    parser.StartElementHandler = lambda name, attributes: tags.append((name, attributes))
    parser.Parse(text, True)
    return tags


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

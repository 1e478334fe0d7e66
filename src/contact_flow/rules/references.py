"""References to data about the contact, such as `$.External.status`."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from contact_flow.catalogue import LANGUAGE
from contact_flow.document import Flow, leaves, parameters
from contact_flow.findings import Finding, list_names, show

EXAMPLE = '"$.External.status"'
NAME = re.compile(r"[\w-]+(\.[\w-]+)*")
PROMPTS = frozenset({"Text", "SSML"})  # the parameters in which references stand between words
_KNOWN: dict[str, list[str]] = LANGUAGE["references"]
_ANY = ["*"]
_START = "$."
# Anything but white space, markup and punctuation belongs to a path, so that a wrong character in it is reported. A
# period at its end ends the sentence.
_PATHS = re.compile(r"""\$\.([^\s<>,;:!?"'()/&$]*)""")


def is_reference(text: str) -> bool:
    """Return whether a value is a single reference, not text with references in it."""
    return text.startswith(_START) and not any(map(str.isspace, text))


def reference_rules(flow: Flow) -> Iterator[Finding]:
    """Check the references in the parameters of all actions."""
    for action in flow["Actions"]:
        for path, text in leaves(parameters(action)):
            if isinstance(text, str) and _START in text:
                problems = _in_prompt(text) if path.rpartition(".")[2] in PROMPTS else _alone(text)
                for rule, problem, remedy in problems:
                    yield Finding(action["Identifier"], rule, f"{path} {problem}", remedy)


def _alone(text: str) -> Iterator[tuple[str, str, str]]:
    if is_reference(text):
        yield from _path(text.removeprefix(_START))
    else:
        yield "no-concatenation", "mixes text and a reference", "let the Lambda function join them"


def _in_prompt(text: str) -> Iterator[tuple[str, str, str]]:
    for match in _PATHS.finditer(text):
        yield from _path(match[1].rstrip("."))


def _path(path: str) -> Iterator[tuple[str, str, str]]:
    """Check the part of a reference after "$."."""
    root, _, leaf = path.partition(".")
    refers = f"refers to {show(_START + path)}"
    leaves_of_root = _KNOWN.get(root)
    if leaves_of_root is None:
        similar = get_close_matches(root, _KNOWN, n=1)
        hint = f"did you mean $.{similar[0]}?" if similar else "look it up in the list of available contact attributes"
        yield "unknown-reference", refers, hint
    elif leaves_of_root == _ANY:
        if not NAME.fullmatch(leaf):
            yield "reference-name", refers, f"write a name of letters, digits, hyphens and underscores after $.{root}."
    elif leaf not in (leaves_of_root or [""]):
        remedy = f"it has {list_names(leaves_of_root)}" if leaves_of_root else f"write $.{root}, with nothing after it"
        yield "unknown-reference", refers, remedy

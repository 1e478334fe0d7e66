"""References to data about the contact, such as `$.External.status`."""

import re
from collections.abc import Iterator

from contact_flow.catalogue import LANGUAGE
from contact_flow.document import Flow, leaves
from contact_flow.findings import Finding, list_names, show

EXAMPLE = '"$.External.status"'
NAME = re.compile(r"[A-Za-z0-9]+(\.[A-Za-z0-9]+)*")
PROMPTS = frozenset({"Text", "SSML"})  # the parameters in which references stand between words
_KNOWN: dict[str, list[str]] = LANGUAGE["references"]
_ANY = ["*"]
_START = "$."
# Anything but white space, markup and punctuation belongs to a path, so that a wrong character in it is reported.
_PATHS = re.compile(r"""\$\.([^\s<>,;:!?"'()/&$]*)(\S?)""")


def is_reference(text: str) -> bool:
    """Return whether a value is a single reference, not text with references in it."""
    return text.startswith(_START) and not any(map(str.isspace, text))


def reference_rules(flow: Flow) -> Iterator[Finding]:
    """Check the references in the parameters of all actions."""
    for action in flow["Actions"]:
        for path, text in leaves(action["Parameters"]):
            if isinstance(text, str) and _START in text:
                problems = _in_prompt(text) if path in PROMPTS else _alone(text)
                for rule, problem, remedy in problems:
                    yield Finding(action["Identifier"], rule, f"{path} {problem}", remedy)


def _alone(text: str) -> Iterator[tuple[str, str, str]]:
    if is_reference(text):
        yield from _path(text.removeprefix(_START))
    else:
        yield "no-concatenation", "mixes text and a reference", "let the Lambda function join them"


def _in_prompt(text: str) -> Iterator[tuple[str, str, str]]:
    for match in _PATHS.finditer(text):
        yield from _path(match[1])
        if match[2]:
            problem = f"has {show(match[2])} right after {show(_START + match[1])}"
            yield "reference-end", problem, "put a space between them, or Connect may read it as part of the name"


def _path(path: str) -> Iterator[tuple[str, str, str]]:
    """Check the part of a reference after "$."."""
    root, _, leaf = path.partition(".")
    refers = f"refers to {show(_START + path)}"
    leaves_of_root = _KNOWN.get(root)
    if leaves_of_root is None:
        yield "unknown-reference", refers, f"what comes after $. must be {list_names(_KNOWN)}"
    elif leaves_of_root == _ANY:
        if not NAME.fullmatch(leaf):
            yield "reference-name", refers, f"write a name of letters, digits and periods after $.{root}."
    elif leaf not in (leaves_of_root or [""]):
        remedy = f"it has {list_names(leaves_of_root)}" if leaves_of_root else f"write $.{root}, with nothing after it"
        yield "unknown-reference", refers, remedy

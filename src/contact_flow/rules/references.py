"""References to what is known of the contact, such as `$.External.status`."""

import re
from collections.abc import Iterator

from contact_flow.catalogue import LANGUAGE
from contact_flow.document import Flow, leaves
from contact_flow.findings import Finding, listed, shown

REFERENCE = '"$.External.status"'  # for example
NAME = re.compile(r"[A-Za-z0-9]+(\.[A-Za-z0-9]+)*")
SPOKEN = frozenset({"Text", "SSML"})  # the parameters in which references stand between words
_KNOWN: dict[str, list[str]] = LANGUAGE["references"]
_ANY = ["*"]
_START = "$."
# Whatever is not a blank, markup or punctuation belongs to a path, so that a bad letter is found in it.
_PATHS = re.compile(r"""\$\.([^\s<>,;:!?"'()/&$]*)(\S?)""")


def is_reference(text: str) -> bool:
    """Whether a value is one reference, and not text."""
    return text.startswith(_START) and not any(map(str.isspace, text))


def reference_rules(flow: Flow) -> Iterator[Finding]:
    """The references in the parameters of all actions."""
    for action in flow["Actions"]:
        for path, text in leaves(action["Parameters"]):
            if isinstance(text, str) and _START in text:
                problems = _spoken(text) if path in SPOKEN else _alone(text)
                for rule, problem, remedy in problems:
                    yield Finding(action["Identifier"], rule, f"{path} {problem}", remedy)


def _alone(text: str) -> Iterator[tuple[str, str, str]]:
    if is_reference(text):
        yield from _path(text.removeprefix(_START))
    else:
        yield "no-concatenation", "mixes text and a reference", "let the Lambda function put them together"


def _spoken(text: str) -> Iterator[tuple[str, str, str]]:
    for found in _PATHS.finditer(text):
        yield from _path(found[1])
        if found[2]:
            problem = f"has {shown(found[2])} right after {shown(_START + found[1])}"
            yield "reference-end", problem, "put a space between them, or Connect may read it as part of the name"


def _path(path: str) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the part of a reference after "$."."""
    root, _, leaf = path.partition(".")
    refers = f"refers to {shown(_START + path)}"
    leaves_of_root = _KNOWN.get(root)
    if leaves_of_root is None:
        yield "unknown-reference", refers, f"what comes after $. must be {listed(_KNOWN)}"
    elif leaves_of_root == _ANY:
        if not NAME.fullmatch(leaf):
            yield "reference-name", refers, f"after $.{root}. must come a name of letters, digits and periods"
    elif leaf not in (leaves_of_root or [""]):
        remedy = f"it has {listed(leaves_of_root)}" if leaves_of_root else f"write $.{root}, without more"
        yield "unknown-reference", refers, remedy

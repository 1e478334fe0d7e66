"""The parameters of an action, held against the form that its type has in the catalogue."""

import re
from collections.abc import Iterator, Mapping

from contact_flow.catalogue import FORMS, LANGUAGE, Parameter, form, undecided
from contact_flow.document import Action, Flow, leaves
from contact_flow.findings import Finding, listed, shown
from contact_flow.placeholders import OPENING
from contact_flow.rules.references import NAME, REFERENCE, is_reference

_WHOLE = re.compile("[0-9]{1,9}")


def parameter_rules(flow: Flow) -> Iterator[Finding]:
    """The type of each action, and its parameters."""
    for action in flow["Actions"]:
        yield from _type(action)
        yield from _scalars(action)
        if action["Type"] in FORMS:
            yield from _parameters(action)


def _parameters(action: Action) -> Iterator[Finding]:
    found = form(action)
    if found:
        return _fields(action["Identifier"], "", action["Parameters"], found.parameters)
    known = undecided(action)
    deciding = {name: value for name, value in action["Parameters"].items() if name in known.fields}
    return _fields(action["Identifier"], "", deciding, known)


def _type(action: Action) -> Iterator[Finding]:
    name, kind = action["Identifier"], action["Type"]
    if kind in LANGUAGE["outbound"]:
        problem = f"{kind} hands the call on, which strangers could make us pay for"
        yield Finding(name, "outbound-action", problem, "take it out: this line calls nobody")
    elif kind not in FORMS:
        yield Finding(name, "unknown-action", f"{shown(kind)} is no known type", f"use one of {listed(FORMS)}")


def _scalars(action: Action) -> Iterator[Finding]:
    """Connect wants every value as text, and none empty, wherever it stands."""
    for path, value in leaves(action["Parameters"]):
        if not isinstance(value, str):
            remedy = "leave it out" if value is None else f"write it in quotes: {shown(str(value))}"
            yield Finding(action["Identifier"], "not-a-string", f"{path} is {shown(value)}", remedy)
        elif not value:
            remedy = "give it a value, or leave it out"
            yield Finding(action["Identifier"], "empty-string", f"{path} is empty", remedy)


def _held(name: str, path: str, value: object, known: Parameter) -> Iterator[Finding]:
    """What differs between a value and what is known of the parameter."""
    if known.is_object and isinstance(value, dict):
        yield from _fields(name, path, value, known)
    elif known.is_object or isinstance(value, dict | list):
        wanted = "an object" if known.is_object else "a text"
        yield Finding(name, "malformed", f"{path} is {shown(value)}", f"make it {wanted}")
    elif isinstance(value, str) and value and OPENING not in value:
        yield from _text(name, path, value, known)


def _fields(name: str, path: str, value: Mapping[str, object], known: Parameter) -> Iterator[Finding]:
    """The same for an object. path: "" for all the parameters together."""
    where = f"{path} has" if path else "it has"
    for field, wanted in known.fields.items():
        if wanted.required and field not in value:
            yield Finding(name, "missing-parameter", f"{where} no {field}", f"add {field}")
    if known.one_of and len(value.keys() & set(known.one_of)) != 1:
        there = [field for field in known.one_of if field in value]
        problem = f"{where} {' and '.join(there) or 'none of them'}"
        yield Finding(name, "exactly-one-of", problem, f"give it exactly one of {listed(known.one_of)}")
    for field, inner in value.items():
        yield from _field(name, f"{path}.{field}" if path else field, inner, field, known)


def _field(name: str, path: str, value: object, field: str, known: Parameter) -> Iterator[Finding]:
    if field in known.fields:
        yield from _held(name, path, value, known.fields[field])
    elif not known.open:
        room = f"it takes {listed(known.fields)} only" if known.fields else "it takes none"
        yield Finding(name, "unknown-parameter", f"it has a parameter {path}", f"{room}: take it out")
    elif not NAME.fullmatch(field):
        remedy = "use letters, digits and periods only"
        yield Finding(name, "attribute-name", f"{path} is no name of an attribute", remedy)
    else:
        yield from _held(name, path, value, Parameter())


def _text(name: str, path: str, value: str, known: Parameter) -> Iterator[Finding]:
    if is_reference(value):
        if known.static:
            yield Finding(name, "not-static", f"{path} is a reference", "Connect wants a fixed value here")
        return
    if known.reference:
        remedy = f"make it one reference, as {REFERENCE}"
        yield Finding(name, "not-a-reference", f"{path} is {shown(value)}", remedy)
    elif remedy := _wanted(value, known):
        yield Finding(name, "bad-value", f"{path} is {shown(value)}", remedy)


def _wanted(value: str, known: Parameter) -> str:
    """What a value should be, when it is something else."""
    if known.values and value not in known.values:
        return f"make it {listed(known.values)}"
    if known.between:
        least, most = known.between
        if not _WHOLE.fullmatch(value) or not least <= int(value) <= most:
            return f'make it a whole number from "{least}" to "{most}"'
    if known.pattern and not re.fullmatch(known.pattern, value):
        return f"write it like {shown(known.example)}"
    return ""

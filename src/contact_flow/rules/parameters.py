"""The parameters of an action, compared with the form that its type has in the catalogue."""

import re
from collections.abc import Iterator, Mapping

from contact_flow.catalogue import FORMS, LANGUAGE, Parameter, deciding_parameters, form_of
from contact_flow.document import Action, Flow, leaves
from contact_flow.findings import Finding, list_names, show
from contact_flow.placeholders import OPENING
from contact_flow.rules.references import EXAMPLE, NAME, is_reference

_WHOLE = re.compile("[0-9]{1,9}")


def parameter_rules(flow: Flow) -> Iterator[Finding]:
    """Check the type of each action, and its parameters."""
    for action in flow["Actions"]:
        yield from _type(action)
        yield from _scalars(action)
        if action["Type"] in FORMS:
            yield from _parameters(action)


def _parameters(action: Action) -> Iterator[Finding]:
    form = form_of(action)
    if form:
        return _fields(action["Identifier"], "", action["Parameters"], form.parameters)
    known = deciding_parameters(action)
    deciding = {name: value for name, value in action["Parameters"].items() if name in known.fields}
    return _fields(action["Identifier"], "", deciding, known)


def _type(action: Action) -> Iterator[Finding]:
    name, kind = action["Identifier"], action["Type"]
    if kind in LANGUAGE["outbound"]:
        problem = f"{kind} places or transfers a call, which invites toll fraud"
        yield Finding(name, "outbound-action", problem, "remove it: this line calls nobody")
    elif kind not in FORMS:
        yield Finding(name, "unknown-action", f"{show(kind)} is not a known type", f"use one of {list_names(FORMS)}")


def _scalars(action: Action) -> Iterator[Finding]:
    """Check that every value, at any depth, is a text that is not empty, as Connect requires."""
    for path, value in leaves(action["Parameters"]):
        if not isinstance(value, str):
            remedy = "remove it" if value is None else f"write it in quotes: {show(str(value))}"
            yield Finding(action["Identifier"], "not-a-string", f"{path} is {show(value)}", remedy)
        elif not value:
            remedy = "give it a value, or remove it"
            yield Finding(action["Identifier"], "empty-string", f"{path} is empty", remedy)


def _value(name: str, path: str, value: object, known: Parameter) -> Iterator[Finding]:
    """Compare a value with what is known of the parameter."""
    if known.is_object and isinstance(value, dict):
        yield from _fields(name, path, value, known)
    elif known.is_object or isinstance(value, dict | list):
        wanted = "an object" if known.is_object else "a string"
        yield Finding(name, "malformed", f"{path} is {show(value)}", f"make it {wanted}")
    elif isinstance(value, str) and value and OPENING not in value:
        yield from _text(name, path, value, known)


def _fields(name: str, path: str, value: Mapping[str, object], known: Parameter) -> Iterator[Finding]:
    """Compare an object with what is known of its fields. `path` is "" for all the parameters together."""
    where = f"{path} has" if path else "it has"
    for field, wanted in known.fields.items():
        if wanted.required and field not in value:
            yield Finding(name, "missing-parameter", f"{where} no {field}", f"add {field}")
    if known.one_of and len(value.keys() & set(known.one_of)) != 1:
        present = [field for field in known.one_of if field in value]
        problem = f"{where} {' and '.join(present) or 'none of the possible fields'}"
        yield Finding(name, "exactly-one-of", problem, f"give it exactly one of {list_names(known.one_of)}")
    for field, inner in value.items():
        yield from _field(name, f"{path}.{field}" if path else field, inner, field, known)


def _field(name: str, path: str, value: object, field: str, known: Parameter) -> Iterator[Finding]:
    if field in known.fields:
        yield from _value(name, path, value, known.fields[field])
    elif not known.open:
        room = f"it can have {list_names(known.fields)} only" if known.fields else "it can have none"
        yield Finding(name, "unknown-parameter", f"it has a parameter {path}", f"{room}: remove it")
    elif not NAME.fullmatch(field):
        remedy = "use letters, digits and periods only"
        yield Finding(name, "attribute-name", f"{path} is not a valid attribute name", remedy)
    else:
        yield from _value(name, path, value, Parameter())


def _text(name: str, path: str, value: str, known: Parameter) -> Iterator[Finding]:
    if is_reference(value):
        if known.static:
            yield Finding(name, "not-static", f"{path} is a reference", "Connect requires a fixed value here")
        return
    if known.reference:
        remedy = f"make it a single reference, such as {EXAMPLE}"
        yield Finding(name, "not-a-reference", f"{path} is {show(value)}", remedy)
    elif remedy := _expectation(value, known):
        yield Finding(name, "bad-value", f"{path} is {show(value)}", remedy)


def _expectation(value: str, known: Parameter) -> str:
    """Return what a value should be; empty when it is right."""
    if known.values and value not in known.values:
        return f"make it {list_names(known.values)}"
    if known.between:
        least, most = known.between
        if not _WHOLE.fullmatch(value) or not least <= int(value) <= most:
            return f'make it a whole number from "{least}" to "{most}"'
    if known.pattern and not re.fullmatch(known.pattern, value):
        return f"write it like {show(known.example)}"
    return ""

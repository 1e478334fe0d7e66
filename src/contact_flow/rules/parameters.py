"""The parameters of an action, compared with the form that its type has in the catalogue."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from contact_flow.catalogue import FORMS, LANGUAGE, Parameter, deciding_parameters, form_of
from contact_flow.document import Action, Flow, parameters
from contact_flow.findings import Finding, list_names, show
from contact_flow.placeholders import OPENING
from contact_flow.rules.references import EXAMPLE, NAME, is_reference

_WHOLE = re.compile("[0-9]{1,9}")


def parameter_rules(flow: Flow) -> Iterator[Finding]:
    """Check the type of each action, and its parameters."""
    for action in flow["Actions"]:
        yield from _type(action)
        if "Parameters" not in action:
            yield Finding(action["Identifier"], "no-parameters", "it has no Parameters", 'write "Parameters": {}')
        if action["Type"] in FORMS:
            yield from _parameters(action)


def _type(action: Action) -> Iterator[Finding]:
    name, kind = action["Identifier"], action["Type"]
    if kind in LANGUAGE["outbound"]:
        problem = f"{kind} places or transfers a call, which costs money and invites toll fraud"
        yield Finding(name, "outbound-action", problem, "remove it, or be sure that no caller can choose the number")
    elif kind in LANGUAGE["renamed"]:
        problem, remedy = f"{show(kind)} is not what Connect calls this type", f"write {LANGUAGE['renamed'][kind]}"
        yield Finding(name, "renamed-action", problem, remedy)
    elif kind not in FORMS:
        similar = get_close_matches(kind, FORMS, n=1)
        remedy = f"did you mean {similar[0]}?" if similar else "look its name up in the reference of the flow language"
        yield Finding(name, "unknown-action", f"{show(kind)} is not in the linter's catalogue", remedy)


def _parameters(action: Action) -> Iterator[Finding]:
    form, given = form_of(action), parameters(action)
    if form:
        return _fields(action["Identifier"], "", given, form.parameters)
    known = deciding_parameters(action)
    deciding = {name: value for name, value in given.items() if name in known.fields}
    return _fields(action["Identifier"], "", deciding, known)


def _value(name: str, path: str, value: object, known: Parameter) -> Iterator[Finding]:
    """Compare a value with what is known of the parameter."""
    if known.any:
        return
    if known.is_object and isinstance(value, dict):
        yield from _fields(name, path, value, known)
    elif known.is_object or isinstance(value, dict | list):
        wanted = "an object" if known.is_object else "a string"
        yield Finding(name, "malformed", f"{path} is {show(value)}", f"make it {wanted}")
    elif not isinstance(value, str):
        remedy = "remove it" if value is None else f"write it in quotes: {show(str(value))}"
        yield Finding(name, "not-a-string", f"{path} is {show(value)}", remedy)
    elif not value:
        rule = "empty-string" if known.never_empty else "empty-parameter"
        yield Finding(name, rule, f"{path} is empty", "give it a value, or remove it")
    elif OPENING not in value:
        yield from _text(name, path, value, known)


def _fields(name: str, path: str, value: Mapping[str, object], known: Parameter) -> Iterator[Finding]:
    """Compare an object with what is known of its fields. `path` is "" for all the parameters together."""
    where = f"{path} has" if path else "it has"
    for field, wanted in known.fields.items():
        if (wanted.required or wanted.usual) and field not in value:
            rule = "missing-parameter" if wanted.required else "unset-parameter"
            yield Finding(name, rule, f"{where} no {field}", f"add {field}")
    for rule, problem, remedy in _alternatives(value, known):
        yield Finding(name, rule, f"{where} {problem}", remedy)
    for field, inner in value.items():
        yield from _field(name, f"{path}.{field}" if path else field, inner, field, known)


def _alternatives(value: Mapping[str, object], known: Parameter) -> Iterator[tuple[str, str, str]]:
    """Check the fields of which there must be exactly one, and those of which there may be one."""
    present = [field for field in known.one_of if field in value]
    if known.one_of and len(present) != 1:
        problem = " and ".join(present) or "none of the possible fields"
        yield "exactly-one-of", problem, f"give it exactly one of {list_names(known.one_of)}"
    present = [field for field in known.at_most_one if field in value]
    if len(present) > 1:
        yield "at-most-one-of", " and ".join(present), "remove all but one"


def _field(name: str, path: str, value: object, field: str, known: Parameter) -> Iterator[Finding]:
    if field in known.fields:
        yield from _value(name, path, value, known.fields[field])
    elif not known.open:
        room = f"what is documented is {list_names(known.fields)}" if known.fields else "none is documented"
        yield Finding(name, "unknown-parameter", f"it has a parameter {path}", f"{room}: remove it if Connect objects")
    elif not NAME.fullmatch(field) and not is_reference(field):
        remedy = "use letters, digits, periods, hyphens and underscores only"
        yield Finding(name, "attribute-name", f"{path} is an unusual attribute name", remedy)
    else:
        yield from _value(name, path, value, Parameter(never_empty=known.never_empty))


def _text(name: str, path: str, value: str, known: Parameter) -> Iterator[Finding]:
    if is_reference(value):
        if known.static:
            yield Finding(name, "not-static", f"{path} is a reference", "Connect requires a fixed value here")
    elif known.reference and not value.startswith("$"):
        remedy = f"make it a single reference, such as {EXAMPLE}"
        yield Finding(name, "not-a-reference", f"{path} is {show(value)}", remedy)
    elif remedy := _expectation(value, known):
        rule = "unusual-value" if known.known or known.lenient else "bad-value"
        yield Finding(name, rule, f"{path} is {show(value)}", remedy)


def _expectation(value: str, known: Parameter) -> str:
    """Return what a value should be; empty when it is right."""
    if choices := known.values or known.known:
        return "" if value in choices else f"make it {list_names(choices)}"
    if known.between:
        least, most = known.between
        if not _WHOLE.fullmatch(value) or not least <= int(value) <= most:
            return f'make it a whole number from "{least}" to "{most}"'
    if known.pattern and not re.fullmatch(known.pattern, value):
        return f"write it like {show(known.example)}"
    return ""

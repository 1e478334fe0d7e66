"""What the flow language knows, read once from `actions.toml`, which says what its keys mean, and `language.toml`."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, Self

from contact_flow.document import Action

_FOLDER = Path(__file__).parent


class Parameter(NamedTuple):
    """What a parameter may be: text, or an object when it has `fields` or is `open`."""

    required: bool = False
    static: bool = False
    reference: bool = False
    values: tuple[str, ...] = ()
    between: tuple[int, int] | None = None
    pattern: str = ""
    example: str = ""
    is_object: bool = False
    open: bool = False
    one_of: tuple[str, ...] = ()
    fields: Mapping[str, "Parameter"] = {}

    @classmethod
    def read(cls, table: Mapping[str, Any]) -> Self:
        """A parameter from its table. Those of which there must be one are fields too."""
        fields = {name: Parameter() for name in table.get("one_of", ())}
        fields |= {name: Parameter.read(inner) for name, inner in table.get("fields", {}).items()}
        is_object = bool(fields) or table.get("open", False)
        return cls(**{**table, "fields": fields, "is_object": is_object})


class Errors(NamedTuple):
    """The error branches of an action. needed_by: the error type that a parameter brings with it, by its path."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    needed_by: Mapping[str, str] = {}


class Conditions(NamedTuple):
    """What the conditions of an action may be; no operators or no values means any."""

    operators: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    all: bool = False


class Form(NamedTuple):
    """A form of a type of action. when: the values that tell it from the other forms; conditions: None allows none."""

    when: Mapping[str, str]
    parameters: Parameter
    errors: Errors
    conditions: Conditions | None
    terminal: bool

    @classmethod
    def read(cls, table: Mapping[str, Any], prompt: Mapping[str, Any]) -> Self:
        """A form from its table. prompt: the parameters of an action that speaks."""
        when = table.get("when", {})
        spoken = prompt if table.get("speaks") else {"fields": {}}
        deciding = {name: {"required": True, "static": True, "values": [value]} for name, value in when.items()}
        fields = deciding | spoken["fields"] | table.get("parameters", {})
        parameters = Parameter.read({**spoken, "fields": fields})._replace(is_object=True)
        conditions = Conditions(**table["conditions"]) if "conditions" in table else None
        return cls(when, parameters, Errors(**table.get("errors", {})), conditions, table.get("terminal", False))


def form(action: Action) -> Form | None:
    """The form that an action has; None when its type is unknown, or what decides between the forms is wrong."""
    for candidate in FORMS.get(action["Type"], ()):
        if all(action["Parameters"].get(name) == value for name, value in candidate.when.items()):
            return candidate
    return None


def undecided(action: Action) -> Parameter:
    """What an action without a form must have for one: the parameters that decide, with any of their values."""
    values: dict[str, list[str]] = {}
    for candidate in FORMS.get(action["Type"], ()):
        for name, value in candidate.when.items():
            values.setdefault(name, []).append(value)
    fields = {name: Parameter(required=True, static=True, values=tuple(one)) for name, one in values.items()}
    return Parameter(is_object=True, fields=fields)


def _forms() -> dict[str, tuple[Form, ...]]:
    forms: dict[str, tuple[Form, ...]] = {}
    tables = _read("actions.toml")
    for table in tables["action"]:
        forms[table["type"]] = (*forms.get(table["type"], ()), Form.read(table, tables["prompt"]))
    return forms


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


FORMS = _forms()
LANGUAGE = _read("language.toml")
ERROR_TYPES = frozenset(
    error
    for forms in FORMS.values()
    for one in forms
    for error in (*one.errors.required, *one.errors.optional, *one.errors.needed_by.values())
)

"""The definition of the flow language, read once from `actions.toml` (which explains its keys) and `language.toml`."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, Self

from contact_flow.document import Action, parameters

_FOLDER = Path(__file__).parent


class Parameter(NamedTuple):
    """What a parameter may be: a text, or an object if it has `fields` or is `open`; see `actions.toml`."""

    required: bool = False
    usual: bool = False
    static: bool = False
    reference: bool = False
    values: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    between: tuple[int, int] | None = None
    pattern: str = ""
    example: str = ""
    lenient: bool = False
    any: bool = False
    never_empty: bool = False
    is_object: bool = False
    open: bool = False
    one_of: tuple[str, ...] = ()
    at_most_one: tuple[str, ...] = ()
    fields: Mapping[str, "Parameter"] = {}

    @classmethod
    def read(cls, table: Mapping[str, Any]) -> Self:
        """Return the parameter that a table describes. The names in `one_of` are fields too, which are never empty."""
        fields = {name: Parameter(never_empty=True) for name in table.get("one_of", ())}
        fields |= {name: Parameter.read(inner) for name, inner in table.get("fields", {}).items()}
        is_object = bool(fields) or table.get("open", False)
        return cls(**{**table, "fields": fields, "is_object": is_object})


class ErrorTypes(NamedTuple):
    """The error branches of an action; see `actions.toml`."""

    required: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    #: The error type that is required if the action has a parameter, by the path of the parameter.
    needed_by: Mapping[str, str] = {}

    @property
    def all(self) -> frozenset[str]:
        """The errors that the action can raise."""
        return frozenset([*self.required, *self.usual, *self.optional, *self.needed_by.values()])


class ConditionRules(NamedTuple):
    """What the conditions of an action may be."""

    #: Empty for any operator.
    operators: tuple[str, ...] = ()
    #: Empty for any value.
    values: tuple[str, ...] = ()
    #: Whether there must be a condition for each value.
    all: bool = False


class Form(NamedTuple):
    """A form of a type of action."""

    #: Where it is documented, or who recorded it.
    source: str
    #: The parameters and values that distinguish it from the other forms of its type.
    when: Mapping[str, str]
    parameters: Parameter
    errors: ErrorTypes
    #: None if it can have no conditions.
    conditions: ConditionRules | None
    #: Whether the flow ends here.
    terminal: bool
    #: Whether the flow may end here, without a next action.
    ends_itself: bool

    @classmethod
    def read(cls, table: Mapping[str, Any], prompt: Mapping[str, Any]) -> Self:
        """Return the form that a table describes. `prompt` is the table of the parameters of an action that speaks."""
        when = table.get("when", {})
        speech = prompt if table.get("speaks") else {"fields": {}}
        deciding = {name: {"required": True, "static": True, "values": [value]} for name, value in when.items()}
        fields = deciding | speech["fields"] | table.get("parameters", {})
        alternatives = table.get("at_most_one", ())
        of_action = Parameter.read({**speech, "fields": fields, "at_most_one": alternatives})._replace(is_object=True)
        conditions = ConditionRules(**table["conditions"]) if "conditions" in table else None
        branches = ErrorTypes(**table.get("errors", {}))
        ends = table.get("terminal", False), table.get("ends_itself", False)
        return cls(table["source"], when, of_action, branches, conditions, *ends)


def form_of(action: Action) -> Form | None:
    """Return the form of an action; None when its type is unknown, or no form has its parameters."""
    given = parameters(action)
    for candidate in FORMS.get(action["Type"], ()):
        if all(given.get(name) == value for name, value in candidate.when.items()):
            return candidate
    return None


def deciding_parameters(action: Action) -> Parameter:
    """Return the parameters that decide which form an action has, with all their values."""
    values: dict[str, list[str]] = {}
    for candidate in FORMS.get(action["Type"], ()):
        for name, value in candidate.when.items():
            values.setdefault(name, []).append(value)
    fields = {name: Parameter(required=True, static=True, values=tuple(choices)) for name, choices in values.items()}
    return Parameter(is_object=True, fields=fields)


def _read_forms() -> dict[str, tuple[Form, ...]]:
    forms: dict[str, tuple[Form, ...]] = {}
    tables = _read("actions.toml")
    for table in tables["action"]:
        forms[table["type"]] = (*forms.get(table["type"], ()), Form.read(table, tables["prompt"]))
    return forms


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


FORMS = _read_forms()
LANGUAGE = _read("language.toml")

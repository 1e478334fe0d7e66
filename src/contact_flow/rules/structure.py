"""The structure of a document: properties and their types, the flow as a whole, and the identifiers of its actions."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints, is_typeddict

from contact_flow.catalogue import LANGUAGE
from contact_flow.document import Flow
from contact_flow.findings import Finding, list_names, show

Path = tuple[str | int, ...]
MOST_ACTIONS = 250
_KINDS: dict[type, str] = {str: "a string", dict: "an object", list: "a list"}
_IDENTIFIERS = LANGUAGE["identifiers"]


class _Mismatch(NamedTuple):
    path: Path
    rule: str
    problem: str
    remedy: str


def structure_rules(document: object) -> Iterator[Finding]:
    """Find the properties that are missing, of the wrong type, or unknown, by the types in `contact_flow.document`."""
    for path, rule, problem, remedy in _mismatches(document, Flow, ()):
        action, inside = _action_of(document, path)
        where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in inside).lstrip(".")
        yield Finding(action, rule, f"{where} {problem}" if where else f"it {problem}", remedy)


def _mismatches(value: object, kind: Any, path: Path) -> Iterator[_Mismatch]:
    """Yield how a value differs from its type: a TypedDict, a list of something, a dict, a str or any object."""
    plain = _plain(kind)
    if not isinstance(value, plain):
        yield _Mismatch(path, "malformed", f"is {show(value)}", f"make it {_KINDS[plain]}")
    elif is_typeddict(kind):
        yield from _object_mismatches(value, kind, path)
    elif isinstance(value, list) and get_args(kind):
        for place, inner in enumerate(value):
            yield from _mismatches(inner, get_args(kind)[0], (*path, place))


def _plain(kind: Any) -> type:
    """Return the Python type of what a type allows."""
    plain: type = dict if is_typeddict(kind) else get_origin(kind) or kind
    return plain


def _object_mismatches(value: Any, kind: Any, path: Path) -> Iterator[_Mismatch]:
    kinds = get_type_hints(kind)
    for name in sorted(kind.__required_keys__ - value.keys()):
        yield _Mismatch(path, "missing-property", f"has no {name}", f"add {name}, {_KINDS[_plain(kinds[name])]}")
    for name, inner in value.items():
        if name in kinds:
            yield from _mismatches(inner, kinds[name], (*path, name))
        else:
            remedy = f"remove it: what is documented is {list_names(kinds)}"
            yield _Mismatch(path, "unknown-property", f"has {show(name)}", remedy)


def _action_of(document: Any, path: Path) -> tuple[str, Path]:
    """Return the name of the action that a path leads into, and the rest of the path."""
    match path:
        case ("Actions", int(place), *inside):
            return name_of(document["Actions"][place], place), tuple(inside)
    return "", path


def name_of(action: object, place: int) -> str:
    """Return an action's identifier, or its place in the list if it has none."""
    name = action.get("Identifier") if isinstance(action, dict) else None
    return name if isinstance(name, str) and name else f"Actions[{place}]"


def envelope_rules(flow: Flow) -> Iterator[Finding]:
    """Check the version, the number of actions and their positions."""
    if flow["Version"] != LANGUAGE["version"]:
        remedy = f"write {show(LANGUAGE['version'])}, the only version"
        yield Finding("", "unknown-version", f"Version is {show(flow['Version'])}", remedy)
    if not 1 <= len(flow["Actions"]) <= MOST_ACTIONS:
        problem = f"it has {len(flow['Actions'])} actions"
        yield Finding("", "number-of-actions", problem, f"Connect accepts 1 to {MOST_ACTIONS}")
    yield from _positions(flow)


def _positions(flow: Flow) -> Iterator[Finding]:
    metadata = flow.get("Metadata", {}).get("ActionMetadata")
    for action in flow["Actions"]:
        place = metadata.get(action["Identifier"]) if isinstance(metadata, dict) else None
        position = place.get("position") if isinstance(place, dict) else None
        if not isinstance(position, dict) or not all(isinstance(position.get(axis), int | float) for axis in "xy"):
            remedy = 'add "position": {"x": 0, "y": 0} to Metadata.ActionMetadata under its identifier'
            yield Finding(action["Identifier"], "no-position", "the designer has no position for it", remedy)


def identifier_rules(flow: Flow) -> Iterator[Finding]:
    """Check length, characters and forbidden names, and that no two actions share an identifier."""
    counts = Counter(action["Identifier"] for action in flow["Actions"])
    for name, count in counts.items():
        if count > 1:
            yield Finding(name, "duplicate-identifier", f"{count} actions have this identifier", "rename all but one")
        yield from _check_identifier(name)


def _check_identifier(name: str) -> Iterator[Finding]:
    if not 1 <= len(name) <= _IDENTIFIERS["longest"]:
        problem = f"its identifier has {len(name)} characters"
        yield Finding(name, "identifier-length", problem, f"choose one with 1 to {_IDENTIFIERS['longest']}")
    if forbidden := sorted(set(name) & set(_IDENTIFIERS["forbidden_characters"])):
        yield Finding(name, "identifier-characters", f"its identifier contains {' '.join(forbidden)}", "rename it")
    if name in _IDENTIFIERS["forbidden_names"]:
        yield Finding(name, "identifier-forbidden", "Connect reserves this identifier", "rename it")

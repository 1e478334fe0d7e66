"""What is not there, not of its kind, or not known, read off the types in `contact_flow.document`."""

from collections.abc import Iterator
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints, is_typeddict

from contact_flow.document import Flow
from contact_flow.findings import Finding, listed, shown

Path = tuple[str | int, ...]
_KINDS = {str: "a text", dict: "an object", list: "a list"}


class _Misfit(NamedTuple):
    path: Path
    rule: str
    problem: str
    remedy: str


def shape_rules(document: object) -> Iterator[Finding]:
    """The whole of a document, whatever it is."""
    for path, rule, problem, remedy in _misfits(document, Flow, ()):
        action, inside = _named(document, path)
        where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in inside).lstrip(".")
        yield Finding(action, rule, f"{where} {problem}" if where else f"it {problem}", remedy)


def _misfits(value: object, kind: Any, path: Path) -> Iterator[_Misfit]:
    """How a value differs from its type: a TypedDict, a list of something, a dict or a str."""
    plain = dict if is_typeddict(kind) else get_origin(kind) or kind
    if not isinstance(value, plain):
        rule = "not-a-string" if plain is str else "malformed"
        yield _Misfit(path, rule, f"is {shown(value)}", f"make it {_KINDS[plain]}")
    elif is_typeddict(kind):
        yield from _in_object(value, kind, path)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _misfits(inner, get_args(kind)[0], (*path, place))


def _in_object(value: Any, kind: Any, path: Path) -> Iterator[_Misfit]:
    kinds = get_type_hints(kind)
    for name in sorted(kind.__required_keys__ - value.keys()):
        yield _Misfit(
            path, "missing-property", f"has no {name}", f"add {name}, {_KINDS[get_origin(kinds[name]) or dict]}"
        )
    for name, inner in value.items():
        if name in kinds:
            yield from _misfits(inner, kinds[name], (*path, name))
        else:
            remedy = f"take it out: there is room for {listed(kinds)} only"
            yield _Misfit(path, "unknown-property", f"has {shown(name)}", remedy)


def _named(document: Any, path: Path) -> tuple[str, Path]:
    """The action that a path leads into, and the rest of the path."""
    match path:
        case ("Actions", int(place), *inside):
            action = document["Actions"][place]
            name = action.get("Identifier") if isinstance(action, dict) else None
            return name if isinstance(name, str) and name else f"Actions[{place}]", tuple(inside)
    return "", path

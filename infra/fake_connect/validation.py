"""Holds values against a shape of the service model.

botocore's own validator knows types, required and unknown members, and minima. A client needs no more; the service has
maxima, patterns and enumerations besides.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import regex  # knows \p{L}, of which the model's patterns are full
from botocore.model import ListShape, MapShape, Shape, StringShape, StructureShape
from botocore.validate import ParamValidator


def problems(shape: Shape, value: Any) -> list[str]:
    """What is wrong with a value, a line each; the values themselves are not told."""
    found = ParamValidator().validate(value, shape)
    if found.has_errors():
        return [_without_value(line) for line in found.generate_report().splitlines()]
    return list(_beyond(shape, value, shape.name))


def _without_value(line: str) -> str:
    return re.sub(r", value: .*(?=, type:)", "", line)


def _beyond(shape: Shape, value: Any, path: str) -> Iterator[str]:
    if shape.type_name in _CHECKS:
        yield from _CHECKS[shape.type_name](shape, value, path)


def _structure(shape: StructureShape, value: dict[str, Any], path: str) -> Iterator[str]:
    for name, one in value.items():
        yield from _beyond(shape.members[name], one, f"{path}.{name}")


def _list(shape: ListShape, value: list[Any], path: str) -> Iterator[str]:
    yield from _size(shape, len(value), path)
    for place, one in enumerate(value):
        yield from _beyond(shape.member, one, f"{path}[{place}]")


def _map(shape: MapShape, value: dict[str, Any], path: str) -> Iterator[str]:
    yield from _size(shape, len(value), path)
    for name, one in value.items():
        yield from _beyond(shape.key, name, f"{path} (key)")
        yield from _beyond(shape.value, one, f"{path}.{name}")


def _string(shape: StringShape, value: str, path: str) -> Iterator[str]:
    yield from _size(shape, len(value), path)
    if shape.enum and value not in shape.enum:
        yield f"{path} must be one of {', '.join(shape.enum)}"
    pattern = _pattern(shape)
    if not regex.fullmatch(pattern, value, regex.DOTALL):
        yield f"{path} does not match {pattern}"


def _number(shape: Shape, value: int, path: str) -> Iterator[str]:
    yield from _size(shape, value, path)


def _size(shape: Shape, size: int, path: str) -> Iterator[str]:
    least, most = shape.metadata.get("min", size), shape.metadata.get("max", size)
    if not least <= size <= most:
        yield f"{path} must be between {least} and {most}, in characters or entries or by value"


def _pattern(shape: Shape) -> str:
    """Some of the model's patterns have each backslash twice."""
    return str(shape.metadata.get("pattern", ".*")).replace("\\\\", "\\")


_CHECKS: dict[str, Callable[[Any, Any, str], Iterator[str]]] = {
    "structure": _structure,
    "list": _list,
    "map": _map,
    "string": _string,
    "integer": _number,
    "long": _number,
}

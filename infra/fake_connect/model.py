"""Amazon Connect's own service model, as botocore ships it, and validation against it.

botocore's validator checks types, required and unknown members, and minima. The service also checks maxima, patterns
and enumerations, and so does `problems`.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import regex  # it supports \p{L}, which the model's patterns use
from botocore.model import ListShape, MapShape, ServiceModel, Shape, StringShape, StructureShape
from botocore.session import get_session
from botocore.validate import ParamValidator

Params = dict[str, Any]  # the members of an operation's input, by their names in the model
Reply = dict[str, Any]  # the members of its output


@cache
def service_model() -> ServiceModel:
    """Return the service model, which is read once."""
    return get_session().get_service_model("connect")


def problems(shape: Shape, value: Any) -> list[str]:
    """Return what is wrong with a value, one line each. The lines do not repeat the value."""
    report = _VALIDATOR.validate(value, shape)
    if report.has_errors():
        return [_without_value(line) for line in report.generate_report().splitlines()]
    return list(_check(shape, value, shape.name))


def _without_value(line: str) -> str:
    return re.sub(r", value: .*(?=, type:)", "", line)


def _check(shape: Shape, value: Any, path: str) -> Iterator[str]:
    if shape.type_name in _CHECKS:
        yield from _CHECKS[shape.type_name](shape, value, path)


def _check_structure(shape: StructureShape, value: dict[str, Any], path: str) -> Iterator[str]:
    for name, member in value.items():
        yield from _check(shape.members[name], member, f"{path}.{name}")


def _check_list(shape: ListShape, value: list[Any], path: str) -> Iterator[str]:
    yield from _check_size(shape, len(value), path)
    for position, member in enumerate(value):
        yield from _check(shape.member, member, f"{path}[{position}]")


def _check_map(shape: MapShape, value: dict[str, Any], path: str) -> Iterator[str]:
    yield from _check_size(shape, len(value), path)
    for name, member in value.items():
        yield from _check(shape.key, name, f"{path} (key)")
        yield from _check(shape.value, member, f"{path}.{name}")


def _check_string(shape: StringShape, value: str, path: str) -> Iterator[str]:
    yield from _check_size(shape, len(value), path)
    if shape.enum and value not in shape.enum:
        yield f"{path} must be one of {', '.join(shape.enum)}"
    pattern = shape.metadata.get("pattern")
    if pattern and not _compile(pattern).fullmatch(value):
        yield f"{path} does not match {_compile(pattern).pattern}"


def _check_number(shape: Shape, value: int, path: str) -> Iterator[str]:
    yield from _check_size(shape, value, path)


def _check_size(shape: Shape, size: int, path: str) -> Iterator[str]:
    """Check a number, or the number of characters or entries."""
    least, most = shape.metadata.get("min", size), shape.metadata.get("max", size)
    if not least <= size <= most:
        yield f"{path} must be between {least} and {most}, in characters or entries or by value"


@cache
def _compile(pattern: str) -> Any:
    """Compile a pattern of the model. Some of them have each backslash twice."""
    return regex.compile(pattern.replace("\\\\", "\\"), regex.DOTALL)


_VALIDATOR = ParamValidator()
_CHECKS: dict[str, Callable[[Any, Any, str], Iterator[str]]] = {
    "structure": _check_structure,
    "list": _check_list,
    "map": _check_map,
    "string": _check_string,
    "integer": _check_number,
    "long": _check_number,
}

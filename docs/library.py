"""`python -m docs.library PACKAGE`: the public names of a package, as Markdown, from their docstrings."""

import importlib
import inspect
import re
import sys
from collections.abc import Iterator
from types import FunctionType

_IMPLIED = {"self", "cls"}
_FIELD = re.compile(r"^((?:    #: .*\n)+)    (\w+):", re.MULTILINE)
_FIELD_COMMENT = re.compile(r"^    #: (.*)", re.MULTILINE)


def reference(package: str) -> Iterator[str]:
    """Yield one section for each name in the package's `__all__`."""
    module = importlib.import_module(package)
    for name in sorted(module.__all__, key=str.lower):
        yield from _section(name, getattr(module, name))


def _section(name: str, thing: object) -> Iterator[str]:
    yield from (f"### {name}", "")
    if isinstance(thing, FunctionType):
        yield from (f"`{_signature(name, thing)}`", "")
    for paragraph in _paragraphs(thing):
        yield from (paragraph, "")
    if isinstance(thing, type):
        yield from _members(thing)


def _members(of: type) -> Iterator[str]:
    """Yield the documented fields, the methods and the properties that a class itself has."""
    rows = [
        f"| `{name}` | {' '.join(_FIELD_COMMENT.findall(comment))} |"
        for comment, name in _FIELD.findall(inspect.getsource(of))
    ]
    for name, member in vars(of).items():
        plain = getattr(member, "__func__", member)  # what is inside a class method
        if name.startswith("_") or not isinstance(plain, FunctionType | property):
            continue
        shown = name if isinstance(plain, property) else _signature(name, plain)
        rows.append(f"| `{shown}` | {' '.join(_paragraphs(plain))} |")
    if rows:
        yield from ("| Member | Meaning |", "|---|---|", *rows, "")


def _signature(name: str, of: FunctionType) -> str:
    """Return the name with its parameters, without `self`; their types are in their descriptions."""
    signature = inspect.signature(of)
    kept = [one.replace(annotation=one.empty) for one in signature.parameters.values() if one.name not in _IMPLIED]
    return f"{name}({', '.join(map(str, kept))})"


def _paragraphs(of: object) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in (inspect.getdoc(of) or "").split("\n\n")]


if __name__ == "__main__":
    print("\n".join(reference(sys.argv[1])).rstrip())

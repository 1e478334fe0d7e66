"""Seeded changes to inputs: to JSON values, to text and to bytes."""

from random import Random
from typing import Any

_DEEP: Any = "bottom"
for _ in range(2_000):
    _DEEP = [_DEEP]
#: Values that code forgets about.
ODD_TEXTS = (
    "",
    " ",
    "\0",
    "\n",
    "\ud800",
    "\ufeff",
    "\u202e",
    "٣٤٥",
    "²",
    "none",
    "null",
    "-1",
    "1e400",
    "anonymous",
    "sip:x@example.com",
    "$.External.status",
    "${Name}",
    "<speak>&</speak>",
    "../../x",
    "%00",
    "A" * 5_000,
    "9" * 5_000,
)
ODD_VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    10**400,
    0.5,
    float("inf"),
    float("nan"),
    [],
    {},
    [[]],
    {"": None},
    _DEEP,
    *ODD_TEXTS,
)
_SEPARATORS = " -.()/+*#x,;"
_SPARED = 0.2  # of the objects and lists, which are replaced as a whole
_OFTEN = (1, 1, 1, 2, 3, 8)


def change(value: Any, dice: Random) -> Any:
    """Return a JSON value with one to eight changes. What was given stays as it is."""
    for _ in range(dice.choice(_OFTEN)):
        value = _change_once(value, dice)
    return value


def change_text(text: str, dice: Random) -> str:
    """Return a text with one to eight characters changed, left out, doubled or put in."""
    for _ in range(dice.choice(_OFTEN)):
        start = dice.randrange(len(text) + 1)
        end = start + dice.choice((0, 0, 1, 1, 2, 9))
        text = text[:start] + _replacement(text[start:end], dice) + text[end:]
    return text


def change_bytes(data: bytes, dice: Random) -> bytes:
    """Return data with one to eight stretches flipped, left out, doubled, or put in."""
    for _ in range(dice.choice(_OFTEN)):
        start = dice.randrange(len(data) + 1)
        end = start + dice.choice((1, 1, 2, 8, 64))
        piece = data[start:end]
        flipped = bytes(byte ^ (1 << dice.randrange(8)) for byte in piece)
        data = data[:start] + dice.choice((flipped, flipped, b"", piece * 2, dice.randbytes(4))) + data[end:]
    return data


def _change_once(value: Any, dice: Random) -> Any:
    if isinstance(value, dict | list) and value and dice.random() > _SPARED:
        return _change_object(value, dice) if isinstance(value, dict) else _change_list(value, dice)
    if isinstance(value, str) and dice.random() < 0.5:
        return change_text(value, dice)
    return dice.choice(ODD_VALUES)


def _change_object(value: dict[str, Any], dice: Random) -> dict[str, Any]:
    name = dice.choice([*value])
    match dice.randrange(10):
        case 0:
            return {key: inner for key, inner in value.items() if key != name}
        case 1:
            return {**value, change_text(name, dice): value[name]}
        case _:
            return {**value, name: _change_once(value[name], dice)}


def _change_list(value: list[Any], dice: Random) -> list[Any]:
    place = dice.randrange(len(value))
    match dice.randrange(10):
        case 0:
            return value[:place] + value[place + 1 :]
        case 1:
            return [*value[:place], value[place], *value[place:]]
        case _:
            return [*value[:place], _change_once(value[place], dice), *value[place + 1 :]]


def _replacement(piece: str, dice: Random) -> str:
    match dice.randrange(6):
        case 0:
            return ""
        case 1:
            return piece * 2
        case 2:
            return dice.choice(ODD_TEXTS)
        case 3:
            return dice.choice(_SEPARATORS)
        case 4:
            return chr(dice.randrange(0x300))
        case _:
            return str(dice.randrange(100))

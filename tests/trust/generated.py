"""Generated input: numbers, events, queue messages, stored items and bodies, mutated from real ones."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

from aws.items import decode_caller
from calls.call import Call
from calls.callers import Saved
from calls.deadline import Deadline
from calls.errors import UnreadableCallError
from converter.contact import parse_contact
from converter.conversion import Converter
from page.callers_json import operators_json, public_json
from tests.call_data import AMPLE, call
from tests.converter.events import CAPTURED
from tests.samples import ABROAD, random_numbers
from tests.trust.score import Campaign, Score
from vanity import NumberError, VanityIndex
from vanity.number import parse

_ODD: tuple[Any, ...] = (
    None, "", 0, -1, 10**30, 1.5, float("nan"), True, [], {}, "x", "+", "+266696687", "+17378742833", "+2000652775304",
    "9" * 5_000, "\u0661\u0662", "\ud800", "\x00", [[]], {"a": {}}, "Timeout", "#", "*", "VOICE",
)  # fmt: skip
_MARKS = "+-() ./x;#*,\u00a0\u2010\u202e\u0663\uff11\nAaé0123456789"
Mutate = Callable[[Random], None]


def run(campaign: Campaign) -> list[Score]:
    """Try every kind of input, 230,000 in a whole campaign."""
    index = VanityIndex.open()
    converter = Converter(index, _keep, lambda: 1_763_999_000_000)
    kinds: list[tuple[str, int, Callable[[Random], str]]] = [
        ("numbers", 100_000, _try_number),
        ("events of Connect", 60_000, lambda dice: _try_event(dice, converter)),
        ("queue messages", 40_000, _try_message),
        ("stored items", 30_000, _try_item),
    ]
    return [_score(campaign, *kind) for kind in kinds]


def _score(campaign: Campaign, name: str, whole: int, attempt: Callable[[Random], str]) -> Score:
    score = Score(f"generated {name}")
    for case in range(campaign.some(whole)):
        score.cases += 1
        try:
            wrong = attempt(Random(f"{campaign.seed}/{case}"))
        except Exception as error:  # what is looked for
            score.fail("unhandled", f"seed {campaign.seed}, case {case}: {type(error).__name__}")
        else:
            if wrong:
                score.fail(wrong, f"seed {campaign.seed}, case {case}")
    return score


def _keep(_: Call, __: Deadline) -> Saved:
    return "yes"


def _try_number(dice: Random) -> str:
    text = list(dice.choice([*ABROAD, *random_numbers(3, dice.randrange(1000))]))
    for _ in range(dice.randrange(4)):
        text.insert(dice.randrange(len(text) + 1), dice.choice(_MARKS))
        del text[dice.randrange(len(text))]
    try:
        number = parse("".join(text))
    except NumberError as error:
        return "leaked" if len(text) > 8 and "".join(text) in str(error) else ""
    return "" if parse(number.e164) == number else "unhandled"


def _try_event(dice: Random, converter: Converter) -> str:
    event = _mutated(dice, CAPTURED)
    reply = converter.reply_to(parse_contact(event, "request"), AMPLE)
    is_flat = all(map(_is_text, reply.values()))
    return "" if is_flat and len(reply) == _KEYS else "unanswered"


_KEYS = 19


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _try_message(dice: Random) -> str:
    text = json.dumps(_mutated(dice, json.loads(call().to_json())))
    if dice.random() < 0.3:
        text = text[: dice.randrange(len(text))]
    try:
        saved = Call.from_json(text)
    except UnreadableCallError as error:
        return "leaked" if "8003569377" in str(error) else ""
    return "" if Call.from_json(saved.to_json()) == saved else "unhandled"


def _try_item(dice: Random) -> str:
    item = {
        "number": {"S": dice.choice(["+18003569377", "+2000652775304", "nobody", ""])},
        "lastAt": {"N": dice.choice(["1763999000000", "1.5", "-7", str(10**15 - 1)])},
        "firstAt": {"N": "1"},
        "calls": {"N": "2"},
        "answers": {"S": json.dumps(_mutated(dice, [["1-800-FLOWERS", ["FLOWERS"], 3886, 1]]))},
    }
    if dice.random() < 0.3:
        del item[dice.choice(["firstAt", "calls", "answers"])]
    caller = decode_caller(item)
    json.loads(operators_json([caller]))
    return "leaked" if "8003569377" in public_json([caller], 5).replace("-", "") else ""


def _mutated(dice: Random, value: Any) -> Any:
    """Return a value of JSON with some of its parts changed."""
    if dice.random() < 0.06:
        return dice.choice(_ODD)
    if isinstance(value, dict):
        kept = {name: each for name, each in value.items() if dice.random() > 0.03}
        return {name: _mutated(dice, each) for name, each in kept.items()}
    if isinstance(value, list):
        return [_mutated(dice, each) for each in value]
    return value

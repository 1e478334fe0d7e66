"""What is fuzzed: `python -m tests.trust.fuzz_targets index BASE64` repeats one input."""

import json
import sys
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Any

from tests.contact_flow import flows
from tests.samples import ABROAD
from tests.tiny import WEIGHTS, vocabulary, word
from tests.tiny_index import HEADER, content
from tests.trust import checks, inputs, parts
from tests.trust.mutation import change, change_bytes, change_text
from vanity import IndexUnusableError, VanityIndex
from vanity_index import layout

_SEEDS = 40  # inputs in a corpus
_LENGTH_AT = layout.FIXED.size - 40  # of the file's length in the header: before the digest


@dataclass(frozen=True)
class Target:
    """Code that is fuzzed."""

    #: The inputs to begin with.
    corpus: Callable[[], list[bytes]]
    #: Makes an input of bytes. Raises ValueError for bytes that make none.
    read: Callable[[bytes], Any]
    check: Callable[[Any], None]
    #: Changes an input so that it is often still one.
    mutate: Callable[[bytes, Random], bytes]


def check_index(data: bytes) -> None:
    """Open an index file, and read all of it."""
    try:
        index = VanityIndex.open(parts.write("tiny.index", data))
    except IndexUnusableError:
        return
    for read in _reads(index):
        with suppress(IndexUnusableError):
            read()
    index.file.close()


def _reads(index: VanityIndex) -> Iterator[Callable[[], object]]:
    yield index.file.verify
    for number in ("+12122222222", "+12122282222", "+12122668228", "+12124684487"):
        yield partial(index.best, number)
        yield partial(index.best, number, 8)
        yield partial(index.scored, number)
    yield from (partial(index.file.shape, number) for number in range(3))
    for key in index.file.prefixes("2282222"):
        yield from (partial(index.file.texts, key), partial(index.file.marks, key))


def _tiny_index() -> bytes:
    words = vocabulary(word("CAT"), word("BAT"), word("CONTACTS"), word("GOT-IT"))
    return content(words, weights=WEIGHTS, offensive=["ASS"])


def _mutate_index(data: bytes, dice: Random) -> bytes:
    """Change any byte, or the header alone, with the checksum that then is right."""
    if len(data) < HEADER or dice.random() < 0.5:
        return change_bytes(data, dice)
    head = bytearray(data[: HEADER - layout.CHECK.size])
    for _ in range(dice.choice((1, 1, 2, 4))):
        head[dice.randrange(_LENGTH_AT, len(head))] = dice.choice((0, 1, 127, 128, 255, dice.randrange(256)))
    if dice.random() < 0.8:
        head[_LENGTH_AT : _LENGTH_AT + 8] = len(data).to_bytes(8, "little")
    return bytes(head) + layout.CHECK.pack(zlib.crc32(head)) + data[HEADER:]


def _mutate_json(data: bytes, dice: Random) -> bytes:
    with suppress(ValueError, RecursionError):
        return json.dumps(change(json.loads(data), dice)).encode()
    return change_bytes(data, dice)


def _mutate_text(data: bytes, dice: Random) -> bytes:
    return change_text(data.decode(errors="replace"), dice).encode(errors="replace")


def _read_json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except RecursionError as error:
        raise ValueError("too deep") from error


def _read_request(data: bytes) -> dict[str, Any]:
    event = _read_json(data)
    if not isinstance(event, dict) or not isinstance(event.get("routeKey"), str):
        raise ValueError("the HTTP API always sends the key of a route")
    return event


def _some(make: Callable[[Random], object]) -> list[bytes]:
    made = [make(Random(seed)) for seed in range(_SEEDS)]
    return [json.dumps(one).encode() for one in made if _is_writable(one)]


def _is_writable(value: object) -> bool:
    with suppress(RecursionError):
        return bool(json.dumps(value))
    return False


def _numbers() -> list[bytes]:
    return [one.encode() for one in [*ABROAD, "+18003569377", "(800) 356-9377", "1-800-356-9377", "+290 2 2158"]]


def _flows() -> list[bytes]:
    paths = (flows.PATH, flows.PATH.with_name("aws_example.json"), inputs.ROOT / "infra/flow/vanity-line.json")
    return [json.dumps(json.loads(path.read_bytes())).encode() for path in paths]


#: The targets by the names of their rows.
TARGETS = {
    "events": Target(lambda: _some(inputs.event), _read_json, checks.check_event, _mutate_json),
    "numbers": Target(_numbers, bytes.decode, checks.check_number, _mutate_text),
    "index": Target(lambda: [_tiny_index()], bytes, check_index, _mutate_index),
    "flows": Target(_flows, bytes, checks.check_flow, _mutate_json),
    "requests": Target(lambda: _some(inputs.request), _read_request, checks.check_request, _mutate_json),
}


def try_input(name: str, data: bytes) -> None:
    """Let a target treat an input. Raises what is wrong."""
    target = TARGETS[name]
    try:
        made = target.read(data)
    except ValueError:
        return
    target.check(made)


if __name__ == "__main__":
    try_input(sys.argv[1], b64decode(sys.argv[2]))

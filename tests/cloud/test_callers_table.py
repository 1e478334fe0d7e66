"""Saving calls in a table: a contact counts once, a late call overwrites nothing, and the latest come first."""

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import permutations

import pytest

from aws import items
from aws.callers import CallersTable
from aws.items import TablePolicy
from calls.call import KEYED, Call, SavedAnswer
from calls.callers import Caller
from calls.errors import ServiceUnavailableError
from tests.call_data import AMPLE, call

DAY = 86_400_000
FIRST = 1_763_999_000_000
OTHER_ANSWER = SavedAnswer("1-800-35-MYERS", ("MYERS",), -4557)


def save_all(table: CallersTable, *calls: Call) -> None:
    for saved in calls:
        table.save(saved, AMPLE)


@pytest.fixture(autouse=True)
def _today(table: CallersTable) -> None:
    table._clock = lambda: FIRST / 1000 + 60


def test_a_saved_call_can_be_read_back(table: CallersTable) -> None:
    save_all(table, call(at=FIRST))

    assert table.latest(5, AMPLE) == [Caller("+18003569377", call().answers, FIRST, FIRST, 1)]


def test_a_contact_delivered_four_times_counts_once(table: CallersTable) -> None:
    save_all(table, *(call(at=FIRST + late) for late in (0, 900, 1800, 2700)))

    assert [(caller.calls, caller.last_at) for caller in table.latest(5, AMPLE)] == [(1, FIRST)]


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_whatever_the_order_of_delivery_the_newest_call_is_the_latest(
    table: CallersTable, order: tuple[int, ...]
) -> None:
    answers = (OTHER_ANSWER,)
    calls = [call(contact=f"contact-{at}", at=FIRST + at)._replace(answers=answers[:at]) for at in range(3)]
    save_all(table, *(calls[place] for place in order), *calls)

    assert table.latest(5, AMPLE) == [Caller("+18003569377", answers, FIRST, FIRST + 2, 3)]


def test_contacts_at_the_same_millisecond_both_count(table: CallersTable) -> None:
    save_all(table, call(contact="one"), call(contact="two"), call(contact="one"))

    assert table.latest(5, AMPLE)[0].calls == 2


def test_a_duplicate_of_an_earlier_contact_is_recognised_after_later_ones(table: CallersTable) -> None:
    save_all(table, call(contact="one", at=FIRST), call(contact="two", at=FIRST + 1), call(contact="one", at=FIRST + 2))

    assert [(caller.calls, caller.last_at) for caller in table.latest(5, AMPLE)] == [(2, FIRST + 1)]


def test_an_item_stays_small_and_still_recognises_its_contacts(
    table: CallersTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(items, "CONTACTS_IN_A_SET", 4)
    for at in range(20):
        save_all(table, call(contact=f"contact-{at}", at=FIRST + at))
        for before in range(max(0, at - 3), at):
            save_all(table, call(contact=f"contact-{before}", at=FIRST + 100))

    assert table.latest(5, AMPLE)[0].calls == 20
    item = table._client.scan(TableName=table._table)["Items"][0]
    assert len(item["seen"]["BS"] if "seen" in item else []) + len(item["seenBefore"]["BS"]) <= 8


def test_many_at_once_count_each_contact_once(table: CallersTable) -> None:
    calls = [call(contact=f"contact-{at}", at=FIRST + at) for at in range(24)] * 3
    random.Random(7).shuffle(calls)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda saved: save_until_done(table, saved), calls))

    assert table.latest(5, AMPLE) == [Caller("+18003569377", call().answers, FIRST, FIRST + 23, 24)]


def save_until_done(table: CallersTable, saved: Call) -> None:
    """Retry until the call is saved, as the queue does."""
    for _ in range(20):
        with suppress(ServiceUnavailableError):
            return table.save(saved, AMPLE)
    raise AssertionError("never saved")


def test_a_keyed_number_is_kept_apart_and_never_listed(table: CallersTable) -> None:
    keyed = call(contact="two", at=FIRST + 5)._replace(source=KEYED)
    save_all(table, call(at=FIRST), keyed)

    assert [(caller.calls, caller.last_at) for caller in table.latest(5, AMPLE)] == [(1, FIRST)]
    assert table._client.scan(TableName=table._table)["Count"] == 2


def test_the_latest_come_from_all_shards_without_expired_ones(table: CallersTable) -> None:
    dice = random.Random(3)
    numbers = [f"+1206685{dice.randrange(1000, 10_000)}" for _ in range(40)]
    for place, number in enumerate(numbers):
        save_all(table, call(number, contact=f"contact-{place}", at=FIRST - (40 - place) * 10 * DAY))
    truth = list(dict.fromkeys(reversed(numbers)))

    assert [caller.number for caller in table.latest(5, AMPLE)] == truth[:5]
    assert [caller.number for caller in table.latest(100, AMPLE)] == truth[:8]  # 10 to 80 days ago


def test_more_shards_still_list_callers_saved_with_fewer(table: CallersTable) -> None:
    save_all(table, *(call(f"+1206685{place:04}", contact=str(place), at=FIRST + place) for place in range(20)))
    table._policy = TablePolicy(90, shards=9)

    assert len(table.latest(100, AMPLE)) == 20

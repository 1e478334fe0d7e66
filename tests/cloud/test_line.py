"""The deployed stack, end to end: a converter invoked as Connect does it, its table, its queue, its rights."""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from time import monotonic, sleep, time_ns
from typing import Any

from aws.callers import CallersTable
from tests.call_data import AMPLE, call
from tests.cloud.conftest import KEEPING, STACK, Line
from tests.converter.events import CAPTURED, FLOWERS, event
from tests.converter.test_conversion import assert_fits_a_flow
from tests.samples import random_numbers

CALLS = 1000
NUMBERS = 150
PATIENCE = 60.0  # seconds


def calling(contact: str, number: str) -> dict[str, Any]:
    return event(ContactId=contact, CustomerEndpoint={"Address": number, "Type": "TELEPHONE_NUMBER"})


def table_of(line: Line) -> CallersTable:
    return CallersTable(line.cloud.client("dynamodb"), line.outputs["CallersTable"], KEEPING)


def items(line: Line) -> dict[str, dict[str, Any]]:
    pages = line.cloud.client("dynamodb").get_paginator("scan").paginate(TableName=line.outputs["CallersTable"])
    return {item["number"]["S"]: item for page in pages for item in page["Items"]}


def roles(line: Line) -> list[str]:
    found = line.cloud.client("cloudformation").describe_stack_resources(StackName=STACK)["StackResources"]
    return [one["PhysicalResourceId"] for one in found if one["ResourceType"] == "AWS::IAM::Role"]


@contextmanager
def denied(line: Line, action: str, which: str = "") -> Iterator[None]:
    """Take one right away, from all functions or from one."""
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": action, "Resource": "*"}]}
    iam, names = line.cloud.client("iam"), [name for name in roles(line) if which in name]
    for name in names:
        iam.put_role_policy(RoleName=name, PolicyName="denied", PolicyDocument=json.dumps(document))
    try:
        yield
    finally:
        for name in names:
            iam.delete_role_policy(RoleName=name, PolicyName="denied")


def waiting(line: Line) -> int:
    """How many messages are in the queue, those that are being worked on included."""
    found = line.cloud.client("sqs").get_queue_attributes(QueueUrl=line.outputs["BacklogUrl"], AttributeNames=["All"])
    kinds = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
    return sum(int(found["Attributes"][kind]) for kind in kinds)


def eventually(holds: Callable[[], bool], seconds: float) -> bool:
    end = monotonic() + seconds
    while not holds():
        if monotonic() > end:
            return False
        sleep(0.3)
    return True


def kept_within(line: Line, numbers: set[str], seconds: float) -> bool:
    return eventually(lambda: numbers <= set(items(line)), seconds)


def test_a_call_is_answered_and_kept(line: Line) -> None:
    reply = line.call(CAPTURED)

    assert_fits_a_flow(reply)
    assert (reply["status"], reply["vanity1"], reply["saved"]) == ("found", "1-800-FLOWERS", "yes")
    item = items(line)[FLOWERS]
    answers = json.loads(item["answers"]["S"])
    assert [text for text, *_ in answers] == [reply[f"vanity{place}"] for place in range(1, 6)]
    assert answers[0][1] == ["FLOWERS"]


def test_without_the_table_the_caller_is_answered_and_the_writer_keeps_the_call(line: Line) -> None:
    with denied(line, "dynamodb:UpdateItem", "Converter"):
        replies = [line.call(calling(f"denied-{place % 3}", f"+120668572{place % 3}0")) for place in range(6)]

    assert {reply["saved"] for reply in replies} == {"queued"}
    assert {reply["status"] for reply in replies} <= {"found", "none"}
    assert kept_within(line, {"+12066857200", "+12066857210", "+12066857220"}, PATIENCE)
    sleep(1)
    assert {items(line)[f"+120668572{place}0"]["calls"]["N"] for place in range(3)} == {"1"}


def test_without_table_and_queue_the_caller_is_answered_still(line: Line) -> None:
    with denied(line, "*", "Converter"):
        reply = line.call(calling("nowhere", "+12066857299"))

    assert (reply["status"], reply["saved"]) == ("found", "no")
    assert "+12066857299" not in items(line)


def test_while_the_table_is_down_calls_wait_and_none_is_lost(line: Line) -> None:
    numbers = [f"+1206685{place}" for place in range(7301, 7321)]
    with denied(line, "dynamodb:UpdateItem"):
        replies = [line.call(calling(f"down-{number}", number)) for number in numbers]
        sleep(2)  # the writer tries, and is denied too
        assert not set(numbers) & set(items(line))

    assert {reply["saved"] for reply in replies} == {"queued"}
    assert kept_within(line, set(numbers), PATIENCE)
    assert {items(line)[number]["calls"]["N"] for number in numbers} == {"1"}


def test_what_is_no_call_goes_back_to_the_queue_and_the_rest_is_kept(line: Line) -> None:
    queue = line.cloud.client("sqs")
    kept = call("+12066857400", at=time_ns() // 1_000_000)
    for body in ("no call", kept.to_json()):
        queue.send_message(QueueUrl=line.outputs["BacklogUrl"], MessageBody=body)

    assert kept_within(line, {"+12066857400"}, PATIENCE)
    assert eventually(lambda: waiting(line) == 1, PATIENCE)
    queue.purge_queue(QueueUrl=line.outputs["BacklogUrl"])


def test_a_thousand_calls_delivered_up_to_four_times_count_once_each(line: Line) -> None:
    dice, numbers = random.Random(11), random_numbers(NUMBERS, seed=11)
    of_contact = {f"load-{place}": dice.choice(numbers) for place in range(CALLS)}
    deliveries = [contact for contact in of_contact for _ in range(dice.randint(1, 4))]
    dice.shuffle(deliveries)
    with ThreadPoolExecutor(16) as pool:
        replies = list(pool.map(lambda contact: line.call(calling(contact, of_contact[contact])), deliveries))

    assert {reply["saved"] for reply in replies} == {"yes"}
    found = items(line)
    assert {number: int(found[number]["calls"]["N"]) for number in set(of_contact.values())} == Counter(
        of_contact.values()
    )
    listed = [item for item in found.values() if "indexShard" in item]
    truth = sorted(listed, key=lambda item: (-int(item["lastAt"]["N"]), item["number"]["S"]))[:5]
    assert [caller.number for caller in table_of(line).latest(5, AMPLE)] == [item["number"]["S"] for item in truth]

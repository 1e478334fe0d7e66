"""`make redrive`, `make forget` and `restore`, on the line of the local cloud."""

from collections.abc import Iterator
from typing import Any

import pytest

from aws.callers import CallersTable
from calls.call import CALLER, KEYED
from infra.deploy import redrive as redriving
from infra.deploy.forget import forget
from infra.deploy.redrive import redrive
from infra.deploy.restore import restore
from infra.deploy.settings import DeployError, DeploySettings
from infra.local.cloud import CONNECT_PARAMETERS
from infra.servers.clients import REGION
from tests.call_data import AMPLE, call
from tests.cloud.conftest import KEEPING, STACK, Line

SETTINGS = DeploySettings(STACK, REGION, CONNECT_PARAMETERS)
NUMBER = "+12065550123"


@pytest.fixture
def callers(line: Line) -> Iterator[CallersTable]:
    """The line's table and queues, empty before and after."""
    table = line.outputs["CallersTable"]
    empty(line)
    yield CallersTable(line.cloud.client("dynamodb"), table, KEEPING)
    empty(line)


def empty(line: Line) -> None:
    for item in items(line, line.outputs["CallersTable"]):
        key = {name: item[name] for name in ("number", "source")}
        line.cloud.client("dynamodb").delete_item(TableName=line.outputs["CallersTable"], Key=key)
    for queue in ("BacklogUrl", "DeadLetterUrl"):
        line.cloud.client("sqs").purge_queue(QueueUrl=line.outputs[queue])


def items(line: Line, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = line.cloud.client("dynamodb").scan(TableName=table)["Items"]
    return sorted(found, key=lambda item: (item["number"]["S"], item["source"]["S"]))


def send(line: Line, queue: str, body: str) -> None:
    line.cloud.client("sqs").send_message(QueueUrl=line.outputs[queue], MessageBody=body)


# ---- redrive ----


def test_dead_letters_are_moved_and_saved(line: Line, callers: CallersTable) -> None:
    for number in range(12):
        send(line, "DeadLetterUrl", call(f"+120655501{number:02}").to_json())

    assert redrive(SETTINGS, line.cloud.client) == "12 calls were moved, and none waits in the queue"
    assert len(items(line, line.outputs["CallersTable"])) == 12


def test_there_is_nothing_to_move(line: Line, callers: CallersTable) -> None:
    with pytest.raises(DeployError, match="there is nothing to move: the dead-letter queue is empty"):
        redrive(SETTINGS, line.cloud.client)


def test_calls_that_still_fail_are_told(line: Line, callers: CallersTable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redriving, "_PATIENCE", 1.0)
    send(line, "DeadLetterUrl", "no call")

    with pytest.raises(DeployError, match=r"^1 calls still wait in the queue.*see the writer's log, \S+"):
        redrive(SETTINGS, line.cloud.client)


# ---- forget ----


class Asked:
    """Answers the question, and remembers it."""

    def __init__(self, answer: bool = True) -> None:
        self.answer = answer
        self.question = ""

    def __call__(self, question: str) -> bool:
        self.question = question
        return self.answer


def test_both_items_of_a_number_are_deleted_and_no_others(line: Line, callers: CallersTable) -> None:
    for one in (call(NUMBER), call(NUMBER)._replace(source=KEYED), call("+12065550199")):
        callers.save(one, AMPLE)
    asked = Asked()

    told = forget(SETTINGS, line.cloud.client, "(206) 555-0123", asked)

    assert asked.question == "delete what is saved about the number that ends in 23 (caller: 1 calls, keyed: 1 calls)?"
    assert told.startswith("deleted 2 of the table's items\n")
    assert "--contact-id contact-1 --contact-fields CUSTOMER_ENDPOINT" in told
    assert "point-in-time backups" in told
    assert "2065550123" not in told + asked.question
    assert [item["number"]["S"] for item in items(line, line.outputs["CallersTable"])] == ["+12065550199"]


def test_nothing_is_deleted_without_consent(line: Line, callers: CallersTable) -> None:
    callers.save(call(NUMBER), AMPLE)

    assert forget(SETTINGS, line.cloud.client, NUMBER, Asked(False)) == "nothing was deleted"
    assert len(items(line, line.outputs["CallersTable"])) == 1


def test_a_key_that_is_no_number_is_found_as_it_is_stored(line: Line, callers: CallersTable) -> None:
    callers.save(call("+1555"), AMPLE)

    assert forget(SETTINGS, line.cloud.client, "+1555", Asked()).startswith("deleted 1 of")


def test_an_unknown_number_is_told_without_repeating_it(line: Line, callers: CallersTable) -> None:
    assert forget(SETTINGS, line.cloud.client, NUMBER, Asked()) == "nothing is saved about this number"
    told = forget(SETTINGS, line.cloud.client, "+1206555", Asked())
    assert told.startswith("nothing is saved about this number as it was typed, and it is too short")
    assert "206555" not in told
    with pytest.raises(DeployError, match="no number given"):
        forget(SETTINGS, line.cloud.client, " ", Asked())


def test_calls_that_wait_may_bring_it_back(line: Line, callers: CallersTable) -> None:
    send(line, "DeadLetterUrl", call(NUMBER).to_json())

    assert "1 calls wait in the dead-letter queue and may bring the number back: run `make redrive`" in forget(
        SETTINGS, line.cloud.client, NUMBER, Asked()
    )


# ---- restore ----


@pytest.fixture
def restored(line: Line, callers: CallersTable) -> Iterator[str]:
    """A copy of the line's table with thirty items, as DynamoDB would restore it."""
    for number in range(15):
        for source in (CALLER, KEYED):
            callers.save(call(f"+120655502{number:02}")._replace(source=source), AMPLE)
    dynamodb, name = line.cloud.client("dynamodb"), f"{STACK}-restored"
    table = dynamodb.describe_table(TableName=line.outputs["CallersTable"])["Table"]
    shape = {part: table[part] for part in ("AttributeDefinitions", "KeySchema")}
    used = {key["AttributeName"] for key in shape["KeySchema"]}
    shape["AttributeDefinitions"] = [one for one in shape["AttributeDefinitions"] if one["AttributeName"] in used]
    dynamodb.create_table(TableName=name, BillingMode="PAY_PER_REQUEST", **shape)
    for item in items(line, line.outputs["CallersTable"]):
        dynamodb.put_item(TableName=name, Item=item)
    yield name
    dynamodb.delete_table(TableName=name)


def test_lost_and_outdated_items_come_back_and_newer_ones_stay(
    line: Line, callers: CallersTable, restored: str
) -> None:
    dynamodb, table = line.cloud.client("dynamodb"), line.outputs["CallersTable"]
    before = items(line, table)
    lost, outdated, newer = before[:10], before[10:14], before[14]
    for item in lost:
        dynamodb.delete_item(TableName=table, Key={name: item[name] for name in ("number", "source")})
    for item in outdated:
        dynamodb.put_item(TableName=table, Item=item | {"lastAt": {"N": "1"}, "calls": {"N": "99"}})
    callers.save(call(newer["number"]["S"], contact="another", at=int(newer["lastAt"]["N"]) + 1), AMPLE)

    assert restore(SETTINGS, line.cloud.client, restored).startswith("copied 14 of 30 items; the table had the other")
    after = items(line, table)
    assert [after[14]["calls"], *after[:14], *after[15:]] == [{"N": "2"}, *before[:14], *before[15:]]
    assert restore(SETTINGS, line.cloud.client, restored).startswith("copied 0 of 30 items")


@pytest.mark.parametrize(
    ("source", "message"),
    [("nowhere", "there is no table nowhere"), ("", "name the table that DynamoDB has restored")],
)
def test_a_table_that_cannot_be_the_source_is_one_line(line: Line, source: str, message: str) -> None:
    with pytest.raises(DeployError, match=message):
        restore(SETTINGS, line.cloud.client, source)
    with pytest.raises(DeployError, match="the line's own is no source"):
        restore(SETTINGS, line.cloud.client, line.outputs["CallersTable"])

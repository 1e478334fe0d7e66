"""`make forget NUMBER=...`: deletes what is saved about a number, and tells what else remembers it.

The number itself is never printed: what a command prints ends up in the logs of pipelines and terminals.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from aws.items import Item, item_key
from calls.call import SOURCES
from infra.deploy.account import explain_errors
from infra.deploy.queues import count_waiting
from infra.deploy.settings import DeployError, DeploySettings
from infra.deploy.stack import Clients, DeployedStack, describe_stack
from vanity import NumberError
from vanity.number import parse

_SHOWN = 2  # of the number's digits, from its end
Confirm = Callable[[str], bool]  # asks a question


class _Table(NamedTuple):
    """The table of callers."""

    dynamodb: Any
    name: str

    def find(self, number: str) -> list[Item]:
        """Return the items of a number: at most one for each source."""
        with explain_errors("dynamodb:GetItem"):
            keys = [item_key(number, source) for source in SOURCES]
            replies = [self.dynamodb.get_item(TableName=self.name, Key=key, ConsistentRead=True) for key in keys]
        return [reply["Item"] for reply in replies if "Item" in reply]

    def delete(self, number: str) -> None:
        """Delete the items of a number."""
        with explain_errors("dynamodb:DeleteItem"):
            for source in SOURCES:
                self.dynamodb.delete_item(TableName=self.name, Key=item_key(number, source))


def forget(settings: DeploySettings, clients: Clients, number: str, confirm: Confirm) -> str:
    """Delete what is saved about a number, once confirmed, and return what was done, in lines. Raises DeployError."""
    deployed = describe_stack(settings, clients)
    deployed.check()
    table = _Table(clients("dynamodb"), deployed.outputs["CallersTable"])
    key, doubt = _key(number)
    items = table.find(key)
    waiting = list(_waiting(clients("sqs"), deployed))
    if not items:
        return "\n".join([f"nothing is saved about this number{doubt}", *waiting])
    kinds = ", ".join(f"{item['source']['S']}: {item['calls']['N']} calls" for item in items)
    if not confirm(f"delete what is saved about the number that ends in {key[-_SHOWN:]} ({kinds})?"):
        return "nothing was deleted"
    table.delete(key)
    told = [f"deleted {len(items)} of the table's items", *waiting, *_backups(deployed), *_contacts(settings, items)]
    return "\n".join(told)


def _key(number: str) -> tuple[str, str]:
    """Return a number as the table has it, and why it may be no number; empty when it is one."""
    try:
        return parse(number).e164, ""
    except NumberError as error:
        if not number.strip():
            raise DeployError(str(error)) from error
        return number.strip(), f" as it was typed, and it is {error}"


def _waiting(sqs: Any, deployed: DeployedStack) -> Iterator[str]:
    """Yield a warning for each queue with calls in it, because the number may be among them."""
    for output, name, remedy in (
        ("BacklogUrl", "the queue", "run this again once it is empty"),
        ("DeadLetterUrl", "the dead-letter queue", "run `make redrive` and then this again"),
    ):
        count = count_waiting(sqs, deployed.outputs[output])
        if count:
            yield f"{count} calls wait in {name} and may bring the number back: {remedy}"


def _backups(deployed: DeployedStack) -> Iterator[str]:
    if deployed.parameters.get("PointInTimeRecovery") == "true":
        yield "point-in-time backups keep the number for 35 more days; forget it again after a restore"


def _contacts(settings: DeploySettings, items: list[Item]) -> Iterator[str]:
    """Yield how to have Connect forget the caller of each item's last contact; it knows contacts, not numbers."""
    yield "Amazon Connect keeps the number in its contact records for 24 months; of the last contacts, remove it with"
    for contact in sorted({item["lastContact"]["S"] for item in items}):
        ids = f"--instance-id {settings.instance_id} --contact-id {contact}"
        yield f"  aws connect delete-contact-data {ids} --contact-fields CUSTOMER_ENDPOINT --region {settings.region}"
    yield "and find the earlier ones with the contact search in Connect"

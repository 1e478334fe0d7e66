"""Puts a call together: the one place that knows all its parts."""

from collections.abc import Sequence
from functools import partial
from uuid import uuid4

from infra.local.clients import client
from infra.local.line.call import Call
from infra.local.line.contact import Contact
from infra.local.line.engine import Play
from infra.local.line.fetch import published_flow
from infra.local.line.flow import Flow
from infra.local.line.functions import RetriedFunctions, attempted
from infra.local.line.keypad import Keypad
from infra.local.line.moments import Listener, Moment
from infra.local.line.reading import read
from infra.local.line.up import Phone, Up


def answering(phone: Phone) -> Flow:
    """The flow that answers the line's number. Raises NoFlow and FlowUnreadable."""
    connect = client("connect", phone.endpoint)
    return read(published_flow(connect, phone.instance_id, phone.phone_number_id))


def wired(flow: Flow, up: Up, caller: str | None, keypad: Keypad, listeners: Sequence[Listener]) -> Play:
    """A call to a flow, whose functions are those of the cloud that is up. caller: as in `Contact.customer`."""
    contact = Contact(str(uuid4()), caller, up.phone.phone_number, up.phone.instance_id)
    functions = RetriedFunctions(attempted(partial(client, "lambda", up.cloud.endpoint)))
    return Play(flow, Call(contact, keypad, functions, partial(_tell, listeners)))


def _tell(listeners: Sequence[Listener], moment: Moment) -> None:
    for listener in listeners:
        listener(moment)

"""Puts a call together: the one place that knows all its parts."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import uuid4

from infra.fake_connect import seed
from infra.phone.call import Call
from infra.phone.contact import Contact
from infra.phone.engine import Play
from infra.phone.fetch import published_flow
from infra.phone.flow import Flow
from infra.phone.functions import RetriedFunctions, attempted
from infra.phone.keypad import Keypad
from infra.phone.moments import Listener, Moment
from infra.phone.reading import read
from infra.servers.clients import client


def answering(connect: Any) -> Flow:
    """The flow that answers the line's number; connect: a client. Raises NoFlow and FlowUnreadable."""
    return read(published_flow(connect, seed.INSTANCE_ID, seed.PHONE_NUMBER_ARN))


def wired(flow: Flow, cloud: str, caller: str | None, keypad: Keypad, listeners: Sequence[Listener]) -> Play:
    """A call to a flow, whose functions are those of the cloud at this endpoint. caller: as in `Contact.customer`."""
    contact = Contact(str(uuid4()), caller, seed.PHONE_NUMBER, seed.INSTANCE_ID)
    functions = RetriedFunctions(attempted(partial(client, "lambda", cloud)))
    return Play(flow, Call(contact, keypad, functions, partial(_tell, listeners)))


def _tell(listeners: Sequence[Listener], moment: Moment) -> None:
    for listener in listeners:
        listener(moment)

"""What `control` asks of a fake Connect, behind the back of its clients."""

import json
from typing import Any

from infra.fake_connect.errors import Refused
from infra.fake_connect.faults import Fault
from infra.fake_connect.service import Connect


def asked(connect: Connect, what: str, body: bytes) -> Any:
    """The answer, as JSON. what: method and path, `GET /_fake/log`. Raises Refused for what is unknown."""
    match what:
        case "GET /_fake/health":
            return {"well": True}
        case "GET /_fake/log":
            return connect.log.entries
        case "GET /_fake/state":
            return connect.snapshot()
        case "POST /_fake/faults":
            return connect.faults.add(_fault(body))
        case "DELETE /_fake/faults":
            return connect.faults.heal()
        case "POST /_fake/reset":
            return connect.reset()
    raise Refused("UnknownOperationException", f"the fake has no {what}")


def _fault(body: bytes) -> Fault:
    try:
        return Fault(**json.loads(body))
    except (ValueError, TypeError) as error:
        raise Refused("InvalidRequestException", str(error)) from None

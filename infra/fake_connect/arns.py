"""The ARNs of what an Amazon Connect account has, and back."""

from infra.servers.clients import REGION

ACCOUNT = "000000000000"  # the emulator's
_CONNECT = f"arn:aws:connect:{REGION}:{ACCOUNT}"
EVERY_NUMBER = f"{_CONNECT}:phone-number/*"


def instance_arn(instance_id: str) -> str:
    """Of an instance; of its ARN the same, as Connect takes either for an `InstanceId`."""
    return f"{_CONNECT}:instance/{plain_id(instance_id)}"


def flow_arn(instance_id: str, flow_id: str) -> str:
    """Of a flow; `*` for all flows of the instance."""
    return f"{instance_arn(instance_id)}/contact-flow/{plain_id(flow_id)}"


def number_arn(number_id: str) -> str:
    """Of a phone number, by its id."""
    return f"{_CONNECT}:phone-number/{plain_id(number_id)}"


def plain_id(id_or_arn: str) -> str:
    """The id at the end of an ARN; an id as it is."""
    return id_or_arn.rpartition("/")[2] if id_or_arn.startswith("arn:") else id_or_arn


def unqualified(function_arn: str) -> str:
    """The ARN of a function without its alias or version."""
    return ":".join(function_arn.split(":")[:7])

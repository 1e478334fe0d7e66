"""Clients of AWS services, set up by default for a caller who waits on the line.

botocore by itself, without boto3: the same clients, some 30 ms of cold start sooner. Its defaults, 60 seconds to
connect and to read and up to five attempts, do not fit into the eight seconds that Amazon Connect gives, so a client
here gives up early and never tries again: trying again is `aws.retry`' business alone.
"""

from collections.abc import Mapping
from typing import Any

from botocore import xform_name
from botocore.config import Config
from botocore.session import get_session

CONNECT_SECONDS = 0.7
READ_SECONDS = 1.0


def client(service: str, connect_seconds: float = CONNECT_SECONDS, read_seconds: float = READ_SECONDS) -> Any:
    """A client of this service in the function's own Region, with the function's own role."""
    config = Config(
        connect_timeout=connect_seconds,
        read_timeout=read_seconds,
        retries={"total_max_attempts": 1},
        tcp_keepalive=True,
        parameter_validation=False,  # a fixed set of calls, each tested against a real table
    )
    return get_session().create_client(service, config=config)


def call_operation(api: Any, operation: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Call an operation by its name in the service's API, such as CreateContactFlow, and return its reply."""
    reply: dict[str, Any] = getattr(api, xform_name(operation))(**parameters)
    return reply

"""Clients of AWS services, by default for a function whose caller is waiting on the line.

They are botocore's own, without boto3: the same clients, some 30 ms of cold start sooner. botocore's defaults (60
seconds to connect and to read, up to five attempts) do not fit into the eight seconds that Amazon Connect allows, so
these clients give up early and never retry: that is the job of `aws.retry` alone. And where botocore takes anything at
all for a response, they take only what the service can have sent: see `aws.responses`.
"""

from collections.abc import Mapping
from typing import Any

from botocore import xform_name
from botocore.config import Config
from botocore.session import get_session

from aws.responses import check_response

CONNECT_SECONDS = 0.7
READ_SECONDS = 1.0


def make_client(service: str, connect_seconds: float = CONNECT_SECONDS, read_seconds: float = READ_SECONDS) -> Any:
    """Return a client of a service in the function's own Region, with the function's own role."""
    config = Config(
        connect_timeout=connect_seconds,
        read_timeout=read_seconds,
        retries={"total_max_attempts": 1},
        tcp_keepalive=True,
        parameter_validation=False,  # a fixed set of calls, each tested against a real table
    )
    client = get_session().create_client(service, config=config)
    client.meta.events.register("before-parse", check_response)
    return client


def call_operation(api: Any, operation: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Call an operation by its name in the service's API, such as CreateContactFlow, and return its reply."""
    reply: dict[str, Any] = getattr(api, xform_name(operation))(**parameters)
    return reply

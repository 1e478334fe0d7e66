"""boto3 clients of the services on the laptop, with the credentials of the emulator's root user."""

from typing import Any

import boto3
from botocore.config import Config

REGION = "us-east-1"
# The emulator's root user, who may do anything in the emulator and is unknown everywhere else.
ROOT_KEY = {"AWS_ACCESS_KEY_ID": "local-root", "AWS_SECRET_ACCESS_KEY": "local-root"}


def client(service: str, endpoint: str, read_seconds: float = 60) -> Any:
    """Return a client of the service at this endpoint that never retries and waits this long for a response."""
    return boto3.client(  # type: ignore[call-overload]  # the stubs know services by literal names only
        service,
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id=ROOT_KEY["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=ROOT_KEY["AWS_SECRET_ACCESS_KEY"],
        config=Config(max_pool_connections=32, read_timeout=read_seconds, retries={"total_max_attempts": 1}),
    )

"""boto3 clients of what runs on the laptop, with the local root's credentials."""

from typing import Any

import boto3
from botocore.config import Config

REGION = "us-east-1"
# Of the emulator's own root, who may everything in it and is nobody elsewhere.
ROOT_KEY = {"AWS_ACCESS_KEY_ID": "local-root", "AWS_SECRET_ACCESS_KEY": "local-root"}


def client(service: str, endpoint: str, read_seconds: float = 60) -> Any:
    """A client of a service at this endpoint; it never tries again, and waits this long for an answer."""
    return boto3.client(  # type: ignore[call-overload]  # the stubs know services by literal names only
        service,
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id=ROOT_KEY["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=ROOT_KEY["AWS_SECRET_ACCESS_KEY"],
        config=Config(max_pool_connections=32, read_timeout=read_seconds, retries={"total_max_attempts": 1}),
    )

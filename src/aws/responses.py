"""Whether a response is what the service promised. botocore itself takes anything at all for success with status 200.

A proxy, a captive portal or a damaged connection may answer in a service's place. To believe such an answer would be to
believe that a call was saved.
"""

import json
from typing import Any
from zlib import crc32

from botocore.exceptions import HTTPClientError

_REQUEST_ID = "x-amzn-requestid"  # in every response of a service with a JSON protocol
_CHECKSUM = "x-amz-crc32"  # DynamoDB's, of the body ("DynamoDB low-level API", response content)


class MalformedResponseError(HTTPClientError):
    """A response without a request ID, with a wrong checksum, or with a body that is no JSON object."""

    fmt = "malformed response, HTTP {status}"


def check_response(response_dict: dict[str, Any], operation_model: Any, **_: Any) -> None:
    """Raise MalformedResponseError for a response that the service cannot have sent.

    A handler of botocore's event `before-parse`, for services that speak JSON.
    """
    if not (_is_intact(response_dict) and _has_content(response_dict, operation_model.output_shape)):
        raise MalformedResponseError(status=response_dict["status_code"])


def _is_intact(response: dict[str, Any]) -> bool:
    checksum = response["headers"].get(_CHECKSUM)
    return _REQUEST_ID in response["headers"] and checksum in {None, str(crc32(response["body"]))}


def _has_content(response: dict[str, Any], shape: Any) -> bool:
    """Return whether the body is a JSON object, or empty where it may be."""
    if not response["body"]:
        return response["status_code"] >= 300 or not (shape and shape.members)
    try:
        return isinstance(json.loads(response["body"]), dict)
    except (ValueError, RecursionError):
        return False

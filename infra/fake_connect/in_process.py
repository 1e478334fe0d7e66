"""A client of a fake Connect in the same process, which fails as a botocore client does, but without HTTP."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import cache
from typing import Any

from botocore import xform_name
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError

from infra.fake_connect.errors import ConnectionBrokenError, NoResponseError, RefusedError
from infra.fake_connect.fake import FakeConnect
from infra.fake_connect.model import Reply, service_model

_URL = "http://in-process"


class InProcessClient:
    """Has botocore's method for each of Connect's operations, such as `create_contact_flow`."""

    def __init__(self, connect: FakeConnect) -> None:
        self._connect = connect

    def __getattr__(self, method: str) -> Callable[..., Reply]:
        if method not in _operations():
            raise AttributeError(f"Amazon Connect has no operation {method}")
        return lambda **parameters: self._call(_operations()[method], parameters)

    def _call(self, operation: str, parameters: dict[str, Any]) -> Reply:
        """Perform an operation. Client and fake never share an object, just as over HTTP."""
        with _botocore_errors(operation):
            return deepcopy(self._connect.perform(operation, deepcopy(parameters)))


@contextmanager
def _botocore_errors(operation: str) -> Iterator[None]:
    try:
        yield
    except RefusedError as error:
        raise _client_error(error, operation) from None
    except NoResponseError:
        raise ReadTimeoutError(endpoint_url=_URL) from None
    except ConnectionBrokenError:
        raise ConnectionClosedError(endpoint_url=_URL) from None


def _client_error(error: RefusedError, operation: str) -> ClientError:
    details = {name: value for name, value in error.body.items() if name != "Message"}
    response: Any = {
        "Error": {"Code": error.code, "Message": error.body.get("Message", "")},
        "ResponseMetadata": {"HTTPStatusCode": error.status},
        **details,
    }
    return ClientError(response, operation)


@cache
def _operations() -> dict[str, str]:
    """Return the names of the operations by botocore's names for their methods."""
    return {xform_name(name): name for name in service_model().operation_names}

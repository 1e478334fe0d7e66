"""The errors of calls and of the services that keep them.

    CallError
    ├── UnreadableCallError          a message in the queue is not a call
    └── ServiceError                 an AWS service refused, and trying again will not help
        ├── ServiceUnavailableError  a temporary failure: a timeout, throttling, or a server error
        ├── AccessDeniedError        the role lacks a permission
        ├── NotFoundError            the resource that the request names does not exist
        └── AlreadyExistsError       the resource to create already exists, or its name is taken

Every message is one line, says what to do, and repeats no phone number.
"""


class CallError(Exception):
    """The root of the errors in this package."""


class UnreadableCallError(CallError, ValueError):
    """The text is not a call as `Call.to_json` writes it."""


class ServiceError(CallError):
    """An AWS service refused, and trying again will not help: a permission is missing, or a name is wrong."""


class ServiceUnavailableError(ServiceError):
    """The service could not do it now: it timed out, or it is throttling requests."""


class AccessDeniedError(ServiceError):
    """The function's role lacks a permission."""


class NotFoundError(ServiceError):
    """The resource that the request names does not exist."""


class AlreadyExistsError(ServiceError):
    """The resource to create already exists, or its name is taken."""

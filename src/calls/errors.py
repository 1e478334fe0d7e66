"""The errors of calls and of the services that keep them.

    CallError
    ├── UnreadableCallError          a message in the queue is not a call
    └── ServiceError                 an AWS service refused, and trying again will not help
        ├── ServiceUnavailableError  not now: no answer in time, throttled, or an error of the service
        ├── AccessDeniedError        the role lacks a permission
        ├── NotFoundError            what the request is about does not exist
        └── AlreadyExistsError       what should be made exists already, or its name is taken

Every message is one line, says what to do, and repeats no phone number.
"""


class CallError(Exception):
    """The root of the errors in this package."""


class UnreadableCallError(CallError, ValueError):
    """The text is not a call as `Call.to_json` writes it."""


class ServiceError(CallError):
    """An AWS service refused, and trying again will not help: a permission is missing, or a name is wrong."""


class ServiceUnavailableError(ServiceError):
    """The service could not do it now: it did not answer in time, or it throttles."""


class AccessDeniedError(ServiceError):
    """The function's role lacks a permission."""


class NotFoundError(ServiceError):
    """What the request is about does not exist."""


class AlreadyExistsError(ServiceError):
    """What should be made exists already, or its name is taken."""

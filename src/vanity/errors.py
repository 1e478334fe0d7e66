"""The errors a user of the library can meet, drawn as a tree in `vanity_index.errors`."""

from vanity_index.errors import IndexCorrupt, IndexUnusable, VanityError

__all__ = [
    "AccessDenied",
    "AlreadyThere",
    "CallUnreadable",
    "FlowRefused",
    "IndexCorrupt",
    "IndexUnusable",
    "NotFound",
    "NumberError",
    "RequestInvalid",
    "ServiceError",
    "ServiceUnavailable",
    "VanityError",
]


class NumberError(VanityError, ValueError):
    """The text is not a phone number that can be spelled.

    The message never repeats the number: error texts end up in logs, and a caller's number must not.
    """


class CallUnreadable(VanityError, ValueError):
    """The text is not a call as `Call.to_json` writes it."""


class RequestInvalid(VanityError, ValueError):
    """A custom resource's request that lacks something, or has a property of the wrong kind."""


class ServiceError(VanityError):
    """An AWS service refused, and trying the same again will not help: a right is missing, a name is wrong."""


class ServiceUnavailable(ServiceError):
    """A service could not do it now: it did not answer in time, or asks to be left alone for a while."""


class AccessDenied(ServiceError):
    """The function's role lacks a right."""


class NotFound(ServiceError):
    """What the request is about is not there."""


class AlreadyThere(ServiceError):
    """What should be made is there already, or its name is taken."""


class FlowRefused(ServiceError):
    """Amazon Connect does not take this contact flow, or would not; the message says what is wrong with it."""

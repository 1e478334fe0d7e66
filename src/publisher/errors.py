"""The errors of the publisher.

    PublisherError
    ├── InvalidRequestError  CloudFormation's request lacks a field, or has a property of the wrong kind
    └── InvalidFlowError     a contact flow that Amazon Connect rejects or would reject (also a ServiceError)

Every message is one line and says what to do.
"""

from calls.errors import ServiceError


class PublisherError(Exception):
    """The root of the errors in this package."""


class InvalidRequestError(PublisherError, ValueError):
    """A custom resource's request lacks a field, or has a property of the wrong kind."""


class InvalidFlowError(PublisherError, ServiceError):
    """A contact flow that Amazon Connect rejects or would reject. The message lists its problems."""

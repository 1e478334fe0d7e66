"""The errors of the publisher.

    PublisherError
    ├── InvalidRequestError  CloudFormation's request lacks something, or has a property of the wrong kind
    └── InvalidFlowError     a contact flow that Amazon Connect does not accept, or would not (also a ServiceError)

Every message is one line and says what to do.
"""

from calls.errors import ServiceError


class PublisherError(Exception):
    """The root of the errors in this package."""


class InvalidRequestError(PublisherError, ValueError):
    """A custom resource's request lacks something, or has a property of the wrong kind."""


class InvalidFlowError(PublisherError, ServiceError):
    """Amazon Connect does not accept this contact flow, or would not; the message says what is wrong with it."""

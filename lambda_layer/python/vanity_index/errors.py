"""The root of the project's errors, and those of the index.

    VanityError
    ├── IndexUnusable     the index file cannot be opened: missing, truncated, foreign, other version
    │   └── IndexCorrupt  its body is damaged: a checksum or a record does not hold
    ├── NumberError       (in `vanity.errors`) what was given is not a number we can spell
    ├── CallUnreadable    (in `vanity.errors`) a message in the queue is not a call
    ├── FlowError         (in `contact_flow.errors`) a contact flow cannot be filled in
    ├── RequestInvalid    (in `vanity.errors`) CloudFormation asks for a contact flow in a way we cannot follow
    └── ServiceError      (in `vanity.errors`) an AWS service refused: a right is missing, a name is wrong
        ├── ServiceUnavailable  not now: no answer in time, throttled, an error of the service
        ├── AccessDenied        the role lacks a right
        ├── NotFound            what the request is about is not there
        ├── AlreadyThere        what should be made is there already
        └── FlowRefused         a contact flow that Amazon Connect does not take, or would not

Every message is one line and says what to do.
"""


class VanityError(Exception):
    """Whatever this project raises on purpose."""


class IndexUnusable(VanityError):
    """The index cannot be used; the message names the file, what is wrong and how to mend it."""


class IndexCorrupt(IndexUnusable):
    """The index opened, but a part of its body is not what the build wrote."""

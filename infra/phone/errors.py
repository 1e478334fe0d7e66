"""What can go wrong with a call.

    PhoneError
    ├── NoFlowError               the number has no flow, or its flow cannot be read
    ├── InvalidKeysError          the keys to press are not on a keypad
    ├── UnplayableFlowError       the flow is wrong, or has something that the phone cannot play
    ├── MissingBranchError        an action ended in a way that it has no branch for
    └── EndlessFlowError          the flow goes round and round

Every message is one line and says what to do.
"""

from infra.servers.errors import LocalCloudError


class PhoneError(LocalCloudError):
    """The call cannot be made, or cannot be played to its end."""


class NoFlowError(PhoneError):
    """Nobody answers the number."""


class InvalidKeysError(PhoneError):
    """The keys to press are not on a keypad."""


class UnplayableFlowError(PhoneError):
    """The flow cannot be played; the message names the action and what is wrong with it."""


class MissingBranchError(PhoneError):
    """An action ended in a way that the flow has no branch for: Amazon Connect would drop the call here."""


class EndlessFlowError(PhoneError):
    """The flow went through more actions than any call needs."""

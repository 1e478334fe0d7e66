"""What can go wrong with a call, in one line that says what to do.

LineError
├── NoFlow             the number has no flow, or what it has is not to be had
├── KeysUnreadable     what the caller is to press is on no keypad
├── FlowUnreadable     the document is not of the flow language
│   ├── UnknownAction     a type of action that the line cannot play
│   ├── UnknownParameter  a parameter, or a value of one, that it cannot play
│   ├── UnknownOperator   an operator that it cannot compare with
│   └── UnknownErrorType  an error that the action never ends in
├── NoBranch           an action ended in a way that it has no branch for
└── EndlessFlow        the flow goes round and round
"""

from infra.servers.errors import LocalCloudError


class LineError(LocalCloudError):
    """The call cannot be made, or not be played to its end."""


class NoFlow(LineError):
    """Nobody answers the number."""


class KeysUnreadable(LineError):
    """The keys to press are not keys."""


class FlowUnreadable(LineError):
    """The flow cannot be played; the message names the action and what is wrong with it."""


class UnknownAction(FlowUnreadable):
    """The flow has a type of action that the line cannot play."""


class UnknownParameter(FlowUnreadable):
    """An action has a parameter, or a value of one, that the line cannot play."""


class UnknownOperator(FlowUnreadable):
    """A condition compares in a way that the line cannot."""


class UnknownErrorType(FlowUnreadable):
    """An action has a branch for an error that it never ends in."""


class NoBranch(LineError):
    """An action ended in a way that the flow has no branch for: Amazon Connect would drop the call here."""


class EndlessFlow(LineError):
    """The flow went through more actions than any call needs."""

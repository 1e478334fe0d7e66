"""Why a request failed, and what to do about it: the line that a person reads in the stack's events."""

from calls.errors import AccessDeniedError, NotFoundError, ServiceUnavailableError
from publisher.errors import InvalidFlowError

_ADVICE: dict[type[Exception], str] = {
    AccessDeniedError: "allow the publisher's role this action on this resource, then deploy again",
    InvalidFlowError: "mend the flow document, then deploy again",
    NotFoundError: "check InstanceArn and PhoneNumberArn: both must exist, in the Region of the stack",
    ServiceUnavailableError: "nothing is wrong here: try again in some minutes",
}
OUT_OF_TIME = (
    "Amazon Connect took longer than the publisher's Timeout allows: try again in some minutes, or raise the Timeout"
)


def reason_of(error: Exception) -> str:
    """One line: the error, and the advice that fits it."""
    advice = next((text for kind, text in _ADVICE.items() if isinstance(error, kind)), "")
    return f"{error}; {advice}" if advice else str(error)


def unforeseen(error: Exception) -> str:
    """One line for a fault of ours. It does not repeat the error's text, which may hold anything."""
    return f"the publisher broke ({type(error).__name__}): its log has the place; please report it"

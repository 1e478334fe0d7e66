"""The one error of flows, drawn in the tree in `vanity_index.errors`. What is wrong inside a flow is a finding."""

from vanity_index.errors import VanityError


class FlowError(VanityError, ValueError):
    """A flow cannot be filled in; the message names the placeholder and says what to do."""

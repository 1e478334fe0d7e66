"""The one error of this package. What is wrong inside a flow is not an error but a finding.

FlowError  a placeholder of a flow has no value
"""


class FlowError(ValueError):
    """A flow cannot be filled in; the message names the placeholder and says what to do."""

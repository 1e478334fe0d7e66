"""Amazon Connect's own service model, as botocore ships it."""

from typing import Any

from botocore.session import get_session

MODEL = get_session().get_service_model("connect")

Params = dict[str, Any]  # the members of an operation's input, by their names in the model
Reply = dict[str, Any]  # those of its output

"""Whether a caller may do what it asks, by the policies of the local cloud's IAM."""

from typing import Any

from infra.fake_connect.callers import Caller, Callers
from infra.fake_connect.errors import Refused
from infra.fake_connect.model import Params
from infra.fake_connect.needs import Need, needs
from infra.servers.clients import ROOT_KEY, client
from infra.servers.errors import explain_errors

_ALLOWED = "allowed"
_WHY = {
    "explicitDeny": "with an explicit deny in an identity-based policy",
    "implicitDeny": "because no identity-based policy allows the {} action",
}


class Rights:
    """IAM, as Connect asks it. endpoint: of the local cloud."""

    def __init__(self, endpoint: str) -> None:
        self._iam: Any = client("iam", endpoint)
        self._callers = Callers(endpoint)

    def check(self, key: str, operation: str, asked: Params) -> None:
        """Raise Refused unless the one with this access key may do it; the local root may everything.

        Raises LocalCloudError when the local cloud does not answer.
        """
        if key != ROOT_KEY["AWS_ACCESS_KEY_ID"]:
            with explain_errors("asking the local cloud's IAM"):
                self._check_function(key, operation, asked)

    def _check_function(self, key: str, operation: str, asked: Params) -> None:
        caller = self._callers.caller(key)
        if caller is None:
            raise Refused("UnrecognizedClientException", "The security token included in the request is invalid.")
        for need in needs(operation, asked):
            self._check(caller, need)

    def _check(self, caller: Caller, need: Need) -> None:
        answer = self._iam.simulate_principal_policy(
            PolicySourceArn=caller.role, ActionNames=[need.action], ResourceArns=[need.resource]
        )
        decision = answer["EvaluationResults"][0]["EvalDecision"]
        if decision != _ALLOWED:
            asked = f"User: {caller.session} is not authorized to perform: {need.action} on resource: {need.resource}"
            raise Refused("AccessDeniedException", f"{asked} {_WHY[decision].format(need.action)}")

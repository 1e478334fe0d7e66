"""The operations on the Lambda functions that an instance may invoke."""

import re

from infra.fake_connect.errors import RefusedError, not_found
from infra.fake_connect.model import Params, Reply
from infra.fake_connect.protocol import page
from infra.fake_connect.state import FakeAccount

_MAX_FUNCTIONS = 50  # of an instance
_PAGE = 25
_ARN = re.compile(r"arn:aws[\w-]*:lambda:[a-z]{2}(-[a-z]+)+-\d:\d{12}:function:[\w-]{1,64}")


def unqualified(function_arn: str) -> str:
    """Return the ARN of a function without its alias or version."""
    return ":".join(function_arn.split(":")[:7])


def associate_function(account: FakeAccount, parameters: Params) -> Reply:
    """Perform AssociateLambdaFunction. Repeating it is a conflict, even with the same ClientToken."""
    functions = account.instance(parameters["InstanceId"]).functions
    arn = _function(parameters)
    if arn in functions:
        raise RefusedError("ResourceConflictException", "the function is already associated with the instance")
    if len(functions) >= _MAX_FUNCTIONS:
        raise RefusedError("ServiceQuotaExceededException", f"an instance has at most {_MAX_FUNCTIONS} functions")
    functions[arn] = account.settings.clock()
    return {}


def disassociate_function(account: FakeAccount, parameters: Params) -> Reply:
    """Perform DisassociateLambdaFunction."""
    functions = account.instance(parameters["InstanceId"]).functions
    if functions.pop(_function(parameters), None) is None:
        raise not_found("association of the function")
    return {}


def list_functions(account: FakeAccount, parameters: Params) -> Reply:
    """Perform ListLambdaFunctions."""
    functions = sorted(account.instance(parameters["InstanceId"]).functions)
    return page("LambdaFunctions", functions, account, parameters, _PAGE)


def _function(parameters: Params) -> str:
    """Return the function's ARN. Whether Connect accepts an alias here is not documented, so the fake does not."""
    arn: str = parameters["FunctionArn"]
    if not _ARN.fullmatch(arn):
        raise RefusedError("InvalidParameterException", "FunctionArn must be a function's ARN without alias or version")
    return arn

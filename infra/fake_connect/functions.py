"""The operations on the Lambda functions that an instance may invoke."""

import re

from infra.fake_connect.errors import Refused, not_found
from infra.fake_connect.model import Params, Reply
from infra.fake_connect.paging import page
from infra.fake_connect.world import World

_MOST = 50  # functions of an instance
_PAGE = 25
_ARN = re.compile(r"arn:aws[\w-]*:lambda:[a-z]{2}(-[a-z]+)+-\d:\d{12}:function:[\w-]{1,64}")


def associate(world: World, asked: Params) -> Reply:
    """AssociateLambdaFunction. A second time is a conflict, also with the ClientToken of the first."""
    functions = world.state.instance(asked["InstanceId"]).functions
    arn = _function(asked)
    if arn in functions:
        raise Refused("ResourceConflictException", "the function is associated with the instance already")
    if len(functions) >= _MOST:
        raise Refused("ServiceQuotaExceededException", f"an instance has {_MOST} Lambda functions at most")
    functions[arn] = world.settings.clock()
    return {}


def disassociate(world: World, asked: Params) -> Reply:
    """DisassociateLambdaFunction."""
    functions = world.state.instance(asked["InstanceId"]).functions
    if functions.pop(_function(asked), None) is None:
        raise not_found("association of the function")
    return {}


def list_all(world: World, asked: Params) -> Reply:
    """ListLambdaFunctions."""
    return page("LambdaFunctions", sorted(world.state.instance(asked["InstanceId"]).functions), asked, _PAGE)


def _function(asked: Params) -> str:
    """The function's ARN. Whether Connect takes one with an alias is not documented."""
    arn: str = asked["FunctionArn"]
    if not _ARN.fullmatch(arn):
        raise Refused("InvalidParameterException", "FunctionArn must be a function's ARN without alias or version")
    return arn

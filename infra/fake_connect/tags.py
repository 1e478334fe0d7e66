"""The operations on tags, of whatever has an ARN."""

from infra.fake_connect.errors import Refused
from infra.fake_connect.model import Params, Reply
from infra.fake_connect.world import World

_MOST = 50  # tags of a resource


def list_all(world: World, asked: Params) -> Reply:
    """ListTagsForResource."""
    return {"tags": world.state.tags(asked["resourceArn"])}


def tag(world: World, asked: Params) -> Reply:
    """TagResource."""
    tags = world.state.tags(asked["resourceArn"])
    if len(tags | asked["tags"]) > _MOST:
        raise Refused("InvalidRequestException", f"a resource has {_MOST} tags at most")
    tags.update(asked["tags"])
    return {}


def untag(world: World, asked: Params) -> Reply:
    """UntagResource."""
    tags = world.state.tags(asked["resourceArn"])
    for key in asked["tagKeys"]:
        tags.pop(key, None)
    return {}

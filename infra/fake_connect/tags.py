"""The operations on the tags of any resource."""

from infra.fake_connect.errors import RefusedError
from infra.fake_connect.model import Params, Reply
from infra.fake_connect.state import FakeAccount

_MAX_TAGS = 50  # of a resource


def list_tags(account: FakeAccount, parameters: Params) -> Reply:
    """Perform ListTagsForResource."""
    return {"tags": dict(account.tags(parameters["resourceArn"]))}


def tag_resource(account: FakeAccount, parameters: Params) -> Reply:
    """Perform TagResource."""
    tags = account.tags(parameters["resourceArn"])
    if len(tags | parameters["tags"]) > _MAX_TAGS:
        raise RefusedError("InvalidRequestException", f"a resource has at most {_MAX_TAGS} tags")
    tags.update(parameters["tags"])
    return {}


def untag_resource(account: FakeAccount, parameters: Params) -> Reply:
    """Perform UntagResource."""
    tags = account.tags(parameters["resourceArn"])
    for key in parameters["tagKeys"]:
        tags.pop(key, None)
    return {}

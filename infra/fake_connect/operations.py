"""The operations that the fake has, by their names in the model, and those on the tags of any resource."""

from infra.fake_connect import flows, functions, numbers
from infra.fake_connect.errors import RefusedError
from infra.fake_connect.model import Params, Reply
from infra.fake_connect.state import FakeAccount, Operation

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


_OPERATIONS: dict[str, Operation] = {
    "CreateContactFlow": flows.create_flow,
    "DescribeContactFlow": flows.describe_flow,
    "UpdateContactFlowContent": flows.update_flow_content,
    "UpdateContactFlowMetadata": flows.update_flow_metadata,
    "UpdateContactFlowName": flows.update_flow_metadata,
    "DeleteContactFlow": flows.delete_flow,
    "ListContactFlows": flows.list_flows,
    "ListTagsForResource": list_tags,
    "TagResource": tag_resource,
    "UntagResource": untag_resource,
    "AssociateLambdaFunction": functions.associate_function,
    "DisassociateLambdaFunction": functions.disassociate_function,
    "ListLambdaFunctions": functions.list_functions,
    "DescribePhoneNumber": numbers.describe_number,
    "ListPhoneNumbersV2": numbers.list_numbers,
    "AssociatePhoneNumberContactFlow": numbers.associate_number,
    "DisassociatePhoneNumberContactFlow": numbers.disassociate_number,
    "BatchGetFlowAssociation": numbers.get_flow_associations,
    "ListFlowAssociations": numbers.list_flow_associations,
}
NAMES = frozenset(_OPERATIONS)


def find_implementation(name: str) -> Operation:
    """Return the implementation of an operation. Raises RefusedError when the fake has none."""
    if name not in _OPERATIONS:
        raise RefusedError("NotImplemented", f"the fake Connect does not implement {name} yet")
    return _OPERATIONS[name]

"""The operations that the fake has, by their names in the model."""

from infra.fake_connect import flows, functions, numbers, tags
from infra.fake_connect.errors import Refused
from infra.fake_connect.world import Operation

_OPERATIONS: dict[str, Operation] = {
    "CreateContactFlow": flows.create,
    "DescribeContactFlow": flows.describe,
    "UpdateContactFlowContent": flows.update_content,
    "UpdateContactFlowMetadata": flows.update_metadata,
    "UpdateContactFlowName": flows.update_metadata,
    "DeleteContactFlow": flows.delete,
    "ListContactFlows": flows.list_all,
    "ListTagsForResource": tags.list_all,
    "TagResource": tags.tag,
    "UntagResource": tags.untag,
    "AssociateLambdaFunction": functions.associate,
    "DisassociateLambdaFunction": functions.disassociate,
    "ListLambdaFunctions": functions.list_all,
    "DescribePhoneNumber": numbers.describe,
    "ListPhoneNumbersV2": numbers.list_all,
    "AssociatePhoneNumberContactFlow": numbers.associate,
    "DisassociatePhoneNumberContactFlow": numbers.disassociate,
    "BatchGetFlowAssociation": numbers.batch_flow_association,
    "ListFlowAssociations": numbers.list_flow_associations,
}
NAMES = frozenset(_OPERATIONS)


def called(name: str) -> Operation:
    """The operation of this name. Raises Refused when the fake lacks it."""
    if name not in _OPERATIONS:
        raise Refused("NotImplemented", f"the fake Connect does not do {name} yet")
    return _OPERATIONS[name]

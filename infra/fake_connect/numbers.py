"""The operations on phone numbers, and on the flows that answer them."""

from infra.fake_connect.errors import RefusedError, not_found
from infra.fake_connect.model import Params, Reply
from infra.fake_connect.protocol import page
from infra.fake_connect.state import FakeAccount, FakeNumber, flow_arn, instance_arn, number_arn

_PAGE = 100
_VOICE = "VOICE_PHONE_NUMBER"


def describe_number(account: FakeAccount, parameters: Params) -> Reply:
    """Perform DescribePhoneNumber. As with Connect, the reply does not include the flow that answers the number."""
    number = account.number(parameters["PhoneNumberId"])
    status = {"Status": number.status} | ({"Message": "no such number"} if number.status == "FAILED" else {})
    details = {"PhoneNumberStatus": status, **({"Tags": number.tags} if number.tags else {})}
    return {"ClaimedPhoneNumberSummary": _summary(number) | details}


def list_numbers(account: FakeAccount, parameters: Params) -> Reply:
    """Perform ListPhoneNumbersV2."""
    if "InstanceId" in parameters and "TargetArn" in parameters:
        raise RefusedError("InvalidParameterException", "InstanceId and TargetArn are mutually exclusive")
    target = parameters.get("InstanceId", parameters.get("TargetArn"))
    numbers = account.numbers.values() if target is None else _numbers_of(account, target)
    summaries = [_summary(number) for number in numbers if _matches(number, parameters)]
    return page("ListPhoneNumbersSummaryList", summaries, account, parameters, _PAGE)


def associate_number(account: FakeAccount, parameters: Params) -> Reply:
    """Perform AssociatePhoneNumberContactFlow."""
    number = _number(account, parameters)
    flow = account.instance(parameters["InstanceId"]).flow(parameters["ContactFlowId"])
    if flow.type != "CONTACT_FLOW":
        raise RefusedError("InvalidParameterException", "only a flow of type CONTACT_FLOW can answer a phone number")
    number.flow_id = flow.id
    return {}


def disassociate_number(account: FakeAccount, parameters: Params) -> Reply:
    """Perform DisassociatePhoneNumberContactFlow."""
    number = _number(account, parameters)
    if number.flow_id is None:
        raise not_found("contact flow of the phone number")
    number.flow_id = None
    return {}


def get_flow_associations(account: FakeAccount, parameters: Params) -> Reply:
    """Perform BatchGetFlowAssociation. Numbers that no flow answers are missing from the reply."""
    arns = parameters["ResourceIds"]
    if any(number_arn(arn) != arn for arn in arns):
        raise RefusedError("InvalidParameterException", "ResourceIds must be ARNs of phone numbers")
    matches = [association for association in _associations(account, parameters) if association["ResourceId"] in arns]
    return {"FlowAssociationSummaryList": matches}


def list_flow_associations(account: FakeAccount, parameters: Params) -> Reply:
    """Perform ListFlowAssociations."""
    return page("FlowAssociationSummaryList", _associations(account, parameters), account, parameters, _PAGE)


def _associations(account: FakeAccount, parameters: Params) -> list[Reply]:
    """Return the flows that answer the instance's phone numbers. The fake has no other type of resource."""
    numbers = _numbers_of(account, parameters["InstanceId"])
    if parameters.get("ResourceType", _VOICE) != _VOICE:
        return []
    return [
        {"ResourceId": number.arn, "FlowId": flow_arn(number.instance_id, number.flow_id), "ResourceType": _VOICE}
        for number in numbers
        if number.flow_id
    ]


def _number(account: FakeAccount, parameters: Params) -> FakeNumber:
    """Return the phone number. Raises RefusedError when it is claimed on another instance."""
    number, instance = account.number(parameters["PhoneNumberId"]), account.instance(parameters["InstanceId"])
    if number.instance_id != instance.id:
        raise RefusedError("InvalidParameterException", "the phone number is claimed on another instance")
    return number


def _numbers_of(account: FakeAccount, id_or_arn: str) -> list[FakeNumber]:
    instance = account.instance(id_or_arn)
    return [number for number in account.numbers.values() if number.instance_id == instance.id]


def _matches(number: FakeNumber, parameters: Params) -> bool:
    return (
        number.country in parameters.get("PhoneNumberCountryCodes", [number.country])
        and number.type in parameters.get("PhoneNumberTypes", [number.type])
        and number.number.removeprefix("+").startswith(parameters.get("PhoneNumberPrefix", "").removeprefix("+"))
    )


def _summary(number: FakeNumber) -> Reply:
    return {
        "PhoneNumberId": number.id,
        "PhoneNumberArn": number.arn,
        "PhoneNumber": number.number,
        "PhoneNumberCountryCode": number.country,
        "PhoneNumberType": number.type,
        "TargetArn": instance_arn(number.instance_id),
        "InstanceId": number.instance_id,
    }

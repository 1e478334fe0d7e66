"""The operations on phone numbers, and on what answers them."""

from infra.fake_connect.arns import flow_arn, instance_arn, number_arn
from infra.fake_connect.errors import Refused, not_found
from infra.fake_connect.model import Params, Reply
from infra.fake_connect.paging import page
from infra.fake_connect.state import PhoneNumber
from infra.fake_connect.world import World

_PAGE = 100
_VOICE = "VOICE_PHONE_NUMBER"


def describe(world: World, asked: Params) -> Reply:
    """DescribePhoneNumber, which does not tell what answers it."""
    number = world.state.number(asked["PhoneNumberId"])
    more = {"PhoneNumberStatus": {"Status": "CLAIMED"}, **({"Tags": number.tags} if number.tags else {})}
    return {"ClaimedPhoneNumberSummary": _summary(number) | more}


def list_all(world: World, asked: Params) -> Reply:
    """ListPhoneNumbersV2."""
    if "InstanceId" in asked and "TargetArn" in asked:
        raise Refused("InvalidParameterException", "InstanceId and TargetArn exclude each other")
    target = asked.get("InstanceId", asked.get("TargetArn"))
    found = world.state.numbers.values() if target is None else _of_instance(world, target)
    return page("ListPhoneNumbersSummaryList", [_summary(one) for one in found if _fits(one, asked)], asked, _PAGE)


def associate(world: World, asked: Params) -> Reply:
    """AssociatePhoneNumberContactFlow."""
    number = _number(world, asked)
    flow = world.state.instance(asked["InstanceId"]).flow(asked["ContactFlowId"])
    if flow.type != "CONTACT_FLOW":
        raise Refused("InvalidParameterException", "only a flow of type CONTACT_FLOW answers a phone number")
    number.flow_id = flow.id
    return {}


def disassociate(world: World, asked: Params) -> Reply:
    """DisassociatePhoneNumberContactFlow."""
    number = _number(world, asked)
    if number.flow_id is None:
        raise not_found("contact flow of the phone number")
    number.flow_id = None
    return {}


def batch_flow_association(world: World, asked: Params) -> Reply:
    """BatchGetFlowAssociation; of what has no flow, nothing is told."""
    wanted = asked["ResourceIds"]
    if any(number_arn(one) != one for one in wanted):
        raise Refused("InvalidParameterException", "ResourceIds must be ARNs of phone numbers")
    found = [one for one in _associations(world, asked) if one["ResourceId"] in wanted]
    return {"FlowAssociationSummaryList": found}


def list_flow_associations(world: World, asked: Params) -> Reply:
    """ListFlowAssociations."""
    return page("FlowAssociationSummaryList", _associations(world, asked), asked, _PAGE)


def _associations(world: World, asked: Params) -> list[Reply]:
    """Of the instance's phone numbers; the other types of resources it has not."""
    numbers = _of_instance(world, asked["InstanceId"])
    if asked.get("ResourceType", _VOICE) != _VOICE:
        return []
    return [
        {"ResourceId": one.arn, "FlowId": flow_arn(one.instance_id, one.flow_id), "ResourceType": _VOICE}
        for one in numbers
        if one.flow_id
    ]


def _number(world: World, asked: Params) -> PhoneNumber:
    """The phone number, on the instance that is asked for."""
    number, instance = world.state.number(asked["PhoneNumberId"]), world.state.instance(asked["InstanceId"])
    if number.instance_id != instance.id:
        raise Refused("InvalidParameterException", "the phone number is claimed on another instance")
    return number


def _of_instance(world: World, id_or_arn: str) -> list[PhoneNumber]:
    instance = world.state.instance(id_or_arn)
    return [one for one in world.state.numbers.values() if one.instance_id == instance.id]


def _fits(number: PhoneNumber, asked: Params) -> bool:
    return (
        number.country in asked.get("PhoneNumberCountryCodes", [number.country])
        and number.type in asked.get("PhoneNumberTypes", [number.type])
        and number.number.removeprefix("+").startswith(asked.get("PhoneNumberPrefix", "").removeprefix("+"))
    )


def _summary(number: PhoneNumber) -> Reply:
    return {
        "PhoneNumberId": number.id,
        "PhoneNumberArn": number.arn,
        "PhoneNumber": number.number,
        "PhoneNumberCountryCode": number.country,
        "PhoneNumberType": number.type,
        "TargetArn": instance_arn(number.instance_id),
        "InstanceId": number.instance_id,
    }

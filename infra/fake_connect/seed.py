"""The resources that a fake Connect starts with. Both phone numbers are claimed on the first of two instances."""

from functools import cache
from pathlib import Path

from infra.fake_connect.settings import FakeConnectSettings
from infra.fake_connect.state import FakeAccount, FakeFlow, FakeInstance, FakeNumber, instance_arn, number_arn

INSTANCE_ID = "c0ffee00-0000-4000-8000-000000000001"
OTHER_INSTANCE_ID = "c0ffee00-0000-4000-8000-000000000002"
EARLIER_FLOW_ID = "c0ffee00-0000-4000-8000-0000000000f1"  # it answers the phone number
EARLIER_FLOW_NAME = "Sample inbound flow"
PHONE_NUMBER_ID = "c0ffee00-0000-4000-8000-0000000000a1"
PHONE_NUMBER = "+18005550100"
FREE_NUMBER_ID = "c0ffee00-0000-4000-8000-0000000000a2"  # no flow answers it
FREE_NUMBER = "+12065550101"

INSTANCE_ARN = instance_arn(INSTANCE_ID)
OTHER_INSTANCE_ARN = instance_arn(OTHER_INSTANCE_ID)
PHONE_NUMBER_ARN = number_arn(PHONE_NUMBER_ID)
FREE_NUMBER_ARN = number_arn(FREE_NUMBER_ID)
_SAMPLE = Path(__file__).with_name("sample_flow.json")


def new_account(settings: FakeConnectSettings) -> FakeAccount:
    """Return a new account."""
    flow = FakeFlow(EARLIER_FLOW_ID, INSTANCE_ID, EARLIER_FLOW_NAME, "CONTACT_FLOW", _sample(), changed=1_700_000_000)
    instances = [FakeInstance(INSTANCE_ID, {flow.id: flow}), FakeInstance(OTHER_INSTANCE_ID)]
    numbers = [
        FakeNumber(PHONE_NUMBER_ID, INSTANCE_ID, PHONE_NUMBER, "US", "TOLL_FREE", EARLIER_FLOW_ID),
        FakeNumber(FREE_NUMBER_ID, INSTANCE_ID, FREE_NUMBER, "US", "DID"),
    ]
    return FakeAccount(
        {instance.id: instance for instance in instances}, {number.id: number for number in numbers}, settings
    )


@cache
def _sample() -> str:
    return _SAMPLE.read_text(encoding="utf-8")

"""The account as it is at the start: both phone numbers are claimed on the first of its two instances."""

from pathlib import Path

from infra.fake_connect.ids import (
    EARLIER_FLOW_ID,
    EARLIER_FLOW_NAME,
    FREE_NUMBER,
    FREE_NUMBER_ID,
    INSTANCE_ID,
    OTHER_INSTANCE_ID,
    PHONE_NUMBER,
    PHONE_NUMBER_ID,
)
from infra.fake_connect.state import Flow, Instance, PhoneNumber, State

_SAMPLE = Path(__file__).with_name("sample_flow.json")


def seeded() -> State:
    """A new account."""
    content = _SAMPLE.read_text(encoding="utf-8")
    earlier = Flow(EARLIER_FLOW_ID, INSTANCE_ID, EARLIER_FLOW_NAME, "CONTACT_FLOW", content, changed=1_700_000_000)
    numbers = [
        PhoneNumber(PHONE_NUMBER_ID, INSTANCE_ID, PHONE_NUMBER, "US", "TOLL_FREE", EARLIER_FLOW_ID),
        PhoneNumber(FREE_NUMBER_ID, INSTANCE_ID, FREE_NUMBER, "US", "DID"),
    ]
    instances = [Instance(INSTANCE_ID, {earlier.id: earlier}), Instance(OTHER_INSTANCE_ID)]
    return State({one.id: one for one in instances}, {one.id: one for one in numbers})

"""The log: each call and its outcome, without phone numbers."""

from typing import Any

import pytest
from botocore.exceptions import ConnectionClosedError

from infra.fake_connect.admin import FakeConnectControl
from infra.fake_connect.fake import without_numbers
from infra.fake_connect.seed import EARLIER_FLOW_ID
from tests.fake_connect.flows import create, ids_of


def test_the_log_has_each_call_and_its_outcome(connect: Any, fake: FakeConnectControl) -> None:
    fake.fail("DescribeContactFlow", "reset")
    with pytest.raises(ConnectionClosedError):
        connect.describe_contact_flow(**ids_of(EARLIER_FLOW_ID))
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        connect.describe_contact_flow(**ids_of("nothing"))
    connect.describe_contact_flow(**ids_of(EARLIER_FLOW_ID))

    assert [(entry["parameters"], entry["error"]) for entry in fake.log()] == [
        (ids_of(EARLIER_FLOW_ID), "ConnectionBrokenError"),
        (ids_of("nothing"), "ResourceNotFoundException"),
        (ids_of(EARLIER_FLOW_ID), None),
    ]
    assert {entry["operation"] for entry in fake.log()} == {"DescribeContactFlow"}


def test_no_phone_number_is_in_the_log_or_in_the_state(connect: Any, fake: FakeConnectControl) -> None:
    connect.list_phone_numbers_v2(PhoneNumberPrefix="+1800555010")
    create(connect, Description="Call +18005550100", Tags={"number": "18005550100"})

    assert "8005550" not in str(fake.log()) + str(fake.state()["numbers"])
    assert fake.log()[-1]["parameters"]["Description"] == "Call (a phone number)"


@pytest.mark.parametrize("text", ["+18005550100", "call 18005550100 now", "{+442079460123}"])
def test_a_phone_number_is_masked_wherever_it_is(text: str) -> None:
    assert "(a phone number)" in str(without_numbers({"deep": [{"er": text}]}))


@pytest.mark.parametrize(
    "text", ["12345678-1234-4234-8234-123456789012", "arn:aws:connect:us-east-1:000000000000:instance/i", "256000"]
)
def test_an_id_is_not_mistaken_for_a_phone_number(text: str) -> None:
    assert without_numbers({"id": text, "count": 5}) == {"id": text, "count": 5}

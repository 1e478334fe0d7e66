"""What a fake Connect has from the start."""

from infra.fake_connect.arns import instance_arn, number_arn

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

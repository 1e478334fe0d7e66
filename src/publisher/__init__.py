"""The Lambda function behind Custom::ContactFlow: it publishes the contact flow when the stack is deployed.

Begin with `handler`, then `publisher`, which turns each request into one response. `publication` creates, updates and
deletes the flow, and `connect` is the adapter to Amazon Connect's API.

It implements CloudFormation's protocol itself. crhelper 2.0 sends a response without a physical id when the time is
nearly up. cfn-response logs the presigned URL and gives up after the first error.
"""

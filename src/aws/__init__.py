"""The adapters to AWS that the functions share, and the only package that imports botocore.

`callers` is the DynamoDB table of callers, with its `items`; `backlog` is the SQS queue. Every request is made by a
client from `clients`, is retried in `retry` only, and fails with an error from `errors`.
"""

"""Deploys a template to the local cloud like any CloudFormation deployment: packaged, and through a change set."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from botocore.exceptions import ClientError
from samtranslator.yaml_helper import yaml_parse

from infra.local.cloud import Ministack
from infra.local.packaging import build_zip
from infra.local.sam import Template, code_folders, leave_out_unsupported, replace_code, transform
from infra.servers.errors import CloudRequestError, LocalCloudError, explain_errors

BUCKET = "aws-sam-cli-managed-default-local"  # as SAM names its own
Say = Callable[[str], None]
Outputs = dict[str, str]
_TIMEOUT = 120.0  # seconds; a deployment usually takes a few
_POLL = 0.1
_CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
_IN_PROGRESS = "_IN_PROGRESS"
_TABLE, _QUEUE = "AWS::DynamoDB::Table", "AWS::SQS::Queue"
_GONE = {"ResourceNotFoundException", "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"}
_SUCCESS = {"CREATE_COMPLETE", "UPDATE_COMPLETE"}


class Deployment(NamedTuple):
    """A SAM template and its parameters, to be deployed as a stack."""

    stack: str
    template: Path
    parameters: Mapping[str, str]
    #: The folder that keeps the builds.
    artifacts: Path


def deploy(cloud: Ministack, deployment: Deployment, say: Say) -> Outputs:
    """Build, package, transform and deploy, printing a line at each stage. Return the stack's outputs.

    Raises LocalCloudError when a parameter is unknown, the template is invalid, or a build or the stack fails.
    """
    body = yaml_parse(deployment.template.read_text(encoding="utf-8"))
    _refuse_unknown(deployment.parameters, body)
    with explain_errors(f"cannot deploy the stack {deployment.stack}"):
        say("building the layer and the functions")
        uploads = _upload(cloud, body, deployment)
        say(f"deploying {deployment.template.name}")
        plain = transform(replace_code(body, uploads), deployment.parameters)
        if not _execute(cloud, deployment, leave_out_unsupported(plain)):
            say("nothing has changed")
        return _outputs(cloud, deployment.stack)


def delete(cloud: Ministack, stack: str) -> None:
    """Delete a stack, and the table and queues that outlive it, and wait until it is gone. Do nothing if there is none.

    Raises LocalCloudError.
    """
    with explain_errors(f"cannot delete the stack {stack}"):
        before, kept = _events(cloud, stack), _kept(cloud, stack)
        cloud.client("cloudformation").delete_stack(StackName=stack)
        if _wait(cloud, stack) not in {"", "DELETE_COMPLETE"}:
            raise LocalCloudError(f"cannot delete the stack {stack}: {_first_failure(cloud, stack, before)}")
        for kind, name in kept:
            _discard(cloud, kind, name)


def _kept(cloud: Ministack, stack: str) -> list[tuple[str, str]]:
    """Return the type and the physical id of what the template keeps when the stack is deleted."""
    if not _status(cloud, stack):
        return []
    resources = cloud.client("cloudformation").describe_stack_resources(StackName=stack)["StackResources"]
    found = ((one["ResourceType"], one.get("PhysicalResourceId", "")) for one in resources)
    return [(kind, name) for kind, name in found if kind in {_TABLE, _QUEUE} and name]


def _discard(cloud: Ministack, kind: str, name: str) -> None:
    """Delete a table by its name, or a queue by its URL, unless it is gone."""
    try:
        if kind == _TABLE:
            cloud.client("dynamodb").delete_table(TableName=name)
        else:
            cloud.client("sqs").delete_queue(QueueUrl=name)
    except ClientError as error:
        if error.response["Error"]["Code"] not in _GONE:
            raise


def _refuse_unknown(parameters: Mapping[str, str], body: Template) -> None:
    known = body.get("Parameters", {})
    unknown = sorted(set(parameters) - set(known))
    if unknown:
        raise LocalCloudError(f"the template has no parameter {', '.join(unknown)}; it has {', '.join(sorted(known))}")


def _upload(cloud: Ministack, body: Template, deployment: Deployment) -> dict[str, dict[str, str]]:
    """Upload each package to S3 under the hash of its content. Return where each is, by logical ID."""
    s3, uploads = cloud.client("s3"), {}
    s3.create_bucket(Bucket=BUCKET)
    for name, folder in code_folders(body):
        data = build_zip(name, (deployment.template.parent / folder).resolve(), deployment.artifacts)
        key = f"{hashlib.sha256(data).hexdigest()}.zip"
        if s3.list_objects_v2(Bucket=BUCKET, Prefix=key)["KeyCount"] == 0:
            s3.put_object(Bucket=BUCKET, Key=key, Body=data)
        uploads[name] = {"Bucket": BUCKET, "Key": key}
    return uploads


def _execute(cloud: Ministack, deployment: Deployment, plain: Template) -> bool:
    """Create or update the stack. Return False when nothing has changed."""
    cloudformation, stack = cloud.client("cloudformation"), deployment.stack
    change_set = {"StackName": stack, "ChangeSetName": f"deploy-{time.time_ns()}"}
    cloudformation.create_change_set(
        **change_set,
        ChangeSetType="UPDATE" if _exists(cloud, stack) else "CREATE",
        Capabilities=_CAPABILITIES,
        Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in deployment.parameters.items()],
        TemplateURL=_upload_template(cloud, plain),
    )
    if not _has_changes(cloud, change_set):
        cloudformation.delete_change_set(**change_set)
        return False
    before = _events(cloud, stack)
    cloudformation.execute_change_set(**change_set)
    if _wait(cloud, stack) not in _SUCCESS:
        raise LocalCloudError(f"the stack {stack} failed: {_first_failure(cloud, stack, before)}")
    return True


def _upload_template(cloud: Ministack, plain: Template) -> str:
    """Upload the template to S3 and return its URL: one inside the request may have at most 51,200 bytes."""
    data = json.dumps(plain).encode()
    key = f"{hashlib.sha256(data).hexdigest()}.template"
    cloud.client("s3").put_object(Bucket=BUCKET, Key=key, Body=data)
    return f"{cloud.endpoint}/{BUCKET}/{key}"


def _exists(cloud: Ministack, stack: str) -> bool:
    """Return whether there is a stack to update. Delete the remains of a stack whose creation failed."""
    status = _status(cloud, stack)
    if status in {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "REVIEW_IN_PROGRESS"}:
        delete(cloud, stack)
        return False
    return status not in {"", "DELETE_COMPLETE"}


def _has_changes(cloud: Ministack, change_set: dict[str, str]) -> bool:
    end = time.monotonic() + _TIMEOUT
    while time.monotonic() < end:
        description = cloud.client("cloudformation").describe_change_set(**change_set)
        if description["Status"] == "CREATE_COMPLETE":
            return True
        if description["Status"] == "FAILED":
            reason = description.get("StatusReason", "no reason given")
            if "didn't contain changes" in reason or "No updates" in reason:
                return False
            raise LocalCloudError(f"the change set failed: {reason}")
        time.sleep(_POLL)
    raise LocalCloudError(f"the change set was not ready within {_TIMEOUT:.0f} s: try `make down up`")


def _wait(cloud: Ministack, stack: str) -> str:
    """Wait until a stack's status is final, and return that status."""
    end = time.monotonic() + _TIMEOUT
    while time.monotonic() < end:
        time.sleep(_POLL)
        status = _status(cloud, stack)
        if not status.endswith(_IN_PROGRESS):
            return status
    raise LocalCloudError(f"the stack {stack} is still busy after {_TIMEOUT:.0f} s: try `make down up`")


def _describe(cloud: Ministack, stack: str) -> dict[str, Any]:
    description: dict[str, Any] = cloud.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    return description


def _status(cloud: Ministack, stack: str) -> str:
    """Return the stack's status; empty when there is no such stack."""
    try:
        with explain_errors(stack):
            status: str = _describe(cloud, stack)["StackStatus"]
    except CloudRequestError as error:
        if error.code == "ValidationError":
            return ""
        raise
    return status


def _outputs(cloud: Ministack, stack: str) -> Outputs:
    return {output["OutputKey"]: output["OutputValue"] for output in _describe(cloud, stack).get("Outputs", [])}


def _events(cloud: Ministack, stack: str) -> dict[str, Any]:
    """Return the stack's events by their IDs; none when there is no such stack."""
    if not _status(cloud, stack):
        return {}
    events = cloud.client("cloudformation").describe_stack_events(StackName=stack)["StackEvents"]
    return {event["EventId"]: event for event in events}


def _first_failure(cloud: Ministack, stack: str, before: Mapping[str, Any]) -> str:
    """Return the logical ID and the reason of the first failure among the events that are not in `before`."""
    new = [event for name, event in _events(cloud, stack).items() if name not in before]
    failures = [event for event in new if event["ResourceStatus"].endswith("_FAILED")]
    if not failures:
        return "no event says why; see the emulator's log"
    # The stack's own event only sums up the others, and can have the same time as the first of them.
    first = min(failures, key=lambda event: (event["LogicalResourceId"] == stack, event["Timestamp"]))
    return f"{first['LogicalResourceId']}: {first.get('ResourceStatusReason', first['ResourceStatus'])}"

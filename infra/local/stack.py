"""Deploys a template to the local cloud as CloudFormation does anywhere: packaged, by change set."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from samtranslator.yaml_helper import yaml_parse

from infra.local.builds import zipped
from infra.local.errors import CloudRequestError, LocalCloudError, explain_errors
from infra.local.ministack import Ministack
from infra.local.sam import Template, code_of, transformed, with_code

BUCKET = "sam-artifacts"
Say = Callable[[str], None]
Outputs = dict[str, str]
_PATIENCE = 120.0  # seconds for a stack; a few as a rule
_POLL = 0.1
_CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
_UNFINISHED = "_IN_PROGRESS"
_DONE = {"CREATE_COMPLETE", "UPDATE_COMPLETE"}


class Deployment(NamedTuple):
    """What is deployed: a SAM template with its parameters, as a stack; artifacts: the folder where builds are kept."""

    stack: str
    template: Path
    parameters: Mapping[str, str]
    artifacts: Path


def deploy(cloud: Ministack, wanted: Deployment, say: Say) -> Outputs:
    """Build, package, transform and deploy; say: gets a line at each stage. Returns the stack's outputs.

    Raises LocalCloudError when a parameter is unknown, the template invalid, or a build or the stack fails.
    """
    body = yaml_parse(wanted.template.read_text(encoding="utf-8"))
    _refuse_unknown(wanted.parameters, body)
    with explain_errors(f"the stack {wanted.stack} cannot be deployed"):
        say("building the layer and the functions")
        places = _uploaded(cloud, body, wanted)
        say(f"deploying {wanted.template.name}")
        if not _executed(cloud, wanted, transformed(with_code(body, places), wanted.parameters)):
            say("nothing has changed")
        return _outputs(cloud, wanted.stack)


def delete(cloud: Ministack, stack: str) -> None:
    """Delete a stack and wait until it is gone; fine when there is none. Raises LocalCloudError."""
    with explain_errors(f"the stack {stack} cannot be deleted"):
        before = _events(cloud, stack)
        cloud.client("cloudformation").delete_stack(StackName=stack)
        if _finished(cloud, stack) not in {"", "DELETE_COMPLETE"}:
            raise LocalCloudError(f"the stack {stack} cannot be deleted: {_first_failure(cloud, stack, before)}")


def _refuse_unknown(parameters: Mapping[str, str], body: Template) -> None:
    known = body.get("Parameters", {})
    unknown = sorted(set(parameters) - set(known))
    if unknown:
        raise LocalCloudError(f"the template has no parameter {', '.join(unknown)}; it has {', '.join(sorted(known))}")


def _uploaded(cloud: Ministack, body: Template, wanted: Deployment) -> dict[str, dict[str, str]]:
    """Where in S3 everything is that the template deploys, under the hash of its content."""
    s3, places = cloud.client("s3"), {}
    s3.create_bucket(Bucket=BUCKET)
    for name, folder in code_of(body):
        data = zipped(name, (wanted.template.parent / folder).resolve(), wanted.artifacts)
        key = f"{hashlib.sha256(data).hexdigest()}.zip"
        if s3.list_objects_v2(Bucket=BUCKET, Prefix=key)["KeyCount"] == 0:
            s3.put_object(Bucket=BUCKET, Key=key, Body=data)
        places[name] = {"Bucket": BUCKET, "Key": key}
    return places


def _executed(cloud: Ministack, wanted: Deployment, plain: Template) -> bool:
    """Create or update the stack; False when nothing has changed."""
    cloudformation, stack = cloud.client("cloudformation"), wanted.stack
    change_set = cloudformation.create_change_set(
        StackName=stack,
        ChangeSetName=f"deploy-{time.time_ns()}",
        ChangeSetType="UPDATE" if _is_there(cloud, stack) else "CREATE",
        Capabilities=_CAPABILITIES,
        Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in wanted.parameters.items()],
        TemplateURL=_put_template(cloud, plain),
    )["Id"]
    if not _has_changes(cloud, change_set):
        cloudformation.delete_change_set(ChangeSetName=change_set)
        return False
    before = _events(cloud, stack)
    cloudformation.execute_change_set(ChangeSetName=change_set)
    if _finished(cloud, stack) not in _DONE:
        raise LocalCloudError(f"the stack {stack} failed: {_first_failure(cloud, stack, before)}")
    return True


def _put_template(cloud: Ministack, plain: Template) -> str:
    """Its address in S3: a template in the request itself may have 51,200 bytes only."""
    data = json.dumps(plain).encode()
    key = f"{hashlib.sha256(data).hexdigest()}.template"
    cloud.client("s3").put_object(Bucket=BUCKET, Key=key, Body=data)
    return f"{cloud.endpoint}/{BUCKET}/{key}"


def _is_there(cloud: Ministack, stack: str) -> bool:
    """Whether there is a stack to update; the remains of one whose creation failed are deleted."""
    status = _status(cloud, stack)
    if status in {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "REVIEW_IN_PROGRESS"}:
        delete(cloud, stack)
        return False
    return status not in {"", "DELETE_COMPLETE"}


def _has_changes(cloud: Ministack, change_set: str) -> bool:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        found = cloud.client("cloudformation").describe_change_set(ChangeSetName=change_set)
        if found["Status"] == "CREATE_COMPLETE":
            return True
        if found["Status"] == "FAILED":
            reason = found.get("StatusReason", "no reason given")
            if "didn't contain changes" in reason or "No updates" in reason:
                return False
            raise LocalCloudError(f"the change set failed: {reason}")
        time.sleep(_POLL)
    raise LocalCloudError(f"the change set was not made within {_PATIENCE:.0f} s: try `make down up`")


def _finished(cloud: Ministack, stack: str) -> str:
    """The status that a stack ends in."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        time.sleep(_POLL)
        status = _status(cloud, stack)
        if not status.endswith(_UNFINISHED):
            return status
    raise LocalCloudError(f"the stack {stack} is still busy after {_PATIENCE:.0f} s: try `make down up`")


def _describe(cloud: Ministack, stack: str) -> dict[str, Any]:
    found: dict[str, Any] = cloud.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    return found


def _status(cloud: Ministack, stack: str) -> str:
    """The stack's status; empty when there is no such stack."""
    try:
        with explain_errors(stack):
            status: str = _describe(cloud, stack)["StackStatus"]
    except CloudRequestError as error:
        if error.code == "ValidationError":
            return ""
        raise
    return status


def _outputs(cloud: Ministack, stack: str) -> Outputs:
    return {one["OutputKey"]: one["OutputValue"] for one in _describe(cloud, stack).get("Outputs", [])}


def _events(cloud: Ministack, stack: str) -> dict[str, Any]:
    """What has happened to a stack, by the ids of the events; nothing when there is none."""
    if not _status(cloud, stack):
        return {}
    events = cloud.client("cloudformation").describe_stack_events(StackName=stack)["StackEvents"]
    return {event["EventId"]: event for event in events}


def _first_failure(cloud: Ministack, stack: str, before: Mapping[str, Any]) -> str:
    """The first that failed since; before: the events until then."""
    new = [event for name, event in _events(cloud, stack).items() if name not in before]
    failed = [event for event in new if event["ResourceStatus"].endswith("_FAILED")]
    if not failed:
        return "no event says why, see the emulator's log"
    # The stack's own event only sums up; both may have the same time.
    first = min(failed, key=lambda event: (event["LogicalResourceId"] == stack, event["Timestamp"]))
    return f"{first['LogicalResourceId']}: {first.get('ResourceStatusReason', first['ResourceStatus'])}"

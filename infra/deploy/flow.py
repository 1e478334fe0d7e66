"""The flow in the instance, beside the one in this repository: fetched, compared, and brought home.

The designer in the Connect console can edit a published flow. The publisher's tag on the flow has the digest of what it
published, so an edit is noticed before a deployment would overwrite it.
"""

import json
from html import escape, unescape
from pathlib import Path
from re import split
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from contact_flow import FlowError, digest, errors_in, fill_placeholders, lint
from contact_flow.placeholders import IDENTIFIERS
from infra.deploy.account import explain_errors
from infra.deploy.settings import DeployError, DeploySettings
from infra.deploy.stack import Clients, DeployedStack
from publisher.content import CONVERTER, FLOW, FlowContent, load_content
from publisher.errors import InvalidFlowError
from publisher.ownership import DIGEST

# The template's parameters that are values of placeholders in the flow.
_PARAMETERS = ("Language", "Voice", "VoiceEngine", "TextGreeting")
_EDITED = "the flow in Amazon Connect is not the one that was deployed: somebody edited it there"


class PublishedFlow(NamedTuple):
    """The flow as it is in the instance."""

    document: dict[str, Any]
    #: The digest of what the publisher published; empty if an older publisher noted none.
    deployed_digest: str


def fetch_flow(settings: DeploySettings, clients: Clients, deployed: DeployedStack) -> PublishedFlow:
    """Return the stack's flow. Raises DeployError."""
    deployed.check()
    ids = {"InstanceId": settings.instance_id, "ContactFlowId": deployed.outputs["ContactFlowId"]}
    with explain_errors("connect:DescribeContactFlow"):
        try:
            flow = clients("connect").describe_contact_flow(**ids)["ContactFlow"]
        except ClientError as error:
            if error.response["Error"]["Code"] != "ResourceNotFoundException":
                raise
            gone = "the stack's flow is no longer in the instance"
            raise DeployError(f"{gone}: change something in it, and `make deploy` publishes it again") from None
    return PublishedFlow(json.loads(flow["Content"]), flow.get("Tags", {}).get(DIGEST, ""))


def check_drift(published: PublishedFlow, deployed: DeployedStack, path: Path = FLOW) -> None:
    """Raise DeployError when a deployment would overwrite an edit in Connect that is not in the file as well."""
    current = digest(published.document)
    if published.deployed_digest in {"", current}:
        return
    content = load_content(path)
    ours = _filled(content.document, placeholder_values(content, deployed))
    if not isinstance(ours, dict) or digest(ours) != current:
        raise DeployError(
            f"{_EDITED}; bring the edit home with `make flow-pull`, or deploy all the same with OVERWRITE=1"
        )


def pull_flow(published: PublishedFlow, deployed: DeployedStack, path: Path = FLOW) -> str:
    """Write the flow in Connect to the file, with its placeholders, and return what has changed as a line."""
    content = load_content(path)
    ours = content.document if isinstance(content.document, dict) else {}
    home = with_placeholders(published.document, ours, placeholder_values(content, deployed))
    path.write_text(json.dumps(home, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return _summary(ours, home, path)


def placeholder_values(content: FlowContent, deployed: DeployedStack) -> dict[str, str]:
    """Return the values of the flow's placeholders in a stack. Raises DeployError."""
    values = {name: deployed.parameters[name] for name in _PARAMETERS if name in deployed.parameters}
    try:
        texts = content.texts_in(values.get("Language", ""))
    except InvalidFlowError as error:
        raise DeployError(str(error)) from error
    return {**texts, **values, CONVERTER: deployed.outputs["ConverterArn"]}


def with_placeholders(edited: Any, ours: Any, values: dict[str, str]) -> Any:
    """Return an edited document with placeholders where their values stand, and with our order of keys and actions.

    A text that our document would be filled in to becomes ours again. In any other, a placeholder stands for its value
    where that is the whole text, or all that is between two tags.
    """
    if isinstance(edited, dict):
        known = ours if isinstance(ours, dict) else {}
        names = [*(name for name in known if name in edited), *(name for name in edited if name not in known)]
        # Identifiers have no placeholders, whatever they look like.
        plain = {name: edited[name] for name in names if name in IDENTIFIERS}
        return {name: plain.get(name, with_placeholders(edited[name], known.get(name), values)) for name in names}
    if isinstance(edited, list):
        return [with_placeholders(part, twin, values) for part, twin in _pairs(edited, ours)]
    if not isinstance(edited, str) or edited == ours:
        return edited
    if isinstance(ours, str) and edited in (_filled_text(ours, values), _filled_text(ours, values, key="SSML")):
        return ours
    return "".join(_placeholder(piece, values) for piece in split(r"(<[^>]*>)", edited))


def _pairs(edited: list[Any], ours: Any) -> list[tuple[Any, Any]]:
    """Return each part of an edited list with ours of the same identifier, or in the same place; ours come first."""
    known = ours if isinstance(ours, list) else []
    if not all(isinstance(part, dict) and "Identifier" in part for part in [*edited, *known]):
        return [(part, known[place] if place < len(known) else None) for place, part in enumerate(edited)]
    twins = {part["Identifier"]: part for part in known}
    order = {name: place for place, name in enumerate(twins)}
    ordered = sorted(edited, key=lambda part: order.get(part["Identifier"], len(order)))
    return [(part, twins.get(part["Identifier"])) for part in ordered]


def _filled(document: object, values: dict[str, str]) -> object:
    """Return a document with its placeholders filled in; None when it has one that the stack has no value for."""
    try:
        return fill_placeholders(document, values)
    except FlowError:
        return None


def _filled_text(text: str, values: dict[str, str], key: str = "Text") -> object:
    filled = _filled({key: text}, values)
    return filled[key] if isinstance(filled, dict) else None


def _placeholder(piece: str, values: dict[str, str]) -> str:
    found = next((name for name, value in values.items() if piece in {value, escape(value)} and value), "")
    return f"${{{found}}}" if found and unescape(piece) == values[found] else piece


def _summary(before: dict[str, Any], after: dict[str, Any], path: Path) -> str:
    old, new = ({action["Identifier"]: action for action in flow.get("Actions", [])} for flow in (before, after))
    counts = {
        "added": len(new.keys() - old.keys()),
        "removed": len(old.keys() - new.keys()),
        "changed": sum(new[name] != old[name] for name in new.keys() & old.keys()),
    }
    told = ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "no action changed"
    broken = errors_in(lint(after))
    return f"{path.name}: {told}" + (f"; `make lint` finds {len(broken)} errors in it" if broken else "")

"""A copy of the stack's sources, for tests that change them."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from infra.fake_connect import seed
from infra.local.cloud import LocalCloud
from infra.local.stack import Deployment, Outputs, delete, deploy
from tests.cloud.conftest import PARAMETERS

STACK = "publishing"


class Copy(NamedTuple):
    """A copy of the stack's sources, to be changed and deployed to a local cloud of its own."""

    local: LocalCloud
    folder: Path

    @property
    def flow(self) -> Path:
        return self.folder / "infra" / "flow" / "vanity-line.json"

    @property
    def template(self) -> Path:
        return self.folder / "infra" / "template.yaml"

    def deploy(self, **parameters: str) -> Outputs:
        wanted = Deployment(STACK, self.template, PARAMETERS | parameters, self.folder / "artifacts")
        return deploy(self.local.aws, wanted, print)

    def delete(self) -> None:
        delete(self.local.aws, STACK)

    def change_flow(self, old: str, new: str) -> None:
        text = self.flow.read_text(encoding="utf-8")
        assert old in text
        self.flow.write_text(text.replace(old, new), encoding="utf-8")

    def drop(self, action: str) -> None:
        """Remove a permission from the template, wherever it is granted."""
        lines = self.template.read_text(encoding="utf-8").splitlines(keepends=True)
        remaining = [line for line in lines if line.strip() != f"- {action}"]
        text = "".join(remaining).replace(f"Action: {action}\n", "Action: connect:ListInstances\n")
        for pair in ("[lambda:AddPermission, lambda:RemovePermission]",):
            if action in pair:
                text = text.replace(pair, pair.replace(f"{action}, ", "").replace(f", {action}", ""))
        assert text != "".join(lines)
        self.template.write_text(text, encoding="utf-8")

    @property
    def state(self) -> dict[str, Any]:
        return self.local.connect.state()

    def published(self) -> dict[str, Any]:
        """Return the content of the flow that answers the number."""
        client = self.local.connect.client()
        flow_arn = client.batch_get_flow_association(
            InstanceId=seed.INSTANCE_ID, ResourceIds=[seed.PHONE_NUMBER_ARN], ResourceType="VOICE_PHONE_NUMBER"
        )["FlowAssociationSummaryList"][0]["FlowId"]
        flow = client.describe_contact_flow(InstanceId=seed.INSTANCE_ID, ContactFlowId=flow_arn.rpartition("/")[2])
        content: dict[str, Any] = json.loads(flow["ContactFlow"]["Content"])
        return content

"""`make smoke`: Amazon Connect's own simulated call to the deployed flow, without a phone.

Only a live instance can show that Connect accepts the flow, may invoke the converter, and speaks the words. On the
local cloud, the same test case is run against the line that `make call` plays.
"""

import json
import time
from pathlib import Path
from typing import Any

from infra.deploy.account import explain_errors
from infra.deploy.settings import DeployError, DeploySettings
from infra.deploy.simulated_call import Verdict, run_test_case
from infra.deploy.stack import Clients, DeployedStack, describe_stack

TEST = Path(__file__).with_name("smoke_test.json")
TEXTS = Path(__file__).parents[1] / "flow" / "texts"
CALLER = "+18003569377"  # 1-800-FLOWERS, the answer that the test listens for


def smoke(settings: DeploySettings, clients: Clients) -> str:
    """Make the simulated call and return its result as a line. Raises DeployError, which says what was not observed."""
    deployed = describe_stack(settings, clients)
    deployed.check()
    connect = clients("connect")
    _check_number(connect, settings.instance_id, deployed)
    verdict = run_test_case(connect, _test_case(settings, deployed))
    if verdict.status != "PASSED":
        raise DeployError(f"the simulated call {verdict.status.lower()}: {_explain(verdict, deployed)}")
    return f"the simulated call passed: {', '.join(verdict.passed)}"


def _check_number(connect: Any, instance: str, deployed: DeployedStack) -> None:
    """Raise DeployError unless calls to the line's number, if it has one, reach the flow."""
    number = deployed.outputs.get("NumberArn")
    if not number:
        return
    ids = {"InstanceId": instance, "ResourceIds": [number], "ResourceType": "VOICE_PHONE_NUMBER"}
    with explain_errors("connect:BatchGetFlowAssociation"):
        summaries = connect.batch_get_flow_association(**ids).get("FlowAssociationSummaryList", [])
    flows = [summary.get("FlowId", "").rpartition("/")[2] for summary in summaries]
    if deployed.outputs["ContactFlowId"] not in flows:
        reason = "another flow answers it" if any(flows) else "no flow answers it"
        remedy = "deploy again, or route it in the Connect console"
        raise DeployError(f"the line's number does not reach the flow, {reason}: {remedy}")


def _test_case(settings: DeploySettings, deployed: DeployedStack) -> dict[str, Any]:
    call = {"SourcePhoneNumber": CALLER, "FlowId": deployed.outputs["ContactFlowId"]}
    number = deployed.outputs.get("NumberToDial", "")
    if number.startswith("+"):
        call["DestinationPhoneNumber"] = number
    return {
        "InstanceId": settings.instance_id,
        "Name": f"{settings.stack} smoke test {time.time_ns()}",
        "Content": TEST.read_text(encoding="utf-8"),
        "EntryPoint": {"Type": "VOICE_CALL", "VoiceCallEntryPointParameters": call},
        "Status": "PUBLISHED",
    }


def _explain(verdict: Verdict, deployed: DeployedStack) -> str:
    """Return what was expected and what was heard."""
    if not verdict.missed:
        return verdict.heard or "the service does not say why; look at the test case in the Connect console"
    heard = repr(verdict.heard) if verdict.heard else "nothing more before the call ended"
    told = f'"{verdict.missed}" was not observed: expected {_expected(verdict.missed)!r}, heard {heard}'
    if _trouble(deployed) in verdict.heard:
        told += "; the converter failed, or its policy does not let Amazon Connect invoke it: see its log"
    return told


def _expected(observation: str) -> str:
    observations = json.loads(TEST.read_text(encoding="utf-8"))["Observations"]
    events = {one["Identifier"]: one["Event"]["Properties"] for one in observations}
    return str(events.get(observation, {}).get("Text", ""))


def _trouble(deployed: DeployedStack) -> str:
    """Return what the line says when it cannot invoke the converter, in the stack's language or in English."""
    language = TEXTS / f"{deployed.parameters.get('Language', 'en-US')}.json"
    path = language if language.exists() else TEXTS / "en-US.json"
    return str(json.loads(path.read_text(encoding="utf-8"))["TextTrouble"])

"""`make up smoke`: the same test case that a live instance would run, against the line on the local cloud."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

import pytest

from infra.deploy import account
from infra.deploy.settings import DeployError, DeploySettings
from infra.deploy.smoke import smoke
from infra.fake_connect import seed
from infra.local.cloud import CONNECT_PARAMETERS, LocalCloud
from infra.servers.clients import REGION, ROOT_KEY
from tests.cloud.conftest import STACK, Line

SETTINGS = DeploySettings(STACK, REGION, CONNECT_PARAMETERS)
Smoke = Callable[[], str]


@pytest.fixture
def smoked(local: LocalCloud, line: Line) -> Smoke:
    key = {name.lower(): value for name, value in ROOT_KEY.items()}

    def clients(service: str) -> Any:
        server = local.connect if service == "connect" else line.cloud
        return account.client(service, SETTINGS, endpoint_url=server.endpoint, **key)

    return lambda: smoke(SETTINGS, clients)


@contextmanager
def changed_flow(local: LocalCloud, line: Line, change: Callable[[dict[str, Any]], None]) -> Iterator[None]:
    """Change every action of the deployed flow, and put it back."""
    connect, ids = local.connect.client(), {"InstanceId": seed.INSTANCE_ID}
    ids["ContactFlowId"] = line.outputs["ContactFlowId"]
    content = connect.describe_contact_flow(**ids)["ContactFlow"]["Content"]
    flow = json.loads(content)
    for action in flow["Actions"]:
        change(action)
    connect.update_contact_flow_content(**ids, Content=json.dumps(flow))
    yield
    connect.update_contact_flow_content(**ids, Content=content)


def test_it_passes_on_a_healthy_line_in_time(smoked: Smoke) -> None:
    began = monotonic()

    assert smoked().startswith("the simulated call passed: the call begins, the line speaks the words")
    assert monotonic() - began < 20


def test_without_the_menu_the_words_are_not_repeated(smoked: Smoke, local: LocalCloud, line: Line) -> None:
    def change(action: dict[str, Any]) -> None:
        if action["Type"] == "GetParticipantInput":
            onward = action["Transitions"]["NextAction"]
            errors = [{"ErrorType": "NoMatchingError", "NextAction": onward}]
            action.update(Type="MessageParticipant", Parameters={"Text": "Goodbye."})
            action["Transitions"] = {"NextAction": onward, "Errors": errors}

    with (
        changed_flow(local, line, change),
        pytest.raises(DeployError, match=r'"the menu.s key 1 repeats them" was not'),
    ):
        smoked()


def test_without_the_words_it_says_what_it_heard(smoked: Smoke, local: LocalCloud, line: Line) -> None:
    def change(action: dict[str, Any]) -> None:
        if "$.External.say1" in json.dumps(action):
            action["Parameters"]["SSML"] = "<speak>Nothing.</speak>"

    with changed_flow(local, line, change), pytest.raises(DeployError, match=r"expected 'flowers', heard '.*Nothing\."):
        smoked()


def test_without_the_converters_permission_it_says_where_to_look(smoked: Smoke, line: Line) -> None:
    functions, alias = line.cloud.client("lambda"), line.outputs["ConverterArn"]
    [statement] = json.loads(functions.get_policy(FunctionName=alias)["Policy"])["Statement"]
    functions.remove_permission(FunctionName=alias, StatementId=statement["Sid"])
    try:
        with pytest.raises(DeployError, match="its policy does not let Amazon Connect invoke it"):
            smoked()
    finally:
        functions.add_permission(
            FunctionName=alias,
            StatementId=statement["Sid"],
            Action="lambda:InvokeFunction",
            Principal="connect.amazonaws.com",
            SourceArn=seed.INSTANCE_ARN,
            SourceAccount="000000000000",
        )


def test_without_the_number_it_says_so(smoked: Smoke, local: LocalCloud, line: Line) -> None:
    connect, ids = local.connect.client(), {"PhoneNumberId": seed.PHONE_NUMBER_ID, "InstanceId": seed.INSTANCE_ID}
    connect.disassociate_phone_number_contact_flow(**ids)
    try:
        with pytest.raises(DeployError, match="the line's number does not reach the flow, no flow answers it"):
            smoked()
    finally:
        connect.associate_phone_number_contact_flow(**ids, ContactFlowId=line.outputs["ContactFlowId"])

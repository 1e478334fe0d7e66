"""The local cloud, started once, with the real template deployed to it."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from samtranslator.yaml_helper import yaml_parse

from aws.callers import CallersTable
from aws.items import TablePolicy
from converter.reply import Reply
from infra.local.cloud import CONNECT_PARAMETERS, LocalCloud, Ministack, install_emulator
from infra.local.paths import ARTIFACTS, TEMPLATE
from infra.local.sam import code_folders, replace_code, transform
from infra.local.stack import Deployment, deploy

STACK = "vanity-tests"
PARAMETERS = CONNECT_PARAMETERS | {"Architecture": "x86_64", "DataDeletion": "Delete", "QueueRetrySeconds": "30"}
KEEPING = TablePolicy(retention_days=90, shards=4)


class Line(NamedTuple):
    """The deployed stack, as those see it who call the converter."""

    cloud: Ministack
    outputs: dict[str, str]

    def call(self, event: dict[str, Any]) -> Reply:
        """What Connect gets for an event."""
        answer = self.cloud.client("lambda").invoke(
            FunctionName=self.outputs["ConverterArn"], Payload=json.dumps(event).encode()
        )
        reply: Reply = json.loads(answer["Payload"].read())
        assert "FunctionError" not in answer, reply
        return reply


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    """Both servers; Amazon Connect's stand-in is as slow with its answers as the real one only where a test asks."""
    install_emulator(print)
    running = LocalCloud.start(tmp_path_factory.mktemp("cloud"), rate=0)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def cloud(local: LocalCloud) -> Ministack:
    return local.aws


@pytest.fixture(scope="session")
def line(cloud: Ministack) -> Line:
    outputs = deploy(cloud, Deployment(STACK, TEMPLATE, PARAMETERS, ARTIFACTS), print)
    # Sooner than the template lets anyone ask for, so that the tests need not wait.
    cloud.client("sqs").set_queue_attributes(QueueUrl=outputs["BacklogUrl"], Attributes={"VisibilityTimeout": "2"})
    return Line(cloud, outputs)


@pytest.fixture(scope="session")
def transformed_template() -> dict[str, Any]:
    """The template as CloudFormation gets it."""
    body = yaml_parse(TEMPLATE.read_text(encoding="utf-8"))
    places = {name: {"Bucket": "bucket", "Key": name} for name, _ in code_folders(body)}
    return transform(replace_code(body, places), PARAMETERS)


@pytest.fixture
def table(cloud: Ministack, transformed_template: dict[str, Any], request: pytest.FixtureRequest) -> CallersTable:
    """An empty table with the template's keys and index."""
    wanted = transformed_template["Resources"]["Callers"]["Properties"]
    shape = {name: wanted[name] for name in ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")}
    name = f"callers-{abs(hash(request.node.nodeid))}"
    cloud.client("dynamodb").create_table(TableName=name, BillingMode="PAY_PER_REQUEST", **shape)
    return CallersTable(cloud.client("dynamodb"), name, KEEPING)

"""The local cloud, started once, with the real template deployed to it."""

import fcntl
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from samtranslator.yaml_helper import yaml_parse

from aws.callers import CallersTable
from aws.items import TablePolicy
from converter.reply import Reply
from infra.local.cloud import CONNECT_PARAMETERS, LocalCloud, Ministack, install_emulator
from infra.local.packaging import build_zip
from infra.local.paths import ARTIFACTS, HOME, TEMPLATE
from infra.local.sam import code_folders, replace_code, transform
from infra.local.stack import Deployment, deploy

STACK = "vanity-tests"
PARAMETERS = CONNECT_PARAMETERS | {"Architecture": "x86_64", "QueueRetrySeconds": "30"}
KEEPING = TablePolicy(retention_days=90, shards=4)


class Line(NamedTuple):
    """The deployed stack, seen by those who call the converter."""

    cloud: Ministack
    outputs: dict[str, str]

    def call(self, event: dict[str, Any]) -> Reply:
        """Return the converter's reply to an event of Connect's."""
        answer = self.cloud.client("lambda").invoke(
            FunctionName=self.outputs["ConverterArn"], Payload=json.dumps(event).encode()
        )
        reply: Reply = json.loads(answer["Payload"].read())
        assert "FunctionError" not in answer, reply
        return reply


@pytest.fixture(scope="session")
def artifacts() -> Path:
    """The folder with all builds: one worker of pytest-xdist makes them while the others wait."""
    HOME.mkdir(exist_ok=True)
    with (HOME / "tests.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        install_emulator(print)
        for name, folder in code_folders(yaml_parse(TEMPLATE.read_text(encoding="utf-8"))):
            build_zip(name, (TEMPLATE.parent / folder).resolve(), ARTIFACTS)
    return ARTIFACTS


@pytest.fixture(scope="session")
def local(artifacts: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    """Both servers. The fake Amazon Connect limits no rates unless a test wants it to."""
    running = LocalCloud.start(tmp_path_factory.mktemp("cloud"), rate=0)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def cloud(local: LocalCloud) -> Ministack:
    return local.aws


@pytest.fixture(scope="module")
def own(artifacts: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    """Both servers, for one module alone."""
    running = LocalCloud.start(tmp_path_factory.mktemp("own"), rate=0)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def line(cloud: Ministack, artifacts: Path) -> Line:
    outputs = deploy(cloud, Deployment(STACK, TEMPLATE, PARAMETERS, artifacts), print)
    # Sooner than the template allows, so that the tests need not wait.
    cloud.client("sqs").set_queue_attributes(QueueUrl=outputs["BacklogUrl"], Attributes={"VisibilityTimeout": "2"})
    return Line(cloud, outputs)


@pytest.fixture(scope="session")
def transformed_template() -> dict[str, Any]:
    """The template, as CloudFormation receives it."""
    body = yaml_parse(TEMPLATE.read_text(encoding="utf-8"))
    uploads = {name: {"Bucket": "bucket", "Key": name} for name, _ in code_folders(body)}
    return transform(replace_code(body, uploads), PARAMETERS)


@pytest.fixture
def table(cloud: Ministack, transformed_template: dict[str, Any], request: pytest.FixtureRequest) -> CallersTable:
    """An empty table with the template's keys and index."""
    properties = transformed_template["Resources"]["Callers"]["Properties"]
    shape = {name: properties[name] for name in ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")}
    name = f"callers-{abs(hash(request.node.nodeid))}"
    cloud.client("dynamodb").create_table(TableName=name, BillingMode="PAY_PER_REQUEST", **shape)
    return CallersTable(cloud.client("dynamodb"), name, KEEPING)

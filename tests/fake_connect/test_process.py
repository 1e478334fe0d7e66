"""The fake in a process of its own: it starts, serves on the loopback interface only, and stops."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.fake_connect.seed import EARLIER_FLOW_ID
from infra.fake_connect.server import FakeConnectProcess
from infra.local.paths import ROOT
from infra.servers.errors import LocalCloudError
from tests.fake_connect.flows import create, ids_of


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeConnectProcess]:
    running = FakeConnectProcess.start(tmp_path_factory.mktemp("connect"))
    yield running
    running.stop()


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_it_responds_throttles_and_fails(process: FakeConnectProcess) -> None:
    process.reset()
    connect = process.client()
    for _ in range(5):
        connect.describe_contact_flow(**ids_of(EARLIER_FLOW_ID))
    with pytest.raises(connect.exceptions.ThrottlingException):
        connect.describe_contact_flow(**ids_of(EARLIER_FLOW_ID))
    process.fail("DeleteContactFlow", "internal")
    with pytest.raises(connect.exceptions.InternalServiceException):
        connect.delete_contact_flow(**ids_of(EARLIER_FLOW_ID))
    connect.close()

    assert [entry["operation"] for entry in process.log()] == ["DescribeContactFlow"] * 6 + ["DeleteContactFlow"]


def test_it_rejects_what_the_linter_rejects(process: FakeConnectProcess) -> None:
    process.reset()
    connect = process.client()
    sample = connect.describe_contact_flow(**ids_of(EARLIER_FLOW_ID))["ContactFlow"]["Content"]
    create(connect, Content=sample)
    with pytest.raises(connect.exceptions.InvalidContactFlowException) as caught:
        create(connect, "Other", Content=sample.replace("2019-10-30", "2019-10-31"))
    connect.close()

    assert "2019-10-31" in str(caught.value.response["problems"])


def test_it_listens_on_the_loopback_interface_only(process: FakeConnectProcess) -> None:
    listening = Path("/proc/net/tcp")
    if not listening.exists():
        pytest.skip("only Linux has this file")
    lines = [line.split() for line in listening.read_text(encoding="ascii").splitlines()[1:]]

    assert [line[1] for line in lines if line[3] == "0A" and line[1].endswith(f":{process.port:04X}")] == [
        f"0100007F:{process.port:04X}"
    ]


def test_a_process_that_an_earlier_command_started_can_be_stopped(tmp_path: Path) -> None:
    started = FakeConnectProcess.start(tmp_path)
    reopened = FakeConnectProcess(tmp_path, started.port, started.pid)
    assert reopened.answers()
    reopened.stop()
    reopened.stop()

    assert not reopened.answers()
    assert [path.name for path in tmp_path.iterdir()] == ["fake_connect.log"]
    started.stop()


def test_a_taken_port_is_an_error(tmp_path: Path, taken: int) -> None:
    with pytest.raises(LocalCloudError, match=f"port {taken} is taken: choose another"):
        FakeConnectProcess.start(tmp_path, taken)


def test_a_taken_port_is_one_line_on_the_command_line(taken: int) -> None:
    command = [sys.executable, "-m", "infra.fake_connect", "--port", str(taken)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)

    assert (ran.returncode, ran.stderr) == (1, f"error: port {taken} is taken: choose another with --port\n")


def test_a_process_that_has_stopped_is_an_error(tmp_path: Path, taken: int) -> None:
    gone = FakeConnectProcess(tmp_path, taken + 1 if taken < 65535 else 1, pid=0)

    with pytest.raises(LocalCloudError, match="the fake Connect does not respond at http"):
        gone.clear_faults()

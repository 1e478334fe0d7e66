"""The fake as a process: it starts, listens on the loopback only, says in one line what is wrong, and ends."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.fake_connect.process import FakeConnectProcess
from infra.fake_connect.seed import EARLIER_FLOW_ID
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


def test_it_answers_throttles_and_fails_as_told(process: FakeConnectProcess) -> None:
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


def test_it_refuses_what_the_linter_refuses(process: FakeConnectProcess) -> None:
    process.reset()
    connect = process.client()
    sample = connect.describe_contact_flow(**ids_of(EARLIER_FLOW_ID))["ContactFlow"]["Content"]
    create(connect, Content=sample)
    with pytest.raises(connect.exceptions.InvalidContactFlowException) as caught:
        create(connect, "Other", Content=sample.replace("DisconnectParticipant", "DisconnectNobody"))
    connect.close()

    assert "DisconnectNobody" in str(caught.value.response["problems"])


def test_it_listens_on_the_loopback_only(process: FakeConnectProcess) -> None:
    listening = Path("/proc/net/tcp")
    if not listening.exists():
        pytest.skip("only Linux tells")
    lines = [line.split() for line in listening.read_text(encoding="ascii").splitlines()[1:]]

    assert [line[1] for line in lines if line[3] == "0A" and line[1].endswith(f":{process.port:04X}")] == [
        f"0100007F:{process.port:04X}"
    ]


def test_one_that_is_known_by_its_number_only_is_stopped_too(tmp_path: Path) -> None:
    started = FakeConnectProcess.start(tmp_path)
    again = FakeConnectProcess(tmp_path, started.port, started.pid)
    assert again.answers()
    again.stop()
    again.stop()

    assert not again.answers()
    assert [path.name for path in tmp_path.iterdir()] == ["connect.log"]
    started.stop()


def test_a_port_that_is_taken(tmp_path: Path, taken: int) -> None:
    with pytest.raises(LocalCloudError, match=f"port {taken} is taken: choose another"):
        FakeConnectProcess.start(tmp_path, taken)


def test_a_port_that_is_taken_is_one_line_on_the_command_line(taken: int) -> None:
    command = [sys.executable, "-m", "infra.fake_connect", "--port", str(taken)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)

    assert (ran.returncode, ran.stderr) == (1, f"error: port {taken} is taken: choose another with --port\n")


def test_without_it_one_is_told_that_it_does_not_answer(tmp_path: Path, taken: int) -> None:
    gone = FakeConnectProcess(tmp_path, taken + 1 if taken < 65535 else 1, pid=0)

    with pytest.raises(LocalCloudError, match="the fake Connect does not answer at http"):
        gone.clear_faults()

"""Deployment to the local cloud: builds are reproducible, and each failure is one line that says what to do."""

import io
import os
import re
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from infra.local.cloud import Ministack
from infra.local.packaging import build_zip, zip_folder
from infra.local.paths import ROOT
from infra.local.stack import Deployment, delete, deploy
from infra.servers.errors import LocalCloudError

QUEUE = "Resources: {Queue: {Type: AWS::SQS::Queue}}\n"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def deployment(folder: Path, template: str, **parameters: str) -> Deployment:
    written = write(folder / "template.yaml", "Transform: AWS::Serverless-2016-10-31\n" + template)
    return Deployment("sample", written, parameters, folder / "artifacts")


def test_a_zip_is_the_same_for_the_same_files(tmp_path: Path) -> None:
    for name in ("first", "second"):
        write(tmp_path / name / "b" / "b.py", "b")
        write(tmp_path / name / "a.py", "a")
        os.utime(tmp_path / name / "a.py", (len(name), 7 if name == "first" else 70_000_000))
    data = zip_folder(tmp_path / "first")

    assert data == zip_folder(tmp_path / "second")
    assert zipfile.ZipFile(io.BytesIO(data)).namelist() == ["a.py", "b/b.py"]


@pytest.mark.usefixtures("artifacts")
def test_unchanged_sources_are_not_built_again(tmp_path: Path) -> None:
    source = tmp_path / "source"
    write(source / "Makefile", 'build-Thing:\n\t@date +%N > "$(ARTIFACTS_DIR)/made"\n')
    first = build_zip("Thing", source, tmp_path / "artifacts")

    assert build_zip("Thing", source, tmp_path / "artifacts") == first
    write(source / "new.py", "")
    assert build_zip("Thing", source, tmp_path / "artifacts") != first


@pytest.mark.usefixtures("artifacts")
def test_a_failed_build_is_reported_with_the_reason(tmp_path: Path) -> None:
    write(tmp_path / "Makefile", "build-Thing:\n\t@echo 'there is no index: run make index' >&2; exit 1\n")

    with pytest.raises(LocalCloudError, match="cannot build Thing: there is no index: run make index"):
        build_zip("Thing", tmp_path, tmp_path / "artifacts")


def test_an_invalid_template_is_refused_with_the_reason(cloud: Ministack, tmp_path: Path) -> None:
    wrong = "Resources: {Wrong: {Type: AWS::Serverless::SimpleTable, Properties: {PrimaryKey: 3}}}\n"

    with pytest.raises(LocalCloudError, match=r"the template is invalid: .*Wrong"):
        deploy(cloud, deployment(tmp_path, wrong), print)


def test_an_unknown_parameter_is_refused(cloud: Ministack, tmp_path: Path) -> None:
    with pytest.raises(LocalCloudError, match="no parameter Color; it has Colour"):
        deploy(cloud, deployment(tmp_path, QUEUE + "Parameters: {Colour: {Type: String}}\n", Color="red"), print)


def test_a_stack_is_created_updated_left_alone_and_deleted(cloud: Ministack, tmp_path: Path) -> None:
    template = "Resources: {{Queue: {{Type: AWS::SQS::Queue, Properties: {{QueueName: sample-{0}}}}}}}\n"
    template += "Outputs: {{Name: {{Value: !GetAtt Queue.QueueName}}}}\n"
    said: list[str] = []

    assert deploy(cloud, deployment(tmp_path, template.format("first")), said.append) == {"Name": "sample-first"}
    assert "nothing has changed" not in said
    deploy(cloud, deployment(tmp_path, template.format("first")), said.append)
    assert "nothing has changed" in said
    assert deploy(cloud, deployment(tmp_path, template.format("second")), said.append) == {"Name": "sample-second"}
    delete(cloud, "sample")
    delete(cloud, "sample")


def test_a_failed_stack_is_reported_with_the_reason_and_can_be_deployed_again(cloud: Ministack, tmp_path: Path) -> None:
    nobody = "arn:aws:lambda:us-east-1:000000000000:function:nobody"
    broken = f"Resources: {{Wrong: {{Type: 'Custom::Thing', Properties: {{ServiceToken: '{nobody}'}}}}}}"

    with pytest.raises(LocalCloudError, match=r"the stack sample failed: Wrong: ."):
        deploy(cloud, deployment(tmp_path, broken), print)
    deploy(cloud, deployment(tmp_path, QUEUE), print)
    delete(cloud, "sample")


def test_a_port_that_is_taken_is_refused(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(LocalCloudError, match=f"port {port} is taken: choose another"):
            Ministack.start(tmp_path, port)


@pytest.mark.usefixtures("artifacts")
def test_an_emulator_that_dies_is_reported_with_the_end_of_its_log(tmp_path: Path) -> None:
    with pytest.raises(LocalCloudError, match=r"the emulator did not start: .*ministack.log"):
        Ministack.start(tmp_path, extra_environment={"GATEWAY_PORT": "no port"})


def test_it_listens_on_the_loopback_only(cloud: Ministack) -> None:
    listening = Path("/proc/net/tcp")
    if not listening.exists():
        pytest.skip("only Linux lists the listening sockets there")
    lines = listening.read_text(encoding="ascii").splitlines()[1:]
    addresses = {line.split()[1] for line in lines if line.split()[3] == "0A"}

    assert f"0100007F:{cloud.port:04X}" in addresses
    assert not [address for address in addresses if address.endswith(f":{8883:04X}")]


def test_nothing_is_left_when_it_has_stopped(tmp_path: Path) -> None:
    stopped = Ministack.start(tmp_path)
    stopped.stop()
    stopped.stop()

    assert not stopped.answers()
    assert [path.name for path in tmp_path.iterdir()] == ["ministack.log"]


def test_a_failure_on_the_command_line_is_one_line() -> None:
    command = [sys.executable, "-m", "infra.local", "up", "--parameter", "Color=red"]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command += ["--port", str(taken.getsockname()[1])]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)

    assert ran.returncode == 1
    assert re.fullmatch(r"error: (.* )?port \d+\b.*\n", ran.stderr)

"""The local cloud: the emulator of AWS, and beside it the stand-in for Amazon Connect, which the emulator lacks."""

from pathlib import Path
from typing import NamedTuple, Self

from infra.fake_connect import ids
from infra.fake_connect.process import FakeConnect
from infra.fake_connect.settings import Settings
from infra.local.errors import LocalCloudError
from infra.local.ministack import Ministack
from infra.local.process import HOST, open_port

# What the template asks for of Amazon Connect.
CONNECT_PARAMETERS = {"InstanceArn": ids.INSTANCE_ARN, "PhoneNumberArn": ids.PHONE_NUMBER_ARN}


class LocalCloud(NamedTuple):
    """Two servers that run."""

    aws: Ministack
    connect: FakeConnect

    @classmethod
    def start(cls, folder: Path, port: int | None = None, rate: float = Settings().rate) -> Self:
        """Start both, the emulator on a free port unless told which; folder: for their logs; rate: see Settings.

        Raises LocalCloudError when the port is taken, and when one of them does not come up.
        """
        port = open_port(port)
        connect = FakeConnect.start(folder, cloud=f"http://{HOST}:{port}", rate=rate)
        try:
            aws = Ministack.start(folder, port, {"AWS_ENDPOINT_URL_CONNECT": connect.endpoint})
        except LocalCloudError:
            connect.stop()
            raise
        return cls(aws, connect)

    def answers(self) -> bool:
        """Whether both are there and well."""
        return self.aws.answers() and self.connect.answers()

    def stop(self) -> None:
        """Stop both; fine when they are gone already."""
        self.aws.stop()
        self.connect.stop()

"""From nothing to a line that can be called, and back: what `make up` and `make down` do."""

import time
import tomllib

from infra.local import environment
from infra.local.cloud import CONNECT_PARAMETERS, LocalCloud
from infra.local.errors import LocalCloudError
from infra.local.places import ARTIFACTS, HOME, PARAMETERS, TEMPLATE
from infra.local.running import Up, forget, remember, remembered
from infra.local.stack import Deployment, Outputs, delete, deploy

STACK = "vanity"
PORT = 4566
_START = time.monotonic()


def up(port: int | None, parameters: dict[str, str]) -> Outputs:
    """Start the local cloud unless it runs, and deploy to it what has changed. Raises LocalCloudError."""
    environment.ensure(say)
    cloud = _running(port)
    outputs = deploy(cloud.aws, Deployment(STACK, TEMPLATE, _parameters() | parameters, ARTIFACTS), say)
    remember(Up(cloud, outputs))
    say(f"up at {cloud.aws.endpoint}")
    return outputs


def down() -> None:
    """Delete the stack and stop the local cloud; fine when there is none. Raises LocalCloudError."""
    found = remembered()
    if found is None:
        return say("nothing is up")
    if found.cloud.answers():
        say("deleting the stack")
        delete(found.cloud.aws, STACK)
    found.cloud.stop()
    forget()
    return say("down")


def say(line: str) -> None:
    """Tell how far things are."""
    print(f"{time.monotonic() - _START:5.1f} s  {line}", flush=True)


def _running(port: int | None) -> LocalCloud:
    """The local cloud that runs, or a new one."""
    before = remembered()
    if before and before.cloud.answers():
        taken = before.cloud.aws.port
        if port not in {None, taken}:
            raise LocalCloudError(f"the local cloud runs on port {taken} already: `make down` first")
        return before.cloud
    if before:
        before.cloud.stop()
    say("starting the local cloud")
    cloud = LocalCloud.start(HOME / "logs", port or PORT)
    remember(Up(cloud, {}))
    return cloud


def _parameters() -> dict[str, str]:
    found: dict[str, str] = tomllib.loads(PARAMETERS.read_text(encoding="utf-8"))
    return found | CONNECT_PARAMETERS

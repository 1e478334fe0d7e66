"""`make up` and `make down`: start the local cloud and deploy the stack to it, and take both away."""

import time
import tomllib

from infra.local import saved_state
from infra.local.cloud import CONNECT_PARAMETERS, LocalCloud, install_emulator
from infra.local.paths import ARTIFACTS, LOGS, PARAMETERS, TEMPLATE
from infra.local.saved_state import SavedState
from infra.local.stack import Deployment, Outputs, delete, deploy
from infra.servers.errors import LocalCloudError

STACK = "vanity"
PORT = 4566
_START = time.monotonic()


def up(port: int | None, parameters: dict[str, str]) -> Outputs:
    """Start the local cloud unless it is running, and deploy what has changed. Raises LocalCloudError."""
    install_emulator(say)
    cloud = _start(port)
    outputs = deploy(cloud.aws, Deployment(STACK, TEMPLATE, _parameters() | parameters, ARTIFACTS), say)
    saved_state.save(SavedState(cloud, outputs))
    say(f"up at {cloud.aws.endpoint}")
    return outputs


def down() -> None:
    """Delete the stack and stop the local cloud. Do nothing when there is none. Raises LocalCloudError."""
    state = saved_state.load()
    if state is None:
        return say("the local cloud is not running")
    if state.cloud.answers():
        say("deleting the stack")
        delete(state.cloud.aws, STACK)
    state.cloud.stop()
    saved_state.forget()
    return say("down")


def say(line: str) -> None:
    """Print a line of progress, with the seconds since the command started."""
    print(f"{time.monotonic() - _START:5.1f} s  {line}", flush=True)


def _start(port: int | None) -> LocalCloud:
    """Return the local cloud that is running, or start one."""
    state = saved_state.load()
    if state and state.cloud.answers():
        current = state.cloud.aws.port
        if port not in {None, current}:
            raise LocalCloudError(f"the local cloud is already running on port {current}: run `make down` first")
        return state.cloud
    if state:
        state.cloud.stop()
    say("starting the local cloud")
    cloud = LocalCloud.start(LOGS, port or PORT)
    saved_state.save(SavedState(cloud, {}))
    return cloud


def _parameters() -> dict[str, str]:
    parameters: dict[str, str] = tomllib.loads(PARAMETERS.read_text(encoding="utf-8"))
    return parameters | CONNECT_PARAMETERS

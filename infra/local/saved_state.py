"""The state that `make up` saves for later commands: where the local cloud runs, and the outputs of its stack."""

import json
from typing import Any, NamedTuple

from infra.local.cloud import LocalCloud, Ministack, SimulatingConnectProcess
from infra.local.paths import LOGS, STATE
from infra.servers.errors import NotRunningError
from infra.servers.process import LocalServer


class SavedState(NamedTuple):
    """A local cloud that was started, and its stack."""

    cloud: LocalCloud
    #: The stack's outputs by their names; empty until the stack is deployed.
    outputs: dict[str, str]


def load() -> SavedState | None:
    """Return the state of the local cloud that was started last, which may have stopped; None when there is none."""
    try:
        state: dict[str, Any] = json.loads(STATE.read_text(encoding="utf-8"))
        aws, connect = (_port_and_pid(state[name]) for name in ("aws", "connect"))
        return SavedState(
            LocalCloud(Ministack(LOGS, *aws), SimulatingConnectProcess(LOGS, *connect)), dict(state["outputs"])
        )
    except (OSError, ValueError, LookupError, TypeError):
        return None


def load_running() -> SavedState:
    """Return the state of the local cloud that is running, with its stack deployed. Raises NotRunningError."""
    state = load()
    if state is None or not state.outputs or not state.cloud.answers():
        raise NotRunningError("the local cloud is not running: run `make up`")
    return state


def save(state: SavedState) -> None:
    """Write the state for later commands."""
    content = {"aws": _to_json(state.cloud.aws), "connect": _to_json(state.cloud.connect), "outputs": state.outputs}
    STATE.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def forget() -> None:
    """Delete the saved state."""
    STATE.unlink(missing_ok=True)


def _port_and_pid(server: dict[str, Any]) -> tuple[int, int]:
    return int(server["port"]), int(server["pid"])


def _to_json(server: LocalServer) -> dict[str, Any]:
    return {"port": server.port, "pid": server.pid, "endpoint": server.endpoint}

"""The local cloud that `make up` left running: what is remembered of it between two commands."""

import json
from typing import Any, NamedTuple

from infra.fake_connect.process import FakeConnect
from infra.local.cloud import LocalCloud
from infra.local.errors import NotRunningError
from infra.local.ministack import Ministack
from infra.local.places import HOME, STATE
from infra.local.process import LocalServer

_LOGS = HOME / "logs"


class Up(NamedTuple):
    """A local cloud, and the outputs of the stack that is deployed to it; none until it is."""

    cloud: LocalCloud
    outputs: dict[str, str]


def remembered() -> Up | None:
    """The one that was started last, whether it still runs or not; None when there is none."""
    try:
        state: dict[str, Any] = json.loads(STATE.read_text(encoding="utf-8"))
        aws, connect = (_place(state[name]) for name in ("aws", "connect"))
        return Up(LocalCloud(Ministack(_LOGS, *aws), FakeConnect(_LOGS, *connect)), dict(state["outputs"]))
    except (OSError, ValueError, LookupError, TypeError):
        return None


def what_is_up() -> Up:
    """The one that runs and can be called. Raises NotRunningError."""
    found = remembered()
    if found is None or not found.outputs or not found.cloud.answers():
        raise NotRunningError("nothing is up: run `make up`")
    return found


def remember(up: Up) -> None:
    """Write down where it runs, and what the stack tells about itself."""
    state = {"aws": _written(up.cloud.aws), "connect": _written(up.cloud.connect), "outputs": up.outputs}
    STATE.write_text(json.dumps(state, indent=2) + "\n", encoding="utf-8")


def forget() -> None:
    """Forget it."""
    STATE.unlink(missing_ok=True)


def _place(state: dict[str, Any]) -> tuple[int, int]:
    return int(state["port"]), int(state["pid"])


def _written(server: LocalServer) -> dict[str, Any]:
    return {"port": server.port, "pid": server.pid, "endpoint": server.endpoint}

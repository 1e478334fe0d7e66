"""The local cloud that `make up` left running: what is remembered of it between two commands."""

import json
from typing import Any

from infra.local.ministack import Ministack
from infra.local.places import HOME, STATE


def remembered() -> Ministack | None:
    """The one that was started last, whether it still runs or not; None when there is none."""
    try:
        state: dict[str, Any] = json.loads(STATE.read_text(encoding="utf-8"))
        return Ministack(HOME / "logs", int(state["port"]), int(state["pid"]))
    except (OSError, ValueError, LookupError, TypeError):
        return None


def remember(cloud: Ministack, outputs: dict[str, str]) -> None:
    """Write down where it runs, and what the stack tells about itself."""
    state = {"port": cloud.port, "pid": cloud.pid, "endpoint": cloud.endpoint, "outputs": outputs}
    STATE.write_text(json.dumps(state, indent=2) + "\n", encoding="utf-8")


def forget() -> None:
    """Forget it."""
    STATE.unlink(missing_ok=True)

"""Puts the publisher together: the one place that knows all its parts."""

import json
from pathlib import Path
from typing import Any

from contact_flow import fill_placeholders, lint
from publisher.answering import Publisher
from publisher.connect import Connect
from publisher.content import Content

_PACKAGED = Path(__file__).with_name("flow")
_CHECKOUT = Path(__file__).parents[2] / "infra" / "flow"
FLOW = (_PACKAGED if _PACKAGED.is_dir() else _CHECKOUT) / "vanity-line.json"


def wired() -> Publisher:
    """The publisher, with the flow of its package."""
    texts = {path.stem: _read(path) for path in FLOW.with_name("texts").glob("*.json")}
    return Publisher(Connect.here().until, Content(_read(FLOW), fill_placeholders, lint, texts))


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))

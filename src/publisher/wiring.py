"""Puts the publisher together: the one place that knows all its parts."""

import json
from pathlib import Path

from contact_flow import filled, lint
from publisher.answering import Publisher
from publisher.connect import Connect
from publisher.content import Content

FLOW = Path(__file__).with_name("flow.json")


def wired() -> Publisher:
    """The publisher, with the flow of its package."""
    return Publisher(Connect.here().until, Content(json.loads(FLOW.read_text(encoding="utf-8")), filled, lint))

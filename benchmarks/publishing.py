"""`python -m benchmarks.publishing`: how long the publisher takes, at the pace that Amazon Connect allows."""

import json
import re
from collections.abc import Iterator
from time import perf_counter

from benchmarks.report import Finding, machine, none_of, print_findings, told
from contact_flow import fill_placeholders, lint
from infra.fake_connect import ids
from infra.fake_connect.control import Control
from infra.fake_connect.settings import Settings
from infra.fake_connect.thread import served
from publisher.answering import Publisher
from publisher.connect import SECONDS_APART, Connect
from publisher.content import Content
from publisher.pace import Pace
from publisher.request import Request
from publisher.wiring import FLOW

FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:converter"
STACK = "arn:aws:cloudformation:us-east-1:000000000000:stack/benchmark/1"
_TEXT = FLOW.read_text(encoding="utf-8")
_SET = {"Language": "en-US", "Voice": "Joanna", "VoiceEngine": "Neural"}
PROPERTIES = {
    "InstanceArn": ids.INSTANCE_ARN,
    "ConverterArn": f"{FUNCTION}:live",
    "ConverterFunctionArn": FUNCTION,
    "PhoneNumberArn": ids.PHONE_NUMBER_ARN,
    "Name": "benchmark",
    "Description": "A benchmark",
    "Values": dict.fromkeys(re.findall(r"\$\{(\w+)\}", _TEXT), "Words") | _SET,
}


def main() -> None:
    """Measure and print, in seconds."""
    print(f"machine  {machine()}")
    with served(Settings()) as connect:
        print_findings("The publisher, at two requests a second of each operation", _requests(connect))


def _requests(connect: Control) -> Iterator[Finding]:
    """A flow that comes, changes and goes; and how often Connect had to say that it was too much."""
    api = Connect(connect.client(), Pace(SECONDS_APART))
    publisher = Publisher(api.until, Content(json.loads(_TEXT), fill_placeholders, lint))
    flow = ""
    for kind in ("Create", "Update", "Delete"):
        request = Request(kind, STACK, "request", "ContactFlow", flow, "", PROPERTIES, PROPERTIES)
        start = perf_counter()
        answer = publisher.answer(request, lambda: 120.0)
        lasted = perf_counter() - start
        if answer.reason:
            raise RuntimeError(f"{kind} failed, so there is nothing to measure: {answer.reason}")
        flow = answer.physical
        yield told(kind, f"{lasted:.2f} s")
    yield none_of("requests that were throttled", sum("Throttling" in str(one["error"]) for one in connect.log()))


if __name__ == "__main__":
    main()

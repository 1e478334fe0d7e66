"""`python -m benchmarks.publishing`: how long the publisher takes at the pace that Amazon Connect allows."""

import re
from collections.abc import Iterator
from time import perf_counter

from benchmarks.report import Measurement, info, machine, none_of, print_measurements
from infra.fake_connect import seed
from infra.fake_connect.admin import FakeConnectControl
from infra.fake_connect.server import serve_in_thread
from infra.fake_connect.settings import FakeConnectSettings
from publisher.connect_api import SECONDS_APART, ConnectApi, Pace
from publisher.content import FLOW, load_content
from publisher.publisher import Publisher
from publisher.request import CustomResourceRequest

FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:converter"
STACK = "arn:aws:cloudformation:us-east-1:000000000000:stack/benchmark/1"
_PLACEHOLDERS = re.findall(r"\$\{(\w+)\}", FLOW.read_text(encoding="utf-8"))
_VALUES = {"Language": "en-US", "Voice": "Joanna", "VoiceEngine": "Neural"}
PROPERTIES = {
    "InstanceArn": seed.INSTANCE_ARN,
    "ConverterArn": f"{FUNCTION}:live",
    "ConverterFunctionArn": FUNCTION,
    "PhoneNumberArn": seed.PHONE_NUMBER_ARN,
    "Name": "benchmark",
    "Description": "A benchmark",
    "Values": dict.fromkeys(_PLACEHOLDERS, "Words") | _VALUES,
}


def main() -> None:
    """Measure, and print the results in seconds."""
    print(f"machine  {machine()}")
    with serve_in_thread(FakeConnectSettings()) as connect:
        print_measurements("The publisher, at two requests a second of each operation", _measure(connect))


def _measure(connect: FakeConnectControl) -> Iterator[Measurement]:
    """Create, update and delete a flow, and count how often Connect throttled a request."""
    api = ConnectApi(connect.client(), Pace(SECONDS_APART))
    publisher = Publisher(api, load_content(FLOW))
    flow = ""
    for kind in ("Create", "Update", "Delete"):
        request = CustomResourceRequest(kind, STACK, "request", "ContactFlow", flow, "", PROPERTIES, PROPERTIES)
        start = perf_counter()
        response = publisher.respond(request, lambda: 120.0)
        duration = perf_counter() - start
        if response.reason:
            raise RuntimeError(f"{kind} failed, so there is nothing to measure: {response.reason}")
        flow = response.physical_id
        yield info(kind, f"{duration:.2f} s")
    throttled = sum("Throttling" in str(entry["error"]) for entry in connect.log())
    yield none_of("requests that were throttled", throttled)


if __name__ == "__main__":
    main()

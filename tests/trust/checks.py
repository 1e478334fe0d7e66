"""What must be true of the way any input is treated. Each check raises what is wrong.

An AssertionError says that a reply is not well formed, a LeakError that a whole phone number is where it must not be.
Any other exception is one that the project does not document.
"""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import Any

from calls.call import Call
from calls.errors import UnreadableCallError
from contact_flow import cli, lint_text
from converter.contact import parse_contact
from converter.metrics import metric_line
from page.http import Request
from page.wiring import Site
from tests.call_data import AMPLE
from tests.converter.test_conversion import assert_fits_a_flow
from tests.handlers import Context
from tests.page.requests import by_operator
from tests.page.requests import event as visit
from tests.samples import pressed
from tests.trust import parts
from vanity import NumberError
from vanity.number import parse

_E164 = re.compile(r"\+[1-9]\d{1,14}", re.ASCII)
_EXAMPLE = "+18003569377"  # which errors show
_FEWEST_DIGITS = 7  # of what may be a person's number
_FAILURES = {400, 403, 404, 422, 503}
_PROBLEM = {"type", "title", "status", "detail"}


class LeakError(AssertionError):
    """A whole phone number is where it must not be."""


def check_event(event: object) -> None:
    """Convert the contact in an event of Connect."""
    contact = parse_contact(event, "request")
    reply = parts.converter().reply_to(contact, AMPLE)
    assert_fits_a_flow(reply)
    line = metric_line(reply, contact.id, 0, 1.0, "vanity")
    _check_hidden(line.replace(json.dumps(contact.id), ""), contact.number)


def check_number(text: str) -> None:
    """Parse a number, and what was made of it."""
    try:
        phone = parse(text)
    except NumberError as error:
        _check_hidden(str(error), text)
        return
    assert _E164.fullmatch(phone.e164), "what it became is not E.164"
    assert _again(phone.e164) == phone, "its E.164 is parsed into another number"


def _again(e164: str) -> object:
    try:
        return parse(e164)
    except NumberError:
        return None


def check_flow(data: bytes) -> None:
    """Lint the text of a flow."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    for finding in lint_text(text):
        assert str(finding).isprintable(), "a finding is not one line"


def check_flow_file(data: bytes) -> None:
    """Lint a file on the command line."""
    path = parts.write("flow.json", data)
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = cli.main(["lint", str(path)])
    told = [*out.getvalue().splitlines(), *err.getvalue().splitlines()]
    assert code in {cli.CLEAN, cli.FINDINGS, cli.UNREADABLE}
    assert told, "nothing is said"
    assert all(str(path) in line for line in told), "a line does not name the file"


def check_request(event: dict[str, Any]) -> None:
    """Answer a request to the page."""
    handler = parts.page()
    reply = handler.handle(event, Context(10_000))
    if reply["statusCode"] == 500:  # once more without the handler, which hides the error
        handler.SITE.routes.respond(Request.parse(event), AMPLE)
    _check_response(reply)
    if not _is_operator(event) and event["routeKey"] != "POST /api/try":
        check_unseen(reply["body"], [caller.number for caller in parts.table().callers])
    if reply["statusCode"] >= 400 and isinstance(event.get("body"), str):
        _check_hidden(json.loads(reply["body"])["detail"], event["body"])


def check_stored(items: list[dict[str, Any]]) -> None:
    """Show stored callers on an open page and to the operator."""
    parts.client().items = items
    for made in (visit("GET /api/callers"), by_operator("GET /api/callers/all")):
        reply = _answer(parts.stored_site(), made)
        _check_response(reply)
        assert reply["statusCode"] in {200, 503}, f"status {reply['statusCode']}"
        if made["routeKey"] == "GET /api/callers":
            check_unseen(reply["body"], _numbers(items))


def check_message(body: str) -> None:
    """Save a call from the queue, between two others."""
    try:
        Call.from_json(body)
        refused = []
    except UnreadableCallError as error:
        _check_hidden(str(error), body)
        refused = [{"itemIdentifier": "1"}]
    good = Call(_EXAMPLE, "caller", "contact-1", 1, ()).to_json()
    batch = [{"messageId": str(place), "body": one} for place, one in enumerate((good, body, good))]
    told = parts.writer().handle({"Records": batch}, Context(30_000))
    assert told == {"batchItemFailures": refused}, "another message of the batch was refused"


def _answer(site: Site, event: dict[str, Any]) -> dict[str, Any]:
    return site.routes.respond(Request.parse(event), AMPLE).payload(site.headers)


def _check_response(reply: dict[str, Any]) -> None:
    """Check a response of the page's function in the format of the HTTP API."""
    status, headers, body = reply["statusCode"], reply["headers"], reply["body"]
    assert status in {200, 204, 304} | _FAILURES, f"status {status}"
    assert all(isinstance(text, str) for pair in headers.items() for text in pair), "a header is no text"
    assert "content-security-policy" in headers, "the headers of every response are missing"
    body.encode()
    if status in {204, 304}:
        assert body == "", f"status {status} has a body"
    elif status in _FAILURES:
        problem = json.loads(body)
        assert headers["content-type"] == "application/problem+json", "a problem of another media type"
        assert set(problem) == _PROBLEM, "a problem has other members"
        assert (problem["status"], bool(problem["detail"])) == (status, True), "a problem contradicts itself"


def _is_operator(event: dict[str, Any]) -> bool:
    context = event.get("requestContext")
    authorizer = context.get("authorizer") if isinstance(context, dict) else None
    return isinstance(authorizer, dict) and isinstance(authorizer.get("jwt"), dict)


def _numbers(items: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the numbers of those items that have one."""
    for item in items:
        number = item.get("number")
        text = number.get("S") if isinstance(number, dict) else None
        if isinstance(text, str) and _E164.fullmatch(text):
            yield text


def _check_hidden(told: str, number: str) -> None:
    """Check one line of an error or a log. Raises LeakError when it repeats a number."""
    assert re.fullmatch(r"[^\n]+", told), "it is not one line"
    digits = re.sub(r"\D", "", number)
    if len(digits) >= _FEWEST_DIGITS and digits in re.sub(r"\D", "", told.replace(_EXAMPLE, "")):
        raise LeakError("it repeats the number")


def check_unseen(body: str, numbers: Iterable[str]) -> None:
    """Raise LeakError when an open page shows a national number, in digits or in letters that dial it."""
    dialled = [pressed(text) for text in re.split(r'["\s]', body)]
    keys = " ".join(text for text in dialled if len(text) >= _FEWEST_DIGITS)
    for number in numbers:
        national = parse(number).national if _again(number) else number[1:]
        if len(national) >= _FEWEST_DIGITS and national in keys:
            raise LeakError("an open page shows a whole number")

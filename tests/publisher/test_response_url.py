"""A response goes to CloudFormation's own buckets only; any other URL is refused before a connection is made."""

import socket
from time import monotonic
from typing import Any

import pytest

from calls.deadline import Deadline
from publisher.errors import InvalidRequestError
from publisher.response import send
from publisher.response_url import check_response_url
from tests.publisher.web import CannedResponse, Web

PREFIX = "cloudformation-custom-resource-response"
SECRET = "/arn%3Aaws%3Acloudformation?X-Amz-Signature=secret"
GOOD = [
    ("us-east-1", f"{PREFIX}-useast1.s3.amazonaws.com"),
    ("us-east-1", f"{PREFIX}-useast1.s3-us-east-1.amazonaws.com"),
    ("us-east-1", f"{PREFIX}-useast1.s3.dualstack.us-east-1.amazonaws.com"),
    ("us-east-1", f"{PREFIX}-useast1.s3.amazonaws.com:443"),
    ("us-east-1", f"s3.amazonaws.com/{PREFIX}-useast1"),
    ("us-east-2", f"{PREFIX}-useast2.s3.us-east-2.amazonaws.com"),
    ("eu-west-1", f"{PREFIX}-euwest1.s3-eu-west-1.amazonaws.com"),
    ("us-gov-west-1", f"{PREFIX}-usgovwest1.s3-us-gov-west-1.amazonaws.com"),
    ("us-gov-west-1", f"{PREFIX}-usgovwest1.s3-fips.us-gov-west-1.amazonaws.com"),
    ("cn-north-1", f"{PREFIX}-cnnorth1.s3.cn-north-1.amazonaws.com.cn"),
    ("eusc-de-east-1", f"{PREFIX}-euscdeeast1.s3.eusc-de-east-1.amazonaws.eu"),
]
BUCKET = GOOD[0][1]
HOSTILE = [
    "",
    "not a url",
    f"http://{BUCKET}",
    f"ftp://{BUCKET}",
    "file:///etc/passwd",
    f"https://{BUCKET}:8443",
    f"https://{BUCKET}:80",
    f"https://user@{BUCKET}",
    f"https://user:password@{BUCKET}",
    f"https://{BUCKET}@evil.example",
    f"https://evil.example#@{BUCKET}",
    f"https://evil.example?{BUCKET}",
    f"https://evil.example\\@{BUCKET}",
    f"https://evil.example\\.{BUCKET}",
    f"https://{BUCKET}\n.evil.example",
    f"https://{BUCKET}.evil.example",
    f"https://{BUCKET}.cn.evil.example",
    f"https://evil.example/{BUCKET}",
    f"https://evil{BUCKET}",
    f"https://{PREFIX}-evil.s3.amazonaws.com",
    f"https://{PREFIX}-useast1-evil.s3.amazonaws.com",
    f"https://{PREFIX}-useast2.s3.amazonaws.com",
    f"https://{PREFIX}-.s3.amazonaws.com",
    "https://evil.s3.amazonaws.com",
    "https://s3.amazonaws.com",
    f"https://s3.amazonaws.com/evil/{PREFIX}-useast1",
    f"https://s3.amazonaws.com/{PREFIX}-useast1/../evil",
    f"https://s3.amazonaws.com/./evil/../{PREFIX}-useast1-evil",
    f"https://{PREFIX}-useast1.ec2.amazonaws.com",
    f"https://{PREFIX}-useast1.s3.evil.amazonaws.com",
    f"https://{PREFIX}-useast1.s3-website-us-east-1.amazonaws.com",
    f"https://{PREFIX}-useast1.s3.amazonaws.com.evil",
    f"https://{PREFIX}-useast1.s3.amazonaws.cn",
    f"https://{PREFIX}-useast1.s3\u3002amazonaws.com",
    "https://127.0.0.1",
    "https://127.1",
    "https://2130706433",
    "https://0x7f000001",
    "https://0",
    "https://10.0.0.1",
    "https://169.254.169.254",
    "http://169.254.169.254",
    "https://[::1]",
    "https://[fd00:ec2::254]",
    "https://[::ffff:169.254.169.254]",
    "https://[",
    "https://localhost",
    "http://localhost",
    "https://" + "a" * 100_000,
]


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The addresses that the publisher looks up."""
    looked_up: list[Any] = []

    def look_up(*address: Any, **_: Any) -> Any:
        looked_up.append(address)
        raise OSError

    monkeypatch.delenv("RESPONSE_HOST", raising=False)
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return looked_up


@pytest.mark.parametrize(("region", "host"), GOOD)
def test_the_urls_of_cloudformation_are_accepted(monkeypatch: pytest.MonkeyPatch, region: str, host: str) -> None:
    monkeypatch.setenv("AWS_REGION", region)

    check_response_url(f"https://{host}{SECRET}")


@pytest.mark.parametrize("start", HOSTILE, ids=lambda url: url[-90:])
def test_any_other_url_is_refused_without_a_connection_and_not_repeated(connections: list[Any], start: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        send(b"", start + SECRET, Deadline(lambda: 60.0))

    assert connections == []
    assert str(caught.value).startswith("the ResponseURL")
    assert not [part for part in ("secret", "evil", "169.254", "user:", "amazonaws") if part in str(caught.value)]


def test_without_a_region_no_url_is_accepted(connections: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_REGION")

    with pytest.raises(InvalidRequestError):
        check_response_url(f"https://{PREFIX}-.s3.amazonaws.com{SECRET}")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/x", "http://localhost:4566/x", "https://127.0.0.1:4566/x", "http://a@127.0.0.1:4566/x"]
)
def test_the_local_clouds_host_is_accepted_over_http_only_as_it_is_named(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("RESPONSE_HOST", "127.0.0.1:4566")
    check_response_url("http://127.0.0.1:4566/x")

    with pytest.raises(InvalidRequestError):
        check_response_url(url)


def test_a_reply_whose_body_never_ends_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    started = monotonic()
    with Web([CannedResponse(200, length=10_000_000)]) as web:
        monkeypatch.setenv("RESPONSE_HOST", web.host)
        send(b"{}", web.url, Deadline(lambda: 60.0))

    assert monotonic() - started < 1

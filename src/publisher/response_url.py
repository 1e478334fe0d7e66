"""Where a response may be sent: CloudFormation's own buckets in Amazon S3, and nowhere else.

Each Region has one bucket for the responses of custom resources, named `cloudformation-custom-resource-response-` and
the Region without its dashes ("Setting up VPC endpoints for AWS CloudFormation" in its user guide: policies of VPC
endpoints name it, so the name is stable). Bucket names are global, and anyone could take the name with another ending;
so the ending must be the function's own Region, which is always the stack's ("ServiceToken" in the same guide). The
endpoint varies: `s3`, `s3.us-east-2`, `s3-us-west-2`, `s3.dualstack.us-east-1` and `s3-fips.us-gov-west-1` all occur
("Amazon Simple Storage Service endpoints and quotas").
"""

import os
import re

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from publisher.errors import InvalidRequestError

_REGION = r"[a-z]{2,4}(-[a-z]+)+-\d"
_ENDPOINT = re.compile(rf"s3(-fips)?(\.dualstack)?([.-]{_REGION}|-external-1)?\.amazonaws\.(com|com\.cn|eu)", re.ASCII)
_PRINTABLE = re.compile(r"[!-\[\]-~]+", re.ASCII)  # without the backslash, which parsers of URLs disagree about
_ADDRESS = re.compile(r"\[.*\]|[0-9.]+|0x[0-9a-f.x]*", re.ASCII | re.IGNORECASE)


def check_response_url(text: str) -> None:
    """Raise InvalidRequestError unless CloudFormation may have signed this URL. The message omits the URL.

    The variable RESPONSE_HOST names a host, with its port, that is responded to over HTTP. Only the local cloud sets
    it.
    """
    url = _parse(text)
    if url.scheme == "http" and not url.auth and url.netloc == os.environ.get("RESPONSE_HOST", ""):
        return
    if problem := _problem(url):
        raise InvalidRequestError(f"{problem}: CloudFormation did not send this request, so it was not carried out")


def _parse(text: str) -> Url:
    """Parse a URL exactly as it is parsed again when it is requested."""
    try:
        return parse_url(text) if _PRINTABLE.fullmatch(text) else Url()
    except LocationParseError:
        return Url()


def _problem(url: Url) -> str:
    """Return what is wrong with a URL; empty when nothing is."""
    host = url.host or ""
    problems = {
        "the ResponseURL is not an https URL": url.scheme != "https" or not host,
        "the ResponseURL has a user or a password": url.auth is not None,
        "the ResponseURL has a port other than 443": url.port not in {None, 443},
        "the ResponseURL's host is an IP address": _ADDRESS.fullmatch(host) is not None,
        "the ResponseURL's host is not CloudFormation's bucket in this Region": not _is_bucket(host, url.path or ""),
    }
    return next((problem for problem, applies in problems.items() if applies), "")


def _is_bucket(host: str, path: str) -> bool:
    """Return whether this is the Region's bucket, named in the host or, in the older style, first in the path."""
    region = os.environ.get("AWS_REGION", "").replace("-", "")
    bucket = f"cloudformation-custom-resource-response-{region}"
    in_path = path.startswith(f"/{bucket}/")
    endpoint = host if in_path else host.removeprefix(f"{bucket}.")
    return bool(region) and (in_path or endpoint != host) and _ENDPOINT.fullmatch(endpoint) is not None

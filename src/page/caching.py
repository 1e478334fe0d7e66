"""How long an answer stays true, and how to learn that it still is: entity tags (RFC 9110, 13.1.2)."""

from hashlib import sha256

from page.web import Request, Response

NEVER = "no-store"
BRIEFLY = "private, max-age=1"
WHEN_ASKED = "no-cache"  # kept, and asked about each time
FOREVER = "public, max-age=31536000, immutable"
_TAG_DIGITS = 20


def fingerprint(content: str) -> str:
    """What tells a content from every other."""
    return sha256(content.encode()).hexdigest()[:_TAG_DIGITS]


def tagged(request: Request, kind: str, body: str, cache: str) -> Response:
    """The body with its tag, or 304 for someone who has it already. kind: its media type."""
    tag = f'"{fingerprint(body)}"'
    headers = {"etag": tag, "cache-control": cache}
    if tag in _known(request):
        return Response(304, headers)
    return Response(200, {**headers, "content-type": kind}, body)


def _known(request: Request) -> set[str]:
    """The tags that the request names, weak ones too: what stands between may have weakened them."""
    return {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}

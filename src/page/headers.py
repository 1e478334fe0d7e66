"""The headers of every answer: the browser is told to load nothing, run nothing and tell nothing else."""

_DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "data:",  # the icon, which is part of the page
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
}


def security_headers(sign_in: str = "") -> dict[str, str]:
    """sign_in: the address of the sign-in service, which the page must reach; empty for none."""
    directives = _DIRECTIVES | {"connect-src": f"'self' {sign_in}".strip()}
    return {
        "content-security-policy": "; ".join(f"{name} {value}" for name, value in directives.items()),
        "strict-transport-security": "max-age=63072000; includeSubDomains",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }

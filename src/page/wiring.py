"""Builds the page's function from its environment: the one place that knows all its parts."""

from collections.abc import Mapping
from typing import NamedTuple

from aws.callers import CallersTable
from page.assets import Assets
from page.http import security_headers
from page.look_up import LookUp
from page.masking import format_number
from page.routes import CallersRead, Routes
from vanity import VanityIndex
from vanity.number import parse


class Site(NamedTuple):
    """The routes, and the headers of all their responses."""

    routes: Routes
    headers: Mapping[str, str]


def build_site(environment: Mapping[str, str]) -> Site:
    """Return the site that reads the table that the environment names."""
    return site_over(CallersTable.from_environment(environment), environment)


def site_over(callers: CallersRead, environment: Mapping[str, str]) -> Site:
    """Return the site over any table of callers.

    LINE_NUMBER is the number to dial, as E.164; RETENTION_DAYS is how long callers are kept; SIGN_IN_URL and
    SIGN_IN_CLIENT say where operators sign in. Each may be missing or empty.
    """
    line, sign_in = environment.get("LINE_NUMBER", ""), environment.get("SIGN_IN_URL", "")
    settings = {
        "line": line,
        "line-shown": format_number(parse(line)) if line else "",
        "no-line": "" if line else " hidden",
        "days": environment.get("RETENTION_DAYS", ""),
        "entry": "operator.js" if sign_in else "page.js",
        "sign-in": sign_in,
        "client": environment.get("SIGN_IN_CLIENT", ""),
    }
    assets = Assets()
    routes = Routes(callers, LookUp(VanityIndex.open), assets, assets.page(settings))
    return Site(routes, security_headers(sign_in))

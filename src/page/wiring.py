"""Puts the page's function together from its environment."""

from collections.abc import Mapping
from typing import NamedTuple

from aws.callers import CallersTable
from page.assets import Assets
from page.headers import security_headers
from page.routes import CallersRead, Routes
from page.try_number import Trial
from page.writing import shown_number
from vanity import VanityIndex
from vanity.number import parse


class Site(NamedTuple):
    """What answers, and the headers that all its answers have."""

    routes: Routes
    headers: Mapping[str, str]


def wired(environment: Mapping[str, str]) -> Site:
    """The site, reading the table that the environment names."""
    return site(CallersTable.of(environment), environment)


def site(callers: CallersRead, environment: Mapping[str, str]) -> Site:
    """The site over any callers.

    LINE_NUMBER is the number to dial, E.164; SIGN_IN_URL and SIGN_IN_CLIENT say where operators sign in. Each may be
    missing or empty.
    """
    line, sign_in = environment.get("LINE_NUMBER", ""), environment.get("SIGN_IN_URL", "")
    settings = {
        "line": line,
        "line-shown": shown_number(parse(line)) if line else "",
        "no-line": "" if line else " hidden",
        "sign-in": sign_in,
        "client": environment.get("SIGN_IN_CLIENT", ""),
    }
    assets = Assets()
    routes = Routes(callers, Trial(VanityIndex.open), assets, assets.page(settings))
    return Site(routes, security_headers(sign_in))

"""What a million calls cost, item by item, in Markdown."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.scale.limits import LINE

PRICES: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("prices.toml").read_text(encoding="utf-8"))
_MONTH = 30 * 86_400  # seconds


def quantities(call_seconds: float) -> dict[str, float]:
    """Return how much of each priced unit a million calls take, at the length of a call."""
    page_requests = _MONTH / 2 / 1e6  # one every two seconds
    return {
        # The first 10 s of voice, and the first minute of telephony, are charged in full:
        # blog.serverworks.co.jp, 2020-03-10.
        "minutes": 1e6 * max(10.0, call_seconds) / 60,
        "telephony_minutes": 1e6 * max(60.0, call_seconds) / 60,
        "gigabyte_seconds": 1e6 * LINE["save_seconds"],
        "million_calls": 1.0,
        "million_write_units": 1.0 + LINE["index_units"],
        "stored_gigabytes": 2.0,  # if every call comes from a different caller
        "recovery_gigabytes": 1.0,
        "log_gigabytes": 0.6,
        "metrics": 4.0,
        "alarms": 15.0,
        "million_traces": 0.05,
        "million_page_requests": page_requests,
        "million_page_reads": page_requests * 4 * 0.5,
    }


def total(call_seconds: float) -> float:
    """Return what a million calls cost, in USD."""
    amounts = quantities(call_seconds)
    return sum(float(each["price"]) * amounts[each["quantity"]] for each in PRICES.values() if not each.get("instead"))


def cost() -> Iterator[str]:
    """Yield the lines of the table. What is in parentheses is instead of the row above it, and not in the total."""
    seconds: float = LINE["call_seconds"]
    amounts = quantities(seconds)
    yield from ("| Item | Quantity and price | USD | Price found |", "|---|---|---|---|")
    for each in PRICES.values():
        amount = amounts[each["quantity"]]
        usd = f"{amount * each['price']:,.2f}"
        item, usd = (f"(or {each['item']})", f"({usd})") if each.get("instead") else (each["item"], usd)
        priced = f"{amount:,.10g} x {each['price']:.10f}".rstrip("0").rstrip(".")
        yield f"| {item} | {priced} a {each['unit']} | {usd} | {each.get('seen', '**not confirmed**')} |"
    yield f"| **total, at {seconds} s a call** | | **{total(seconds):,.2f}** | |"
    longer = total(61 + 1) - total(61)
    yield f"| each second more, beyond a minute | | {longer:,.2f} | |"

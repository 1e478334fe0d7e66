"""What ships, and what the index is built from, read from the files that lock them."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: The wheels of the layer, locked by their hashes.
LAYER = ROOT / "lambda_layer" / "requirements.txt"
_NAME = re.compile(r"^[A-Za-z0-9._-]+")
_PINNED = re.compile(r"^([A-Za-z0-9._-]+==\S+)", re.MULTILINE)
_PROJECT = ROOT / "pyproject.toml"


def layer_pins(text: str | None = None) -> list[str]:
    """Return the pins of the layer's wheels, such as `marisa-trie==1.4.1`, or those in another lock file's text."""
    return _PINNED.findall(LAYER.read_text(encoding="utf-8") if text is None else text)


def wheel_pins() -> list[str]:
    """Return the pins of what the project's own wheel needs where it is installed."""
    pins: list[str] = _project()["project"]["dependencies"]
    return pins


def build_pins() -> list[str]:
    """Return the pins of the packages that the index is built from."""
    pins: list[str] = _project()["dependency-groups"]["build"]
    return pins


def package_name(pin: str) -> str:
    """Return the name in a pin."""
    match = _NAME.match(pin)
    return match[0] if match else pin


def _project() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_PROJECT.read_text(encoding="utf-8"))

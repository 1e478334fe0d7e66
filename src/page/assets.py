"""The page and its files, as they are packaged beside this module."""

from collections.abc import Mapping
from html import escape
from pathlib import Path

from page.http import fingerprint

FOLDER = Path(__file__).parent / "assets"
PAGE = "index.html"
MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
}


class Assets:
    """The files by name, under a hash of all their contents, so the content at a URL never changes."""

    def __init__(self, folder: Path = FOLDER) -> None:
        files = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()) if path.is_file()}
        self._page = files.pop(PAGE)
        self._files = files
        self.version = fingerprint("".join(f"{name}\0{text}\0" for name, text in files.items()))

    def page(self, settings: Mapping[str, str]) -> str:
        """Return the page with the settings in their placeholders: `{{line}}`."""
        page = self._page
        for name, value in {**settings, "version": self.version}.items():
            page = page.replace(f"{{{{{name}}}}}", escape(value))
        return page

    def file(self, version: str, name: str) -> tuple[str, str] | None:
        """Return the media type and the content of a file; None when this version has no such file."""
        if version != self.version or name not in self._files:
            return None
        return MEDIA_TYPES[Path(name).suffix], self._files[name]

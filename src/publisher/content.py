"""The content of the flow: the document in the package, with its placeholders filled, after linting."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from contact_flow import Finding, errors_in, fill_placeholders, lint
from publisher.errors import InvalidFlowError
from publisher.request import FlowProperties

CONVERTER = "Converter"  # the placeholder for the converter's ARN
_PACKAGED = Path(__file__).with_name("flow")
_CHECKOUT = Path(__file__).parents[2] / "infra" / "flow"
_log = logging.getLogger(__name__)
FLOW = (_PACKAGED if _PACKAGED.is_dir() else _CHECKOUT) / "vanity-line.json"


class FlowContent(NamedTuple):
    """Builds the content of a flow from a document."""

    #: The parsed document, with placeholders.
    document: object
    #: Fills the placeholders in a document. Raises FlowError when a value is missing.
    fill: Callable[[object, Mapping[str, str]], object] = fill_placeholders
    #: Returns what is wrong with a document.
    lint: Callable[[object], Sequence[Finding]] = lint
    #: The line's texts, by language and then by placeholder.
    texts: Mapping[str, Mapping[str, str]] = MappingProxyType({})

    def build(self, properties: FlowProperties) -> str:
        """Return the content as JSON in Connect's flow language. Raises FlowError or InvalidFlowError.

        Warnings are only logged: whoever edits the flow may know more of Connect than the linter.
        """
        document = self.fill(self.document, self.values_of(properties))
        findings = self.lint(document)
        if problems := errors_in(findings):
            told = "; ".join(map(str, problems))
            raise InvalidFlowError(f"the flow was not sent to Connect because it is invalid: {told}")
        for warning in findings:
            _log.warning("the flow: %s", warning)
        return json.dumps(document, separators=(",", ":"), ensure_ascii=False)

    def values_of(self, properties: FlowProperties) -> dict[str, str]:
        """Return the values of all placeholders. Raises InvalidFlowError when there are no texts in the language."""
        texts = self.texts_in(properties.values.get("Language", ""))
        return {**texts, **properties.values, CONVERTER: properties.converter}

    def texts_in(self, language: str) -> Mapping[str, str]:
        """Return the texts in a language, or in its variant of another country when it has none of its own.

        Raises InvalidFlowError when there are none in the language.
        """
        if not (self.texts and language):
            return {}
        prefix = language.partition("-")[0] + "-"
        names = [language, *(name for name in sorted(self.texts) if name.startswith(prefix))]
        texts = next((self.texts[name] for name in names if name in self.texts), None)
        if texts is None:
            raise InvalidFlowError(
                f"the line has no texts in {language}: add infra/flow/texts/{language}.json, or choose another Language"
            )
        return texts


def load_content(path: Path) -> FlowContent:
    """Read a flow document and the texts beside it."""
    texts = {text.stem: _read(text) for text in path.with_name("texts").glob("*.json")}
    return FlowContent(_read(path), texts=texts)


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))

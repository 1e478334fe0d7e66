"""The content of the flow: the document of the package with its places filled, and nothing wrong with it."""

import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from publisher.errors import InvalidFlowError
from publisher.properties import Properties

CONVERTER = "Converter"  # the place of the converter's ARN


class Content(NamedTuple):
    """Makes contents from a document.

    filled: puts values into a document's places, raising FlowError for one that has none. lint: what is wrong with a
    document, each finding one line. texts: what the line says, by language and then by the names of the places.
    """

    document: object
    filled: Callable[[object, Mapping[str, str]], object]
    lint: Callable[[object], Sequence[object]]
    texts: Mapping[str, Mapping[str, str]] = MappingProxyType({})

    def of(self, wanted: Properties) -> str:
        """The content in Connect's flow language. Raises FlowError for a missing value, InvalidFlowError."""
        document = self.filled(self.document, {**self._texts_for(wanted), **wanted.values, CONVERTER: wanted.converter})
        findings = [str(finding) for finding in self.lint(document)]
        if findings:
            raise InvalidFlowError(f"the flow was not sent to Connect, as it is wrong: {'; '.join(findings)}")
        return json.dumps(document, separators=(",", ":"), ensure_ascii=False)

    def _texts_for(self, wanted: Properties) -> Mapping[str, str]:
        """Return the texts in a language, or in its variant of another country when it has none of its own."""
        language = str(wanted.values.get("Language", ""))
        if not (self.texts and language):
            return {}
        spoken = language.partition("-")[0] + "-"
        names = [language, *(name for name in sorted(self.texts) if name.startswith(spoken))]
        texts = next((self.texts[name] for name in names if name in self.texts), None)
        if texts is None:
            raise InvalidFlowError(
                f"the line has no texts in {language}: add infra/flow/texts/{language}.json, or choose another Language"
            )
        return texts

"""The content of the flow: the document of the package with its places filled, and nothing wrong with it."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from publisher.errors import InvalidFlowError
from publisher.properties import Properties

CONVERTER = "Converter"  # the place of the converter's ARN


class Content(NamedTuple):
    """Makes contents from a document.

    filled: puts values into a document's places, raising FlowError for one that has none. lint: what is wrong with a
    document, each finding one line.
    """

    document: object
    filled: Callable[[object, Mapping[str, str]], object]
    lint: Callable[[object], Sequence[object]]

    def of(self, wanted: Properties) -> str:
        """The content in Connect's flow language. Raises FlowError for a missing value, InvalidFlowError."""
        document = self.filled(self.document, {**wanted.values, CONVERTER: wanted.converter})
        findings = [str(finding) for finding in self.lint(document)]
        if findings:
            raise InvalidFlowError(f"the flow was not sent to Connect, as it is wrong: {'; '.join(findings)}")
        return json.dumps(document, separators=(",", ":"), ensure_ascii=False)

"""Lint Amazon Connect flows without an account, and fill in their placeholders.

from contact_flow import fill_placeholders, lint

flow = fill_placeholders(json.loads(text), {"ConverterArn": arn})
for finding in lint(flow):
    print(finding.severity, finding)

Begin with `lint`, which runs the `rules`. `document` has the types of a flow, `catalogue` reads what the language
knows.
"""

from contact_flow.digest import digest
from contact_flow.errors import FlowError
from contact_flow.findings import Finding, Severity, errors_in
from contact_flow.lint import lint, lint_text
from contact_flow.placeholders import fill_placeholders

__all__ = ["Finding", "FlowError", "Severity", "digest", "errors_in", "fill_placeholders", "lint", "lint_text"]

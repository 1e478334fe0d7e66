"""Amazon Connect flows: what is wrong with one, found without an account, and their placeholders.

from contact_flow import filled, lint

flow = filled(json.loads(text), {"ConverterArn": arn})
for finding in lint(flow):
    print(finding)
"""

from contact_flow.errors import FlowError
from contact_flow.findings import Finding
from contact_flow.lint import lint, lint_text
from contact_flow.placeholders import filled

__all__ = ["Finding", "FlowError", "filled", "lint", "lint_text"]

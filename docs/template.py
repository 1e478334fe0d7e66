"""`python -m docs.template parameters`, `outputs` and `rights`: the tables in docs/deploy.md, from the template."""

import sys
from collections.abc import Iterator, Mapping
from typing import Any

from samtranslator.yaml_helper import yaml_parse

from docs.refresh import ROOT
from infra.deploy.rights import needed_rights

Template = Mapping[str, Any]
_PLACEHOLDERS = {
    "partition": "aws",
    "region": "REGION",
    "account": "ACCOUNT",
    "stack": "STACK",
    "instance": "INSTANCE_ARN",
}


def read_template() -> Template:
    """Return the template, parsed."""
    template: Template = yaml_parse((ROOT / "infra/template.yaml").read_text(encoding="utf-8"))
    return template


def environment(template: Template) -> set[str]:
    """Return the names of the environment variables of all functions."""
    resources = template["Resources"].values()
    functions = [resource["Properties"] for resource in resources if resource["Type"] == "AWS::Serverless::Function"]
    return {name for function in functions for name in function.get("Environment", {}).get("Variables", {})}


def parameters(template: Template) -> Iterator[str]:
    """Yield the lines of one table for each group of parameters, grouped as in the console."""
    for group in template["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]:
        yield from (f"**{group['Label']['default']}**", "")
        yield from ("| Parameter | Default | Meaning |", "|---|---|---|")
        yield from (_parameter(name, template["Parameters"][name]) for name in group["Parameters"])
        yield ""


def outputs(template: Template) -> Iterator[str]:
    """Yield the lines of the table of outputs."""
    yield from ("| Output | Meaning |", "|---|---|")
    for name, output in template["Outputs"].items():
        condition = f" (only if `{output['Condition']}`)" if "Condition" in output else ""
        yield f"| `{name}` | {_line(output['Description'])}{condition} |"


def rights(_template: Template) -> Iterator[str]:
    """Yield the lines of the table of the rights that a user needs to deploy."""
    yield from ("| Actions | On | Used for |", "|---|---|---|")
    for right in needed_rights():
        actions = ", ".join(f"`{action}`" for action in right.actions)
        resources = ", ".join(f"`{arn.format(**_PLACEHOLDERS)}`" for arn in right.resources)
        when = f"only {right.only}: " if right.only else ""
        yield f"| {actions} | {resources} | {when}{right.why} |"


def _parameter(name: str, parameter: Mapping[str, Any]) -> str:
    default = parameter.get("Default")
    shown = "none, required" if default is None else f"`{default}`" if default != "" else "empty"
    return f"| `{name}` | {shown} | {_line(parameter['Description'])}{_limits(parameter)} |"


def _limits(parameter: Mapping[str, Any]) -> str:
    if "AllowedValues" in parameter:
        return f" One of {', '.join(f'`{value}`' for value in parameter['AllowedValues'])}."
    if "MinValue" in parameter:
        return f" From {parameter['MinValue']} to {parameter['MaxValue']}."
    return ""


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    tables = {"parameters": parameters, "outputs": outputs, "rights": rights}
    print("\n".join(tables[sys.argv[1]](read_template())).rstrip())

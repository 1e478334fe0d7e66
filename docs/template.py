"""`python -m docs.template parameters` and `outputs`: the tables of them, from the template itself."""

import sys
from collections.abc import Iterator, Mapping
from typing import Any

from samtranslator.yaml_helper import yaml_parse

from docs.refresh import ROOT

Template = Mapping[str, Any]


def template() -> Template:
    """The template, parsed."""
    parsed: Template = yaml_parse((ROOT / "infra/template.yaml").read_text(encoding="utf-8"))
    return parsed


def environment(of: Template) -> set[str]:
    """The names of the environment variables of all functions."""
    functions = [one["Properties"] for one in of["Resources"].values() if one["Type"] == "AWS::Serverless::Function"]
    places = [of["Globals"]["Function"], *functions]
    return {name for place in places for name in place.get("Environment", {}).get("Variables", {})}


def parameters(of: Template) -> Iterator[str]:
    """A table for each group of parameters, as the console groups them."""
    for group in of["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]:
        yield from (f"**{group['Label']['default']}**", "")
        yield from ("| Parameter | Default | What it is |", "|---|---|---|")
        yield from (_parameter(name, of["Parameters"][name]) for name in group["Parameters"])
        yield ""


def outputs(of: Template) -> Iterator[str]:
    """A table of the outputs."""
    yield from ("| Output | What it is |", "|---|---|")
    for name, output in of["Outputs"].items():
        when = f" (only if `{output['Condition']}`)" if "Condition" in output else ""
        yield f"| `{name}` | {_line(output['Description'])}{when} |"


def _parameter(name: str, parameter: Mapping[str, Any]) -> str:
    default = parameter.get("Default")
    shown = "must be given" if default is None else f"`{default}`" if default != "" else "empty"
    return f"| `{name}` | {shown} | {_line(parameter['Description'])}{_limits(parameter)} |"


def _limits(parameter: Mapping[str, Any]) -> str:
    if "AllowedValues" in parameter:
        return f" One of {', '.join(f'`{value}`' for value in parameter['AllowedValues'])}."
    if "MinValue" in parameter:
        return f" {parameter['MinValue']} to {parameter['MaxValue']}."
    return ""


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    print("\n".join({"parameters": parameters, "outputs": outputs}[sys.argv[1]](template())).rstrip())

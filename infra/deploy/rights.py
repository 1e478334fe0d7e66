"""The rights that a user needs to deploy: `python -m infra.deploy.rights` prints them as an IAM policy.

`rights.toml` says which right is for which types of resources. The table in docs/deploy.md, this policy, and the test
that deploys with it are made from that and from what the template makes.
"""

import json
import os
import sys
import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from samtranslator.yaml_helper import yaml_parse

from infra.deploy.settings import DeployError, DeploySettings
from infra.local.paths import TEMPLATE
from infra.local.sam import code_folders, replace_code, transform

_TABLES = tomllib.loads(Path(__file__).with_name("rights.toml").read_text(encoding="utf-8"))
#: The actions that CloudFormation's schemas list for the template's types, and that it does not use, with the reasons.
UNUSED: dict[str, str] = _TABLES["unused"]
# With all that the template can make.
_PARAMETERS = {"InstanceArn": "arn", "NumberCountry": "US", "PageAccess": "SignIn", "OperatorEmail": "a@example.com"}


class Right(NamedTuple):
    """Actions on resources."""

    actions: list[str]
    #: ARNs with {partition}, {region}, {account}, {stack} and {instance}.
    resources: list[str]
    why: str
    #: The types of the resources that need it; none if it is always needed.
    types: Collection[str] = ()
    #: When it is needed, if not always.
    only: str = ""


def needed_rights() -> Iterator[Right]:
    """Yield the rights that the template needs, as `rights.toml` lists them."""
    made = made_types()
    for right in (Right(**table) for table in _TABLES["right"]):
        if not right.types or made.intersection(right.types):
            yield right


def made_types() -> set[str]:
    """Return the types of all resources that the template can make."""
    body = yaml_parse(TEMPLATE.read_text(encoding="utf-8"))
    uploads = {name: {"Bucket": "bucket", "Key": name} for name, _ in code_folders(body)}
    plain = transform(replace_code(body, uploads), _PARAMETERS)
    return {resource["Type"] for resource in plain["Resources"].values()}


def build_policy(settings: DeploySettings) -> dict[str, Any]:
    """Return the rights as an IAM policy for one stack."""
    partition = settings.instance_arn.split(":")[1]
    names = {"partition": partition, "region": settings.region, "account": settings.account}
    names |= {"stack": settings.stack, "instance": settings.instance_arn}
    statements = [
        {"Effect": "Allow", "Action": right.actions, "Resource": [arn.format(**names) for arn in right.resources]}
        for right in needed_rights()
    ]
    return {"Version": "2012-10-17", "Statement": statements}


def main() -> None:
    """Print the policy for the saved settings, or else for the instance in INSTANCE_ARN and the stack in STACK."""
    try:
        settings = DeploySettings.read() or DeploySettings.ask(_from_environment, os.environ.get("STACK") or "vanity")
    except DeployError as error:
        sys.exit(f"error: {error}")
    print(json.dumps(build_policy(settings), indent=2))


def _from_environment(variable: str, _question: str) -> str:
    return os.environ.get(variable, "")


if __name__ == "__main__":
    main()

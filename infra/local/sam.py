"""The SAM template as plain CloudFormation. In AWS's own cloud, CloudFormation makes this transformation itself."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

import boto3
from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

from infra.servers.clients import REGION
from infra.servers.errors import LocalCloudError

Template = dict[str, Any]
# Types of resources that the emulator's CloudFormation refuses, also under a condition that does not hold.
_UNSUPPORTED = frozenset({"AWS::Budgets::Budget"})
_CODE = {"AWS::Serverless::Function": "CodeUri", "AWS::Serverless::LayerVersion": "ContentUri"}


def transform(template: Template, parameters: Mapping[str, str]) -> Template:
    """Return the CloudFormation template that a SAM template expands to, and leave the SAM template unchanged.

    The SAM template is what `samtranslator.yaml_helper.yaml_parse` reads. Raises LocalCloudError with the causes when
    it is invalid.
    """
    translator = Translator({}, Parser(), boto_session=boto3.Session(region_name=REGION))
    try:
        plain: Template = translator.translate(deepcopy(template), dict(parameters))
    except InvalidDocumentException as error:
        causes = "; ".join(cause.message for cause in error.causes)
        raise LocalCloudError(f"the template is invalid: {causes}") from error
    finally:
        translator.metrics.publish()  # sends nothing, but the translator warns unless it is called
    return plain


def leave_out_unsupported(template: Template) -> Template:
    """Return the template without the resources that the local cloud does not have. Nothing may refer to them."""
    resources = template["Resources"].items()
    return template | {"Resources": {name: one for name, one in resources if one["Type"] not in _UNSUPPORTED}}


def code_folders(template: Template) -> Iterator[tuple[str, str]]:
    """Yield the logical ID of each function and layer, with its source folder relative to the template."""
    shared = template.get("Globals", {}).get("Function", {})
    for name, resource in template["Resources"].items():
        key = _CODE.get(resource["Type"])
        if key:
            yield name, resource["Properties"].get(key, shared.get(key))


def replace_code(template: Template, uploads: Mapping[str, Mapping[str, str]]) -> Template:
    """Return the template with its code in S3: the `Bucket` and `Key` of each upload, by logical ID."""
    packaged = deepcopy(template)
    for name, upload in uploads.items():
        resource = packaged["Resources"][name]
        resource["Properties"][_CODE[resource["Type"]]] = dict(upload)
    return packaged

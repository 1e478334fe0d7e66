"""The SAM template as plain CloudFormation: what AWS's own transform does in its cloud, done here."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

import boto3
from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

from infra.local.errors import LocalCloudError

Template = dict[str, Any]
_CODE = {"AWS::Serverless::Function": "CodeUri", "AWS::Serverless::LayerVersion": "ContentUri"}
_REGION = "us-east-1"  # the translator asks for one to name the partition


def transformed(template: Template, parameters: Mapping[str, str]) -> Template:
    """The CloudFormation template that a SAM template stands for. Raises LocalCloudError with the causes.

    template: as `samtranslator.yaml_helper.yaml_parse` reads it; it is left as it is.
    """
    translator = Translator({}, Parser(), boto_session=boto3.Session(region_name=_REGION))
    try:
        plain: Template = translator.translate(deepcopy(template), dict(parameters))
    except InvalidDocumentException as error:
        causes = "; ".join(cause.message for cause in error.causes)
        raise LocalCloudError(f"the template is invalid: {causes}") from error
    finally:
        translator.metrics.publish()  # to nobody; without it, it complains
    return plain


def code_of(template: Template) -> Iterator[tuple[str, str]]:
    """The logical id of everything that is built, and its folder, relative to the template."""
    shared = template.get("Globals", {}).get("Function", {})
    for name, resource in template["Resources"].items():
        where = _CODE.get(resource["Type"])
        if where:
            yield name, resource["Properties"].get(where, shared.get(where))


def with_code(template: Template, places: Mapping[str, Mapping[str, str]]) -> Template:
    """The template with the places in S3 (`Bucket`, `Key`) where what it deploys was put, by logical id."""
    packaged = deepcopy(template)
    for name, place in places.items():
        resource = packaged["Resources"][name]
        resource["Properties"][_CODE[resource["Type"]]] = dict(place)
    return packaged

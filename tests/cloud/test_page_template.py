"""The template's resources for the page, which the local cloud neither throttles nor logs."""

import re
from typing import Any

import pytest

from page.routes import Routes
from tests.cloud.test_template import BODY, of_type
from tests.page.callers import Table
from tests.page.conftest import Api

Resources = dict[str, dict[str, Any]]
JWT_WITH_SIGN_IN = {"Fn::If": ["OperatorsSignIn", "JWT", "NONE"]}


@pytest.fixture(scope="module")
def resources(transformed_template: dict[str, Any]) -> Resources:
    transformed: Resources = transformed_template["Resources"]
    return transformed


def routes(resources: Resources) -> dict[str, dict[str, Any]]:
    """Return the properties of the routes, by their keys."""
    return {route["RouteKey"]: route for route in of_type(resources, "AWS::ApiGatewayV2::Route").values()}


def test_the_function_and_the_api_have_the_same_routes(resources: Resources) -> None:
    site: Routes = Api(Table()).site.routes

    assert set(site._routes) == set(routes(resources)) - {"$default"}


def test_with_sign_in_the_authorizer_guards_the_whole_api(resources: Resources) -> None:
    guarded = {key: route for key, route in routes(resources).items() if "/api/" in key}

    assert {key: route["AuthorizationType"] for key, route in guarded.items()} == {
        "GET /api/callers": JWT_WITH_SIGN_IN,
        "POST /api/try": JWT_WITH_SIGN_IN,
        "GET /api/callers/all": "JWT",
        "POST /api/forget": "JWT",
    }
    assert all("PageAuthorizer" in str(route["AuthorizerId"]) for route in guarded.values())


@pytest.mark.parametrize(
    "name", ["PageAllRoute", "PageForgetRoute", "PageForgetsCallers", "Operators", "PageAuthorizer", "OperatorsClient"]
)
def test_what_only_operators_may_do_exists_only_with_sign_in(resources: Resources, name: str) -> None:
    assert resources[name]["Condition"] == "OperatorsSignIn"


def test_the_page_is_open_by_default() -> None:
    assert BODY["Parameters"]["PageAccess"]["Default"] == "Open"


def test_only_operators_can_delete_callers(resources: Resources) -> None:
    statements = resources["PageForgetsCallers"]["Properties"]["PolicyDocument"]["Statement"]

    assert [(statement["Action"], statement["Resource"]) for statement in statements] == [
        ("dynamodb:DeleteItem", {"Fn::GetAtt": ["Callers", "Arn"]})
    ]


def test_operators_are_added_by_operators_and_tokens_are_for_this_page(resources: Resources) -> None:
    client = resources["OperatorsClient"]["Properties"]

    assert resources["Operators"]["Properties"]["AdminCreateUserConfig"] == {"AllowAdminCreateUserOnly": True}
    assert resources["Operators"]["Properties"]["MfaConfiguration"] == {"Ref": "SecondFactor"}
    assert (client["AllowedOAuthFlows"], client["GenerateSecret"]) == (["code"], False)
    assert client["CallbackURLs"] == [{"Fn::Sub": "${PageApi.ApiEndpoint}/"}]
    assert resources["PageAuthorizer"]["Properties"]["JwtConfiguration"]["Audience"] == [{"Ref": "OperatorsClient"}]


def test_trying_numbers_is_limited_more_than_looking(resources: Resources) -> None:
    stage = resources["PageStage"]["Properties"]
    trying, looking = stage["RouteSettings"]["POST /api/try"], stage["DefaultRouteSettings"]

    assert 0 < trying["ThrottlingRateLimit"] <= 5 < looking["ThrottlingRateLimit"] <= 100
    assert 0 < trying["ThrottlingBurstLimit"] <= 10 < looking["ThrottlingBurstLimit"] <= 200


def test_the_access_log_has_routes_but_no_addresses(resources: Resources) -> None:
    line = resources["PageStage"]["Properties"]["AccessLogSettings"]["Format"]

    assert set(re.findall(r"\$context\.(\w+)", line)) == {
        "requestTimeEpoch",
        "requestId",
        "routeKey",
        "status",
        "responseLatency",
        "integrationErrorMessage",
    }


def test_only_the_api_of_this_stack_may_invoke_the_function(resources: Resources) -> None:
    permission = resources["PagePermission"]["Properties"]

    assert permission["Principal"] == "apigateway.amazonaws.com"
    assert permission["SourceArn"]["Fn::Sub"].endswith(":${PageApi}/*")


def test_the_first_operator_receives_a_password(resources: Resources) -> None:
    """The local cloud has no such resource, so tests/cloud/test_operator.py adds an operator by hand."""
    operator = resources["FirstOperator"]

    assert (operator["Type"], operator["Condition"]) == ("AWS::Cognito::UserPoolUser", "HasOperator")
    assert operator["Properties"]["Username"] == {"Ref": "OperatorEmail"}

"""What the template asks AWS for on behalf of the page. The local cloud throttles nothing and writes no access log."""

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
    found: Resources = transformed_template["Resources"]
    return found


def routes(resources: Resources) -> dict[str, dict[str, Any]]:
    """The properties of the routes, by key."""
    return {route["RouteKey"]: route for route in of_type(resources, "AWS::ApiGatewayV2::Route").values()}


def test_every_route_of_the_function_is_one_of_the_api(resources: Resources) -> None:
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
def test_what_only_operators_may_is_there_with_sign_in_only(resources: Resources, name: str) -> None:
    assert resources[name]["Condition"] == "OperatorsSignIn"


def test_the_page_is_open_unless_told_otherwise_and_then_masked() -> None:
    assert BODY["Parameters"]["PageAccess"]["Default"] == "Open"


def test_only_operators_can_have_callers_deleted(resources: Resources) -> None:
    statements = resources["PageForgetsCallers"]["Properties"]["PolicyDocument"]["Statement"]

    assert [(one["Action"], one["Resource"]) for one in statements] == [
        ("dynamodb:DeleteItem", {"Fn::GetAtt": ["Callers", "Arn"]})
    ]


def test_operators_are_added_by_operators_and_tokens_are_for_this_page(resources: Resources) -> None:
    client = resources["OperatorsClient"]["Properties"]

    assert resources["Operators"]["Properties"]["AdminCreateUserConfig"] == {"AllowAdminCreateUserOnly": True}
    assert (client["AllowedOAuthFlows"], client["GenerateSecret"]) == (["code"], False)
    assert client["CallbackURLs"] == [{"Fn::Sub": "${PageApi.ApiEndpoint}/"}]
    assert resources["PageAuthorizer"]["Properties"]["JwtConfiguration"]["Audience"] == [{"Ref": "OperatorsClient"}]


def test_trying_numbers_is_limited_more_than_looking(resources: Resources) -> None:
    stage = resources["PageStage"]["Properties"]
    trying, looking = stage["RouteSettings"]["POST /api/try"], stage["DefaultRouteSettings"]

    assert 0 < trying["ThrottlingRateLimit"] <= 5 < looking["ThrottlingRateLimit"] <= 100
    assert 0 < trying["ThrottlingBurstLimit"] <= 10 < looking["ThrottlingBurstLimit"] <= 200


def test_the_access_log_knows_routes_and_no_addresses(resources: Resources) -> None:
    told = resources["PageStage"]["Properties"]["AccessLogSettings"]["Format"]

    assert set(re.findall(r"\$context\.(\w+)", told)) == {
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


def test_the_first_operator_is_sent_a_password(resources: Resources) -> None:
    """The local cloud knows no such resource, so tests/cloud/test_operator.py adds an operator by hand."""
    operator = resources["FirstOperator"]

    assert (operator["Type"], operator["Condition"]) == ("AWS::Cognito::UserPoolUser", "HasOperator")
    assert operator["Properties"]["Username"] == {"Ref": "OperatorEmail"}

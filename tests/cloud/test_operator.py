"""The deployed page with sign-in: a real user pool's tokens, and what they give access to.

The pool's own sign-in page has another address in the local cloud than in AWS, so tests/page/test_sign_in.py plays it
in a browser instead.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.cloud import LocalCloud
from infra.local.paths import TEMPLATE
from infra.local.stack import Deployment, deploy
from tests.cloud.conftest import PARAMETERS, STACK, Line
from tests.cloud.test_line import calling, items
from tests.cloud.test_page import fetched

EMAIL, PASSWORD = "operator@example.com", "Correct-horse-1-battery"
NUMBER = "+12063569377"
API = ["api/callers", "api/callers/all"]


@pytest.fixture(scope="module")
def guarded(artifacts: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    """A line whose page requires signing in, in its own cloud, with one caller."""
    cloud = LocalCloud.start(tmp_path_factory.mktemp("guarded"), rate=0)
    try:
        wanted = Deployment(STACK, TEMPLATE, PARAMETERS | {"PageAccess": "SignIn"}, artifacts)
        line = Line(cloud.aws, deploy(cloud.aws, wanted, print))
        line.call(calling(f"operator-{time.time_ns()}", NUMBER))
        yield line
    finally:
        cloud.stop()


@pytest.fixture(scope="module")
def token(guarded: Line) -> str:
    """The access token of an operator who signed in with a password, which the client allows only in this test."""
    cognito = guarded.cloud.client("cognito-idp")
    pool = cognito.list_user_pools(MaxResults=1)["UserPools"][0]["Id"]
    client = cognito.list_user_pool_clients(UserPoolId=pool)["UserPoolClients"][0]["ClientId"]
    cognito.update_user_pool_client(UserPoolId=pool, ClientId=client, ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"])
    cognito.admin_create_user(UserPoolId=pool, Username=EMAIL, TemporaryPassword=PASSWORD, MessageAction="SUPPRESS")
    cognito.admin_set_user_password(UserPoolId=pool, Username=EMAIL, Password=PASSWORD, Permanent=True)
    signed_in = cognito.initiate_auth(
        ClientId=client, AuthFlow="USER_PASSWORD_AUTH", AuthParameters={"USERNAME": EMAIL, "PASSWORD": PASSWORD}
    )
    access_token: str = signed_in["AuthenticationResult"]["AccessToken"]
    return access_token


@pytest.mark.parametrize("path", API)
def test_without_a_token_the_api_refuses_access(guarded: Line, path: str) -> None:
    assert fetched(guarded, path)[0] == 401
    assert fetched(guarded, path, authorization="Bearer a.b.c")[0] == 401


@pytest.mark.parametrize("path", ["api/try", "api/forget"])
def test_without_a_token_nothing_is_tried_or_forgotten(guarded: Line, path: str) -> None:
    assert fetched(guarded, path, {"number": NUMBER})[0] == 401


def test_a_forged_token_is_refused(guarded: Line, token: str) -> None:
    head, claims, signature = token.split(".")

    assert fetched(guarded, API[0], authorization=f"Bearer {head}.{claims}.{signature[::-1]}")[0] == 401


def test_the_page_itself_is_open_so_that_operators_can_sign_in(guarded: Line) -> None:
    status, _, page = fetched(guarded, "")

    assert status == 200
    assert 'data-sign-in="https://line-' in page


@pytest.mark.parametrize("path", API)
def test_the_operator_sees_whole_numbers(guarded: Line, token: str, path: str) -> None:
    status, _, body = fetched(guarded, path, authorization=f"Bearer {token}")

    assert status == 200
    assert "1-206-FLOWERS" in body


def test_the_operator_can_delete_a_caller(guarded: Line, token: str) -> None:
    assert NUMBER in items(guarded)

    assert fetched(guarded, "api/forget", {"number": "1-206-356-9377"}, authorization=f"Bearer {token}")[0] == 204
    assert NUMBER not in items(guarded)

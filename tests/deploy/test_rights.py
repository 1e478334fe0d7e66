"""The rights that a deploying user needs: all that CloudFormation lists for what the template makes, and no more."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

import pytest
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

from infra.deploy import rights
from infra.deploy.rights import UNUSED, build_policy, made_types, needed_rights
from infra.deploy.settings import DeploySettings
from infra.fake_connect.seed import INSTANCE_ARN

LISTED = ("create", "read", "update", "delete")
LONGEST_POLICY = 6144  # characters of a managed policy, without white space


def listed_actions(kind: str) -> Iterator[str]:
    """Yield the actions that CloudFormation's own schema lists for a type of resource."""
    schema: Any = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", kind).schema
    for handler in LISTED:
        yield from schema["handlers"].get(handler, {}).get("permissions", [])


def fits(action: str, patterns: Any) -> bool:
    return any(fnmatchcase(action.lower(), pattern.lower()) for pattern in patterns)


@pytest.mark.parametrize("kind", sorted(kind for kind in made_types() if kind.startswith("AWS::")))
def test_each_type_has_the_actions_that_cloudformation_lists(kind: str) -> None:
    granted = [action for right in needed_rights() for action in right.actions]

    missing = {action for action in listed_actions(kind) if not fits(action, granted) and not fits(action, UNUSED)}
    assert not missing, f"rights.toml lacks for {kind}: {sorted(missing)}"


def test_there_is_no_right_for_what_the_template_does_not_make() -> None:
    needed = {kind for right in needed_rights() for kind in right.types}

    assert needed == made_types()


def test_what_has_a_name_is_limited_to_the_stacks_own() -> None:
    policy = build_policy(DeploySettings("mine", "eu-west-2", {"InstanceArn": INSTANCE_ARN}))
    free = [statement["Action"] for statement in policy["Statement"] if statement["Resource"] == ["*"]]

    assert sorted({action.partition(":")[0] for actions in free for action in actions}) == [
        "cognito-idp",
        "lambda",
        "logs",
    ]
    assert "arn:aws:dynamodb:eu-west-2:000000000000:table/mine-*" in str(policy)


def test_the_policy_fits_into_a_managed_policy() -> None:
    policy = build_policy(DeploySettings("vanity", "us-east-1", {"InstanceArn": INSTANCE_ARN}))

    assert len("".join(str(policy).split())) < LONGEST_POLICY


def test_it_is_printed_for_the_instance_that_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(DeploySettings, "read", classmethod(lambda cls: None))
    monkeypatch.setenv("INSTANCE_ARN", INSTANCE_ARN)
    monkeypatch.setenv("STACK", "mine")
    rights.main()

    assert f'"{INSTANCE_ARN}"' in capsys.readouterr().out
    monkeypatch.setenv("INSTANCE_ARN", "")
    with pytest.raises(SystemExit, match=r"^error: this is not the ARN of an Amazon Connect instance"):
        rights.main()

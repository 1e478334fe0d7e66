"""The settings of a deployment, asked for once and saved in samconfig.toml, the SAM CLI's own settings file."""

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Self

SAMCONFIG = Path(__file__).parents[2] / "samconfig.toml"
STACK = "vanity"
_INSTANCE = re.compile(r"arn:aws[a-z-]*:connect:([a-z0-9-]+):(\d{12}):instance/[0-9a-f-]{36}")
_COUNTRY = re.compile(r"([A-Z]{2})?")
_PLAIN = re.compile(r"[^\s\"\\]+")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_OVERRIDES = re.compile(r"""^parameter_overrides\s*=\s*\[(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\]"'])*\]""", re.MULTILINE)
_WHERE = "copy it from the instance's page in the console; it looks like arn:aws:connect:REGION:ACCOUNT:instance/ID"
_FILE = """\
# Written by `make deploy`. You may edit it: parameter_overrides can set every parameter of infra/template.yaml.
version = 0.1

[default.global.parameters]
stack_name = "{stack}"
region = "{region}"

[default.deploy.parameters]
capabilities = "CAPABILITY_IAM CAPABILITY_AUTO_EXPAND"
resolve_s3 = true
confirm_changeset = false
fail_on_empty_changeset = false
parameter_overrides = [{parameters}]
"""


class DeployError(Exception):
    """The stack cannot be deployed, tested or destroyed. The message says why, and what to do."""


class DeploySettings(NamedTuple):
    """A stack's name, its Region, and the template parameters that are set."""

    stack: str
    region: str
    parameters: dict[str, str]

    @property
    def instance_arn(self) -> str:
        """The ARN of the Amazon Connect instance."""
        return self.parameters["InstanceArn"]

    @property
    def instance_id(self) -> str:
        """The instance's ID, the last part of its ARN."""
        return self.instance_arn.rpartition("/")[2]

    @property
    def account(self) -> str:
        """The AWS account of the instance, twelve digits."""
        return self.instance_arn.split(":")[4]

    def replace(self, dropped: str, **added: str) -> Self:
        """Return the settings without one parameter and with others."""
        parameters = {name: value for name, value in self.parameters.items() if name != dropped}
        return self._replace(parameters=parameters | added)

    @classmethod
    def ask(cls, answer: Callable[[str, str], str], stack: str = STACK) -> Self:
        """Ask for the settings. `answer` is called with the name of a setting and a question, and returns the answer.

        Raises DeployError when an answer cannot be right.
        """
        arn = answer("INSTANCE_ARN", "The ARN of your Amazon Connect instance: ").strip()
        instance = _INSTANCE.fullmatch(arn)
        if not instance:
            raise DeployError(f"this is not the ARN of an Amazon Connect instance: {_WHERE}")
        question = "The country to claim a phone number in, such as US (empty to claim none): "
        country = answer("COUNTRY", question).strip().upper()
        if not _COUNTRY.fullmatch(country):
            raise DeployError("a country is two letters, such as US or GB; leave it empty to claim no number")
        return cls(stack, instance[1], {"InstanceArn": arn} | ({"NumberCountry": country} if country else {}))

    @classmethod
    def read(cls, path: Path | None = None) -> Self | None:
        """Return the saved settings; None when there are none. Raises DeployError for an unreadable file."""
        path = path or SAMCONFIG
        try:
            environment = tomllib.loads(path.read_text(encoding="utf-8"))["default"]
            shared, deployment = environment["global"]["parameters"], environment["deploy"]["parameters"]
            parameters = dict(_read_pair(pair) for pair in deployment["parameter_overrides"])
            settings = cls(shared["stack_name"], shared["region"], parameters)
            settings.account  # noqa: B018 - raises for an ARN without an account
        except FileNotFoundError:
            return None
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise DeployError(
                f"{path.name} is not in the form that `make deploy` writes: "
                "correct it, or delete it to answer the questions again"
            ) from error
        return settings

    def write(self, path: Path | None = None) -> None:
        """Save the settings for the next time. Whatever else an existing file says is kept."""
        path = path or SAMCONFIG
        pairs = (write_pair(name, value) for name, value in self.parameters.items())
        parameters = ", ".join(json.dumps(pair, ensure_ascii=False) for pair in pairs)
        if path.exists():
            text = path.read_text(encoding="utf-8")
            text = _OVERRIDES.sub(lambda _: f"parameter_overrides = [{parameters}]", text, count=1)
        else:
            text = _FILE.format(stack=self.stack, region=self.region, parameters=parameters)
        self._check_written(text, path)
        path.write_text(text, encoding="utf-8")

    def _check_written(self, text: str, path: Path) -> None:
        """Raise DeployError unless a text says what these settings say, and no less than the file said."""
        try:
            written = tomllib.loads(text)
            before = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
            ours = written["default"]["deploy"]["parameters"].pop("parameter_overrides")
            before.get("default", {}).get("deploy", {}).get("parameters", {}).pop("parameter_overrides", None)
            kept = dict(map(_read_pair, ours)) == self.parameters and before in ({}, written)
        except (ValueError, LookupError, TypeError, AttributeError):
            kept = False
        if not kept:
            wanted = ", ".join(f"'{write_pair(name, value)}'" for name, value in self.parameters.items())
            raise DeployError(f"{path.name} cannot be changed: set its parameter_overrides to [{wanted}] yourself")


def write_pair(name: str, value: str) -> str:
    """Return a parameter as the SAM CLI reads it: a value with spaces or quotation marks stands in quotation marks."""
    if _PLAIN.fullmatch(value):
        return f"{name}={value}"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{name}="{escaped}"'


def _read_pair(pair: str) -> tuple[str, str]:
    name, value = pair.split("=", 1)
    quoted = _QUOTED.fullmatch(value)
    return name, re.sub(r"\\(.)", r"\1", quoted[1]) if quoted else value

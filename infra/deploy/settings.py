"""What a deployment must know, asked once and kept in samconfig.toml, the SAM CLI's own file of settings."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Self

from infra.deploy.errors import DeployError

SAMCONFIG = Path(__file__).parents[2] / "samconfig.toml"
STACK = "vanity"
_INSTANCE = re.compile(r"arn:aws[a-z-]*:connect:([a-z0-9-]+):(\d{12}):instance/[0-9a-f-]{36}")
_COUNTRY = re.compile(r"([A-Z]{2})?")
_WHERE = (
    "it is on the instance's page in the Amazon Connect console, and like arn:aws:connect:REGION:ACCOUNT:instance/ID"
)
_WRITTEN = """\
# Written by `make deploy`; yours to change. Every parameter of infra/template.yaml can be set in parameter_overrides.
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


class Settings(NamedTuple):
    """What is deployed where. parameters: those of the template that are set."""

    stack: str
    region: str
    parameters: dict[str, str]

    @property
    def instance_arn(self) -> str:
        """The ARN of the Amazon Connect instance."""
        return self.parameters["InstanceArn"]

    @property
    def instance_id(self) -> str:
        """The instance's id, the last part of its ARN."""
        return self.instance_arn.rpartition("/")[2]

    @property
    def account(self) -> str:
        """The AWS account of the instance, twelve digits."""
        return self.instance_arn.split(":")[4]

    @classmethod
    def asked(cls, ask: Callable[[str, str], str], stack: str = STACK) -> Self:
        """Ask for them; ask: gets the name of what is asked for, and the question.

        Raises DeployError when an answer cannot be right.
        """
        arn = ask("INSTANCE_ARN", "The ARN of your Amazon Connect instance: ").strip()
        instance = _INSTANCE.fullmatch(arn)
        if not instance:
            raise DeployError(f"that is no ARN of an Amazon Connect instance: {_WHERE}")
        country = ask("COUNTRY", "Claim a phone number in which country, as US (empty for none): ").strip().upper()
        if not _COUNTRY.fullmatch(country):
            raise DeployError("a country is two letters, as US or GB; empty claims no number")
        return cls(stack, instance[1], {"InstanceArn": arn} | ({"NumberCountry": country} if country else {}))

    @classmethod
    def read(cls, path: Path | None = None) -> Self | None:
        """Those of the last time; None when there was none. Raises DeployError when the file makes no sense."""
        path = path or SAMCONFIG
        try:
            environment = tomllib.loads(path.read_text(encoding="utf-8"))["default"]
            everywhere, deploying = environment["global"]["parameters"], environment["deploy"]["parameters"]
            parameters = dict(pair.split("=", 1) for pair in deploying["parameter_overrides"])
            found = cls(everywhere["stack_name"], everywhere["region"], parameters)
            found.account  # noqa: B018 - an ARN without one is none
        except FileNotFoundError:
            return None
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise DeployError(
                f"{path.name} is not as `make deploy` writes it: mend it, or delete it to be asked"
            ) from error
        return found

    def write(self, path: Path | None = None) -> None:
        """Keep them for the next time."""
        parameters = ", ".join(f'"{name}={value}"' for name, value in self.parameters.items())
        text = _WRITTEN.format(stack=self.stack, region=self.region, parameters=parameters)
        (path or SAMCONFIG).write_text(text, encoding="utf-8")

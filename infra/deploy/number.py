"""The phone number that a stack claims, so that none is claimed twice and none is lost.

A first deployment claims its number only once everything else stands: if it fails, no number has been claimed, and if
Connect gives no number, the line is there without one. New accounts often get none at first ("limit exceeded").
"""

from infra.deploy import sam
from infra.deploy.settings import SAMCONFIG, DeployError, DeploySettings
from infra.deploy.stack import Clients, describe_stack, first_failure

COUNTRY, ARN = "NumberCountry", "PhoneNumberArn"  # parameters
ARN_OUTPUT = "NumberArn"
_REFUSED = "Number: "  # how CloudFormation's reason begins when the resource Number fails


def deploy(cli: str, settings: DeploySettings, clients: Clients, exists: bool) -> None:
    """Create or update the stack, and have it claim a number, if the settings say so, last. Raises DeployError."""
    if COUNTRY not in settings.parameters:
        return sam.deploy(cli)
    if not exists:
        sam.deploy(cli, settings.replace(COUNTRY).parameters)
    claims = ARN_OUTPUT not in describe_stack(settings, clients).outputs
    if claims:
        print("the line is deployed; claiming its number")
    try:
        sam.deploy(cli)
    except DeployError:
        reason = first_failure(settings, clients)
        if not (claims and reason.startswith(_REFUSED)):
            raise
        settings.replace(COUNTRY).write()
        print(_without_number(settings, reason.removeprefix(_REFUSED)))


def _without_number(settings: DeploySettings, reason: str) -> str:
    wish = f'"{COUNTRY}={settings.parameters[COUNTRY]}"'
    return (
        f"the line is deployed without a number, because Amazon Connect gave none ({reason}); to add one later, "
        f"put {wish} into parameter_overrides in {SAMCONFIG.name} and run `make deploy`"
    )


def find_claimed(settings: DeploySettings, clients: Clients) -> str:
    """Return the ARN of the number that the stack has claimed; empty when it has none. Raises DeployError."""
    if COUNTRY not in settings.parameters:
        return ""
    return describe_stack(settings, clients).outputs.get(ARN_OUTPUT, "")


def remember(settings: DeploySettings, number: str) -> None:
    """Save that the next deployment is to take this number, which a deleted stack has left, and claim no other."""
    settings.replace(COUNTRY, **{ARN: number}).write()
    released = f"aws connect release-phone-number --phone-number-id {number.rpartition('/')[2]}"
    print(
        f"the number is kept and paid for: `make deploy` takes it again; to release it for good, run `{released}` "
        f"and drop {ARN} from {SAMCONFIG.name}"
    )

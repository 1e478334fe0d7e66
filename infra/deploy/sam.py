"""The SAM CLI, which builds, deploys and deletes the stack."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from infra.deploy import settings
from infra.deploy.settings import DeployError, DeploySettings

ROOT = Path(__file__).parents[2]
BUILD = ROOT / ".sam" / "build"


def build(sam: str) -> None:
    """Build the layer and the functions. Raises DeployError."""
    template = ["--template", "infra/template.yaml", "--build-dir", str(BUILD)]
    # In source, because the publisher's package takes in infra/flow, which is outside its source folder.
    _run(sam, "build", *_config(), "--build-in-source", *template)


def deploy(sam: str, parameters: Mapping[str, str] | None = None) -> None:
    """Deploy the build, as samconfig.toml says, or with these parameters only. Raises DeployError."""
    overrides = [settings.write_pair(name, value) for name, value in (parameters or {}).items()]
    chosen = ["--parameter-overrides", *overrides] if overrides else []
    _run(sam, "deploy", *_config(), "--template-file", str(BUILD / "template.yaml"), *chosen)


def destroy(sam: str, deployed: DeploySettings) -> None:
    """Delete the stack and what was uploaded for it. Raises DeployError."""
    _run(sam, "delete", "--no-prompts", "--stack-name", deployed.stack, "--region", deployed.region)


def _config() -> list[str]:
    return ["--config-file", str(settings.SAMCONFIG)]


def _run(sam: str, command: str, *arguments: str) -> None:
    """Run the CLI, without telemetry and with this Python for the makefiles."""
    environment = os.environ | {"SAM_CLI_TELEMETRY": "0", "PYTHON": sys.executable}
    try:
        result = subprocess.run([sam, command, *arguments], cwd=ROOT, env=environment, check=False)  # noqa: S603 - the user's CLI
    except OSError as error:
        remedy = "`make deploy` and `make destroy` install it; or name another one with --sam"
        raise DeployError(f"the SAM CLI cannot be run ({sam}: {error.strerror}): {remedy}") from error
    if result.returncode:
        raise DeployError(f"`sam {command}` failed: see its messages above")

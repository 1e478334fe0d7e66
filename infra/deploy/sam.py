"""The SAM CLI, which does the building and the deploying."""

import os
import subprocess
import sys
from pathlib import Path

from infra.deploy import settings
from infra.deploy.errors import DeployError
from infra.deploy.settings import Settings

ROOT = Path(__file__).parents[2]
BUILD = ROOT / ".sam" / "build"


def build(sam: str) -> None:
    """Build the layer and the functions. Raises DeployError."""
    _run(sam, "build", *_config(), "--template", "infra/template.yaml", "--build-dir", str(BUILD))


def deploy(sam: str) -> None:
    """Deploy what was built, as samconfig.toml says. Raises DeployError."""
    _run(sam, "deploy", *_config(), "--template-file", str(BUILD / "template.yaml"))


def destroy(sam: str, deployed: Settings) -> None:
    """Delete the stack and what was uploaded for it. Raises DeployError."""
    _run(sam, "delete", "--no-prompts", "--stack-name", deployed.stack, "--region", deployed.region)


def _config() -> list[str]:
    return ["--config-file", str(settings.SAMCONFIG)]


def _run(sam: str, command: str, *arguments: str) -> None:
    """With this very Python for the makefiles, and without telemetry."""
    environment = os.environ | {"SAM_CLI_TELEMETRY": "0", "PYTHON": sys.executable}
    done = subprocess.run([sam, command, *arguments], cwd=ROOT, env=environment, check=False)  # noqa: S603 - the user's own CLI
    if done.returncode:
        raise DeployError(f"`sam {command}` failed: see above for its reason")

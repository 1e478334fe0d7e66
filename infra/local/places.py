"""Where the local cloud keeps what it makes: all in one folder, which is not in the repository."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
HOME = ROOT / ".cloud"
VENV = HOME / "venv"
ARTIFACTS = HOME / "artifacts"
STATE = HOME / "state.json"
REQUIREMENTS = ROOT / "requirements" / "cloud.txt"
TEMPLATE = ROOT / "infra" / "template.yaml"
PARAMETERS = Path(__file__).parent / "parameters.toml"

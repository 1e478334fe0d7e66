"""The files and folders of the local cloud. Everything that it writes is in `HOME`, which is not in the repository."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
HOME = ROOT / ".cloud"
VENV = HOME / "venv"
ARTIFACTS = HOME / "artifacts"
LOGS = HOME / "logs"
STATE = HOME / "state.json"
REQUIREMENTS = ROOT / "requirements" / "cloud.txt"
TEMPLATE = ROOT / "infra" / "template.yaml"
PARAMETERS = Path(__file__).parent / "parameters.toml"

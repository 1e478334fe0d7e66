"""What the emulated functions run in: the emulator, a clean virtual environment, and the builds, all in `.bench`."""

import platform
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOME = ROOT / ".bench"
VENV = HOME / "venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements" / "emulator.txt"
BARE = Path(__file__).parent / "bare"
LAYER, LOCAL_LAYER = HOME / "layer", HOME / "local-layer"
FUNCTIONS = {name: HOME / name.lower() for name in ("Converter", "Writer", "Publisher", "Page")}
CONVERTER = FUNCTIONS["Converter"]
_SAM_CLI = "aws-sam-cli==1.170.0"  # its wheel carries the emulator
_ARCHITECTURE = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}[
    platform.machine().lower()
]
RIE = HOME / f"aws-lambda-rie-{_ARCHITECTURE}"


def build_environments() -> None:
    """Install the emulator and the virtual environment where they are missing, and build the functions again."""
    HOME.mkdir(exist_ok=True)
    if not (VENV / "installed.txt").exists():
        print("making a clean environment for the functions in .bench", flush=True)
        _run(sys.executable, "-m", "venv", "--clear", str(VENV))
        _run(str(PYTHON), "-m", "pip", "install", "--quiet", "--requirement", str(REQUIREMENTS))
        (VENV / "installed.txt").write_text("whole", encoding="utf-8")
    if not RIE.exists():
        print("fetching the runtime interface emulator", flush=True)
        _fetch_emulator()
    print("building the layer and the functions", flush=True)
    for name, folder in FUNCTIONS.items():
        _build("src", name, folder)
    _build("lambda_layer", "IndexLayer", LAYER)
    _build("lambda_layer", "IndexLayer", LOCAL_LAYER, "LAYER_PLATFORMS=local")


def _fetch_emulator() -> None:
    wheels = HOME / "wheels"
    _run(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(wheels), _SAM_CLI)
    with zipfile.ZipFile(next(wheels.glob("*.whl"))) as wheel:
        RIE.write_bytes(wheel.read(f"samcli/local/rapid/{RIE.name}"))
    RIE.chmod(0o755)
    shutil.rmtree(wheels)


def _build(folder: str, name: str, target: Path, *variables: str) -> None:
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    _run(
        "make",
        "-s",
        "-C",
        str(ROOT / folder),
        f"build-{name}",
        f"ARTIFACTS_DIR={target}",
        f"PYTHON={PYTHON}",
        *variables,
    )


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own commands

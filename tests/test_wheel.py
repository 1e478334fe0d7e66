"""The wheel works in an empty environment."""

import shutil
import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from vanity import VanityIndex

ROOT = Path(__file__).parents[1]
PACKAGES = ("vanity", "contact_flow", "vanity_index")


@pytest.fixture(scope="module")
def wheel(index: VanityIndex, tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert Path(index.file.path).is_file()
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", folder, ROOT], check=True)
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_holds_the_index_the_notice_and_the_types(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    assert {"vanity_index/vanity.index", "vanity_index/vanity.json"} <= set(names)
    assert {f"{package}/py.typed" for package in PACKAGES} <= set(names)
    assert any(name.endswith("/NOTICE") for name in names)


@pytest.mark.slow
def test_the_wheel_finds_words_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    programs = tmp_path / "venv" / "bin"
    subprocess.run([programs / "pip", "install", "-q", "--disable-pip-version-check", wheel], check=True)
    command = [str(programs / "vanity"), "best", "+18003569377"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "1-800-FLOWERS" in ran.stdout
    assert shutil.which("vanity-flow", path=str(programs))

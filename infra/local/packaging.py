"""Builds the code that the template deploys, with the same make targets as `sam build`, and zips it.

A stamp beside each zip records the sources, so that nothing is rebuilt until they change.
"""

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

from infra.local.cloud import PYTHON
from infra.servers.errors import LocalCloudError

_IGNORED = {"__pycache__"}
_OLDEST = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip can hold


def build_zip(name: str, source: Path, artifacts: Path) -> bytes:
    """Return the zip of what `make build-NAME` makes in the source folder.

    The artifacts folder keeps it until the sources change. Raises LocalCloudError with make's message.
    """
    archive, stamp = artifacts / f"{name}.zip", artifacts / f"{name}.stamp"
    current = _stamp(source)
    if not (archive.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == current):
        stamp.unlink(missing_ok=True)
        archive.write_bytes(zip_folder(_build(name, source, artifacts / name)))
        stamp.write_text(current, encoding="utf-8")
    return archive.read_bytes()


def zip_folder(folder: Path) -> bytes:
    """Return a folder as a zip that is the same for the same files: sorted, with one date and two file modes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _OLDEST)
            entry.external_attr = (0o755 if os.access(path, os.X_OK) else 0o644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return data.getvalue()


def _build(name: str, source: Path, target: Path) -> Path:
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    variables = [f"ARTIFACTS_DIR={target}", f"PYTHON={PYTHON}", "LAYER_PLATFORMS=local"]
    command = ["make", "--no-print-directory", "-C", str(source), f"build-{name}", *variables]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if result.returncode:
        lines = [line for line in result.stderr.splitlines() if line.strip() and not line.startswith("make")]
        raise LocalCloudError(f"cannot build {name}: {lines[-1] if lines else result.stderr.strip()}")
    return target


def _stamp(source: Path) -> str:
    """Return what a build depends on: the interpreter, and the name, size and modification time of every file.

    The publisher's package also takes in `infra/flow`, which is beside its source folder.
    """
    interpreter = (PYTHON.parent.parent / "pyvenv.cfg").read_text(encoding="utf-8")
    flow = source.parent / "infra" / "flow"
    return "\n".join([interpreter, *sorted([*_file_stamps(source), *_file_stamps(flow)])])


def _file_stamps(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file() and not _IGNORED.intersection(path.parts):
            status = path.stat()
            yield f"{path.relative_to(folder).as_posix()} {status.st_size} {status.st_mtime_ns}"

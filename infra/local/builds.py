"""Builds what the template deploys, with the same make targets as `sam build`, and zips it.

What is as it was is not built again: a stamp beside each zip tells what it was made from.
"""

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

from infra.local.environment import PYTHON
from infra.local.errors import LocalCloudError

_NEVER = {"__pycache__"}
_OLDEST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip can hold


def zipped(name: str, source: Path, into: Path) -> bytes:
    """The zip of what `make build-NAME` makes in the source folder; into: the folder where builds are kept.

    Raises LocalCloudError with what make said.
    """
    archive, stamp = into / f"{name}.zip", into / f"{name}.stamp"
    wanted = _stamp(source)
    if not (archive.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted):
        stamp.unlink(missing_ok=True)
        archive.write_bytes(zip_of(_built(name, source, into / name)))
        stamp.write_text(wanted, encoding="utf-8")
    return archive.read_bytes()


def zip_of(folder: Path) -> bytes:
    """A folder as a zip that is the same for the same files: sorted, with one date and two modes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _OLDEST)
            entry.external_attr = (0o755 if os.access(path, os.X_OK) else 0o644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return data.getvalue()


def _built(name: str, source: Path, target: Path) -> Path:
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    variables = [f"ARTIFACTS_DIR={target}", f"PYTHON={PYTHON}", "LAYER_PLATFORMS=local"]
    command = ["make", "--no-print-directory", "-C", str(source), f"build-{name}", *variables]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if done.returncode:
        told = [line for line in done.stderr.splitlines() if line.strip() and not line.startswith("make")]
        raise LocalCloudError(f"{name} cannot be built: {told[-1] if told else done.stderr.strip()}")
    return target


def _stamp(source: Path) -> str:
    """What a build is made from: the interpreter, and of every file its name, size and time of change."""
    interpreter = (PYTHON.parent.parent / "pyvenv.cfg").read_text(encoding="utf-8")
    return "\n".join([interpreter, *sorted(_marks(source))])


def _marks(source: Path) -> Iterator[str]:
    for path in source.rglob("*"):
        if path.is_file() and not _NEVER.intersection(path.parts):
            status = path.stat()
            yield f"{path.relative_to(source).as_posix()} {status.st_size} {status.st_mtime_ns}"

"""`make sbom`: a CycloneDX list of what ships, and of what the index was built from, in dist/.

cyclonedx-py lists the locked wheels; the index is added here, with the packages whose data is in it. They have the
scope `excluded`, because none of them is there at run time.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from infra.audit.shipped import LAYER, ROOT, build_pins

_MANIFEST = ROOT / "lambda_layer" / "python" / "vanity_index" / "vanity.json"
_OUTPUT = ROOT / "dist" / "vanity.cdx.json"
_LISTING = ("requirements", "--pyproject", "pyproject.toml", "--output-reproducible", "-")
_INDEX = "vanity.index"
Bom = dict[str, Any]


def main() -> None:
    """Write the list, valid against CycloneDX's schema. Exits with one line when it cannot be made."""
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415 - only in the environment of `make sbom`
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415

    bom = add_index(list_pins(), json.loads(_MANIFEST.read_text(encoding="utf-8")))
    text = json.dumps(bom, indent=2) + "\n"
    error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if error:
        sys.exit(f"error: the SBOM is not valid CycloneDX: {error}")
    _OUTPUT.parent.mkdir(exist_ok=True)
    _OUTPUT.write_text(text, encoding="utf-8")
    print(f"{_OUTPUT.relative_to(ROOT)}: {len(bom['components'])} components")


def list_pins() -> Bom:
    """Return the list of the layer's wheels, with their hashes, and of the packages of the build."""
    pins = "\n".join([LAYER.read_text(encoding="utf-8"), *build_pins()])
    tool = str(Path(sys.executable).with_name("cyclonedx-py"))
    listed = subprocess.run([tool, *_LISTING], cwd=ROOT, input=pins, capture_output=True, text=True, check=False)  # noqa: S603
    if listed.returncode:
        sys.exit(f"error: cyclonedx-py failed: {listed.stderr.strip()}")
    bom: Bom = json.loads(listed.stdout)
    return bom


def add_index(bom: Bom, manifest: dict[str, Any]) -> Bom:
    """Return the list with the index in it, as its manifest describes it, and with what depends on what."""
    refs = {component["name"]: component["bom-ref"] for component in bom["components"]}
    built = [refs[pin.partition("==")[0]] for pin in build_pins()]
    for component in bom["components"]:
        component["scope"] = "excluded" if component["bom-ref"] in built else "required"
        component["description"] = f"{component['name']} {component['version']}"  # not the whole line with its hashes
    bom["components"].append(_index(manifest))
    ships = [ref for ref in refs.values() if ref not in built]
    root = bom["metadata"]["component"]["bom-ref"]
    graph = {root: [*ships, _INDEX], _INDEX: built} | {ref: [] for ref in refs.values()}
    bom["dependencies"] = [{"ref": ref, "dependsOn": sorted(needed)} for ref, needed in graph.items()]
    return bom


def _index(manifest: dict[str, Any]) -> dict[str, Any]:
    """Return the index as a component: its hash, and the checksum of each file of data that went into it."""
    sources = [
        {"name": f"source:{package['file']}", "value": f"{package['name']} {package['version']}, {package['sha256']}"}
        for package in manifest["packages"]
    ]
    hashes = [{"alg": "SHA-256", "content": manifest["index"]["sha256"]}]
    version = str(manifest["index"]["format_version"])
    shown = {"type": "data", "bom-ref": _INDEX, "name": _INDEX, "version": version, "scope": "required"}
    return shown | {"hashes": hashes, "properties": sources}


if __name__ == "__main__":
    main()

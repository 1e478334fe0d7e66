"""Amazon Connect's testing language, in which test cases are written, as a JSON Schema and three rules beside it.

`python -m infra.fake_connect.testing_language FILE` checks a test case without an account.
"""

import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

_SCHEMA = Path(__file__).with_name("testing_language.schema.json")


def find_problems(content: str) -> list[str]:
    """Return what is wrong with a test case, one line each; empty when Connect should accept it."""
    try:
        test = json.loads(content)
    except ValueError as error:
        return [f"it is not valid JSON: {error}"]
    problems = [f"{error.json_path}: {error.message[:200]}" for error in _validator().iter_errors(test)]
    return problems or list(_sequence_problems(test["Observations"]))


def _sequence_problems(observations: list[dict[str, Any]]) -> Iterator[str]:
    names = [observation["Identifier"] for observation in observations]
    if len(set(names)) < len(names):
        yield "two observations have the same Identifier"
    if observations[0]["Event"]["Type"] != "TestInitiated":
        yield "the first observation must be of TestInitiated"
    for observation in observations:
        following = observation["Transitions"]["NextObservations"]
        for missing in set(following) - {*names}:
            yield f"{observation['Identifier']} leads to {missing}, which is not an observation"
        if not following and not any(action["Type"] == "TestControl" for action in observation["Actions"]):
            yield f"nothing ends the test after {observation['Identifier']}: give it a TestControl action with EndTest"


@cache
def _validator() -> Any:
    return Draft202012Validator(json.loads(_SCHEMA.read_text(encoding="utf-8")))


def main() -> None:
    """Check the file on the command line; exit with code 1 and a line for each problem if there is one."""
    path = Path(sys.argv[1])
    problems = find_problems(path.read_text(encoding="utf-8"))
    if problems:
        sys.exit("\n".join(f"{path}: {problem}" for problem in problems))
    print(f"{path}: a test case, nothing to fix")


if __name__ == "__main__":
    main()

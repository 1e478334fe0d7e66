"""The completion scripts that `vanity` and `vanity-flow` print."""

import pytest

from contact_flow import cli as flow_cli
from tests.vanity.cli.runs import Run


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_vanity_prints_a_completion_script(here: Run, shell: str) -> None:
    ran = here("--print-completion", shell)
    assert (ran.code, ran.err) == (0, "")
    assert all(word in ran.out for word in ("best", "batch", "spell", "explain"))


def test_vanity_flow_prints_a_completion_script(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        flow_cli.main(["--print-completion", "bash"])
    assert end.value.code == 0
    assert "lint" in capsys.readouterr().out


def test_an_unknown_shell_is_refused(here: Run) -> None:
    assert here("--print-completion", "dos").is_one_error(2)

"""The inputs that fuzzing begins with are treated as they should be, and so are some changed ones."""

from base64 import b64encode
from random import Random

import pytest

from tests.trust import fuzz
from tests.trust.fuzz_targets import TARGETS, try_input
from tests.trust.score import Campaign


@pytest.mark.parametrize("name", TARGETS)
def test_the_corpus_is_treated_well(name: str) -> None:
    corpus = TARGETS[name].corpus()
    changed = [TARGETS[name].mutate(data, Random(seed)) for data in corpus for seed in range(100 // len(corpus))]

    assert corpus
    for data in [*corpus, *changed]:
        try:
            try_input(name, data)
        except Exception as error:
            pytest.fail(f"{error!r}: python -m tests.trust.fuzz_targets {name} {b64encode(data).decode()}")


def test_without_the_fuzzer_the_rows_say_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fuzz, "find_spec", lambda _: None)
    scores = fuzz.run(Campaign())

    assert len(scores) == 5
    assert {(score.cases, score.failures, "no atheris" in score.part) for score in scores} == {(0, 0, True)}
    assert "atheris is not installed" in capsys.readouterr().out

"""The same sources give the same bytes, whatever the order of sets."""

from pathlib import Path

import pytest

from tests.processes import finished, started
from vanity_index.reader import DEFAULT_PATH

PARTS = """
import hashlib
from build_index import vocabulary
from build_index.answers import build_builder
from build_index.language import ENGLISH
from build_index.writer import answer_sections, vocabulary_sections

weights, terms = ENGLISH.weights(), ENGLISH.offensive_terms()
made = vocabulary.build(ENGLISH, vocabulary.Scorer(weights))
blocks = build_builder(made, weights, frozenset(term.upper() for term in terms))
sections = vocabulary_sections(made)
for name in sorted(sections):
    print(name, hashlib.sha256(sections[name]).hexdigest())
for first, second in ((1, 1), (6, 2)):
    for part in answer_sections(blocks.shapes(first, second)).values():
        print(first, second, hashlib.sha256(part).hexdigest())
"""


@pytest.mark.lengthy
def test_words_and_two_blocks_of_answers_do_not_depend_on_the_order_of_sets() -> None:
    one, other = map(finished, [started(PARTS, seed) for seed in (1, 2)])
    assert one == other
    assert one[0] == 0, one[2]
    assert len(one[1].splitlines()) == 8


@pytest.mark.slow
def test_the_whole_index_does_not_depend_on_the_order_of_sets(tmp_path: Path) -> None:
    code = "import runpy; runpy.run_module('build_index', run_name='__main__')"
    again = tmp_path / "vanity.index"
    status, _, err = finished(started(code, 1, "--output", str(again)))
    assert status == 0, err
    for suffix in (".index", ".json"):
        assert again.with_suffix(suffix).read_bytes() == Path(DEFAULT_PATH).with_suffix(suffix).read_bytes()

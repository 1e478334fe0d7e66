"""Run the stages of the build in order: words, answers, file."""

import json
from pathlib import Path

import numpy as np
from tqdm import tqdm

from build_index import vocabulary
from build_index.answers import BLOCKS, all_shapes
from build_index.language import ENGLISH, Language
from build_index.shapes import Shapes
from build_index.writer import answer_sections, vocabulary_sections, write
from vanity.score import Scorer

BAR = "{desc} {percentage:3.0f}% |{bar}| {elapsed}"


def build(target: Path, show_progress: bool, language: Language = ENGLISH) -> dict[str, int]:
    """Build the index of a language at `target`, with its manifest beside it, and return the counts.

    Raise BuildError; an earlier index at `target` is then left intact.
    """
    with tqdm(total=len(BLOCKS) + 3, disable=not show_progress, bar_format=BAR) as bar:
        bar.set_description_str("words  ")
        weights, offensive = language.weights(), _upper(language.offensive_terms())
        scorer = Scorer(weights)
        words = vocabulary.build(language, scorer)
        bar.update()
        bar.set_description_str("answers")
        shapes = all_shapes(words, weights, offensive, bar.update)
        bar.set_description_str("file   ")
        sections = vocabulary_sections(words) | answer_sections(shapes) | {"meta": _meta(weights, offensive)}
        counts = {"keys": len(words.keys), "words": words.size, "offensive_terms": len(offensive)} | _counts(shapes)
        bar.update()
        bar.set_description_str("verify ")
        write(target, sections, language, counts)
        bar.update()
    return counts


def _upper(terms: frozenset[str]) -> frozenset[str]:
    return frozenset(term.upper() for term in terms)


def _meta(weights: dict[str, object], offensive: frozenset[str]) -> bytes:
    return json.dumps({"weights": weights, "offensive": sorted(offensive)}, separators=(",", ":")).encode()


def _counts(shapes: Shapes) -> dict[str, int]:
    answers = np.count_nonzero(shapes, axis=1)
    return {
        "local_parts": len(shapes),
        "with_five_answers": int(np.count_nonzero(answers == shapes.shape[1])),
        "with_fewer": int(np.count_nonzero((answers > 0) & (answers < shapes.shape[1]))),
        "with_none": int(np.count_nonzero(answers == 0)),
        "shapes": len(np.unique(shapes[shapes > 0])),
    }

"""Sources to index file, stage by stage."""

import json
from pathlib import Path

import numpy as np
from tqdm import tqdm

from build_index import offensive, sources, vocabulary
from build_index.answers import BLOCKS, all_shapes
from build_index.container import aside, vocabulary_sections, whole_file
from build_index.manifest import manifest
from build_index.records import numbered
from vanity.score import Scorer
from vanity_index import IndexFile

BAR = "{desc} {percentage:3.0f}% |{bar}| {elapsed}"


def build(target: Path, show_progress: bool) -> dict[str, int]:
    """Build the index at `target`, with its manifest beside it, and return the counts.

    Raises BuildError; what stood at `target` before is then still there, whole.
    """
    with tqdm(total=len(BLOCKS) + 3, disable=not show_progress, bar_format=BAR) as bar:
        bar.set_description_str("words  ")
        weights, terms = sources.weights(), offensive.terms()
        scorer = Scorer(weights)
        words = vocabulary.build(terms, scorer)
        bar.update()
        bar.set_description_str("answers")
        upper = frozenset(term.upper() for term in terms)
        shapes = all_shapes(words, weights, upper, bar.update)
        bar.set_description_str("file   ")
        shape_section, answer_section = numbered(shapes)
        meta = json.dumps({"weights": weights, "offensive": sorted(upper)}, separators=(",", ":")).encode()
        sections = vocabulary_sections(words, scorer)
        sections |= {"shapes": shape_section, "meta": meta, "answers": answer_section}
        counts = {"keys": len(words.keys), "words": words.size, "offensive_terms": len(terms)} | _counts(shapes)
        bar.update()
        bar.set_description_str("verify ")
        _write(target, whole_file(sections), counts)
        bar.update()
    return counts


def _counts(shapes: np.ndarray[tuple[int, int], np.dtype[np.int64]]) -> dict[str, int]:
    answers = np.count_nonzero(shapes, axis=1)
    return {
        "local_parts": len(shapes),
        "with_five_answers": int(np.count_nonzero(answers == shapes.shape[1])),
        "with_fewer": int(np.count_nonzero((answers > 0) & (answers < shapes.shape[1]))),
        "with_none": int(np.count_nonzero(answers == 0)),
        "shapes": len(np.unique(shapes[shapes > 0])),
    }


def _write(target: Path, data: bytes, counts: dict[str, int]) -> None:
    with aside(target) as index, aside(target.with_suffix(".json")) as described:
        index.write_bytes(data)
        described.write_text(manifest(data, counts), encoding="utf-8")
        written = IndexFile.open(index)
        try:
            written.verify()
        finally:
            written.close()

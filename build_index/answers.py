"""The stored answers: the best five for every local part, computed block by block on all processors."""

import os
import signal
from collections.abc import Callable, Iterator
from itertools import islice
from multiprocessing import get_context
from typing import NamedTuple

import numpy as np

from build_index.kbest import BLOCK, KEPT, Tables, best_spellings
from build_index.packed_rules import select_packed
from build_index.packed_spelling import rungs_of
from build_index.piece_tables import digit_tables, printed_tables, word_tables
from build_index.shapes import Ranks, Shapes, shape_of, shapes_of, with_tiers
from build_index.vocabulary import Vocabulary
from vanity.rules import PRINTED_KEPT, select
from vanity.score import Scorer
from vanity.search import search
from vanity_index.layout import BASE, STORED, digits_of

BLOCKS = [(first, second) for first in range(1, BASE) for second in range(BASE)]


class AnswerBuilder(NamedTuple):
    """Everything that a block's answers depend on."""

    vocabulary: Vocabulary
    scorer: Scorer
    offensive: frozenset[str]
    tables: Tables
    printed: Tables
    ranks: Ranks

    def shapes(self, first: int, second: int) -> Shapes:
        """Return the shapes of the answers to the local parts that start with these base-9 digits: (BLOCK, STORED)."""
        selection = select_packed(
            best_spellings(self.tables, first, second),
            best_spellings(self.printed, first, second),
            first,
            second,
            self.offensive,
        )
        codes = (first * BASE + second) * BLOCK + np.arange(BLOCK)
        shapes = with_tiers(shapes_of(selection.answers, codes, self.ranks), rungs_of(selection.answers))
        for row in np.flatnonzero(selection.unsure):
            shapes[row] = self.search(digits_of(int(codes[row])))
        return shapes

    def search(self, digits: str) -> Shapes:
        """Return the shapes of the answers to one local part, by search."""
        found = list(islice(select(search(digits, self.vocabulary, self.scorer), self.offensive), STORED))
        shapes, rungs = np.zeros(STORED, dtype=np.int64), np.zeros(STORED, dtype=np.int64)
        shapes[: len(found)] = [shape_of(spelling, digits, self.vocabulary) for spelling in found]
        rungs[: len(found)] = [spelling.rung for spelling in found]
        return with_tiers(shapes, rungs)


def all_shapes(
    vocabulary: Vocabulary, weights: dict[str, object], offensive: frozenset[str], advance: Callable[[], object]
) -> Shapes:
    """Return the shapes of the answers to every local part, in the order of their codes.

    `advance` is called after each block.
    """
    processes = os.cpu_count() or 1
    with get_context("spawn").Pool(processes, _prepare, (vocabulary, weights, offensive)) as pool:
        return np.concatenate(list(_advance_with(pool.imap(_block_shapes, BLOCKS), advance)))


def build_builder(vocabulary: Vocabulary, weights: dict[str, object], offensive: frozenset[str]) -> AnswerBuilder:
    """Return a builder for this vocabulary, these weights and these upper-case offensive terms."""
    scorer = Scorer(weights)
    tables = Tables(word_tables(vocabulary, scorer), digit_tables(scorer), scorer, KEPT)
    printed = Tables(word_tables(vocabulary, scorer, range(1)), printed_tables(scorer), scorer, PRINTED_KEPT)
    return AnswerBuilder(vocabulary, scorer, offensive, tables, printed, Ranks(vocabulary))


_worker: dict[str, AnswerBuilder] = {}  # each worker process keeps its builder here


def _prepare(vocabulary: Vocabulary, weights: dict[str, object], offensive: frozenset[str]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the parent, which ends its workers
    _worker["builder"] = build_builder(vocabulary, weights, offensive)


def _block_shapes(digits: tuple[int, int]) -> Shapes:
    return _worker["builder"].shapes(*digits)


def _advance_with(blocks: Iterator[Shapes], advance: Callable[[], object]) -> Iterator[Shapes]:
    for shapes in blocks:
        yield shapes
        advance()

"""The stored answers: the best five of every local part, worked out block by block on all processors."""

import os
import signal
from collections.abc import Callable, Iterator
from itertools import islice
from multiprocessing import get_context
from typing import NamedTuple

import numpy as np

from build_index.kbest import BLOCK, Tables, block
from build_index.picks import picked
from build_index.records import Shapes, shape_of
from build_index.shapes import Ranks, shapes_of
from build_index.tables import digit_tables, word_tables
from build_index.vocabulary import Vocabulary
from vanity.rules import chosen
from vanity.score import Scorer
from vanity.search import spellings
from vanity_index.layout import BASE, STORED, digits_of

BLOCKS = [(first, second) for first in range(1, BASE) for second in range(BASE)]


class Builder(NamedTuple):
    """Everything that a block's answers depend on."""

    vocabulary: Vocabulary
    scorer: Scorer
    offensive: frozenset[str]
    tables: Tables
    ranks: Ranks

    def shapes(self, first: int, second: int) -> Shapes:
        """The shapes of the answers to the local parts that start with these base-9 digits: (BLOCK, STORED)."""
        picks = picked(block(self.tables, first, second), first, second, self.offensive, self.scorer.floor)
        codes = (first * BASE + second) * BLOCK + np.arange(BLOCK)
        shapes = shapes_of(picks.answers, codes, self.ranks)
        for row in np.flatnonzero(picks.unsure):
            shapes[row] = self.searched(digits_of(int(codes[row])))
        return shapes

    def searched(self, digits: str) -> list[int]:
        """The shapes of the answers to one local part, by search."""
        found = chosen(spellings(digits, self.vocabulary, self.scorer), self.offensive)
        shapes = [shape_of(spelling, digits, self.vocabulary) for spelling in islice(found, STORED)]
        return shapes + [0] * (STORED - len(shapes))


def all_shapes(
    vocabulary: Vocabulary, weights: dict[str, object], offensive: frozenset[str], advance: Callable[[], object]
) -> Shapes:
    """The shapes of the answers to every local part, in the order of their codes; `advance` is called once a block."""
    processes = os.cpu_count() or 1
    with get_context("spawn").Pool(processes, _prepare, (vocabulary, weights, offensive)) as pool:
        return np.concatenate(list(_advancing(pool.imap(_block_shapes, BLOCKS), advance)))


def builder(vocabulary: Vocabulary, weights: dict[str, object], offensive: frozenset[str]) -> Builder:
    """A builder for this vocabulary, these weights and these upper-case offensive terms."""
    scorer = Scorer(weights)
    tables = Tables(word_tables(vocabulary, scorer), digit_tables(scorer))
    return Builder(vocabulary, scorer, offensive, tables, Ranks(vocabulary))


_worker: dict[str, Builder] = {}  # a pool's worker keeps its builder in its module


def _prepare(vocabulary: Vocabulary, weights: dict[str, object], offensive: frozenset[str]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers
    _worker["builder"] = builder(vocabulary, weights, offensive)


def _block_shapes(digits: tuple[int, int]) -> Shapes:
    return _worker["builder"].shapes(*digits)


def _advancing(blocks: Iterator[Shapes], advance: Callable[[], object]) -> Iterator[Shapes]:
    for shapes in blocks:
        yield shapes
        advance()

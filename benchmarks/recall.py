"""How often the advertised spelling of a real number is among the first answers.

An answer counts when it dials the number and shows the same letters and kept digits in the same places. Separators do
not count, and letters beyond the number's end are cut off.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from benchmarks.dialling import advertised_letters, letters_shown
from benchmarks.report import Measurement, at_least, info
from benchmarks.samples import REAL, north_american_rows
from build_index.fitting.advertised import CANDIDATES, read_numbers
from build_index.fitting.fit import BY_HAND, cross_validate, values
from build_index.language import ENGLISH, read_weights
from vanity import VanityIndex

DEPTHS = (1, 3, 5)
ALL = "all"
PATTERNS = ("one word", "2 words", "3 words or more", "3 digits and a word", "digit kept beside words", "over-dialled")
Ranks = list[list[int]]  # of each row, the place of its spelling among the answers in each repeat; 0 where it is absent


def shipped_ranks(index: VanityIndex) -> Ranks:
    """Return the ranks in the answers of the built index."""
    return [[_place(row, index)] for row in north_american_rows()]


class HeldOut(NamedTuple):
    """The ranks of each row with weights fitted to other rows."""

    ranks: Ranks
    #: How many rows have their advertised spelling among the candidates.
    within_reach: int


def held_out_ranks() -> HeldOut:
    """Fit the weights to all folds but one and rank the numbers of that one, for every fold and repeat."""
    by_hand = read_weights(BY_HAND)
    numbers = read_numbers(REAL, by_hand, ENGLISH)
    within_reach = sum(number.right is not None for number in numbers)
    return HeldOut(cross_validate(numbers, values(by_hand)), within_reach)


def _place(row: Mapping[str, str], index: VanityIndex) -> int:
    digits = row["e164"].removeprefix("+")
    expected = advertised_letters(row["phrase"], digits)
    answers = [letters_shown(answer.text, digits) for answer in index.best(row["e164"])]
    return answers.index(expected) + 1 if expected in answers else 0


def pattern(words: str, overdialled: bool) -> str:
    """Return the kind of a phrase, given its words and kept digits separated by bars (`626|PARK`)."""
    parts = words.split("|")
    if overdialled:
        return "over-dialled"
    if len(parts) == 1:
        return "one word"
    if len(parts) == 2 and parts[0].isdigit() and len(parts[0]) == 3:
        return "3 digits and a word"
    if any(part.isdigit() for part in parts):
        return "digit kept beside words"
    return "2 words" if len(parts) == 2 else "3 words or more"


def recall(ranks: Ranks, depth: int) -> float:
    """Return the percentage of ranks that are `depth` or better."""
    flat = [rank for repeats in ranks for rank in repeats]
    return 100 * sum(0 < rank <= depth for rank in flat) / len(flat) if flat else 0.0


def by_pattern(ranks: Ranks) -> dict[str, Ranks]:
    """Return the ranks of all rows, and of those with each pattern."""
    groups: dict[str, Ranks] = defaultdict(list, {ALL: ranks})
    for row, repeats in zip(north_american_rows(), ranks, strict=True):
        groups[pattern(row["words"], row["overdialed"] == "1")].append(repeats)
    return groups


def recall_rows(shipped: Ranks, unseen: Ranks) -> Iterator[Sequence[str]]:
    """Yield the rows of the table: all numbers, then each pattern."""
    groups, others = by_pattern(shipped), by_pattern(unseen)
    for name in (ALL, *PATTERNS):
        percentages = [recall(ranks, depth) for ranks in (groups[name], others[name]) for depth in DEPTHS]
        yield [name, str(len(groups[name])), *(f"{percentage:.1f}" for percentage in percentages)]


def recall_measurements(shipped: Ranks, unseen: HeldOut) -> list[Measurement]:
    """Return the recall beside its targets."""
    as_it_is = ", ".join(f"{recall(shipped, depth):.1f} % @{depth}" for depth in DEPTHS)
    return [
        at_least("recall@5, cross-validated", recall(unseen.ranks, 5), 76, "%"),
        at_least("recall@3, cross-validated", recall(unseen.ranks, 3), 71, "%"),
        at_least("recall@1, cross-validated", recall(unseen.ranks, 1), 58, "%"),
        info(
            f"within reach: among the {CANDIDATES} likeliest spellings", f"{unseen.within_reach} of {len(unseen.ranks)}"
        ),
        info("recall, the shipped index (fitted on these very rows)", as_it_is),
    ]

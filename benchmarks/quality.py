"""`python -m benchmarks.quality`: how good the answers are. It measures and judges, and always exits with code 0.

Advertised numbers show whether the engine finds what people chose. Random numbers show whether it says what nobody
should. Some answers are printed, to be judged by eye.
"""

from benchmarks.choices import Choices
from benchmarks.counts import AnswerCounts
from benchmarks.recall import DEPTHS, held_out_ranks, recall_measurements, recall_rows, shipped_ranks
from benchmarks.report import print_measurements, print_table
from benchmarks.samples import SEED, random_numbers
from vanity import Answer, VanityIndex
from vanity.ladder import Tier

COUNT = 200_000
CHOICES = 20_000
SHOWN = 25


def main() -> None:
    """Measure and print everything, in about two minutes."""
    index = VanityIndex.open()
    _print_recall(index)
    _print_counts(index)
    _print_choices(index)
    _print_samples(index)


def _print_recall(index: VanityIndex) -> None:
    shipped, unseen = shipped_ranks(index), held_out_ranks()
    depths = [f"@{depth}" for depth in DEPTHS]
    head = ["recall, %", "n", *(f"shipped {depth}" for depth in depths), *(f"unseen {depth}" for depth in depths)]
    title = "Advertised numbers: shipped, fitted on these very rows; unseen, with weights fitted to other rows"
    print_table(title, head, list(recall_rows(shipped, unseen.ranks)))
    print_measurements("Recall", recall_measurements(shipped, unseen))


def _print_counts(index: VanityIndex) -> None:
    counts = AnswerCounts(index)
    for number in random_numbers(COUNT):
        counts.add(number)
    print_measurements(f"Answers to {COUNT:,} random numbers (seed {SEED})", counts.measurements())
    for fault, examples in counts.examples.items():
        print(f"  {fault}, for example: {'; '.join(examples)}")


def _print_choices(index: VanityIndex) -> None:
    choices = Choices(index, CHOICES)
    print_measurements(f"What callers with {CHOICES:,} random numbers hear (seed {SEED})", choices.measurements())
    print(f"  the best answer shows no common word, for example: {'; '.join(choices.missed)}")


def _print_samples(index: VanityIndex) -> None:
    numbers = random_numbers(SHOWN, SEED + 1)
    rows = [[number, "  ".join(map(_with_tier, index.best(number)))] for number in numbers]
    print_table(f"{SHOWN} random numbers, to judge by eye (seed {SEED + 1})", ["number", "answers"], rows, right=())


def _with_tier(answer: Answer) -> str:
    """Return the text of an answer, in brackets when it is a small find, which nobody hears first."""
    return f"({answer.text})" if answer.tier == Tier.SMALL_FIND else answer.text


if __name__ == "__main__":
    main()

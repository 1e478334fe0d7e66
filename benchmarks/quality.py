"""`python -m benchmarks.quality`: how good the answers are. It measures and judges, and always leaves with exit code 0.

Numbers that organisations advertise tell whether the engine finds what people chose; random numbers tell whether it
says what nobody should; and some answers are printed, for the last judge.
"""

from benchmarks.recall import DEPTHS, held_out, recall_findings, recall_rows, shipped_ranks
from benchmarks.report import print_findings, print_table
from benchmarks.samples import SEED, random_numbers
from benchmarks.tally import Tally
from vanity import VanityIndex

COUNT = 200_000
SHOWN = 25


def main() -> None:
    """Measure and print everything, in about two minutes."""
    index = VanityIndex.open()
    _print_recall(index)
    _print_tally(index)
    _print_samples(index)


def _print_recall(index: VanityIndex) -> None:
    shipped, unseen = shipped_ranks(index), held_out()
    depths = [f"@{depth}" for depth in DEPTHS]
    head = ["recall, %", "n", *(f"shipped {depth}" for depth in depths), *(f"unseen {depth}" for depth in depths)]
    title = "Advertised numbers: shipped, fitted on these very rows; unseen, with weights fitted to other rows"
    print_table(title, head, list(recall_rows(shipped, unseen.ranks)))
    print_findings("Recall", recall_findings(shipped, unseen))


def _print_tally(index: VanityIndex) -> None:
    tally = Tally(index)
    for number in random_numbers(COUNT):
        tally.add(number)
    print_findings(f"Answers to {COUNT:,} random numbers (seed {SEED})", tally.findings())
    for fault, examples in tally.examples.items():
        print(f"  {fault}, for example: {'; '.join(examples)}")


def _print_samples(index: VanityIndex) -> None:
    numbers = random_numbers(SHOWN, SEED + 1)
    rows = [[number, "  ".join(answer.text for answer in index.best(number))] for number in numbers]
    print_table(f"{SHOWN} random numbers, to judge by eye (seed {SEED + 1})", ["number", "answers"], rows, right=())


if __name__ == "__main__":
    main()

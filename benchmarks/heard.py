"""`python -m benchmarks.heard`: what callers with random numbers get, good and bad, to be judged by eye."""

from benchmarks.samples import SEED, random_numbers
from vanity import Answer, VanityIndex
from vanity.ladder import Tier

COUNT = 100


def main() -> None:
    """Print a hundred random numbers with their answers; small finds, which nobody hears first, are in brackets."""
    index = VanityIndex.open()
    for number in random_numbers(COUNT, SEED + 2):
        answers = "  ".join(map(_shown, index.best(number)))
        print(f"{number[2:5]}-{number[5:8]}-{number[8:]}  {answers or 'none'}")


def _shown(answer: Answer) -> str:
    text = answer.marked.removeprefix(answer.number.lead)
    return f"[{text}]" if answer.tier == Tier.SMALL_FIND else text


if __name__ == "__main__":
    main()

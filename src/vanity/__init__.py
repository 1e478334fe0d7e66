"""Vanity phone numbers: +1 800 356 9377 is 1-800-FLOWERS.

from vanity import VanityIndex

index = VanityIndex.open()
for answer in index.best("+18003569377", limit=5):
    print(answer.text)

Begin with `index`, which finds the answers to a phone number with the help of `number`, `stored` and `answer`.
`search`, `score` and `rules` say which answers there are, and in which order.
"""

from vanity.answer import Answer
from vanity.errors import IndexCorruptError, IndexUnusableError, NumberError, VanityError
from vanity.index import VanityIndex
from vanity.keypad import spell

__all__ = ["Answer", "IndexCorruptError", "IndexUnusableError", "NumberError", "VanityError", "VanityIndex", "spell"]

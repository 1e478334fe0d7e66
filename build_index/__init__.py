"""The offline build of the index: word lists to vocabulary, vocabulary to the answers of every local part, both to a file.

Begin with `build`, which runs the stages in order. A language is a folder under `languages`; `fitting` fits its weights.
"""

from vanity.errors import VanityError


class BuildError(VanityError):
    """The index cannot be built. The message says what is missing and what to do; an earlier index stays intact."""

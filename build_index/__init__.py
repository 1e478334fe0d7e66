"""The offline build of the index: from word lists to a vocabulary, to the answers for every local part, to a file.

Begin with `build`, which runs the stages in order. A language is a folder in `languages`; `fitting` fits its weights.
"""

from vanity.errors import VanityError


class BuildError(VanityError):
    """The index cannot be built. The message says what is missing and what to do; an earlier index stays intact."""

"""The one error of the build."""

from vanity.errors import VanityError


class BuildError(VanityError):
    """The index cannot be built; the message says what is missing and what to do. An earlier index stays whole."""

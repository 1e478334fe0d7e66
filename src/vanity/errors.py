"""The errors a user of the library can meet, drawn as a tree in `vanity_index.errors`."""

from vanity_index.errors import IndexCorrupt, IndexUnusable, VanityError

__all__ = ["IndexCorrupt", "IndexUnusable", "NumberError", "VanityError"]


class NumberError(VanityError, ValueError):
    """The text is not a phone number that can be spelled.

    The message never repeats the number: error texts end up in logs, and a caller's number must not.
    """

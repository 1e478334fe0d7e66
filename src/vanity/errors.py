"""The errors of the library.

    VanityError
    ├── NumberError             the text is not a phone number that can be spelled
    └── IndexUnusableError      the index file cannot be opened: missing, truncated, not an index, or of another version
        └── IndexCorruptError   its body is damaged: a checksum or a record is wrong

Every message is one line and says what to do.
"""

from vanity_index.errors import IndexCorruptError, IndexUnusableError, VanityError

__all__ = ["IndexCorruptError", "IndexUnusableError", "NumberError", "VanityError"]


class NumberError(VanityError, ValueError):
    """The text is not a phone number that can be spelled.

    The message never repeats the number, because messages end up in logs and callers' numbers must not.
    """

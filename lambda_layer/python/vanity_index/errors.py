"""The errors of the index, and the root that the library's errors share (drawn in `vanity.errors`).

    VanityError
    └── IndexUnusableError      the index file cannot be opened: missing, truncated, not an index, or of another version
        └── IndexCorruptError   its body is damaged: a checksum or a record is wrong

Every message is one line and says what to do.
"""


class VanityError(Exception):
    """The root of all errors that the library raises."""


class IndexUnusableError(VanityError):
    """The index cannot be used; the message names the file, what is wrong with it and how to fix it."""


class IndexCorruptError(IndexUnusableError):
    """The index opened, but part of its body differs from what the build wrote."""

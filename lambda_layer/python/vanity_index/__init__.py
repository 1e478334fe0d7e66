"""The reader of the vanity index. It ships in the Lambda layer, beside the index, and knows neither AWS nor ranking."""

from vanity_index.errors import IndexCorruptError, IndexUnusableError, VanityError
from vanity_index.reader import IndexFile

__all__ = ["IndexCorruptError", "IndexFile", "IndexUnusableError", "VanityError"]

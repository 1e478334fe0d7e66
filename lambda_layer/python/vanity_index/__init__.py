"""The reader of the vanity index. It ships in the Lambda layer, beside the index, and knows neither AWS nor ranking."""

from vanity_index.errors import IndexCorrupt, IndexUnusable, VanityError
from vanity_index.reader import IndexFile

__all__ = ["IndexCorrupt", "IndexFile", "IndexUnusable", "VanityError"]

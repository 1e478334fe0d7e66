"""The reader of the index file, which ships beside the index in the Lambda layer.

Begin with `reader`; `layout` defines the bytes of the file. Nothing here depends on AWS or on the ranking.
"""

from vanity_index.errors import IndexCorruptError, IndexUnusableError, VanityError
from vanity_index.reader import IndexFile

__all__ = ["IndexCorruptError", "IndexFile", "IndexUnusableError", "VanityError"]

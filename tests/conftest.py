"""What all tests share."""

import pytest
from hypothesis import settings

from vanity import VanityIndex

# The same examples every time: a test that fails says that the code changed, not the luck.
settings.register_profile("vanity", deadline=None, derandomize=True, database=None)
settings.load_profile("vanity")


@pytest.fixture(scope="session")
def index() -> VanityIndex:
    """The built index, opened once."""
    return VanityIndex.open()

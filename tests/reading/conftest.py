"""One reader for all tests of reading: it takes seconds to load and keeps nothing of a report."""

import pytest

from foederis.reading.reader import Reader
from foederis.who import load


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(load())

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.desks import Counter, new_counter


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    """A new office with one clerk, on Monday 23 November 2026 at 9:12."""
    made = new_counter(tmp_path)
    yield made
    made.desk.close()

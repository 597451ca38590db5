"""What tests of storage stand on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.office_store import OfficeStore
from tests.support.offices import (
    new_office,
    pair,
)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[OfficeStore, OfficeStore]]:
    """Two counters of one office that trust each other."""
    first, second = new_office(tmp_path, "quay-1"), new_office(tmp_path, "quay-2")
    pair(first, second)
    yield first, second
    first.close()
    second.close()

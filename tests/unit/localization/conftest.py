from collections.abc import Iterator

import pytest

from app.localization import translate


@pytest.fixture
def english_window() -> Iterator[None]:
    before = translate.current_language()
    translate.set_language("en")
    yield
    translate.set_language(before)

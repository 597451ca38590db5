"""Founding an office: only for a commune there is."""

from pathlib import Path

import pytest

from app.domain.problems import DomainProblem
from tests.support.desks import new_counter


def test_a_code_of_no_commune_founds_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    with pytest.raises(DomainProblem) as caught:
        new_counter(folder, unit="99999")
    assert (caught.value.code, caught.value.details) == ("office.unknown_unit", {"code": "99999"})
    assert not folder.exists()

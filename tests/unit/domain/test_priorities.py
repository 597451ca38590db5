"""The table of who is served first."""

from datetime import date

import pytest

from app.domain.problems import DomainProblem
from app.machine.resource_files import load_code_tables, load_terms

TABLE = load_code_tables().priorities
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("born", "codes"),
    [
        ("1951", ("elderly",)),
        ("1966-11-23", ("elderly",)),
        ("1966-11-24", ()),
        ("1966-11", ()),
        ("1966", ()),
        ("1990-05-17", ()),
        ("", ()),
        ("bao giờ", ()),
    ],
)
def test_age_proposes_only_what_is_sure(born: str, codes: tuple[str, ...]) -> None:
    assert TABLE.of_age(born, TODAY) == codes


def test_only_some_go_first() -> None:
    assert TABLE.goes_first(["illiterate", "pregnant"])
    assert not TABLE.goes_first(["illiterate"])
    assert not TABLE.goes_first(["of a newer table"])


def test_names_stand_in_the_order_of_the_table() -> None:
    assert TABLE.names(["far", "elderly", "new"]) == "Người cao tuổi, Ở xa, new"
    assert TABLE.names(None) == ""


def test_terms_hold_from_their_day() -> None:
    terms = load_terms()
    assert terms.on("paper_transfer", TODAY).working_days == 1
    with pytest.raises(DomainProblem):
        terms.on("paper_transfer", date(2025, 6, 30))
    with pytest.raises(DomainProblem):
        terms.on("coffee", TODAY)

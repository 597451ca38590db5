"""What a citizen pays, from the shipped table and from tables made up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.fee_rows import Charge, Exemption, FeeUnit, Formula, Tier
from app.domain.fee_table import FeeTable
from app.domain.fees import FeeLine, FeeQuote, Quantities, quote
from app.domain.problems import DomainProblem
from app.machine.resource_files import load_fee_table

DAY = date(2026, 11, 23)
COPIES, SIGNATURE, EXTRACT, DEATH, BIRTH = "2.000815", "2.000884", "2.000635", "1.000656", "1.001193"


def shipped(procedure: str, exempt: str = "", **quantities: int | str) -> FeeQuote:
    return quote(load_fee_table(), procedure, Quantities(**quantities), DAY, exempt)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pages", "copies", "amount"),
    [
        (1, 1, 2_000),
        (2, 1, 4_000),
        (3, 1, 5_000),
        (3, 2, 10_000),
        (4, 1, 6_000),
        (10, 3, 36_000),
        (197, 1, 199_000),
        (198, 1, 200_000),
        (199, 1, 200_000),
        (500, 1, 200_000),
        (500, 3, 600_000),
    ],
)
def test_copies_cost_by_the_pages_of_the_original_up_to_the_cap(pages: int, copies: int, amount: int) -> None:
    assert shipped(COPIES, pages=pages, copies=copies).amount == amount


def test_the_lines_say_which_pages_cost_what() -> None:
    lines = shipped(COPIES, pages=3, copies=2).lines
    assert [(x.first_page, x.last_page, x.quantity, x.unit_price, x.amount) for x in lines] == [
        (1, 2, 4, 2_000, 8_000),
        (3, None, 2, 1_000, 2_000),
    ]


def test_the_cap_stands_in_a_line_of_its_own() -> None:
    (line,) = shipped(COPIES, pages=300, copies=2).lines
    assert (line.unit, line.quantity, line.unit_price, line.amount, line.capped) == (
        FeeUnit.COPY,
        2,
        200_000,
        400_000,
        True,
    )


@given(st.integers(1, 10_000), st.integers(1, 9_999))
def test_pages_agree_with_counting_them_one_by_one(pages: int, copies: int) -> None:
    one = 0
    for page in range(1, pages + 1):
        one += 2_000 if page <= 2 else 1_000
        if one >= 200_000:
            one = 200_000
            break
    found = shipped(COPIES, pages=pages, copies=copies)
    assert found.amount == one * copies
    assert found.amount == sum((line.amount or 0) for line in found.lines)
    assert all(line.amount == line.quantity * (line.unit_price or 0) for line in found.lines)


@pytest.mark.parametrize(
    ("procedure", "quantities", "amount"),
    [
        (SIGNATURE, {}, 10_000),
        (SIGNATURE, {"cases": 3, "copies": 9}, 30_000),
        ("2.001035", {}, 50_000),
        ("2.000913", {}, 30_000),
        ("2.000927", {}, 25_000),
        (EXTRACT, {"copies": 4}, 32_000),
        ("2.002516", {}, 8_000),
        ("2.001263", {}, 400_000),
        ("1.003005", {}, 4_500_000),
        ("1.004222", {"channel": "direct"}, 20_000),
        ("1.004222", {"channel": "online"}, 10_000),
        ("1.004222", {"channel": "post"}, 20_000),
        (BIRTH, {}, 0),
        ("1.000894", {}, 0),
    ],
)
def test_flat_and_free_charges(procedure: str, quantities: dict[str, int | str], amount: int) -> None:
    assert shipped(procedure, **quantities).amount == amount


@pytest.mark.parametrize("procedure", [DEATH, "1.001612", "1.013225", "9.999999"])
def test_a_rate_nobody_knows_is_not_nothing(procedure: str) -> None:
    found = shipped(procedure)
    assert found.amount is None
    assert [caution.code for caution in found.cautions] == ["fee.not_configured"]


def test_an_exempt_person_pays_nothing_and_the_lines_show_what_was_taken_off() -> None:
    found = shipped(COPIES, "poor", pages=3, copies=2)
    assert (found.amount, found.before, found.exempted) == (0, 10_000, True)
    assert [line.amount for line in found.lines] == [8_000, 2_000, -10_000]
    # The law names the group; whose charges it frees was looked for and not found.
    assert [caution.code for caution in found.cautions] == ["fee.exemption_unconfirmed"]


def test_an_exemption_settles_even_a_rate_nobody_knows() -> None:
    found = shipped(DEATH, "on_time")
    assert (found.amount, found.before) == (0, None)
    assert found.cautions == ()


def test_a_group_that_is_not_freed_of_this_pays_and_is_told_so() -> None:
    found = shipped(SIGNATURE, "agri_loan")
    assert found.amount == 10_000
    assert [caution.code for caution in found.cautions] == ["fee.exempt_of_nothing"]
    assert shipped("2.001035", "agri_loan").amount == 0


def test_an_unknown_group_is_refused_with_those_there_are() -> None:
    with pytest.raises(DomainProblem, match=r"fee\.unknown_group.*poor"):
        shipped(COPIES, "rich")


@pytest.mark.parametrize(
    ("quantities", "code"),
    [
        ({"pages": 0}, "field.too_small"),
        ({"copies": -1}, "field.too_small"),
        ({"pages": 10_001}, "field.too_large"),
        ({"cases": 10_000}, "field.too_large"),
    ],
)
def test_impossible_quantities_are_refused(quantities: dict[str, int], code: str) -> None:
    with pytest.raises(DomainProblem) as refused:
        Quantities(**quantities)
    assert refused.value.code == code


def test_several_charges_add_up_and_one_unknown_leaves_the_sum_unknown() -> None:
    first = date(2025, 7, 1)
    known = Charge("9.1", "a", "A", Formula.FLAT, first, heading="x", amount=5_000)
    other = Charge("9.1", "b", "B", Formula.FLAT, first, heading="y", amount=700)
    unknown = Charge("9.1", "c", "C", Formula.NOT_CONFIGURED, first, heading="y")
    free_of_y = Exemption("g", "y", "G", ("y",), "law", first)
    assert quote(FeeTable([known, other], version="1"), "9.1", Quantities(), DAY).amount == 5_700
    three = FeeTable([known, other, unknown, free_of_y], version="1")
    assert quote(three, "9.1", Quantities(), DAY).amount is None
    assert quote(three, "9.1", Quantities(), DAY, "g").amount == 5_000


def test_lines_come_back_from_a_fact_as_they_were() -> None:
    for line in (*shipped(COPIES, "poor", pages=3).lines, *shipped(COPIES, pages=999).lines):
        assert FeeLine.from_record(line.to_record()) == line
    assert FeeLine.from_record({"unit": "ell"}) is None
    assert FeeLine.from_record("x") is None


@given(st.lists(st.integers(1, 50), min_size=1, max_size=4, unique=True), st.integers(1, 120))
def test_any_tiers_agree_with_counting_pages(firsts: list[int], pages: int) -> None:
    tiers = tuple(Tier(first, 100 * first) for first in sorted({1, *firsts}))
    charge = Charge("9.1", "a", "A", Formula.PAGES, DAY, unit=FeeUnit.PAGE, tiers=tiers)
    by_page = [
        next(tier.amount for tier in reversed(tiers) if tier.first <= page) for page in range(1, pages + 1)
    ]
    assert quote(FeeTable([charge], version="1"), "9.1", Quantities(pages=pages), DAY).amount == sum(by_page)

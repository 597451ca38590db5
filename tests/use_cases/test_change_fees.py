"""An office changes its fee table by facts, from a day on; what is wrong changes nothing."""

import json
from datetime import date
from typing import Any

import pytest

from app.domain.certainty import Certainty
from app.domain.fee_rows import Formula
from app.domain.fees import Quantities
from app.domain.problems import DomainProblem
from app.machine.resource_files import load_fee_table
from app.use_cases.change_fees import NewRate
from tests.support.desks import MONDAY, Counter

DEATH = "1.000656/registration"
TODAY = MONDAY.date()
RESOLUTION = "Nghị quyết 15/2026/NQ-HĐND tỉnh Điện Biên"


def amount(counter: Counter, procedure: str, on: date = TODAY, **quantities: Any) -> int | None:
    return counter.desk.money.fees.quote(procedure, Quantities(**quantities), on).amount


def set_rate(counter: Counter, key: str, rate: int | None, first: date = TODAY, **parts: Any) -> Any:
    new = NewRate(key, rate, first, parts.pop("source", RESOLUTION), **parts)
    return counter.desk.money.fees.set_rate(new, counter.desk.acting()).value


def row(**parts: Any) -> dict[str, Any]:
    base = {
        "procedure": "1.000656",
        "charge": "registration",
        "name": "Lệ phí đăng ký khai tử",
        "formula": "flat",
        "unit": "case",
        "amount": 8_000,
        "heading": "civil_status",
        "valid_from": "2026-07-01",
        "source": RESOLUTION,
        "certainty": "C",
    }
    return {**base, **parts}


def test_a_resolution_is_entered_from_its_day(counter: Counter) -> None:
    assert amount(counter, "1.000656") is None
    changed = set_rate(counter, DEATH, 8_000, date(2026, 7, 1))
    assert changed.changed == (f"{DEATH}@2026-07-01",)
    assert amount(counter, "1.000656") == 8_000
    assert amount(counter, "1.000656", date(2026, 6, 30)) is None
    held = counter.desk.money.fees.table().charge(DEATH, TODAY)
    assert held is not None
    assert (held.source, held.certainty, held.heading) == (RESOLUTION, Certainty.CONFIRMED, "civil_status")


def test_free_and_unknown_are_told_apart(counter: Counter) -> None:
    set_rate(counter, DEATH, 0)
    assert amount(counter, "1.000656") == 0
    set_rate(counter, DEATH, None)
    assert amount(counter, "1.000656") is None


def test_a_rate_may_differ_online(counter: Counter) -> None:
    set_rate(counter, "1.001612/registration", 100_000, online=50_000)
    assert amount(counter, "1.001612") == 100_000
    assert amount(counter, "1.001612", channel="online") == 50_000


def test_a_rate_over_a_formula_of_pages_takes_its_place(counter: Counter) -> None:
    set_rate(counter, "2.000815/copy", 3_000)
    assert amount(counter, "2.000815", pages=50, cases=2) == 6_000


def test_a_new_charge_needs_a_name_and_every_rate_a_source(counter: Counter) -> None:
    with pytest.raises(DomainProblem, match=r"fees\.unknown_charge"):
        set_rate(counter, "1.000656/late", 5_000)
    with pytest.raises(DomainProblem, match=r"fees\.no_source"):
        set_rate(counter, DEATH, 5_000, source="  ")
    set_rate(counter, DEATH, 8_000)
    set_rate(counter, "1.000656/late", 5_000, name="Lệ phí quá hạn")
    assert amount(counter, "1.000656") == 13_000


def test_what_was_entered_can_be_taken_back_and_what_was_shipped_cannot(counter: Counter) -> None:
    fees, acting = counter.desk.money.fees, counter.desk.acting()
    set_rate(counter, DEATH, 8_000)
    fees.withdraw(DEATH, TODAY, acting)
    assert amount(counter, "1.000656") is None
    assert fees.table().version == load_fee_table().version
    with pytest.raises(DomainProblem, match=r"fees\.not_entered"):
        fees.withdraw(DEATH, date(2025, 7, 1), acting)
    with pytest.raises(DomainProblem, match=r"fees\.not_entered"):
        fees.withdraw(DEATH, TODAY, acting)


def test_a_file_brings_rows_and_only_those_that_differ_are_taken(counter: Counter) -> None:
    exempt = {
        "group": "near_poor",
        "part": "certification",
        "name": "Hộ cận nghèo",
        "frees": ["certification"],
        "basis": RESOLUTION,
        "valid_from": "2026-07-01",
        "certainty": "C",
    }
    many = [row(procedure=f"9.{number:06}") for number in range(30)]
    content = json.dumps({"charges": [row(), *many], "exemptions": [exempt]}).encode()
    fees, acting = counter.desk.money.fees, counter.desk.acting()
    assert len(fees.import_file(content, acting).value.changed) == 32
    again = fees.import_file(content, acting)
    assert (again.value.changed, again.value.unchanged) == ((), 32)
    assert not again.changes.everything
    assert amount(counter, "9.000029") == 8_000
    assert fees.quote("2.000815", Quantities(pages=3), TODAY, "near_poor").amount == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff", "fees.not_json"),
        (b"[]", "table.missing"),
        (json.dumps({"charges": [row(), row(amount=-1)]}).encode(), "table.bad_row"),
        (json.dumps({"charges": [row(), row()]}).encode(), "fees.row_twice"),
        (json.dumps({"charges": [row(note="x" * 3_000)]}).encode(), "fees.row_too_large"),
    ],
)
def test_a_bad_file_changes_nothing(counter: Counter, content: bytes, code: str) -> None:
    with pytest.raises(DomainProblem) as refused:
        counter.desk.money.fees.import_file(content, counter.desk.acting())
    assert refused.value.code == code
    assert counter.desk.money.fees.table() is load_fee_table()


def test_a_page_formula_can_be_entered_whole(counter: Counter) -> None:
    tiers = row(
        procedure="2.000815",
        charge="copy",
        formula="pages",
        unit="page",
        amount=None,
        tiers=[{"from": 1, "amount": 3_000}, {"from": 3, "amount": 1_500}],
        cap=300_000,
    )
    content = json.dumps({"charges": [tiers]}).encode()
    counter.desk.money.fees.import_file(content, counter.desk.acting())
    held = counter.desk.money.fees.table().charge("2.000815/copy", TODAY)
    assert held is not None
    assert held.formula is Formula.PAGES
    assert amount(counter, "2.000815", pages=3, copies=2) == 15_000

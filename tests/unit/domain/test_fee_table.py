"""The fee table: dated rows, what an office changes, what the shipped data hold."""

from datetime import date
from typing import Any

import pytest

from app.domain.certainty import Certainty
from app.domain.fee_rows import Charge, Exemption, Formula
from app.domain.fee_table import FeeTable, field_name, read_fee_rows
from app.domain.problems import DomainProblem
from app.machine.resource_files import load_catalogue, load_fee_table

DAY = date(2026, 11, 23)


def row(**parts: Any) -> dict[str, Any]:
    base = {
        "procedure": "1.000656",
        "charge": "registration",
        "name": "Lệ phí khai tử",
        "formula": "flat",
        "unit": "case",
        "amount": 8_000,
        "valid_from": "2026-07-01",
    }
    return {**base, **parts}


def test_every_procedure_of_the_catalogue_has_a_row_and_every_row_a_procedure() -> None:
    catalogue = {procedure.code for procedure in load_catalogue().rows}
    charged = {charge.procedure for charge in load_fee_table().charges_in_force(DAY)}
    assert charged == catalogue


def test_what_the_shipped_table_says_of_a_fee_agrees_with_the_catalogue() -> None:
    """Two readings of the same source: a slip of the pen in one of them shows."""
    for procedure in load_catalogue().in_force(DAY):
        (charge,) = load_fee_table().charges(procedure.code, DAY)
        kind = {
            Formula.FREE: {"free"},
            Formula.FLAT: {"fixed"},
            Formula.PAGES: {"formula"},
            Formula.NOT_CONFIGURED: {"provincial", "unspecified"},
        }[charge.formula]
        assert procedure.fee.kind.value in kind, procedure.code
        if charge.formula is Formula.FLAT:
            assert charge.amount == procedure.fee.amount, procedure.code


def test_no_provincial_rate_is_shipped_as_nothing() -> None:
    unknown = [c for c in load_fee_table().charges_in_force(DAY) if c.formula is Formula.NOT_CONFIGURED]
    assert len(unknown) > 50
    assert all(charge.amount is None and charge.certainty is Certainty.UNCONFIRMED for charge in unknown)


def test_every_row_says_where_it_is_from() -> None:
    for found in load_fee_table().rows:
        assert found.source if isinstance(found, Charge) else found.basis


def test_exemptions_free_of_headings_and_charges_that_exist() -> None:
    charges = load_fee_table().charges_in_force(DAY)
    known = {charge.key for charge in charges} | {charge.heading for charge in charges}
    for exemption in load_fee_table().exemptions_in_force(DAY):
        assert set(exemption.frees) <= known, exemption.key


def test_groups_are_offered_for_the_procedure_they_matter_to() -> None:
    table = load_fee_table()
    assert "agri_loan" in {group.code for group in table.groups(DAY, "2.001035")}
    assert "agri_loan" not in {group.code for group in table.groups(DAY, "2.000815")}
    assert table.groups(DAY, "2.000815")[0].name == "Hộ nghèo"


def test_a_row_of_the_office_takes_over_from_its_day() -> None:
    table = load_fee_table().changed_by({"1.000656/registration@2026-07-01": row()})
    before = table.charge("1.000656/registration", date(2026, 6, 30))
    after = table.charge("1.000656/registration", date(2026, 7, 1))
    assert before is not None
    assert after is not None
    assert (before.formula, after.amount) == (Formula.NOT_CONFIGURED, 8_000)
    assert table.is_entered(after)
    assert not table.is_entered(before)
    assert table.version != load_fee_table().version
    assert len(table.charges("1.000656", DAY)) == 1


def test_a_withdrawn_row_gives_way_to_what_stood_before() -> None:
    assert load_fee_table().changed_by({"1.000656/registration@2026-07-01": None}) is load_fee_table()


@pytest.mark.parametrize(
    "value",
    [
        "8000",
        {},
        row(amount=-1),
        row(amount=8.5),
        row(procedure="1.001193"),
        row(valid_from="2026-08-01"),
    ],
)
def test_what_a_faulty_device_wrote_counts_as_not_stated(value: object) -> None:
    changed = load_fee_table().changed_by({"1.000656/registration@2026-07-01": value})
    assert changed is load_fee_table()


def test_an_exemption_can_be_taken_away_and_another_given() -> None:
    ended = {
        "group": "poor",
        "part": "general",
        "name": "Hộ nghèo",
        "frees": [],
        "basis": "Nghị quyết",
        "valid_from": "2026-07-01",
    }
    table = load_fee_table().changed_by({"exempt/poor/general@2026-07-01": ended})
    (charge,) = table.charges("2.000815", DAY)
    assert table.exemption("poor", charge, DAY) is None
    assert table.exemption("child", charge, DAY) is not None
    assert table.exemption("poor", charge, date(2026, 6, 30)) is not None


@pytest.mark.parametrize(
    ("parts", "field", "reason"),
    [
        ({"amount": None}, "amount", "missing"),
        ({"amount": "8000"}, "amount", "not_a_whole_number"),
        ({"formula": "guess"}, "formula", "unknown_value"),
        ({"formula": "free"}, "amount", "not_of_this_formula"),
        ({"formula": "pages", "amount": None}, "tiers", "not_in_order"),
        (
            {"formula": "pages", "amount": None, "tiers": [{"from": 2, "amount": 1}]},
            "tiers",
            "not_in_order",
        ),
        ({"tiers": [{"from": 1, "amount": 1}]}, "tiers", "not_of_this_formula"),
        ({"valid_to": "2026-06-30"}, "valid_to", "before_valid_from"),
        ({"by_channel": {"online": -1}}, "online", "out_of_bounds"),
        ({"unit": "ell"}, "unit", "unknown_value"),
    ],
)
def test_a_row_that_does_not_say_one_thing_is_refused(parts: dict[str, Any], field: str, reason: str) -> None:
    with pytest.raises(DomainProblem) as refused:
        read_fee_rows({"charges": [row(), row(**parts)]})
    assert refused.value.code == "table.bad_row"
    assert (refused.value.details["row"], refused.value.details["field"]) == (2, field)
    assert refused.value.details["reason"] == reason


def test_a_file_without_charges_or_with_a_row_twice_is_refused() -> None:
    with pytest.raises(DomainProblem, match=r"table\.missing"):
        read_fee_rows([])
    with pytest.raises(DomainProblem, match=r"fees\.row_twice"):
        FeeTable.from_json({"charges": [row(), row()]}, version="1")


def test_rows_are_written_as_they_were_read() -> None:
    for found in load_fee_table().rows:
        kind = type(found)
        assert kind.from_record(found.to_record()) == found
        assert field_name(found).endswith("@2025-07-01")
    assert {type(found) for found in load_fee_table().rows} == {Charge, Exemption}

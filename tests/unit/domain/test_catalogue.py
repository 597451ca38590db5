"""The catalogue: effective dates, search, corrections; and the shipped rows themselves."""

import json
import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.catalogue import Catalogue
from app.domain.certainty import Certainty
from app.domain.deadlines import appointment
from app.domain.moments import parse_moment
from app.domain.problems import DomainProblem
from app.domain.procedure import Procedure
from app.domain.text import fold, words
from app.domain.time_limit import LimitUnit
from app.machine.resource_files import deadline_rules_on, load_calendar, load_catalogue

TODAY = date(2026, 11, 22)
SHIPPED = load_catalogue()


def row(code: str, name: str, **more: Any) -> Procedure:
    fields = {
        "code": code,
        "name": name,
        "field": "Hộ tịch",
        "time_limit": {"unit": "none"},
        "fee": {"kind": "free"},
        "valid_from": "2025-07-01",
    }
    return Procedure.from_record({**fields, **more})


def codes(found: tuple[Procedure, ...]) -> list[str]:
    return [procedure.code for procedure in found]


class TestDates:
    old = row("1.1", "Đăng ký khai tử", valid_to="2027-02-28")
    new = row("1.1", "Đăng ký khai tử (luật mới)", valid_from="2027-03-01")
    catalogue = Catalogue([new, old], version="x")

    def test_the_row_of_the_day_is_found(self) -> None:
        assert self.catalogue.find("1.1", date(2027, 2, 28)) is self.old
        assert self.catalogue.find("1.1", date(2027, 3, 1)) is self.new
        assert self.catalogue.find("1.1", date(2025, 6, 30)) is None
        assert self.catalogue.find("1.2", TODAY) is None

    def test_only_rows_in_force_are_searched(self) -> None:
        assert self.catalogue.search("luật mới", TODAY) == ()
        assert self.catalogue.search("luật mới", date(2027, 3, 1)) == (self.new,)

    def test_a_new_row_takes_over_from_an_open_ended_one(self) -> None:
        merged = SHIPPED.merged_with(
            [row("1.001193", "Khai sinh theo luật mới", valid_from="2027-03-01")], version="y"
        )
        assert merged.version == "y"
        before, after = (merged.find("1.001193", day) for day in (date(2027, 2, 28), date(2027, 3, 1)))
        assert before is not None
        assert after is not None
        assert (before.short_name, after.short_name) == ("Đăng ký khai sinh", "Khai sinh theo luật mới")
        assert len(merged.in_force(date(2027, 3, 1))) == len(SHIPPED.in_force(date(2027, 3, 1)))

    def test_a_correction_of_the_same_first_day_replaces_the_row(self) -> None:
        merged = SHIPPED.merged_with([row("1.001193", "Khai sinh (đã sửa)")], version="y")
        found = merged.find("1.001193", TODAY)
        assert found is not None
        assert found.name == "Khai sinh (đã sửa)"
        assert len(merged.rows) == len(SHIPPED.rows)


class TestSearch:
    @pytest.mark.parametrize(
        "typed", ["khai sinh", "sinh kha", "KHAI SINH", "thủ tục đăng ký khai sinh", "thu tuc dang ki khai s"]
    )
    def test_birth_registration_is_first_however_it_is_typed(self, typed: str) -> None:
        assert codes(SHIPPED.search(typed, TODAY))[0] == "1.001193"
        assert codes(SHIPPED.search(unicodedata.normalize("NFD", typed), TODAY))[0] == "1.001193"

    @pytest.mark.parametrize("typed", ["1.001193", "001193", "0011"])
    def test_a_code_is_found_by_its_parts(self, typed: str) -> None:
        assert "1.001193" in codes(SHIPPED.search(typed, TODAY))

    def test_a_field_finds_its_procedures(self) -> None:
        assert len(SHIPPED.search("giảm nghèo", TODAY)) == 5

    def test_frequent_ones_come_first(self) -> None:
        found = SHIPPED.search("", TODAY)
        assert len(found) == 119
        frequent = [procedure.frequent for procedure in found]
        assert frequent == sorted(frequent, reverse=True)
        assert any(frequent)

    def test_nothing_found_is_empty(self) -> None:
        assert SHIPPED.search("không có thủ tục này", TODAY) == ()

    @given(st.sampled_from(SHIPPED.rows), st.data())
    def test_every_beginning_of_words_finds_its_procedure(
        self, procedure: Procedure, data: st.DataObject
    ) -> None:
        present = words(fold(f"{procedure.short_name} {procedure.code} {procedure.field}"))
        chosen = data.draw(st.lists(st.sampled_from(present), min_size=1, max_size=4))
        typed = " ".join(word[: data.draw(st.integers(1, len(word)))] for word in chosen)
        if words(typed)[:2] != ["thu", "tuc"]:
            assert procedure in SHIPPED.search(typed, TODAY)


class TestReading:
    def test_a_bad_row_is_refused_with_its_number_and_reason(self) -> None:
        rows = [procedure.to_record() for procedure in SHIPPED.rows[:3]]
        rows[2] = {**rows[2], "valid_from": "hôm qua"}
        with pytest.raises(DomainProblem) as caught:
            Catalogue.from_json({"procedures": rows}, version="x")
        assert caught.value.code == "table.bad_row"
        assert caught.value.details == {
            "table": "procedures",
            "row": 3,
            "field": "valid_from",
            "reason": "not_a_day",
        }

    def test_a_row_no_fact_can_hold_is_refused(self) -> None:
        big = {**SHIPPED.rows[0].to_record(), "legal_basis": ["x" * 100] * 200}
        with pytest.raises(DomainProblem, match=r"row=1.*procedure\.too_large"):
            Catalogue.from_json({"procedures": [big]}, version="x")

    @pytest.mark.parametrize("data", [None, [], {}, {"procedures": {}}, {"procedures": "x"}])
    def test_a_file_without_rows_is_refused(self, data: object) -> None:
        with pytest.raises(DomainProblem, match=r"table\.missing"):
            Catalogue.from_json(data, version="x")

    def test_the_same_row_twice_is_refused(self) -> None:
        with pytest.raises(DomainProblem, match=r"catalogue\.row_twice"):
            Catalogue([row("1.1", "a"), row("1.1", "b")], version="x")


class TestShippedRows:
    def test_there_are_119_and_17_are_marked_unconfirmed(self) -> None:
        assert len(SHIPPED.rows) == 119
        assert sum(procedure.certainty is Certainty.UNCONFIRMED for procedure in SHIPPED.rows) == 17
        assert len(SHIPPED.version) == 12

    def test_every_row_has_source_and_first_day(self) -> None:
        assert all(
            procedure.source and procedure.valid_from == date(2025, 7, 1) for procedure in SHIPPED.rows
        )

    def test_every_row_survives_a_fact(self) -> None:
        for procedure in SHIPPED.rows:
            carried = json.loads(json.dumps(procedure.to_record()))
            assert Procedure.from_record(carried) == procedure

    def test_every_limit_gives_an_appointment(self) -> None:
        hours = deadline_rules_on(TODAY).default_hours
        for procedure in SHIPPED.rows:
            made = appointment(parse_moment("2026-11-23T09:00"), procedure.time_limit, load_calendar(), hours)
            without = procedure.time_limit.unit in {LimitUnit.NONE, LimitUnit.ANNUAL_REVIEW}
            assert (made.due_at is None) == without

    def test_counts_of_papers_are_plausible(self) -> None:
        for procedure in SHIPPED.rows:
            assert all(paper.originals <= 5 and paper.copies <= 5 for paper in procedure.documents)

    @pytest.mark.parametrize(
        ("code", "limit"),
        [
            ("1.001193", "same_day"),
            ("1.004873", "3 working_days"),
            ("1.013949", "15 calendar_days"),
            ("1.011606", "annual_review"),
        ],
    )
    def test_limits_of_the_reference(self, code: str, limit: str) -> None:
        found = SHIPPED.find(code, TODAY)
        assert found is not None
        assert str(found.time_limit) == limit

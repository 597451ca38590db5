"""What an office hangs up: from the catalogue of the day, the office's own rates, its people and profile."""

from datetime import date

import pytest

from app.domain.problems import DomainProblem
from app.domain.sheet_forms import BOARD, PLATE, POSTERS, PROCEDURE, PROCEDURE_LIST, STEPS
from app.use_cases.change_fees import NewRate
from app.use_cases.manage_people import NewClerk
from app.use_cases.public_sheets import people_of_lines
from tests.support.desks import Counter

TODAY = date(2026, 11, 23)


def test_a_procedure_is_told_as_it_stands_on_the_day(counter: Counter) -> None:
    record = counter.desk.sheets.record(PROCEDURE, TODAY, "1.001193")
    told = record["procedure"]
    assert told["name"] == "Đăng ký khai sinh"
    assert told["limit_unit"] == "same_day"
    assert [paper["name"] for paper in told["papers"]][:1] == ["Tờ khai đăng ký khai sinh"]
    assert told["short_list"] is True
    assert told["updated"] == "01/07/2025"
    assert record["paper"] == "A4"
    assert record["office"]["centre"] == "Trung tâm Phục vụ hành chính công xã Thanh Nưa"
    assert record["office"]["hours"].endswith("từ thứ Hai đến thứ Sáu")


def test_a_rate_the_office_entered_stands_on_the_sheet_from_its_day(counter: Counter) -> None:
    desk = counter.desk

    def charge(on: date) -> dict[str, object]:
        (told,) = desk.sheets.record(PROCEDURE, on, "1.004873")["procedure"]["charges"]
        return told  # type: ignore[no-any-return]

    assert charge(TODAY)["formula"] == "not_configured"
    rate = NewRate("1.004873/registration", 15_000, date(2026, 12, 1), "NQ 12/2026/NQ-HĐND")
    desk.money.fees.set_rate(rate, desk.acting())
    assert charge(TODAY)["formula"] == "not_configured"
    assert (charge(date(2026, 12, 1))["formula"], charge(date(2026, 12, 1))["amount"]) == ("flat", 15_000)


def test_the_list_holds_every_procedure_in_force_once(counter: Counter) -> None:
    groups = counter.desk.sheets.record(PROCEDURE_LIST, TODAY)["groups"]
    told = [row["code"] for group in groups for row in group["procedures"]]
    in_force = [row.code for row in counter.desk.receive.catalogue().in_force(TODAY)]
    assert sorted(told) == sorted(in_force)
    assert len({group["field"] for group in groups}) == len(groups)


def test_the_board_tells_people_management_and_leaders(counter: Counter) -> None:
    desk = counter.desk
    acting = desk.acting()
    lines = "Lò Văn Thành; Giám đốc; 0912345678|Vàng A Páo; Phó Giám đốc"
    desk.settings.enter({"management": lines, "leaders": "Nguyễn Văn An; Bí thư"}, TODAY, acting)
    desk.people.change(desk.clerk.id, {"work": "Hộ tịch, chứng thực"}, acting)
    desk.people.register(NewClerk("Lò Thị Pánh", "Viên chức", work="Đất đai"), "mật khẩu", acting)
    record = desk.sheets.record(BOARD, TODAY)
    assert record["management"][0] == {"name": "Lò Văn Thành", "position": "Giám đốc", "phone": "0912345678"}
    assert record["management"][1]["phone"] == ""
    assert record["leaders"][0]["position"] == "Bí thư"
    assert {(one["name"], one["field"]) for one in record["officers"]} == {
        ("Quàng Thị Hương", "Hộ tịch, chứng thực"),
        ("Lò Thị Pánh", "Đất đai"),
    }


def test_who_left_stands_on_the_board_no_more(counter: Counter) -> None:
    desk = counter.desk
    gone = desk.people.register(NewClerk("Lò Thị Pánh"), "mật khẩu", desk.acting()).value
    desk.people.remove(gone.id, desk.acting())
    assert [one["name"] for one in desk.sheets.record(BOARD, TODAY)["officers"]] == ["Quàng Thị Hương"]


def test_a_plate_is_found_by_a_name_typed_without_marks(counter: Counter) -> None:
    assert counter.desk.sheets.record(PLATE, TODAY, "quang thi huong")["person"]["phone"] == "0912345678"


def test_every_poster_is_drawn(counter: Counter) -> None:
    of = {PROCEDURE: "1.001193", STEPS: "2.000815", PLATE: "Quàng Thị Hương"}
    for form in POSTERS:
        record = counter.desk.sheets.record(form, TODAY, of.get(form, ""))
        assert counter.desk.sheets.draw(form, record).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("form", "of", "size", "code"),
    [
        ("slip", "", "", "paper.unknown_form"),
        (BOARD, "", "A7", "paper.unknown_size"),
        (PLATE, "Nobody", "", "clerk.unknown"),
        (PROCEDURE, "9.999999", "", "procedure.unknown"),
        (STEPS, "", "", "procedure.unknown"),
    ],
)
def test_what_cannot_be_drawn_is_refused(counter: Counter, form: str, of: str, size: str, code: str) -> None:
    with pytest.raises(DomainProblem) as refused:
        counter.desk.sheets.record(form, TODAY, of, size)
    assert refused.value.code == code


def test_lines_about_people_are_read_however_they_are_typed() -> None:
    told = people_of_lines(["A; B; C; D", " Lò Văn Thành ", "; ; 0912", ""])
    assert told == [
        {"name": "A", "position": "B", "phone": "C"},
        {"name": "Lò Văn Thành", "position": "", "phone": ""},
    ]

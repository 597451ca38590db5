"""The calendar changes: new appointments follow it, printed ones stand until a person moves them."""

from datetime import date
from pathlib import Path

import pytest

from app.composition.office import open_office
from app.domain.calendar_changes import DayChange
from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from tests.support.desks import PASSPHRASE, Counter, new_counter, request

HOLIDAY = date(2026, 11, 26)
THREE_DAYS = "1.004873"
"""Three working days: received on Monday 23 November 2026, with the 24th off, due on Friday the 27th."""


def declared(day: date, kind: str | None, name: str = "Nghỉ theo thông báo của tỉnh") -> DayChange:
    return DayChange.read(day, kind, name, "Thông báo 12/TB-UBND")


def due_day(due_at: int | None) -> date:
    assert due_at is not None
    return from_milliseconds(due_at).date()


def test_a_new_holiday_moves_new_appointments_and_only_lists_printed_ones(counter: Counter) -> None:
    desk = counter.desk
    before = counter.receive(
        procedure=THREE_DAYS, applicant={"full_name": "Lò Thị Ón", "phone": "0912345678"}
    )
    assert due_day(before.due_at) == date(2026, 11, 27)
    preview = desk.calendar.preview([declared(HOLIDAY, "holiday")])
    touched = desk.calendar([declared(HOLIDAY, "holiday")], desk.acting()).value
    assert touched == preview == desk.calendar.touched()
    assert [(one.full_name, one.phone, due_day(one.would_be)) for one in touched] == [
        ("Lò Thị Ón", "0912345678", date(2026, 11, 30))
    ]
    assert desk.show(before.subject).dossier.due_at == before.due_at
    assert due_day(counter.receive(procedure=THREE_DAYS).due_at) == date(2026, 11, 30)


def test_a_preview_changes_nothing(counter: Counter) -> None:
    desk = counter.desk
    counter.receive(procedure=THREE_DAYS)
    assert desk.calendar.preview([declared(HOLIDAY, "holiday")])
    assert desk.calendar.touched() == []
    assert due_day(counter.receive(procedure=THREE_DAYS).due_at) == date(2026, 11, 27)


def test_a_moved_appointment_fits_and_says_why_on_a_new_slip(counter: Counter) -> None:
    desk = counter.desk
    received = desk.receive(request(procedure=THREE_DAYS), desk.acting(), paper=True).value
    desk.print_paper(received.subject, "slip", desk.acting())
    desk.calendar([declared(HOLIDAY, "holiday")], desk.acting())
    moved = desk.calendar.move(received.subject, None, "Tỉnh cho nghỉ ngày 26/11", desk.acting()).value
    assert due_day(moved.due_at) == date(2026, 11, 30)
    assert desk.calendar.touched() == []
    waiting = desk.print_paper.pending()
    assert [paper.record["replaces"]["reason"] for paper in waiting] == ["Tỉnh cho nghỉ ngày 26/11"]
    with pytest.raises(DomainProblem) as caught:
        desk.calendar.move(received.subject, None, "lần nữa", desk.acting())
    assert caught.value.code == "calendar.fits"


def test_a_date_that_was_typed_is_touched_only_when_its_day_is_off(counter: Counter) -> None:
    desk = counter.desk
    typed = counter.receive(procedure=THREE_DAYS, due_at="2026-11-26T16:00:00+07:00")
    desk.calendar([declared(date(2026, 11, 25), "holiday")], desk.acting())
    assert desk.calendar.touched() == []
    touched = desk.calendar([declared(HOLIDAY, "holiday")], desk.acting()).value
    assert [(one.subject, one.would_be) for one in touched] == [(typed.subject, None)]
    with pytest.raises(DomainProblem) as caught:
        desk.calendar.move(typed.subject, None, "nghỉ", desk.acting())
    assert caught.value.code == "field.missing"
    moved = desk.calendar.move(typed.subject, date(2026, 11, 27), "nghỉ", desk.acting()).value
    assert due_day(moved.due_at) == date(2026, 11, 27)


def test_an_uncertain_holiday_can_be_declared_ordinary_and_taken_back(counter: Counter) -> None:
    desk = counter.desk
    culture_day = date(2026, 11, 24)
    desk.calendar([declared(culture_day, "ordinary", "Tỉnh vẫn làm việc")], desk.acting())
    assert due_day(counter.receive(procedure=THREE_DAYS).due_at) == date(2026, 11, 26)
    assert [one.day for one in desk.calendar.ordinary(2026)] == [culture_day]
    assert culture_day not in {row.day.day for row in desk.calendar.rows(2026)}
    desk.calendar([DayChange(culture_day, None)], desk.acting())
    assert due_day(counter.receive(procedure=THREE_DAYS).due_at) == date(2026, 11, 27)
    assert desk.calendar.ordinary(2026) == []


def test_a_saturday_worked_in_return_counts_and_a_weekday_cannot_be_one(counter: Counter) -> None:
    desk = counter.desk
    saturday = date(2026, 11, 28)
    changes = [declared(HOLIDAY, "swap_off"), declared(saturday, "make_up_workday", "Làm bù")]
    desk.calendar(changes, desk.acting())
    assert due_day(counter.receive(procedure=THREE_DAYS).due_at) == saturday
    assert [row.day.day for row in desk.calendar.rows(2026) if row.entered] == [HOLIDAY, saturday]
    with pytest.raises(DomainProblem) as caught:
        declared(HOLIDAY, "make_up_workday")
    assert caught.value.code == "calendar.work_on_workday"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([DayChange(date(2026, 12, 24), None)], "calendar.unchanged"),
        ([DayChange(date(2099, 1, 1), "holiday", "xa quá")], "calendar.out_of_range"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    counter: Counter, changes: list[DayChange], code: str
) -> None:
    with pytest.raises(DomainProblem) as caught:
        counter.desk.calendar(changes, counter.desk.acting())
    assert caught.value.code == code
    assert all(not row.entered for row in counter.desk.calendar.rows(2026))


@pytest.mark.parametrize(
    ("kind", "name", "code"),
    [
        ("festival", "Tết", "field.unknown_value"),
        ("holiday", " ", "field.missing"),
        ("holiday", 5, "field.not_text"),
    ],
)
def test_a_day_is_read_strictly(kind: str, name: object, code: str) -> None:
    with pytest.raises(DomainProblem) as caught:
        DayChange.read(HOLIDAY, kind, name)
    assert caught.value.code == code


def test_a_change_holds_after_a_restart(tmp_path: Path) -> None:
    first = new_counter(tmp_path)
    with first.desk as desk:
        desk.calendar([declared(HOLIDAY, "holiday")], desk.acting())
        rows = desk.calendar.rows(2026)
    with open_office(tmp_path, PASSPHRASE, clock=first.clock) as again:
        assert again.calendar.rows(2026) == rows
        received = again.receive(request(procedure=THREE_DAYS), again.acting()).value
        assert due_day(received.due_at) == date(2026, 11, 30)


def test_a_finished_dossier_is_not_touched(counter: Counter) -> None:
    desk = counter.desk
    received = counter.receive(procedure=THREE_DAYS)
    for step in ("transfer", "finish"):
        desk.step(received.subject, step, desk.acting())
    assert desk.calendar([declared(HOLIDAY, "holiday")], desk.acting()).value == []

"""Corrections over a real office: what changes, the new appointment, the replacement slip."""

from datetime import datetime, timedelta

import pytest

from app.domain.moments import VIET_NAM, from_milliseconds
from app.domain.problems import DomainProblem
from app.domain.slip import Slip
from tests.support.desks import MONDAY, Counter, person

REASON = "Viết nhầm tên"


def refused(counter: Counter, fields: dict[str, object], reason: str = REASON) -> DomainProblem:
    subject = counter.receive().subject
    with pytest.raises(DomainProblem) as caught:
        counter.desk.amend(subject, fields, reason, counter.desk.acting())
    return caught.value


def test_a_correction_keeps_what_stood_in_the_history(counter: Counter) -> None:
    desk, subject = counter.desk, counter.receive().subject
    amended = desk.amend(
        subject, {"applicant.full_name": "Giàng A Sử", "phone": "0911 222 333"}, REASON, desk.acting()
    )
    assert amended.value.changed == ("full_name", "phone")
    detail = desk.show(subject)
    assert detail.dossier.full_name == "Giàng A Sử"
    changes = {change.name: (change.before, change.after) for change in detail.history[-1].changes}
    assert changes == {"full_name": ("Giàng A Mẫu", "Giàng A Sử"), "phone": (None, "0911222333")}
    assert detail.history[-1].details["reason"] == REASON
    assert [row.full_name for row in desk.find("giang a su")] == ["Giàng A Sử"]


def test_an_empty_value_clears_a_field(counter: Counter) -> None:
    desk, subject = counter.desk, counter.receive(applicant=person(phone="0912345678")).subject
    desk.amend(subject, {"phone": ""}, REASON, desk.acting())
    assert desk.show(subject).dossier.values["phone"] is None


def test_part_of_an_object_is_corrected_alone(counter: Counter) -> None:
    desk = counter.desk
    subject = counter.receive(submitter={"full_name": "Lò A", "phone": "0912345678"}).subject
    desk.amend(subject, {"submitter.phone": "0987654321"}, REASON, desk.acting())
    assert desk.show(subject).dossier.values["submitter"] == {"full_name": "Lò A", "phone": "0987654321"}


def test_another_procedure_makes_another_appointment(counter: Counter) -> None:
    desk, subject = counter.desk, counter.receive().subject
    amended = desk.amend(subject, {"procedure": "1.004873"}, REASON, desk.acting()).value
    assert from_milliseconds(amended.due_at or 0) == datetime(2026, 11, 27, 17, tzinfo=VIET_NAM)
    values = desk.show(subject).dossier.values
    assert (values["procedure"], values["limit"]) == ("1.004873", "3 working_days")


def test_another_moment_of_reception_makes_another_appointment(counter: Counter) -> None:
    desk, received = counter.desk, counter.receive(procedure="1.004873")
    amended = desk.amend(
        received.subject, {"received_at": "2026-11-20T08:00:00+07:00"}, REASON, desk.acting()
    ).value
    assert from_milliseconds(amended.due_at or 0) == datetime(2026, 11, 26, 17, tzinfo=VIET_NAM)
    assert desk.show(received.subject).dossier.code == received.code


def test_a_typed_date_stays_when_only_the_moment_changes(counter: Counter) -> None:
    desk = counter.desk
    received = counter.receive(procedure="1.014027", due_at="2026-12-08")
    desk.amend(received.subject, {"received_at": "2026-11-20T08:00:00+07:00"}, REASON, desk.acting())
    assert desk.show(received.subject).dossier.due_at == received.due_at


def test_the_slip_the_citizen_holds_is_replaced(counter: Counter) -> None:
    desk, subject = counter.desk, counter.receive().subject
    desk.print_paper(subject, "slip", desk.acting())
    counter.clock.set(MONDAY + timedelta(hours=1))
    amended = desk.amend(subject, {"full_name": "Giàng A Sử"}, REASON, desk.acting()).value
    assert amended.paper is not None
    issued = desk.print_paper(subject, "slip", desk.acting()).value
    slip = Slip.from_record(issued.paper.record)
    assert slip.replaces is not None
    assert (slip.replaces.reason, slip.replaces.issued_at) == (REASON, MONDAY)
    assert (slip.copy_number, slip.applicant.full_name) == (0, "Giàng A Sử")
    told = desk.show(subject).history[-1].details
    assert told["replaces"] == desk.show(subject).history[1].fact
    assert told["replaces_reason"] == REASON
    copy = desk.print_paper(subject, "slip", desk.acting()).value
    assert Slip.from_record(copy.paper.record).copy_number == 1


def test_a_slip_that_was_about_to_be_drawn_is_made_anew(counter: Counter) -> None:
    desk, subject = counter.desk, counter.receive().subject
    stale = desk.print_paper.order(subject, "slip", desk.acting())
    desk.amend(subject, {"full_name": "Giàng A Sử"}, REASON, desk.acting())
    with pytest.raises(DomainProblem, match=r"paper\.overtaken"):
        desk.print_paper.record(stale, desk.print_paper.draw(stale), desk.acting())
    waiting = desk.print_paper.pending()
    assert [Slip.from_record(paper.record).applicant.full_name for paper in waiting] == ["Giàng A Sử"]
    assert Slip.from_record(waiting[0].record).replaces is None


def test_no_slip_no_replacement(counter: Counter) -> None:
    desk, subject = counter.desk, counter.receive().subject
    assert desk.amend(subject, {"village": "Nà Nghè"}, REASON, desk.acting()).value.paper is None


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"full_name": "Giàng A Mẫu"}, "amend.unchanged", None),
        ({"full_name": ""}, "field.missing", "full_name"),
        ({"sets": -1}, "field.negative", "sets"),
        ({"code": "TAM-1"}, "amend.unknown_field", "code"),
        ({"holder": "x"}, "amend.unknown_field", "holder"),
        ({"procedure": "9.9"}, "procedure.unknown", "procedure"),
        ({"received_at": "2027-01-01T08:00:00+07:00"}, "reception.in_future", "received_at"),
        ({"submitter.phone": "1\x00"}, "text.control_character", "submitter.phone"),
    ],
)
def test_wrong_corrections_are_refused(
    counter: Counter, fields: dict[str, object], code: str, field: str | None
) -> None:
    problem = refused(counter, fields)
    assert (problem.code, problem.details.get("field")) == (code, field)


def test_a_correction_needs_a_reason(counter: Counter) -> None:
    assert refused(counter, {"full_name": "Lò A"}, " ").details == {"field": "reason"}


def test_what_is_over_is_not_corrected(counter: Counter) -> None:
    desk, subject = counter.desk, counter.receive().subject
    desk.void(subject, "nhầm", desk.acting())
    with pytest.raises(DomainProblem, match=r"amend\.final"):
        desk.amend(subject, {"full_name": "Lò A"}, REASON, desk.acting())

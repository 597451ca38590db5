"""Printing over a real office: original, copies, what is frozen, and what a power cut leaves."""

import hashlib
from datetime import timedelta

import pytest

from app.domain.facts import FactDraft
from app.domain.identifiers import Subject
from app.domain.moments import to_milliseconds
from app.domain.problems import DomainProblem
from app.domain.slip import Slip
from app.domain.slip_parts import FeeState
from app.storage.office_store import OfficeStore
from tests.support.desks import MONDAY, Counter, person, request
from tests.support.logs import Device


def issue(counter: Counter, subject: Subject) -> Slip:
    issued = counter.desk.print_paper(subject, "slip", counter.desk.acting()).value
    assert issued.pdf.startswith(b"%PDF")
    return Slip.from_record(issued.paper.record)


def test_the_slip_says_what_the_dossier_the_office_and_the_clerk_say(counter: Counter) -> None:
    received = counter.receive(
        applicant=person(id_number="011201001234", phone="0912345678", village="Nà Nghè"),
        submitter={"full_name": "Giàng A Sử", "role": "parent"},
        documents=[{"name": "Giấy chứng sinh", "originals": 1, "copies": 0}],
    )
    slip = issue(counter, received.subject)
    assert (slip.code, slip.provisional) == (received.code, True)
    assert slip.received_at == MONDAY
    assert slip.office.centre_name == "Trung tâm Phục vụ hành chính công xã Thanh Nưa"
    assert slip.office.opening_hours.endswith("từ thứ Hai đến thứ Sáu")
    assert (slip.clerk.full_name, slip.clerk.phone) == ("Quàng Thị Hương", "0912345678")
    assert slip.applicant.id_number == "011201001234"
    assert slip.submitter is not None
    assert slip.submitter.full_name == "Giàng A Sử"
    assert slip.procedure.code == "1.001193"
    assert slip.documents[0].name == "Giấy chứng sinh"
    assert slip.fee.state is FeeState.FREE
    assert slip.copy_number == 0


def test_a_reprint_is_copy_n_of_what_was_issued(counter: Counter) -> None:
    desk, subject = counter.desk, counter.receive().subject
    first = issue(counter, subject)
    desk.settings.enter({"hotline": "0215 1"}, MONDAY.date(), desk.acting())
    counter.clock.set(MONDAY + timedelta(hours=2))
    second, third = issue(counter, subject), issue(counter, subject)
    assert (second.copy_number, third.copy_number) == (1, 2)
    assert second.reprinted_at == MONDAY + timedelta(hours=2)
    assert second.issued_at == first.issued_at
    assert second.office.hotline == ""
    told = [item.details["copy_number"] for item in desk.show(subject).history if item.kind == "paper.issued"]
    assert told == [0, 1, 2]


def test_the_copy_after_parallel_copies_has_the_next_number(counter: Counter) -> None:
    store, subject = counter.desk.office, counter.receive().subject
    assert isinstance(store, OfficeStore)
    issue(counter, subject)
    with store.reading() as reading:
        tips = reading.view(subject).trail[-1:]
    device = Device(scope=store.scope).open()
    store.memory.pair(device.key.public, Subject(device.id))
    at = to_milliseconds(MONDAY)
    device.add(FactDraft("paper.issued", subject, at, {"form": "slip", "copy_number": 1}), parents=tips)
    assert [issue(counter, subject).copy_number for _ in range(2)] == [1, 2]
    store.logs.store_run(store.scope, device.run())
    assert issue(counter, subject).copy_number == 3


def test_printing_is_a_fact_with_the_hash_of_the_paper(counter: Counter) -> None:
    subject = counter.receive().subject
    issued = counter.desk.print_paper(subject, "slip", counter.desk.acting()).value
    fact = counter.desk.show(subject).history[-1]
    assert fact.details["sha256"] == hashlib.sha256(issued.pdf).digest()
    assert fact.details["template_version"]
    stored = counter.desk.show(subject).papers[0]
    assert (stored.pdf, stored.fact) == (issued.pdf, fact.fact)


def test_a_slip_ordered_with_the_reception_waits_through_a_power_cut(counter: Counter) -> None:
    desk = counter.desk
    received = desk.receive(request(), desk.acting(), paper=True).value
    assert received.paper is not None
    waiting = desk.print_paper.ordered(received.paper)
    pdf = desk.print_paper.draw(waiting)
    assert desk.print_paper.draw(waiting) == pdf
    assert desk.print_paper.order(received.subject, "slip", desk.acting()).id == received.paper
    first = desk.print_paper.record(waiting, pdf, desk.acting()).value
    again = desk.print_paper.record(waiting, pdf, desk.acting()).value
    assert again.paper.fact == first.paper.fact
    assert desk.print_paper.pending() == []


def test_what_cannot_be_printed_is_refused(counter: Counter) -> None:
    desk, subject = counter.desk, counter.receive().subject
    with pytest.raises(DomainProblem, match=r"paper\.unknown_form"):
        desk.print_paper(subject, "poem", desk.acting())
    desk.void(subject, "nhầm", desk.acting())
    with pytest.raises(DomainProblem, match=r"paper\.voided"):
        desk.print_paper(subject, "slip", desk.acting())

"""Receiving over a real office file: numbers, appointments, references, refusals, batches."""

from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.domain.facts import Fact, FactDraft
from app.domain.moments import VIET_NAM, from_milliseconds, to_milliseconds
from app.domain.problems import DomainProblem
from app.storage.office_store import OfficeStore
from app.storage.write_side import WriteSide
from app.use_cases.ports import Acting, ListFilter, Transaction
from app.use_cases.receive_dossier import Received
from tests.support.desks import MONDAY, Counter, new_counter, person, request

WITHOUT_LIMIT = "1.014027"


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIET_NAM)


def refused(counter: Counter, **parts: object) -> DomainProblem:
    with pytest.raises(DomainProblem) as caught:
        counter.receive(**parts)
    return caught.value


def test_a_reception_is_numbered_appointed_and_kept(counter: Counter) -> None:
    received = counter.receive()
    assert received.code.startswith("TAM-03328-")
    assert received.provisional
    assert from_milliseconds(received.received_at) == MONDAY
    assert from_milliseconds(received.due_at) == moment("2026-11-23 17:00")
    detail = counter.desk.show(received.subject)
    assert detail.dossier.full_name == "Giàng A Mẫu"
    assert detail.dossier.values["limit"] == "same_day"
    assert detail.dossier.values["due_rule"] == "same_day"
    assert detail.dossier.values["calendar_version"]
    assert detail.holder_name == "Quàng Thị Hương"
    assert detail.delivery.state == "saved"


def test_after_fifteen_the_same_day_is_the_next_working_day(counter: Counter) -> None:
    counter.clock.set(moment("2026-11-25 11:30"))
    counter.receive()
    counter.clock.set(moment("2026-11-27 15:30"))
    received = counter.receive()
    assert from_milliseconds(received.due_at) == moment("2026-11-30 17:00")


def test_a_stated_moment_counts_and_the_moment_of_entry_is_kept_too(counter: Counter) -> None:
    received = counter.receive(procedure="1.004873", received_at="2025-12-31T10:00:00+07:00")
    detail = counter.desk.show(received.subject)
    assert from_milliseconds(detail.dossier.received_at or 0) == moment("2025-12-31 10:00")
    assert detail.history[0].at == to_milliseconds(MONDAY)
    assert "-251231-" in received.code


def test_hours_of_the_office_end_the_appointment(counter: Counter) -> None:
    hours = {"hours": "07:30-11:30, 13:30-16:30"}
    counter.desk.settings.enter(hours, MONDAY.date(), counter.desk.acting())
    assert from_milliseconds(counter.receive().due_at) == moment("2026-11-23 16:30")
    before = counter.receive(received_at="2026-11-20T09:00:00+07:00")
    assert from_milliseconds(before.due_at) == moment("2026-11-20 17:00")


def test_a_procedure_without_a_limit_waits_for_a_typed_date(counter: Counter) -> None:
    assert counter.receive(procedure=WITHOUT_LIMIT).due_at is None
    typed = counter.receive(procedure=WITHOUT_LIMIT, due_at="2026-12-08")
    assert from_milliseconds(typed.due_at) == moment("2026-12-08 17:00")
    assert counter.desk.show(typed.subject).dossier.values["due_rule"] == "typed"


def test_a_typed_date_may_be_earlier_than_the_law_and_never_later(counter: Counter) -> None:
    earlier = counter.receive(procedure="1.004873", due_at="2026-11-25")
    assert from_milliseconds(earlier.due_at) == moment("2026-11-25 17:00")
    assert refused(counter, procedure="1.004873", due_at="2027-01-05").code == "reception.due_after_limit"
    assert refused(counter, due_at="2026-11-20").code == "reception.due_before_received"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"procedure": "9.999999"}, "procedure.unknown"),
        ({"received_at": "2025-06-30T16:00:00+07:00"}, "procedure.not_in_force"),
        ({"received_at": "2026-11-23T09:13:00+07:00"}, "reception.in_future"),
        ({"applicant": person(birth_date="2026-12")}, "birth_date.in_future"),
    ],
)
def test_what_cannot_be_is_refused_and_takes_no_number(
    counter: Counter, parts: dict[str, object], code: str
) -> None:
    assert refused(counter, **parts).code == code
    assert counter.receive().code.endswith("-001")


def test_the_same_reference_is_received_once(counter: Counter) -> None:
    first = counter.receive(ref="so-giay-17")
    again = counter.receive(ref="so-giay-17", applicant=person(full_name="Người Khác"))
    assert again.again
    assert (again.subject, again.code, again.due_at) == (first.subject, first.code, first.due_at)
    with counter.desk.office.reading() as reading:
        assert reading.count(ListFilter()) == 1


def test_a_batch_receives_what_it_can_in_one_transaction(counter: Counter) -> None:
    requests = [
        request(ref="a"),
        request(procedure="9.999999"),
        request(ref="a"),
        request(received_at="2030-01-01T08:00:00+07:00"),
        request(applicant=person(full_name="Lò Thị Ín")),
    ]
    answers = counter.desk.receive.batch(requests, counter.desk.acting())
    first, unknown, again, future, last = answers
    assert isinstance(first, Received)
    assert isinstance(again, Received)
    assert isinstance(last, Received)
    assert isinstance(unknown, DomainProblem)
    assert isinstance(future, DomainProblem)
    assert again.again
    assert again.subject == first.subject
    assert (unknown.code, future.code) == ("procedure.unknown", "reception.in_future")
    assert (first.code[-4:], last.code[-4:]) == ("-001", "-002")


def test_a_batch_that_fails_half_way_never_says_that_nothing_was_received(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    too_large = request(applicant=person(full_name="Giàng A Dài"))
    requests = [request(), too_large, request(), request()]
    real, real_record = OfficeStore.writing, WriteSide.record
    written = [0]

    def refusing(self: WriteSide, draft: FactDraft) -> Fact:
        if draft.fields["full_name"] == "Giàng A Dài":
            raise DomainProblem("fact.too_large")
        return real_record(self, draft)

    def full_after_three(self: OfficeStore, acting: Acting) -> AbstractContextManager[Transaction]:
        written[0] += 1
        if written[0] > 3:
            raise DomainProblem("storage.disk_full")
        return real(self, acting)

    monkeypatch.setattr(WriteSide, "record", refusing)
    monkeypatch.setattr(OfficeStore, "writing", full_after_three)
    first, large, *rest = counter.desk.receive.batch(requests, counter.desk.acting())
    assert isinstance(first, Received)
    assert isinstance(large, DomainProblem)
    assert large.code == "fact.too_large"
    assert [getattr(answer, "code", None) for answer in rest] == ["storage.disk_full"] * 2
    with counter.desk.office.reading() as reading:
        assert reading.count(ListFilter()) == 1


def test_a_practice_office_marks_its_dossiers(tmp_path: Path) -> None:
    counter = new_counter(tmp_path, practice=True)
    received = counter.receive()
    values = counter.desk.show(received.subject).dossier.values
    assert values["practice"] is True
    assert received.code.startswith("TAM-THỬ.03328-")
    assert values["book"].startswith("THỬ")
    assert counter.desk.find.subject(received.code.lower()) == received.subject
    counter.desk.close()


def test_a_draft_goes_with_the_dossier_it_became(counter: Counter) -> None:
    desk = counter.desk
    kept = desk.drafts("receive", {"full_name": "Già"}, desk.acting()).value
    assert [draft["id"] for draft in desk.drafts.kept("receive")] == [kept]
    desk.receive(request(), desk.acting(), kept)
    assert desk.drafts.kept("receive") == []


def test_cautions_name_the_field_and_never_refuse(counter: Counter) -> None:
    odd = request(
        applicant=person(id_number="999201001234", sex="Nữ", birth_date="1955", phone="0999123456"),
        parties=[{"role": "spouse", "full_name": "Lò Thị Ín", "id_number": "01220100123"}],
    )
    counter.desk.receive(odd, counter.desk.acting())
    found = {(c.code, c.details.get("field")) for c in counter.desk.receive.check(odd, MONDAY.date())}
    assert ("id_number.province", "applicant.id_number") in found
    assert ("id_number.sex", "applicant.id_number") in found
    assert ("id_number.birth_year", "applicant.id_number") in found
    assert ("id_number.length", "parties[1].id_number") in found
    assert ("dossier.same_procedure_open", None) in found


def test_the_appointment_is_known_while_typing(counter: Counter) -> None:
    received_at = to_milliseconds(moment("2026-08-28 09:00"))
    shown = counter.desk.receive.appointment("1.003583", received_at)
    assert shown.due_at == moment("2026-09-09 17:00")
    assert [day.isoformat() for day, _off in shown.skipped][:3] == ["2026-08-29", "2026-08-30", "2026-08-31"]


def test_facts_keep_the_time_a_person_confirmed_and_the_machine_s(counter: Counter) -> None:
    wrong = MONDAY - timedelta(days=5_000)
    counter.clock.set(wrong)
    with pytest.raises(DomainProblem, match=r"clock\.before_known"):
        counter.receive()
    counter.desk.clock.confirm(to_milliseconds(MONDAY + timedelta(hours=1)))
    received = counter.receive()
    assert from_milliseconds(received.received_at) == MONDAY + timedelta(hours=1)
    with counter.desk.office.reading() as reading:
        fact = reading.facts(received.subject)[0]
    assert fact.at + fact.clock_offset == to_milliseconds(wrong)

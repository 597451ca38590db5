"""The opened office: what is written is what is read, at once and after opening the file again."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.facts import Fact, FactDraft
from app.domain.fold import fold
from app.domain.identifiers import ClerkId, Subject, as_text, named_subject, new_uuid7
from app.domain.kinds import current_kind
from app.domain.lifecycle import Status
from app.domain.problems import DomainProblem
from app.storage import views
from app.storage.office_store import OfficeStore
from app.storage.verify import verify
from app.use_cases.check_clock import SEEN_SETTING
from app.use_cases.ports import Acting, Office, Reading, Transaction
from sync.protocol.log_store import DeviceState, LogStore
from tests.support.logs import CLERK, SCOPE, drafts
from tests.support.offices import (
    TODAY,
    UNIT,
    Province,
    acting,
    carry,
    clerk_id,
    new_office,
    now_ms,
    open_office,
    pair,
    receive,
    record,
    step,
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[OfficeStore]:
    store = new_office(tmp_path)
    yield store
    store.close()


def test_it_is_what_use_cases_and_carriers_ask_for(office: OfficeStore) -> None:
    as_office: Office = office
    as_logs: LogStore = office.logs
    as_device: DeviceState = office.memory
    with office.reading() as reading, office.writing(acting()) as tx:
        as_reading: Reading = reading
        as_transaction: Transaction = tx
        assert None not in (as_office, as_logs, as_device, as_reading, as_transaction)


def test_a_reception_can_be_read_at_once_and_later(office: OfficeStore) -> None:
    subject = receive(office, "Giàng A Mẫu")
    for store in (office, open_office(office)):
        with store.reading() as reading:
            dossier = reading.dossier(subject)
            assert dossier is not None
            assert (dossier.full_name, dossier.status) == ("Giàng A Mẫu", Status.RECEIVED)
            assert reading.subject_of(as_text(subject)) == subject
            assert reading.subject_of(dossier.code.lower()) == subject
            assert reading.subject_of("không có") is None
            (row,) = reading.rows([subject])
            assert (row.code, row.full_name, row.status) == (dossier.code, "Giàng A Mẫu", 2)
            assert [found.subject for found in reading.search("giang a m")] == [subject]
            assert reading.dossier(Subject(bytes(16))) is None
        if store is not office:
            store.close()


def test_what_is_written_can_be_read_inside_the_transaction(office: OfficeStore) -> None:
    with office.writing(acting()) as tx:
        subject = Subject(new_uuid7(now_ms()))
        tx.record(FactDraft("dossier.received", subject, now_ms(), {"full_name": "Lò Văn A"}, "receive"))
        second = tx.record(FactDraft("dossier.stepped", subject, now_ms(), {"holder": CLERK}, "transfer"))
        assert [row.status for row in tx.rows([subject])] == [4]
        assert tx.view(subject).trail == [*second.parents, second.id]
        assert tx.search("lo van")[0].subject == subject
    with office.reading() as reading:
        assert reading.facts(subject)[1] == second


def test_very_many_receptions_in_one_transaction_are_all_there(office: OfficeStore) -> None:
    subjects = [Subject(new_uuid7(now_ms())) for _ in range(620)]
    with office.writing(acting()) as tx:
        for number, subject in enumerate(subjects):
            code = tx.take_code(TODAY, UNIT).code
            fields = {"full_name": f"Lò Văn {number}", "code": code, "provisional": True}
            tx.record(FactDraft("dossier.received", subject, now_ms(), fields, "receive"))
            tx.remember_ref(f"thư {number}", subject)
            assert tx.received_as(f"thư {number}") == subject
        for subject in subjects[:5] + subjects[-5:]:
            second = tx.record(FactDraft("dossier.stepped", subject, now_ms(), {"holder": CLERK}, "transfer"))
            assert len(second.parents) == 1, "it knows of the reception, written or not"
        assert tx.subject_of(code) == subjects[-1]
    with office.reading() as reading:
        assert len(reading.rows(subjects)) == 620
        assert [row.status for row in reading.rows(subjects[:6])] == [2, 4, 4, 4, 4, 4]
        assert reading.received_as("thư 300") == subjects[300]
    assert verify(office.database).ok


def test_a_replaced_code_is_still_found(office: OfficeStore) -> None:
    subject = receive(office)
    with office.reading() as reading:
        (row,) = reading.rows([subject])
        assert row.provisional
    province = Province()
    office.memory.join(province.membership())
    code = "H18.22-261122-0042"
    office.logs.store_run(SCOPE, province.says(office, "code.assigned", subject, official_code=code))
    with office.reading() as reading:
        assert reading.subject_of("H18.22-261122-0042") == subject
        assert reading.subject_of(row.code) == subject
        (after,) = reading.rows([subject])
        assert (after.code, after.provisional) == ("H18.22-261122-0042", False)
        assert reading.search("261122 0042")[0].subject == subject


def test_an_outside_reference_is_remembered(office: OfficeStore) -> None:
    subject = receive(office, ref="email-17")
    with office.reading() as reading:
        assert reading.received_as("email-17") == subject
        assert reading.received_as("email-18") is None


def test_a_reference_received_elsewhere_is_remembered_too(office: OfficeStore, tmp_path: Path) -> None:
    other = new_office(tmp_path, "quay-2")
    pair(office, other)
    subject = receive(other, ref="email-17")
    carry(other, office)
    with office.reading() as reading:
        assert reading.received_as("email-17") == subject
    other.close()


def test_too_large_a_fact_is_refused_and_takes_nothing(office: OfficeStore) -> None:
    with pytest.raises(DomainProblem) as refused:
        receive(office, note="ơ" * 20_000)
    assert refused.value.code == "fact.too_large"
    receive(office)
    with office.reading() as reading:
        assert reading.search("giang")[0].code.endswith("-001")


def test_people_are_listed_active_first_by_given_name(office: OfficeStore) -> None:
    for number, (name, active) in enumerate(
        [("Lò Thị Xuân", True), ("Vàng A Chu", False), ("Giàng A Ánh", True)]
    ):
        clerk = Subject(clerk_id(number))
        fields: dict[str, Any] = {
            "full_name": name,
            "position": "Công chức",
            "phone": "0912",
            "roles": ["receive"],
            "active": True,
        }
        record(office, clerk, "clerk.registered", **fields)
        if not active:
            record(office, clerk, "clerk.changed", active=False)
    with office.reading() as reading:
        people = reading.people()
    assert [(person.full_name, person.active) for person in people] == [
        ("Giàng A Ánh", True),
        ("Lò Thị Xuân", True),
        ("Vàng A Chu", False),
    ]
    assert people[0].id == ClerkId(clerk_id(2))
    assert people[0].roles == ("receive",)


def test_the_profile_is_the_one_in_force_on_the_day(office: OfficeStore) -> None:
    subject = Subject(office.scope)
    first = {"hotline@2025-07-01": "0215 1", "name@2025-07-01": "UBND xã Thanh Chăn"}
    record(office, subject, "office.profile_set", **first)
    record(office, subject, "office.profile_set", **{"hotline@2026-01-01": "0215 2", "name@2026-06-01": None})
    with office.reading() as reading:
        assert reading.profile(date(2025, 12, 31)) == {"hotline": "0215 1", "name": "UBND xã Thanh Chăn"}
        assert reading.profile(date(2026, 2, 1)) == {"hotline": "0215 2", "name": "UBND xã Thanh Chăn"}
        assert reading.profile(date(2026, 6, 1)) == {"hotline": "0215 2"}
        assert reading.profile(date(2024, 1, 1)) == {}
        assert reading.profile_rows()[0] == ("hotline", date(2025, 7, 1), "0215 1")


def test_published_procedures_come_in_the_order_of_their_facts(office: OfficeStore) -> None:
    subject = named_subject("1.001193")
    for version in ("a", "b"):
        record(
            office,
            subject,
            "procedure.published",
            record={"code": "1.001193", "v": version},
            catalogue_version=version,
        )
    with office.reading() as reading:
        assert [row["v"] for row in reading.published_procedures()] == ["a", "b"]


def test_the_clock_is_checked_against_what_is_known(office: OfficeStore) -> None:
    with office.reading() as reading:
        own, receipt, seen = reading.newest_times()
    assert own is not None
    assert (receipt, seen) == (None, None)
    fact = record(office, receive(office), note="x", reason="y")
    with office.writing(acting()) as tx:
        tx.set_setting(SEEN_SETTING, 17)
    with office.reading() as reading:
        assert reading.newest_times() == (fact.at, None, 17)


def test_enrolment_is_known_to_the_status_strip(office: OfficeStore) -> None:
    with office.reading() as reading:
        assert not reading.delivery_summary().enrolled
    province = Province()
    province.enrol(office)
    assert office.memory.membership() == province.membership()
    with office.reading() as reading:
        assert reading.delivery_summary().enrolled
        assert reading.has_range()


def test_counters_of_requests_only_grow(office: OfficeStore) -> None:
    assert [office.memory.next_counter() for _ in range(3)] == [1, 2, 3]
    office.memory.raise_counter(90)
    office.memory.raise_counter(7)
    office.memory.raise_counter(2**53 - 1)
    again = open_office(office)
    assert again.memory.next_counter() == 91
    again.close()


def test_views_of_an_older_program_are_made_anew(
    office: OfficeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = receive(office, "Giàng A Mẫu")
    with office.database.write() as connection:
        connection.execute("UPDATE dossier SET full_name = 'cũ'")
    monkeypatch.setattr(views, "VIEWS_VERSION", views.VIEWS_VERSION + 1)
    monkeypatch.setattr("app.storage.office_store.VIEWS_VERSION", views.VIEWS_VERSION)
    again = open_office(office)
    assert again.fold_stale() == 0
    with again.reading() as reading:
        assert reading.rows([subject])[0].full_name == "Giàng A Mẫu"
    again.close()
    third = open_office(office)
    with third.database.read() as connection:
        assert connection.execute("SELECT count(*) FROM stale_subject").fetchone() == (0,), "once is enough"
    third.close()


def test_a_row_never_fails_over_values_of_another_type(office: OfficeStore) -> None:
    """Another program's device may have written anything into a field."""
    for value in (7, b"x", ["a"], {"full_name": 3}, True, 2**62):
        subject = Subject(new_uuid7(now_ms()))
        names = (
            "full_name",
            "village",
            "id_number",
            "due_at",
            "holder",
            "code",
            "submitter",
            "parties",
            "organisation",
        )
        record(office, subject, "dossier.received", "receive", **dict.fromkeys(names, value))
        with office.reading() as reading:
            assert reading.rows([subject])[0].status == 2
    assert verify(office.database).ok


@settings(max_examples=60)
@given(written=st.lists(drafts(), max_size=12))
def test_whatever_is_recorded_reads_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, written: list[FactDraft]
) -> None:
    store = new_office(tmp_path_factory.mktemp("office"))
    made: dict[Subject, list[Fact]] = {}
    for draft in written:
        with store.writing(Acting(CLERK, "receive", draft.at)) as tx:
            if current_kind(draft.kind).by_province:
                with pytest.raises(ValueError, match=draft.kind):
                    tx.record(draft)
            else:
                made.setdefault(draft.subject, []).append(tx.record(draft))
    with store.reading() as reading:
        for subject, facts in made.items():
            assert reading.facts(subject) == facts
            assert reading.view(subject) == fold(facts)
    assert verify(store.database).ok
    store.close()


def test_a_step_refreshes_the_row(office: OfficeStore) -> None:
    subject = receive(office)
    for name in ("transfer", "finish", "return"):
        step(office, subject, name)
    with office.reading() as reading:
        (row,) = reading.rows([subject])
        assert (row.status, row.holder) == (10, CLERK)
        assert reading.open_dossiers("011201001234", "1.001193") == []

"""An order to erase: what goes, what stays, and that nothing comes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.facts import FactDraft
from app.domain.fold import tips
from app.domain.identifiers import Subject
from app.domain.problems import DomainProblem
from app.storage.office_store import OfficeStore
from app.storage.verify import verify
from sync.protocol.problems import ProtocolProblem
from sync.protocol.runs import Run
from tests.support.logs import SCOPE, Device
from tests.support.offices import (
    Province,
    acting,
    carry,
    clerk_id,
    new_office,
    now_ms,
    pair,
    receive,
    record,
    runs_for,
    step,
    store_all,
)


@pytest.fixture
def province() -> Province:
    return Province()


@pytest.fixture
def two(tmp_path: Path, province: Province) -> Iterator[tuple[OfficeStore, OfficeStore]]:
    first, second = new_office(tmp_path, "quay-1"), new_office(tmp_path, "quay-2")
    pair(first, second)
    for store in (first, second):
        store.memory.join(province.membership())
    yield first, second
    first.close()
    second.close()


def kept_of(store: OfficeStore, subject: Subject) -> list[tuple[bytes | None, bytes | None]]:
    """Return the secret and the personal part of every stored fact of a subject."""
    with store.database.read() as connection:
        rows = connection.execute("SELECT secret, personal FROM fact WHERE subject = ?", (subject,))
        return list(rows)


def ids_of(store: OfficeStore, subject: Subject) -> list[bytes]:
    with store.database.read() as connection:
        rows = connection.execute("SELECT id FROM fact WHERE subject = ? ORDER BY seq", (subject,))
        return [number for (number,) in rows]


def search_words(store: OfficeStore) -> str:
    """Return all that the search index still holds, as text."""
    with store.database.read() as connection:
        blocks = connection.execute("SELECT block FROM dossier_search_data").fetchall()
    return b"".join(block for (block,) in blocks).decode("latin-1")


def erase(province: Province, store: OfficeStore, subject: Subject) -> Run:
    """Have the province order to erase a subject as this store shows it; returns the run, stored there."""
    run = province.says(store, "subject.erased", subject, order="12/QĐ")
    store.logs.store_run(SCOPE, run)
    return run


def test_erasure_deletes_personal_parts_and_secret_and_keeps_the_rest(
    two: tuple[OfficeStore, OfficeStore], province: Province
) -> None:
    first, _ = two
    subject = receive(first, "Giàng Thị Xuyến", ref="bưu điện 17")
    step(first, subject, "transfer", note="gọi cho chị Xuyến")
    neighbour = receive(first, "Lò Văn Toản")
    with first.writing(acting()) as tx:
        tx.order_paper(subject, "slip", 0, {"full_name": "Giàng Thị Xuyến"})
    before = (ids_of(first, subject), first.logs.holdings(SCOPE)[first.memory.own_log()])
    assert "xuyen" in search_words(first)
    erase(province, first, subject)
    assert kept_of(first, subject) == [(None, None)] * 3
    assert ids_of(first, subject)[:2] == before[0]
    with first.reading() as reading:
        dossier = reading.dossier(subject)
        assert dossier is not None
        assert dossier.erased
        assert (dossier.full_name, dossier.status) == ("", 4)
        assert dossier.code
        assert reading.search("xuyen") == []
        assert reading.search("toan")[0].subject == neighbour
        assert reading.subject_of(dossier.code) == subject
        (paper,) = reading.papers(subject)
        assert (paper.record, paper.pdf) == ({}, None)
        assert reading.received_as("bưu điện 17") == subject, "it is never received again"
    assert "xuyen" not in search_words(first), "nor does the index remember"
    assert verify(first.database).ok


def test_an_order_is_carried_and_obeyed_everywhere(
    two: tuple[OfficeStore, OfficeStore], province: Province
) -> None:
    first, second = two
    subject = receive(first, "Giàng Thị Xuyến")
    carry(first, second)
    erase(province, second, subject)
    carry(second, first)
    for store in two:
        assert kept_of(store, subject) == [(None, None)] * 2
        assert verify(store.database).ok
    with first.reading() as here, second.reading() as there:
        assert here.view(subject) == there.view(subject)


def test_what_was_erased_does_not_come_back_with_a_late_carrier(
    two: tuple[OfficeStore, OfficeStore], province: Province, tmp_path: Path
) -> None:
    first, second = two
    subject = receive(first, "Giàng Thị Xuyến")
    old_stick = runs_for(first, second)
    store_all(second, old_stick)
    order = erase(province, second, subject)
    store_all(second, old_stick)
    assert kept_of(second, subject) == [(None, None)] * 2
    third = new_office(tmp_path, "quay-3")
    pair(first, second, third)
    third.memory.join(province.membership())
    store_all(third, [order, *old_stick])
    assert kept_of(third, subject) == [(None, None)] * 2, "an order that came first waits, then is obeyed"
    assert verify(third.database).ok
    third.close()


def test_a_log_erased_elsewhere_is_taken_once_the_order_is_known(
    two: tuple[OfficeStore, OfficeStore], province: Province, tmp_path: Path
) -> None:
    first, second = two
    subject = receive(first, "Giàng Thị Xuyến")
    carry(first, second)
    order = erase(province, second, subject)
    third = new_office(tmp_path, "quay-3")
    pair(second, third)
    pair(first, third)
    third.memory.join(province.membership())
    erased = [run for run in runs_for(second, third) if run.log == first.memory.own_log()]
    with pytest.raises(ProtocolProblem) as refused:
        store_all(third, erased)
    assert refused.value.code == "run.personal_owed"
    store_all(third, [order, *erased])
    with third.reading() as reading, second.reading() as there:
        assert reading.view(subject) == there.view(subject)
    assert verify(third.database).ok
    third.close()


def test_an_order_that_waits_for_earlier_facts_does_not_act_yet(
    two: tuple[OfficeStore, OfficeStore], province: Province
) -> None:
    first, second = two
    subject = receive(first, "Giàng Thị Xuyến")
    carry(first, second)
    step(second, subject, "transfer")
    order = erase(province, second, subject)
    first.logs.store_run(SCOPE, order)
    with first.reading() as reading:
        dossier = reading.dossier(subject)
        assert dossier is not None
        assert (dossier.full_name, dossier.erased, dossier.waiting) == ("Giàng Thị Xuyến", False, 1)
    carry(second, first)
    assert kept_of(first, subject) == [(None, None)] * 3


@pytest.mark.parametrize("certificate", [None, b"junk"])
def test_nobody_but_the_province_erases(
    two: tuple[OfficeStore, OfficeStore], certificate: bytes | None
) -> None:
    first, _ = two
    subject = receive(first, "Giàng Thị Xuyến")
    device = Device().open(certificate=certificate)
    first.memory.pair(device.key.public, Subject(device.id))
    with first.reading() as reading:
        parents = tips(reading.facts(subject), reading.view(subject))
    device.add(FactDraft("subject.erased", subject, now_ms(), {"order": "x"}), parents=parents)
    first.logs.store_run(SCOPE, device.run())
    with first.reading() as reading:
        dossier = reading.dossier(subject)
        assert dossier is not None
        assert (dossier.full_name, dossier.erased) == ("Giàng Thị Xuyến", False)
        assert reading.view(subject).quarantined == [device.made[-1].fact.id]
    step(first, subject, "transfer")
    with first.reading() as reading:
        assert reading.view(subject).status == 4, "what came after it goes on"
    assert verify(first.database).ok


def test_erasing_a_clerk_makes_no_dossier(two: tuple[OfficeStore, OfficeStore], province: Province) -> None:
    first, _ = two
    clerk = Subject(clerk_id(7))
    record(first, clerk, "clerk.registered", full_name="Lò Thị Lan", active=True)
    erase(province, first, clerk)
    record(first, clerk, "dossier.stepped", "transfer")
    with first.reading() as reading:
        assert reading.rows([clerk]) == []
        assert [person.full_name for person in reading.people()] == [""]
    assert verify(first.database).ok


def test_a_subject_that_was_erased_takes_no_personal_data_any_more(
    two: tuple[OfficeStore, OfficeStore], province: Province
) -> None:
    first, _ = two
    subject = receive(first)
    erase(province, first, subject)
    with pytest.raises(DomainProblem) as refused:
        record(first, subject, note="Giàng A Mẫu")
    assert refused.value.code == "subject.erased"
    step(first, subject, "transfer")
    with first.reading() as reading:
        assert reading.view(subject).status == 4

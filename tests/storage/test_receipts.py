"""Receipts: what counts as received by the province, fact by fact and dossier by dossier."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.facts import FactDraft
from app.domain.identifiers import Head, Subject
from app.storage.office_store import OfficeStore
from app.storage.verify import verify
from app.use_cases.ports import ListFilter
from sync.protocol.receipts import Receipt, sign_receipt
from sync.protocol.signing import SigningKey
from tests.support.logs import SCOPE, Device, asking, forked
from tests.support.offices import Province, carry, new_office, now_ms, pair, receive, record, step, store_all

PROVINCE = SigningKey.generate()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[OfficeStore]:
    store = new_office(tmp_path)
    yield store
    store.close()


def keep(store: OfficeStore, receipt: Receipt, *, agreed: bool = True) -> int:
    store.memory.keep_receipt(receipt, agreed=agreed)
    return receipt.at


def receipt_of(store: OfficeStore) -> Receipt:
    """Have the province sign for all that an office file holds now."""
    return sign_receipt(PROVINCE, asking(), now_ms(), store.logs.holdings(SCOPE))


def state(store: OfficeStore, subject: Subject) -> tuple[str, int | None]:
    with store.reading() as reading:
        delivery = reading.delivery(subject)
        (row,) = reading.rows([subject])
        assert row.delivery == delivery.state, "the list and the dossier say the same"
        return delivery.state, delivery.province_at


def figures(store: OfficeStore) -> tuple[int, int, int]:
    with store.reading() as reading:
        summary = reading.delivery_summary()
        assert reading.count(ListFilter(not_delivered=True)) == summary.dossiers_waiting
        return summary.facts_waiting, summary.dossiers_waiting, summary.facts_received


def test_nothing_is_received_before_a_receipt(office: OfficeStore) -> None:
    subject = receive(office)
    assert state(office, subject) == ("saved", None)
    assert figures(office) == (2, 1, 0)
    with office.reading() as reading:
        assert reading.delivery_summary().last_receipt_at is None


def test_a_receipt_covers_what_lies_before_the_head_it_names(office: OfficeStore) -> None:
    early = receive(office)
    receipt = receipt_of(office)
    late = receive(office)
    at = keep(office, receipt)
    assert state(office, early) == ("province", at)
    assert state(office, late) == ("saved", None)
    assert figures(office) == (1, 1, 2)
    with office.reading() as reading:
        assert reading.delivery_summary().last_receipt_at == at
        assert reading.newest_times()[1] == at


def test_a_dossier_keeps_the_time_it_was_first_received(office: OfficeStore) -> None:
    subject = receive(office)
    first = keep(office, receipt_of(office))
    receive(office)
    keep(office, receipt_of(office))
    assert state(office, subject) == ("province", first)
    step(office, subject, "transfer")
    assert state(office, subject)[0] == "saved", "its newest step has not arrived"
    last = keep(office, receipt_of(office))
    assert state(office, subject) == ("province", last)


def test_a_receipt_for_another_line_counts_for_nothing(office: OfficeStore) -> None:
    subject = receive(office)
    own = office.memory.own_log()
    held = {own: frozenset({(2, Head(b"\x01" * 32)), (9, Head(b"\x02" * 32))})}
    keep(office, sign_receipt(PROVINCE, asking(), now_ms(), held))
    assert state(office, subject) == ("saved", None)


def test_an_older_receipt_does_not_undo_a_newer_one(office: OfficeStore) -> None:
    old = receipt_of(office)
    subject = receive(office)
    at = keep(office, receipt_of(office))
    keep(office, old)
    assert state(office, subject) == ("province", at)


def test_after_the_province_was_restored_dossiers_wait_again(office: OfficeStore) -> None:
    early = receive(office)
    of_backup = office.logs.holdings(SCOPE)
    late = receive(office)
    keep(office, receipt_of(office))
    assert figures(office) == (0, 0, 3)
    keep(office, sign_receipt(PROVINCE, asking(), now_ms(), of_backup))
    assert state(office, early)[0] == "province"
    assert state(office, late) == ("saved", None)
    assert figures(office) == (1, 1, 2)
    keep(office, sign_receipt(PROVINCE, asking(), now_ms(), {}))
    assert figures(office) == (3, 2, 0)
    at = keep(office, receipt_of(office))
    assert state(office, late) == ("province", at)


def test_of_a_fork_only_the_line_that_was_named_is_received(office: OfficeStore) -> None:
    device = Device().open()
    office.memory.pair(device.key.public, Subject(device.id))
    root = device.receive(code="H18.22-261122-0001")
    before = device.run()
    here = device.receive(code="H18.22-261122-0002")
    line = device.run()
    other = Device(key=device.key, id=device.id, log=device.log)
    there = other.receive(code="H18.22-261122-0003")
    branch = forked(line, other._pending, device.key)
    store_all(office, [before, line, branch])
    named = {device.log: frozenset({(device.position, device.head)})}
    at = keep(office, sign_receipt(PROVINCE, asking(), now_ms(), named))
    assert state(office, root) == ("province", at)
    assert state(office, here) == ("province", at)
    assert state(office, there) == ("saved", None)
    assert figures(office) == (2, 1, 3), "own opening and the other line wait"
    whole = keep(office, receipt_of(office))
    assert state(office, there) == ("province", whole)
    assert state(office, here) == ("province", at)
    keep(office, sign_receipt(PROVINCE, asking(), now_ms(), {}))
    assert figures(office) == (5, 3, 0)


def test_a_head_that_is_not_here_yet_counts_when_it_comes(tmp_path: Path, office: OfficeStore) -> None:
    other = new_office(tmp_path, "quay-2")
    pair(office, other)
    subject = receive(other)
    carry(other, office)
    later = receive(other)
    at = keep(office, receipt_of(other))
    assert state(office, subject) == ("saved", None), "the named head is not on the line held here"
    carry(other, office)
    assert state(office, subject) == ("province", at)
    assert state(office, later) == ("province", at)
    assert verify(office.database).ok
    other.close()


def test_a_fact_alone_is_followed_too(office: OfficeStore) -> None:
    subject = receive(office)
    at = keep(office, receipt_of(office))
    fact = record(office, subject, note="thêm giấy")
    with office.reading() as reading:
        first = reading.facts(subject)[0]
        assert (reading.fact_delivery(first.id).state, reading.fact_delivery(first.id).province_at) == (
            "province",
            at,
        )
        assert reading.fact_delivery(fact.id).state == "saved"


def test_a_step_that_was_set_aside_says_so_until_somebody_acts(tmp_path: Path, office: OfficeStore) -> None:
    other = new_office(tmp_path, "quay-2")
    pair(office, other)
    subject = receive(office)
    for name in ("transfer", "finish"):
        step(office, subject, name)
    carry(office, other)
    step(office, subject, "return")
    step(other, subject, "return")
    carry(other, office)
    assert state(office, subject)[0] == "set_aside"
    with office.reading() as reading:
        assert reading.count(ListFilter(needs_decision=True)) == 1
        (aside,) = reading.view(subject).set_aside
        assert reading.fact_delivery(aside.fact).state == "set_aside"
    record(office, subject, note="đã trả một lần", reason="trùng")
    assert state(office, subject)[0] == "saved"
    with office.reading() as reading:
        assert reading.fact_delivery(aside.fact).state == "set_aside", "the fact stays what it is"
    other.close()


def test_logs_of_the_province_do_not_wait_for_the_province(office: OfficeStore) -> None:
    province = Province()
    province.enrol(office)
    assert figures(office) == (1, 0, 0)
    province.writer.add(FactDraft("procedure.published", Subject(bytes(16)), now_ms(), {"record": {}}))
    office.logs.store_run(SCOPE, province.writer.run())
    assert figures(office) == (1, 0, 0)


def test_the_vector_agreed_on_is_kept_until_forgotten(office: OfficeStore) -> None:
    receive(office)
    assert office.memory.agreed() is None
    receipt = receipt_of(office)
    keep(office, receipt)
    assert office.memory.agreed() == receipt.holdings
    receive(office)
    keep(office, receipt_of(office), agreed=False)
    assert office.memory.agreed() == receipt.holdings
    office.memory.forget_agreed()
    assert office.memory.agreed() is None

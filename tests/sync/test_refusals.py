"""What one side cannot take: it is told apart, mended where it can be, and never stops the rest."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.identifiers import ScopeId
from app.domain.problems import DomainProblem
from app.storage.log_store import OfficeLogs
from app.storage.office_store import OfficeStore
from sync.protocol.exchange import Priming, Request, read_answer, write_request
from sync.protocol.holdings import digest
from sync.protocol.log_store import Membership
from sync.protocol.runs import Run
from sync.protocol.signing import SigningKey, certify_working_key
from sync.protocol.wire import StreamWriter
from sync.server.log_store import ProvinceLogs
from sync.server.province import Province
from tests.support.logs import SCOPE, Device
from tests.support.offices import KEY, new_office, now_ms, receive, step
from tests.support.provinces import OFFICE, URL, Wire, engine, enrol, new_province


@pytest.fixture
def province(tmp_path: Path) -> Province:
    return new_province(tmp_path)


@pytest.fixture
def office(tmp_path: Path) -> OfficeStore:
    return new_office(tmp_path)


@pytest.fixture
def wire(office: OfficeStore, province: Province) -> Wire:
    wire = enrol(office, province)
    assert engine(office, wire).run(30).complete
    return wire


def ask(province: Province, office: OfficeStore, stream: bytes, **parts: object) -> bytes:
    """Send a hand-made request that is signed as it should be; returns the answer."""
    request = Request(SCOPE, office.device, office.memory.next_counter(), None, office.logs.holdings(SCOPE))
    conversation = province.exchanges.begin()
    conversation.feed(write_request(replace(request, **parts), office.memory.device_key()) + stream)
    return b"".join(conversation.answer())


def header_of(answer: bytes) -> bytes:
    return answer[: 8 + int.from_bytes(answer[4:8], "big") + 64]


def test_a_copied_disk_delivers_its_line_though_the_other_side_cannot_rebuild_it(
    office: OfficeStore, province: Province, wire: Wire, tmp_path: Path
) -> None:
    copied = tmp_path / "copied.db"
    office.database.copy_to(copied, KEY)
    receive(office, "Giàng A Một")
    assert engine(office, wire).run(30).complete
    copy = OfficeStore.open(copied, KEY, tmp_path, now_ms)
    subject = receive(copy, "Giàng A Hai")
    wire.lose_answers, wire.requests_left = 9, 3
    assert engine(copy, wire).run(30).error == "link.none"
    wire.lose_answers, wire.requests_left = 0, None
    # The copy does not know yet that its log forked; the province does, and cannot place the parent.
    step(copy, subject, "transfer")
    assert engine(copy, wire).run(30).complete
    assert copy.logs.holdings(SCOPE) == province.logs.holdings(SCOPE)
    assert len(province.dossiers(OFFICE)) == 2
    assert engine(office, wire).run(30).complete
    assert office.logs.holdings(SCOPE) == province.logs.holdings(SCOPE)
    assert {finding.kind for finding in province.verify().findings} == {"number.twice"}


def test_a_log_that_is_refused_does_not_stop_the_others(
    office: OfficeStore, province: Province, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = Device().open()
    office.logs.store_run(SCOPE, stranger.run())
    stranger.receive()
    office.logs.store_run(SCOPE, stranger.run())
    subject = receive(office)
    real = ProvinceLogs.store_run

    def poisoned(self: ProvinceLogs, scope: ScopeId, run: Run) -> object:
        if run.log == stranger.log:
            run = replace(run, signature=bytes(64))
        return real(self, scope, run)

    monkeypatch.setattr(ProvinceLogs, "store_run", poisoned)
    report = engine(office, wire).run(30)
    assert (report.complete, report.error) == (False, "run.bad_signature")
    assert stranger.log not in province.logs.holdings(SCOPE)
    with office.reading() as reading:
        assert reading.delivery(subject).state == "province"
    monkeypatch.undo()
    assert engine(office, wire).run(30).complete
    assert office.logs.holdings(SCOPE) == province.logs.holdings(SCOPE)


def test_an_answer_that_cannot_be_stored_is_asked_for_whole_then_given_up(
    office: OfficeStore, province: Province, wire: Wire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = new_office(tmp_path, "quay-2")
    other_wire = enrol(other, province)
    receive(other)
    assert engine(other, other_wire).run(30).complete
    real = OfficeLogs.store_run
    failing = [3]

    def stumbling(self: OfficeLogs, scope: ScopeId, run: Run) -> object:
        if failing[0]:
            failing[0] -= 1
            run = replace(run, signature=bytes(64))
        return real(self, scope, run)

    monkeypatch.setattr(OfficeLogs, "store_run", stumbling)
    before = len(wire.requests)
    mine = receive(office)
    assert engine(office, wire).run(30).complete
    assert len(wire.requests) - before == 3
    failing[0] = 99
    receive(other)
    monkeypatch.undo()
    assert engine(other, other_wire).run(30).complete
    monkeypatch.setattr(OfficeLogs, "store_run", stumbling)
    report = engine(office, wire).run(30)
    assert (report.complete, report.error) == (False, "run.bad_signature")
    with office.reading() as reading:
        assert reading.delivery(mine).state == "province"


def test_a_full_disk_on_the_server_is_told_and_what_came_before_it_stays(
    office: OfficeStore,
    province: Province,
    wire: Wire,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("ERROR")
    for n in range(120):
        receive(office, f"Lò Văn {n}")
    real = ProvinceLogs.store_run
    left = [1]

    def full(self: ProvinceLogs, scope: ScopeId, run: Run) -> object:
        if not left[0]:
            raise DomainProblem("storage.disk_full")
        left[0] -= 1
        return real(self, scope, run)

    monkeypatch.setattr(ProvinceLogs, "store_run", full)
    report = engine(office, wire).run(30)
    assert (report.complete, report.error) == (False, "server.storage")
    assert 0 < len(province.dossiers(OFFICE)) < 120
    monkeypatch.undo()
    assert engine(office, wire).run(30).complete
    assert len(province.dossiers(OFFICE)) == 120
    assert "storing failed" in caplog.text


def test_a_full_disk_here_ends_the_exchange_with_its_reason(
    office: OfficeStore, province: Province, wire: Wire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = new_office(tmp_path, "quay-2")
    assert engine(other, enrol(other, province)).run(30).complete

    def full(*_: object) -> object:
        raise DomainProblem("storage.disk_full")

    monkeypatch.setattr(OfficeLogs, "store_run", full)
    assert engine(office, wire).run(30).error == "storage.disk_full"
    monkeypatch.undo()
    assert engine(office, wire).run(30).complete


def test_priming_the_province_does_not_know_is_refused_and_done_without(
    office: OfficeStore, province: Province, wire: Wire
) -> None:
    held = office.logs.holdings(SCOPE)
    log, tips = next(iter(held.items()))
    position, head = max(tips)
    wrong = Priming(log, position, head, hashlib.sha256(b"other bytes").digest()[:4])
    answer = read_answer(header_of(ask(province, office, b"", priming=wrong)))
    assert answer.status == "exchange.unknown_priming"
    receive(office)
    with province.database.writing() as connection:
        connection.exec_driver_sql("UPDATE fact SET personal = NULL")
    assert engine(office, wire).run(30).complete


def test_a_stream_that_is_no_stream_is_told_apart_from_what_came_before(
    office: OfficeStore, province: Province, wire: Wire
) -> None:
    for n in range(12):
        receive(office, f"Lò Văn {n}")
    runs = list(office.logs.runs_beyond(SCOPE, province.logs.holdings(SCOPE), 1))
    stream = b"".join(StreamWriter(office.logs.located(SCOPE)).run(run) for run in runs)
    answer = read_answer(header_of(ask(province, office, stream + b"\xff\xff\xff\xff")))
    assert answer.status.startswith("stream.")
    assert 0 < answer.stored < 12
    assert answer.holdings == province.logs.holdings(SCOPE)
    assert engine(office, wire).run(30).complete


def test_streams_in_which_everything_is_refused_are_read_no_further(
    office: OfficeStore, province: Province, wire: Wire
) -> None:
    writer = StreamWriter(office.logs.located(SCOPE))
    strangers = [Device().open() for _ in range(40)]
    stream = b"".join(writer.run(replace(each.run(), signature=bytes(64))) for each in strangers)
    answer = read_answer(header_of(ask(province, office, stream)))
    assert answer.status == "run.bad_signature"
    assert len(answer.refused) == 16
    assert wire.requests


def test_a_province_with_another_working_key_is_believed_when_the_root_vouches_for_it(
    office: OfficeStore, province: Province, wire: Wire
) -> None:
    member = office.memory.membership()
    assert member is not None
    office.memory.join(Membership(URL, member.root_key, SigningKey.generate().public))
    assert engine(office, wire).run(30).complete
    assert office.memory.membership() == member
    assert province.verify().ok


def test_a_receipt_that_nobody_vouches_for_is_not_believed(
    office: OfficeStore, province: Province, wire: Wire
) -> None:
    subject = receive(office)
    thief = SigningKey.generate()
    root = SigningKey.generate()
    stolen = replace(
        province.identity,
        working=thief,
        root_key=root.public,
        certificate=certify_working_key(root, thief.public),
    )
    province.logs.identity = stolen
    report = engine(office, wire).run(30)
    assert report.error == "receipt.bad_signature"
    with office.reading() as reading:
        assert reading.delivery(subject).state == "saved"


def test_a_vector_that_does_not_fit_is_compared_in_full(
    office: OfficeStore, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.client.rounds.digest", lambda held: digest(held)[::-1])
    before = len(wire.requests)
    assert engine(office, wire).run(30).complete
    assert len(wire.requests) - before == 2

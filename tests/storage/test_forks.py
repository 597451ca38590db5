"""Forks: both lines kept, shown and carried; a device whose log continues elsewhere leaves it."""

from pathlib import Path

from app.domain.facts import FactDraft
from app.domain.identifiers import Head, Subject, new_uuid7
from app.storage.office_store import OfficeStore
from app.storage.verify import verify
from sync.protocol.runs import Run
from tests.support.logs import SCOPE, Device, forked
from tests.support.offices import (
    carry,
    now_ms,
    receive,
    store_all,
    trusted_device,
)


def test_both_lines_of_a_fork_are_kept_shown_and_carried(
    two: tuple[OfficeStore, OfficeStore],
) -> None:
    first, second = two
    device = trusted_device(first)
    second.memory.pair(device.key.public, Subject(device.id))
    subject = device.receive()
    before = device.run()
    device.add(FactDraft("dossier.amended", subject, now_ms(), {"phone": "0911", "reason": "a"}))
    line = device.run()
    other = Device(key=device.key, id=device.id, newest={subject: device.made[1].fact.parents or ()})
    other.secrets, other.newest[subject] = dict(device.secrets), (device.made[1].fact.id,)
    other.log, other.position, other.head = before.log, line.after_position, line.after_head
    other.add(FactDraft("dossier.amended", subject, now_ms(), {"phone": "0922", "reason": "b"}))
    other_line = other.run()
    store_all(first, [before, line, other_line])
    assert first.forked_logs() == [device.log]
    assert len(first.logs.holdings(SCOPE)[device.log]) == 2
    carry(first, second)
    assert second.logs.holdings(SCOPE)[device.log] == first.logs.holdings(SCOPE)[device.log]
    with first.reading() as here, second.reading() as there:
        assert here.view(subject) == there.view(subject)
        assert set(here.view(subject).open_questions) == {"phone"}
    assert verify(first.database).ok
    # Who holds one line of it is handed the other one, and the common part once.
    third_holdings = {device.log: frozenset({(line.after_position + 1, head_of(first, device, line))})}
    offered = [run for run in first.logs.runs_beyond(SCOPE, third_holdings, 10**6) if run.log == device.log]
    assert [run.facts for run in offered] == [other_line.facts]


def head_of(store: OfficeStore, device: Device, line: Run) -> Head:
    found = store.logs.located(SCOPE).head_at(device.log, line.after_position + 1, device.head)
    assert found is not None
    return found


def test_a_device_whose_log_continues_elsewhere_opens_a_new_one(
    two: tuple[OfficeStore, OfficeStore], tmp_path: Path
) -> None:
    first, second = two
    receive(first)
    first.database.copy_to(tmp_path / "copy.db", bytes(range(32)))
    copy = OfficeStore.open(tmp_path / "copy.db", bytes(range(32)), tmp_path, now_ms)
    old = first.memory.own_log()
    on_disk = receive(first, "Lò Văn Một")
    on_copy = receive(copy, "Lò Văn Hai")
    carry(first, second)
    carry(copy, second)
    assert second.forked_logs() == [old]
    carry(second, first)
    new = first.memory.own_log()
    assert new != old
    assert first.forked_logs() == [old]
    with first.reading() as reading:
        assert {row.subject for row in reading.rows([on_disk, on_copy])} == {on_disk, on_copy}
        opened = [fact for fact in reading.facts(Subject(first.device)) if fact.kind == "log.opened"]
        assert opened[-1].fields is not None
        assert opened[-1].fields["previous_log"] == old
        assert reading.view(Subject(first.device)).open_questions == {}
    after = receive(first, "Lò Văn Ba")
    carry(first, second)
    with second.reading() as reading:
        assert reading.rows([after])
    assert [len(tips) for log, tips in second.logs.holdings(SCOPE).items() if log == new] == [1]
    carry(second, first)
    assert first.memory.own_log() == new, "the new log is left alone"
    for store in (first, second):
        # The copy gave out a number that the disk gave out too: that is what a person must be told.
        assert {finding.kind for finding in verify(store.database).findings} == {"number.twice"}
    copy.close()


def test_a_restored_device_learns_what_it_had_forgotten(
    two: tuple[OfficeStore, OfficeStore], tmp_path: Path
) -> None:
    first, second = two
    receive(first)
    first.database.copy_to(tmp_path / "backup.db", bytes(range(32)))
    forgotten = receive(first, "Sùng Thị Dợ")
    carry(first, second)
    restored = OfficeStore.open(tmp_path / "backup.db", bytes(range(32)), tmp_path, now_ms)
    old = restored.memory.own_log()
    announced = restored.leave_log()
    receive(restored, "Sau khi khôi phục")
    carry(second, restored)
    assert restored.memory.own_log() == announced, "it had left the old log already"
    assert restored.forked_logs() == []
    with restored.reading() as reading:
        assert reading.rows([forgotten])
    carry(restored, second)
    assert second.logs.holdings(SCOPE)[old] == restored.logs.holdings(SCOPE)[old]
    assert verify(restored.database).ok
    restored.close()


def test_a_run_after_a_fork_names_its_predecessor(two: tuple[OfficeStore, OfficeStore]) -> None:
    first, second = two
    device = trusted_device(first)
    device.receive()
    before = device.run()
    device.receive()
    line = device.run()
    copy = Device(key=device.key, id=device.id)
    copy.log = device.log
    secret_fact = copy.add(
        FactDraft("dossier.received", Subject(new_uuid7(now_ms())), now_ms(), {}, "receive")
    )
    branch = forked(line, [secret_fact], device.key)
    store_all(first, [before, line, branch])
    runs = [run for run in first.logs.runs_beyond(SCOPE, {}, 1) if run.log == device.log]
    assert [run.after_position for run in runs] == [0, 2, 2]
    assert runs[1].after_head == runs[2].after_head == line.after_head
    store_all(second, runs)
    assert second.logs.holdings(SCOPE)[device.log] == first.logs.holdings(SCOPE)[device.log]


def test_a_log_that_forked_has_no_places_to_point_at(two: tuple[OfficeStore, OfficeStore]) -> None:
    first, _ = two
    device = trusted_device(first)
    device.receive()
    before = device.run()
    device.receive()
    line = device.run()
    copy = Device(key=device.key, id=device.id)
    copy.log = device.log
    fact = copy.add(FactDraft("dossier.received", Subject(new_uuid7(now_ms())), now_ms(), {}, "receive"))
    store_all(first, [before, line, forked(line, [fact], device.key)])
    located = first.logs.located(SCOPE)
    assert located.fact_at(device.log, 3) is None
    assert located.position_of(device.log, device.made[0].fact.id) is None
    assert located.head_at(device.log, 3, device.head[:4]) == device.head

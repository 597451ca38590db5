"""The logs as carriers reach them: runs out, runs in, forks, and what waits."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.facts import Author, FactDraft
from app.domain.identifiers import NO_HEAD, Head, ScopeId, Subject, new_uuid7, office_scope
from app.storage.office_store import OfficeStore
from app.storage.verify import verify
from sync.protocol.encoding import encode_fact, join_fact, new_secret, split_fact
from sync.protocol.problems import ProtocolProblem
from sync.protocol.runs import CarriedFact, Run
from tests.support.logs import CLERK, SCOPE, Device
from tests.support.offices import (
    acting,
    carry,
    new_office,
    now_ms,
    open_office,
    pair,
    receive,
    record,
    runs_for,
    runs_for_log,
    step,
    store_all,
    trusted_device,
)


def rejected(store: OfficeStore, run: Run, scope: ScopeId = SCOPE) -> str:
    """Return the code with which a run is refused; nothing of it may stay."""
    before = contents(store)
    with pytest.raises(ProtocolProblem) as refused:
        store.logs.store_run(scope, run)
    assert contents(store) == before
    return refused.value.code


def contents(store: OfficeStore) -> tuple[object, ...]:
    """Return every row that a run could have written."""
    with store.database.read() as connection:
        return tuple(
            connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()  # noqa: S608  names below
            for table in ("log", "fact", "entry", "dossier", "listed_subject", "stale_subject", "reference")
        )


def entry_count(store: OfficeStore) -> int:
    with store.database.read() as connection:
        count: int = connection.execute("SELECT count(*) FROM entry").fetchone()[0]
        return count


def test_what_one_counter_receives_the_other_shows(two: tuple[OfficeStore, OfficeStore]) -> None:
    first, second = two
    subject = receive(first, "Giàng A Mẫu")
    step(first, subject, "transfer")
    carry(first, second)
    with first.reading() as here, second.reading() as there:
        assert there.facts(subject) == here.facts(subject)
        assert there.view(subject) == here.view(subject)
        assert [row.full_name for row in there.search("giang mau")] == ["Giàng A Mẫu"]
    assert verify(second.database).ok


def test_the_same_run_twice_changes_nothing(two: tuple[OfficeStore, OfficeStore]) -> None:
    first, second = two
    receive(first)
    runs = runs_for(first, second)
    assert store_all(second, runs) == 2
    before = contents(second)
    assert store_all(second, runs) == 0
    assert contents(second) == before


def test_overlapping_runs_are_taken_where_they_are_new(two: tuple[OfficeStore, OfficeStore]) -> None:
    first, second = two
    receive(first)
    carry(first, second)
    receive(first)
    everything = list(first.logs.runs_beyond(SCOPE, {}, 10**6))
    assert [len(run.facts) for run in everything] == [3]
    assert store_all(second, everything) == 1
    assert second.logs.holdings(SCOPE).items() >= first.logs.holdings(SCOPE).items()


def test_a_run_whose_beginning_is_not_held_is_refused(two: tuple[OfficeStore, OfficeStore]) -> None:
    first, second = two
    for _ in range(3):
        receive(first)
    runs = runs_for(first, second, max_bytes=1)
    assert len(runs) == 4
    assert rejected(second, runs[2]) == "run.gap"
    store_all(second, runs[:2])
    assert rejected(second, runs[3]) == "run.gap"
    assert rejected(second, replace(runs[2], after_head=Head(bytes(32)))) == "run.gap"
    assert store_all(second, runs[2:]) == 2


def test_a_forged_run_is_refused(two: tuple[OfficeStore, OfficeStore]) -> None:
    first, second = two
    receive(first)
    (run,) = runs_for(first, second)
    opening, received = run.facts
    assert rejected(second, replace(run, signature=bytes(64))) == "run.bad_signature"
    parts = split_fact(received.raw)
    changed = replace(received, raw=join_fact(replace(parts, at=parts.at + 1)))
    assert rejected(second, replace(run, facts=(opening, changed))) == "run.bad_signature"
    assert rejected(second, replace(run, facts=(received, opening))) == "run.bad_opening"
    assert rejected(second, replace(run, facts=())) == "run.bad_opening"
    other = replace(received, personal=received.personal and received.personal[:-1] + b"x")
    assert rejected(second, replace(run, facts=(opening, other))) == "run.personal_owed"
    none_promised = replace(opening, personal=b"\x90")
    assert rejected(second, replace(run, facts=(none_promised, received))) == "run.bad_personal"


def test_a_log_of_another_office_is_refused(two: tuple[OfficeStore, OfficeStore]) -> None:
    _, second = two
    stranger = Device(office_scope("03112"))
    stranger.receive()
    run = stranger.run()
    assert rejected(second, run) == "run.wrong_scope"
    elsewhere = office_scope("03112")
    second.logs.store_run(elsewhere, run)
    assert second.logs.holdings(elsewhere).keys() == {stranger.log}
    assert stranger.log not in second.logs.holdings(SCOPE)
    stranger.receive()
    assert rejected(second, stranger.run()) == "run.wrong_scope"


def test_a_log_whose_key_is_no_key_is_refused(two: tuple[OfficeStore, OfficeStore]) -> None:
    _, second = two
    device = Device()
    device.open(key=b"short")
    assert rejected(second, device.run()) in {"run.bad_opening", "run.bad_signature"}


def test_runs_end_at_signed_points_and_fit_where_they_can(two: tuple[OfficeStore, OfficeStore]) -> None:
    first, second = two
    for number in range(12):
        receive(first, f"Lò Thị {number}")
    whole = runs_for(first, second)
    parts = runs_for(first, second, max_bytes=3000)
    assert [len(run.facts) for run in whole] == [13]
    assert len(parts) > 1
    assert all(sum(len(f.raw) + len(f.personal or b"") for f in run.facts) <= 3000 for run in parts)
    assert tuple(fact for run in parts for fact in run.facts) == whole[0].facts
    store_all(second, parts)
    assert runs_for(first, second) == []


def test_a_long_transaction_is_signed_every_32_kb(two: tuple[OfficeStore, OfficeStore]) -> None:
    first, second = two
    with first.writing(acting()) as tx:
        for _ in range(10):
            subject = Subject(new_uuid7(now_ms()))
            tx.record(FactDraft("dossier.received", subject, now_ms(), {"note": "x" * 12_000}, "receive"))
    runs = runs_for(first, second, max_bytes=1)
    assert [len(run.facts) for run in runs] == [1, 3, 3, 3, 1]
    assert store_all(second, runs) == 11


def test_what_is_handed_over_is_settled_when_asked(two: tuple[OfficeStore, OfficeStore]) -> None:
    first, second = two
    receive(first)
    promised = first.logs.holdings(SCOPE)
    runs = first.logs.runs_beyond(SCOPE, second.logs.holdings(SCOPE), 1)
    receive(first)
    store_all(second, runs)
    own = first.memory.own_log()
    assert second.logs.holdings(SCOPE)[own] == promised[own]


def test_runs_come_in_the_order_they_were_stored(tmp_path: Path) -> None:
    counters = [new_office(tmp_path, f"quay-{number}") for number in range(3)]
    pair(*counters)
    first, second, hub = counters
    for _ in range(3):
        carry(first, hub)
        carry(second, hub)
        receive(first)
        receive(second)
    laptop = new_office(tmp_path, "laptop")
    logs = [run.log for run in runs_for(hub, laptop, max_bytes=1) if run.log != hub.memory.own_log()]
    own = [first.memory.own_log(), second.memory.own_log()]
    assert logs == [own[0], own[1]] * 3
    carry(hub, laptop)
    assert laptop.logs.holdings(SCOPE).items() >= hub.logs.holdings(SCOPE).items()
    for store in (*counters, laptop):
        store.close()


def test_a_fact_whose_earlier_ones_are_missing_waits_and_is_carried(
    two: tuple[OfficeStore, OfficeStore], tmp_path: Path
) -> None:
    first, second = two
    subject = receive(first)
    carry(first, second)
    record(second, subject, note="bổ sung", reason="thiếu")
    third = new_office(tmp_path, "quay-3")
    pair(first, second, third)
    of_second = [run for run in runs_for(second, third) if run.log == second.memory.own_log()]
    store_all(third, of_second)
    with third.reading() as reading:
        assert len(reading.view(subject).waiting) == 1
        assert reading.view(subject).trail == []
        (row,) = reading.rows([subject])
        assert row.code == ""
    mine = record(third, subject, note="của tôi", reason="khác")
    assert mine.parents == (), "what waits is never a parent"
    fourth = new_office(tmp_path, "quay-4")
    pair(third, fourth)
    carry(third, fourth)
    carry(first, third)
    with third.reading() as reading:
        assert reading.view(subject).waiting == frozenset()
        assert set(reading.view(subject).open_questions) == {"note"}
    assert fourth.logs.holdings(SCOPE)[second.memory.own_log()]
    assert verify(third.database).ok
    third.close()
    fourth.close()


def newer_fact(device: Device, subject: Subject, *, critical: bool) -> CarriedFact:
    """Write a fact of a kind that only a newer program knows."""
    draft = FactDraft("code.assigned", subject, now_ms(), {"official_code": "H18.22-261122-0007"})
    parents = device.newest.get(subject, ())
    parts = split_fact(encode_fact(draft, Author(device.id, CLERK, ""), parents, new_secret()).raw)
    return CarriedFact(join_fact(replace(parts, kind="dossier.teleported", flags=int(critical))))


@pytest.mark.parametrize("critical", [False, True])
def test_a_kind_of_a_newer_program_is_kept_carried_and_shown(
    two: tuple[OfficeStore, OfficeStore], *, critical: bool
) -> None:
    first, second = two
    device = trusted_device(first)
    second.memory.pair(device.key.public, Subject(device.id))
    subject = device.receive()
    run = device.run()
    strange = newer_fact(device, subject, critical=critical)
    store_all(first, [run, device.signed((strange,))])
    with first.reading() as reading:
        view = reading.view(subject)
        assert len(view.unknown) == 1
        assert view.needs_newer_program is critical
        assert [fact.kind for fact in reading.facts(subject)][-1] == "dossier.teleported"
    carry(first, second)
    raw = [fact.raw for run in runs_for_log(second, device) for fact in run.facts]
    assert raw[-1] == strange.raw
    assert verify(second.database).ok


def test_every_log_carries_the_secrets_it_needs(two: tuple[OfficeStore, OfficeStore], tmp_path: Path) -> None:
    first, second = two
    subject = receive(first, "Mùa A Pó")
    carry(first, second)
    record(second, subject, note="gọi trước")
    record(second, subject, note="gọi sau")
    own = second.memory.own_log()
    of_second = [run for run in runs_for(second, first) if run.log == own]
    secrets = [carried.secret for run in of_second for carried in run.facts]
    assert [secret is not None for secret in secrets] == [False, True, False]
    third = new_office(tmp_path, "quay-3")
    store_all(third, [run for run in runs_for(second, third) if run.log == own])
    assert own in third.logs.holdings(SCOPE)
    third.close()


def test_a_run_stripped_of_its_personal_parts_is_not_taken(two: tuple[OfficeStore, OfficeStore]) -> None:
    first, second = two
    receive(first, "Mùa A Pó")
    (run,) = runs_for(first, second)
    bare = replace(run, facts=tuple(CarriedFact(fact.raw) for fact in run.facts))
    assert rejected(second, bare) == "run.personal_owed"
    assert run.log not in second.logs.holdings(SCOPE), "so nobody is told that it arrived"
    store_all(second, [run])
    with second.reading() as reading:
        assert [row.full_name for row in reading.search("pó")] == ["Mùa A Pó"]


def test_the_same_fact_in_two_logs_counts_once(two: tuple[OfficeStore, OfficeStore]) -> None:
    first, _ = two
    device = trusted_device(first)
    subject = device.receive()
    run = device.run()
    again = Device(key=device.key, id=device.id, at=now_ms()).open()
    again._pending += run.facts[1:]
    first.logs.store_run(SCOPE, run)
    before = entry_count(first)
    assert first.logs.store_run(SCOPE, again.run()).new_facts == 1
    assert entry_count(first) == before + 2
    with first.reading() as reading:
        assert len(reading.facts(subject)) == 1
    assert verify(first.database).ok


def test_a_device_cannot_write_in_the_name_of_another(two: tuple[OfficeStore, OfficeStore]) -> None:
    first, _ = two
    device, victim = trusted_device(first), trusted_device(first)
    subject = Subject(new_uuid7(now_ms()))
    draft = FactDraft("dossier.received", subject, now_ms(), {"full_name": "Giả Mạo"}, "receive")
    secret = new_secret()
    forged = encode_fact(draft, Author(victim.id, CLERK, ""), (), secret)
    device._pending.append(CarriedFact(forged.raw, forged.personal, secret))
    first.logs.store_run(SCOPE, device.run())
    with first.reading() as reading:
        assert reading.facts(subject) == []
        assert reading.search("giả mạo") == []
    assert len(runs_for_log(first, device)[0].facts) == 2, "carried all the same"


def test_a_new_log_cannot_be_opened_in_the_middle(two: tuple[OfficeStore, OfficeStore]) -> None:
    first, _ = two
    device = trusted_device(first)
    device.receive()
    run = device.run()
    later = Run(run.log, 5, Head(bytes(32)), run.facts, run.signature)
    assert rejected(first, later) == "run.gap"
    assert rejected(first, replace(run, after_head=Head(bytes(32)))) == "run.bad_opening"


def test_priming_is_the_end_of_a_line(two: tuple[OfficeStore, OfficeStore]) -> None:
    first, second = two
    for number in range(120):
        receive(first, f"Lò Thị {number}", note="x" * 700)
    carry(first, second)
    own = first.memory.own_log()
    ((position, head),) = first.logs.holdings(SCOPE)[own]
    primed = first.logs.priming(SCOPE, own, position, head)
    assert primed is not None
    assert len(primed) == 64 * 1024
    assert primed == second.logs.priming(SCOPE, own, position, head)
    (run,) = list(first.logs.runs_beyond(SCOPE, {}, 10**7))
    whole = b"".join(fact.raw + (fact.personal or b"") for fact in run.facts)
    assert whole.endswith(primed)
    short = first.logs.priming(SCOPE, own, 2, entry_head_at(first, 2))
    assert short == run.facts[0].raw + run.facts[1].raw + (run.facts[1].personal or b"")
    assert first.logs.priming(SCOPE, own, position, Head(bytes(32))) is None
    assert first.logs.priming(office_scope("03112"), own, position, head) is None


def entry_head_at(store: OfficeStore, position: int) -> Head:
    found = store.logs.located(SCOPE).head_at(store.memory.own_log(), position, b"")
    assert found is not None
    return found


def test_looking_up_places_of_a_log(two: tuple[OfficeStore, OfficeStore]) -> None:
    first, _ = two
    subject = receive(first)
    located, own = first.logs.located(SCOPE), first.memory.own_log()
    with first.reading() as reading:
        (fact,) = reading.facts(subject)
    assert located.fact_at(own, 2) == (fact.id, subject)
    assert located.position_of(own, fact.id) == 2
    assert located.fact_at(own, 9) is None
    assert located.head_at(own, 2, b"\x00\x01\x02\x03\x04\x05") is None
    (run,) = first.logs.runs_beyond(SCOPE, {}, 10**6)
    assert located.secret_of(subject) == run.facts[1].secret
    assert located.secret_of(Subject(bytes(16))) is None
    later = receive(first)
    assert located.fact_at(own, 3) is not None, "it sees what was stored meanwhile"
    assert located.secret_of(later) is not None
    elsewhere = first.logs.located(office_scope("03112"))
    assert elsewhere.fact_at(own, 2) is None
    assert elsewhere.position_of(own, fact.id) is None
    assert elsewhere.head_at(own, 2, b"") is None


def test_an_empty_office_hands_over_its_opening_alone(tmp_path: Path) -> None:
    store = new_office(tmp_path)
    (run,) = store.logs.runs_beyond(SCOPE, {}, 10**6)
    assert (run.after_position, run.after_head, len(run.facts)) == (0, NO_HEAD, 1)
    again = open_office(store)
    assert list(again.logs.runs_beyond(SCOPE, store.logs.holdings(SCOPE), 10**6)) == []
    again.close()
    store.close()

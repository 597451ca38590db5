"""What every store of logs must do (`sync.protocol.log_store`), tried on an office's and the province's."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.facts import FactDraft
from app.domain.identifiers import Head, LogId, ScopeId, Subject
from app.storage.office_store import OfficeStore
from sync.protocol.holdings import Holdings, advanced
from sync.protocol.log_store import LogStore
from sync.protocol.problems import ProtocolProblem
from sync.protocol.runs import RUN_BYTES, CarriedFact, Run, entries_of
from sync.server.province import Province
from tests.support.logs import NOON, SCOPE, Device, forked
from tests.support.offices import new_office
from tests.support.provinces import OFFICE, new_province
from tests.support.refusals import refusal_of

Make = Callable[[Path], LogStore]


def office_logs(folder: Path) -> LogStore:
    """Return the logs of a new office; its own log is among them."""
    folder.mkdir(exist_ok=True)
    return new_office(folder).logs


def province_logs(folder: Path) -> LogStore:
    """Return the logs of a new province that has entered the tests' office."""
    folder.mkdir(exist_ok=True)
    province: Province = new_province(folder)
    province.registry.enter(OFFICE)
    return province.logs


@pytest.fixture(params=[office_logs, province_logs], ids=["office", "province"])
def make(request: pytest.FixtureRequest) -> Make:
    made: Make = request.param
    return made


@pytest.fixture
def store(make: Make, tmp_path: Path) -> LogStore:
    return make(tmp_path / "one")


def written(dossiers: int = 3) -> tuple[Device, list[Run]]:
    """Write a log: its opening, then two runs for each dossier."""
    device = Device().open()
    runs = [device.run()]
    for n in range(dossiers):
        subject = device.receive(f"Lò Văn {n}")
        runs.append(device.run())
        device.step(subject)
        runs.append(device.run())
    return device, runs


def keep(store: LogStore, runs: list[Run]) -> int:
    return sum(store.store_run(SCOPE, run).new_facts for run in runs)


def of_log(runs: list[Run], log: LogId) -> list[CarriedFact]:
    return [carried for run in runs if run.log == log for carried in run.facts]


def tip(run: Run) -> tuple[int, Head]:
    last = entries_of(run)[-1]
    return last.position, last.head


def refusal(store: LogStore, run: Run) -> str:
    before = store.holdings(SCOPE)
    with pytest.raises(ProtocolProblem) as caught:
        store.store_run(SCOPE, run)
    assert store.holdings(SCOPE) == before
    return caught.value.code


def test_what_is_stored_is_held_and_handed_over_as_it_came(store: LogStore) -> None:
    device, runs = written()
    assert keep(store, runs) == 7
    assert store.holdings(SCOPE)[device.log] == frozenset({tip(runs[-1])})
    over = list(store.runs_beyond(SCOPE, {}, RUN_BYTES))
    assert of_log(over, device.log) == of_log(runs, device.log)


def test_storing_twice_changes_nothing(store: LogStore) -> None:
    device, runs = written()
    keep(store, runs)
    held = store.holdings(SCOPE)
    assert keep(store, runs) == 0
    assert store.holdings(SCOPE) == held
    assert len(of_log(list(store.runs_beyond(SCOPE, {}, RUN_BYTES)), device.log)) == 7


def test_the_holder_of_everything_is_handed_nothing(store: LogStore) -> None:
    _, runs = written()
    keep(store, runs)
    assert list(store.runs_beyond(SCOPE, store.holdings(SCOPE), RUN_BYTES)) == []


def test_only_what_lies_beyond_is_handed_over(store: LogStore) -> None:
    device, runs = written()
    keep(store, runs)
    theirs = {**store.holdings(SCOPE), device.log: frozenset({tip(runs[4])})}
    over = list(store.runs_beyond(SCOPE, theirs, RUN_BYTES))
    assert of_log(over, device.log) == of_log(runs[5:], device.log)
    assert over[0].after_position == tip(runs[4])[0]


def test_runs_end_at_signed_points_and_join_up(store: LogStore, make: Make, tmp_path: Path) -> None:
    device, runs = written(6)
    keep(store, runs)
    for limit in (1, 1500, RUN_BYTES):
        other = make(tmp_path / f"other-{limit}")
        over = [run for run in store.runs_beyond(SCOPE, {}, limit) if run.log == device.log]
        keep(other, over)
        assert other.holdings(SCOPE)[device.log] == frozenset({tip(runs[-1])})
    assert len([run for run in store.runs_beyond(SCOPE, {}, 1) if run.log == device.log]) == len(runs)


def test_what_is_handed_over_is_settled_when_asked(store: LogStore) -> None:
    device, runs = written()
    keep(store, runs[:4])
    over = store.runs_beyond(SCOPE, {}, 1)
    keep(store, runs[4:])
    assert of_log(list(over), device.log) == of_log(runs[:4], device.log)


def test_logs_are_handed_over_in_the_order_they_were_stored(store: LogStore) -> None:
    (one, first), (two, second) = written(2), written(2)
    mixed = [run for pair in zip(first, second, strict=True) for run in pair]
    keep(store, mixed)
    over = [run for run in store.runs_beyond(SCOPE, {}, 1) if run.log in {one.log, two.log}]
    assert over == mixed


def test_a_run_whose_beginning_is_not_held_is_a_gap(store: LogStore) -> None:
    _, runs = written()
    assert refusal(store, runs[1]) == "run.gap"
    keep(store, runs[:2])
    assert refusal(store, runs[3]) == "run.gap"
    assert refusal(store, replace(runs[2], after_head=Head(b"\x01" * 32))) in {"run.gap", "run.bad_signature"}


def test_what_its_device_did_not_sign_is_refused(store: LogStore) -> None:
    _, runs = written()
    keep(store, runs[:2])
    forged = replace(runs[2], signature=runs[1].signature)
    assert refusal(store, forged) == "run.bad_signature"
    altered = replace(runs[2].facts[0], raw=runs[2].facts[0].raw.replace(b"transfer", b"finish!!"))
    assert refusal(store, replace(runs[2], facts=(altered,))) == "run.bad_signature"


def test_a_log_of_another_office_is_refused(store: LogStore) -> None:
    elsewhere = Device(scope=ScopeId(b"\x05" * 16)).open()
    assert refusal(store, elsewhere.run()) == "run.wrong_scope"


def test_a_log_that_is_not_named_after_its_opening_is_refused(store: LogStore) -> None:
    device = Device().open()
    device.log = LogId(b"\x05" * 16)
    assert refusal(store, device.run()) == "run.bad_opening"


def test_a_personal_part_that_its_secret_refutes_is_refused(store: LogStore) -> None:
    device, runs = written(1)
    keep(store, runs[:1])
    wrong = replace(runs[1].facts[0], personal=b"\x91\xa1x")
    assert refusal(store, replace(runs[1], facts=(wrong,))) == "run.personal_owed"
    assert device.log in store.holdings(SCOPE)


def without(run: Run, *, personal: bytes | None = None, secret: bytes | None = None) -> Run:
    """Return a run whose personal parts and secrets a carrier took away, or exchanged for others."""
    return replace(
        run,
        facts=tuple(
            CarriedFact(f.raw, personal if f.personal else None, secret if f.secret else None)
            for f in run.facts
        ),
    )


def test_personal_parts_that_stayed_behind_are_owed(store: LogStore) -> None:
    device, runs = written(1)
    keep(store, runs[:1])
    personal = runs[1].facts[0].personal
    for stripped in (
        without(runs[1]),
        without(runs[1], personal=personal),
        without(runs[1], personal=b"junk"),
        without(runs[1], personal=personal, secret=b"Z" * 32),
    ):
        assert refusal(store, stripped) == "run.personal_owed"
    keep(store, runs[1:])
    assert of_log(list(store.runs_beyond(SCOPE, {}, RUN_BYTES)), device.log) == of_log(runs, device.log)


def test_a_secret_beside_the_wrong_fact_is_not_kept(store: LogStore) -> None:
    device, runs = written(1)
    junk = replace(runs[2].facts[0], secret=b"Z" * 32)
    keep(store, [*runs[:2], replace(runs[2], facts=(junk,))])
    assert of_log(list(store.runs_beyond(SCOPE, {}, RUN_BYTES)), device.log) == of_log(runs, device.log)


def test_every_log_proves_itself_after_a_carrier_took_its_secret(
    store: LogStore, make: Make, tmp_path: Path
) -> None:
    one, first = written(1)
    subject = next(iter(one.secrets))
    two = Device().open()
    two.secrets[subject] = one.secrets[subject]
    for note in ("một", "hai"):
        two.add(FactDraft("dossier.amended", subject, NOON, {"note": note}), parents=[])
    run = two.run()
    assert [carried.secret for carried in run.facts] == [None, None, None]
    assert refusal(store, run) == "run.personal_owed"
    keep(store, [*first, run])
    over = of_log(list(store.runs_beyond(SCOPE, {}, RUN_BYTES)), two.log)
    assert [carried.secret for carried in over] == [None, one.secrets[subject], None]
    third = make(tmp_path / "third")
    keep(third, [run for run in store.runs_beyond(SCOPE, {}, RUN_BYTES) if run.log == two.log])
    assert two.log in third.holdings(SCOPE)


def test_both_lines_of_a_fork_are_kept_and_handed_over(store: LogStore, make: Make, tmp_path: Path) -> None:
    device, runs = written(2)
    stray = Device(key=device.key).open().add(FactDraft("dossier.stepped", Subject(b"\x01" * 16), NOON, {}))
    other = forked(runs[2], [stray], device.key)
    keep(store, [*runs, other])
    assert store.holdings(SCOPE)[device.log] == frozenset({tip(runs[-1]), tip(other)})
    knows_one_line: Holdings = {**store.holdings(SCOPE), device.log: frozenset({tip(runs[-1])})}
    assert list(store.runs_beyond(SCOPE, knows_one_line, RUN_BYTES)) == [other]
    knows_the_other: Holdings = {**store.holdings(SCOPE), device.log: frozenset({tip(other)})}
    lacking = list(store.runs_beyond(SCOPE, knows_the_other, RUN_BYTES))
    assert of_log(lacking, device.log) == of_log(runs[2:], device.log)
    third = make(tmp_path / "third")
    keep(third, list(store.runs_beyond(SCOPE, {}, RUN_BYTES)))
    assert third.holdings(SCOPE)[device.log] == store.holdings(SCOPE)[device.log]


def test_a_tip_nobody_here_knows_makes_everything_doubtful(store: LogStore) -> None:
    device, runs = written()
    keep(store, runs)
    theirs: Holdings = {device.log: frozenset({(7, Head(b"\x05" * 32))})}
    over = list(store.runs_beyond(SCOPE, theirs, RUN_BYTES))
    assert of_log(over, device.log) == of_log(runs, device.log)


def test_who_is_further_along_is_handed_nothing_of_that_log(
    store: LogStore, make: Make, tmp_path: Path
) -> None:
    device, runs = written()
    keep(store, runs[:4])
    ahead = make(tmp_path / "ahead")
    keep(ahead, runs)
    assert not [r for r in store.runs_beyond(SCOPE, ahead.holdings(SCOPE), RUN_BYTES) if r.log == device.log]
    stray = Device(key=device.key).open().add(FactDraft("dossier.stepped", Subject(b"\x01" * 16), NOON, {}))
    other = forked(runs[4], [stray], device.key)
    keep(store, [other])
    assert device.log in {r.log for r in ahead.runs_beyond(SCOPE, store.holdings(SCOPE), RUN_BYTES)}
    keep(store, list(ahead.runs_beyond(SCOPE, store.holdings(SCOPE), RUN_BYTES)))
    over = list(store.runs_beyond(SCOPE, ahead.holdings(SCOPE), RUN_BYTES))
    assert of_log(over, device.log) == [stray], "a fork shows when the longer line has come"


def test_under_unknown_keys_only_so_much_is_kept(store: LogStore) -> None:
    for _ in range(64):
        keep(store, [Device().open().run()])
    assert refusal(store, Device().open().run()) == "run.unknown_quota"


def test_a_log_under_an_unknown_key_grows_only_so_far(store: LogStore) -> None:
    device = Device().open()
    keep(store, [device.run()])
    note = FactDraft("dossier.amended", Subject(bytes(16)), NOON, {"note": "x" * 14_000})
    for _ in range(7):
        for _ in range(9):
            device.add(note)
        keep(store, [device.run()])
    for _ in range(9):
        device.add(note)
    assert refusal(store, device.run()) == "run.unknown_quota"


def test_the_same_fact_in_two_logs_counts_once(store: LogStore) -> None:
    one, first = written(1)
    two = Device(key=one.key, id=one.id).open()
    again = [two.run(), two.signed(first[1].facts)]
    assert keep(store, [*first, *again]) == 4


def test_a_stream_may_look_up_what_is_held(store: LogStore) -> None:
    device, runs = written(2)
    keep(store, runs)
    located = store.located(SCOPE)
    entries = [entry for run in runs for entry in entries_of(run)]
    for entry in entries:
        assert located.position_of(device.log, entry.fact) == entry.position
        found = located.fact_at(device.log, entry.position)
        assert found is not None
        assert found[0] == entry.fact
        assert located.head_at(device.log, entry.position, entry.head[:4]) == entry.head
    assert located.position_of(LogId(b"\x05" * 16), entries[0].fact) is None
    assert located.fact_at(device.log, 99) is None
    assert located.head_at(device.log, 1, b"\x00\x00\x00\x00") is None
    subject, secret = next(iter(device.secrets.items()))
    assert located.secret_of(subject) == secret
    assert located.secret_of(Subject(b"\x05" * 16)) is None


def test_both_sides_prime_with_the_same_bytes(make: Make, tmp_path: Path) -> None:
    device, runs = written(160)
    one, two = make(tmp_path / "one"), make(tmp_path / "two")
    keep(one, runs)
    keep(two, list(one.runs_beyond(SCOPE, {}, RUN_BYTES)))
    place = tip(runs[-3])
    priming = one.priming(SCOPE, device.log, *place)
    assert priming is not None
    assert len(priming) == 64 * 1024
    by_hand = b"".join(c.raw + (c.personal or b"") for c in of_log(runs[:-2], device.log))
    assert priming == by_hand[-64 * 1024 :]
    assert two.priming(SCOPE, device.log, *place) == priming
    assert one.priming(SCOPE, device.log, place[0], Head(b"\x05" * 32)) is None
    assert one.priming(SCOPE, LogId(b"\x05" * 16), *place) is None


@given(data=st.data())
@settings(max_examples=15)
@pytest.mark.parametrize("make", [office_logs, province_logs], ids=["office", "province"])
def test_deliveries_in_any_slices_doubled_and_out_of_order_come_to_the_same(
    make: Make, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    source, target = make(folder / "source"), make(folder / "target")
    for _ in range(2):
        keep(source, written(3)[1])
    limit = data.draw(st.sampled_from([1, 900, RUN_BYTES]))
    offered = list(source.runs_beyond(SCOPE, {}, limit))
    for run in data.draw(st.lists(st.sampled_from(offered), max_size=20)):
        assert refusal_of(partial(target.store_run, SCOPE, run)) in {None, "run.gap"}
    keep(target, offered)
    for log, tips in source.holdings(SCOPE).items():
        assert target.holdings(SCOPE)[log] == tips
    assert list(source.runs_beyond(SCOPE, target.holdings(SCOPE), RUN_BYTES)) == []


def test_holdings_advance_as_computed(store: LogStore) -> None:
    _, runs = written()
    expected = store.holdings(SCOPE)
    for run in runs:
        store.store_run(SCOPE, run)
        expected = advanced(expected, entries_of(run))
        assert store.holdings(SCOPE) == expected


def test_an_office_and_a_province_hold_the_same_after_handing_over(tmp_path: Path) -> None:
    office: OfficeStore = new_office(tmp_path)
    province = province_logs(tmp_path / "province")
    keep(province, list(office.logs.runs_beyond(SCOPE, province.holdings(SCOPE), RUN_BYTES)))
    keep(office.logs, list(province.runs_beyond(SCOPE, office.logs.holdings(SCOPE), RUN_BYTES)))
    assert office.logs.holdings(SCOPE) == province.holdings(SCOPE)

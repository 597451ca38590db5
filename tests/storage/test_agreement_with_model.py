"""Real encoding, real logs and real SQLite files walk in step with the executable model of the log.

The same random schedule (acting, meeting with cuts and doubles, a carrier that brings one log only,
backups, announced and unnoticed restores) is done to four office files and to four nodes of
`tests.support.fold_model`. After every step both must hold the same tips, hand over the same entries in
the same order, write facts with the same parents, fold to equal views, and believe the same receipts.
"""

import shutil
import tempfile
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from app.domain.facts import FactDraft
from app.domain.fold import View
from app.domain.identifiers import Head, Subject
from app.storage.office_store import OfficeStore
from app.storage.verify import verify
from sync.protocol.problems import ProtocolProblem
from sync.protocol.receipts import sign_receipt
from sync.protocol.runs import Run, entries_of
from sync.protocol.signing import SigningKey
from tests.support import fold_model as model
from tests.support.logs import SCOPE, asking
from tests.support.offices import KEY, acting, new_office, now_ms, pair

NODES = 4
SUBJECTS = {"A": Subject(b"A" * 16), "B": Subject(b"B" * 16)}
FIELDS = {"x": "channel", "y": "note"}
"""One open field and one personal one."""
PROVINCE = SigningKey.generate()


def make_pattern(folder: Path) -> list[Path]:
    """Make the files every schedule starts from, once: four devices of one office that trust each other."""
    stores = [new_office(folder, f"pattern-{number}") for number in range(NODES)]
    pair(*stores)
    for store in stores:
        store.close()
    return [store.database.path for store in stores]


class RealNode:
    """One office file and the model's node beside it."""

    def __init__(self, number: int, pattern: Path, folder: Path, heads: dict[Head, str]) -> None:
        self.number = number
        self._folder = folder
        self._heads = heads
        self._copies = 0
        self.store = self._opened(pattern)
        log, opening = self.store.memory.own_log(), self._openings()[-1]
        self.node = model.Node(log, model.Fact(opening, self.device, frozenset()))
        self._remember_tip()

    @property
    def device(self) -> str:
        """The name the model knows the device's own subject by."""
        return f"device {self.number}"

    def act(self, subject: str, step: str | None, changes: dict[str, object]) -> None:
        """Write one fact on both sides."""
        parents = self.node.parents(subject)
        kind = "dossier.stepped" if step else "dossier.amended"
        fields = {FIELDS[name]: value for name, value in changes.items()}
        with self.store.writing(acting()) as tx:
            fact = tx.record(FactDraft(kind, SUBJECTS[subject], now_ms(), fields, step))
        assert frozenset(fact.parents) == parents
        stated = tuple(sorted(fields.items()))
        self.node.append(model.Fact(fact.id, subject, parents, step, stated))
        self._remember_tip()

    def take(self, run: Run, entry: model.Entry) -> None:
        """Store one entry on both sides; the device opens a new log when it learns that its own forked."""
        try:
            self.store.logs.store_run(SCOPE, run)
        except ProtocolProblem as problem:
            assert problem.code == "run.gap"  # noqa: PT017  the model passes over it too
        if self.node.take(entry):
            self.opened_another_log(self.node.parents(self.device))

    def opened_another_log(self, parents: frozenset[bytes]) -> None:
        """Tell the model of the log the device has just opened."""
        log, opening = self.store.memory.own_log(), self._openings()[-1]
        assert log != self.node.my_log
        with self.store.reading() as reading:
            fact = next(f for f in reading.facts(Subject(self.store.device)) if f.id == opening)
        assert frozenset(fact.parents) == parents
        self.node.open_log(log, model.Fact(opening, self.device, parents))
        self._remember_tip()

    def backup(self) -> tuple[Path, model.Node]:
        """Copy both sides as they are."""
        self._copies += 1
        path = self._folder / f"backup-{self.number}-{self._copies}.db"
        self.store.database.copy_to(path, KEY)
        return path, self.node.copy()

    def restore(self, backup: tuple[Path, model.Node], *, noticed: bool) -> None:
        """Go back to a copy. Noticed: the device opens a new log at once."""
        path, node = backup
        self.store.close()
        self.store, self.node = self._opened(path), node.copy()
        if noticed:
            parents = self.node.parents(self.device)
            self.store.leave_log()
            self.opened_another_log(parents)

    def runs(self, other: "RealNode") -> list[tuple[Run, model.Entry]]:
        """Return what the other lacks, entry by entry; both sides must name the same, in the same order."""
        runs = list(self.store.logs.runs_beyond(SCOPE, other.store.logs.holdings(SCOPE), 1))
        entries = self.node.lacks(other.node.tips())
        assert [self._heads[entries_of(run)[-1].head] for run in runs] == [entry.head for entry in entries]
        assert all(len(run.facts) == 1 for run in runs)
        return list(zip(runs, entries, strict=True))

    def check(self) -> None:
        """Compare tips and views."""
        held = {
            bytes(log): {(n, self._heads[head]) for n, head in tips}
            for log, tips in self.store.logs.holdings(SCOPE).items()
        }
        assert held == self.node.tips()
        with self.store.reading() as reading:
            for name, subject in SUBJECTS.items():
                assert as_model(reading.view(subject)) == model.fold(self.node.facts_of(name))

    def check_receipt(self, other: "RealNode") -> None:
        """Have the other side sign for what it holds, and compare what either counts as received."""
        held = other.store.logs.holdings(SCOPE)
        self.store.memory.keep_receipt(sign_receipt(PROVINCE, asking(), now_ms(), held), agreed=False)
        with self.store.database.read() as connection:
            rows = connection.execute(
                "SELECT DISTINCT f.id FROM fact AS f JOIN entry AS e ON e.fact = f.seq"
                " WHERE e.received_at IS NOT NULL"
            )
            received = {fact for (fact,) in rows}
        assert received == self.node.vouched(other.node.tips())
        assert received <= {entry.fact.id for entry in other.node.entries.values()}

    def _opened(self, path: Path) -> OfficeStore:
        """Open a copy of a file, so that the file can be gone back to again."""
        self._copies += 1
        mine = self._folder / f"node-{self.number}-{self._copies}.db"
        shutil.copyfile(path, mine)
        return OfficeStore.open(mine, KEY, self._folder, now_ms)

    def _openings(self) -> list[bytes]:
        """Return this device's own openings, in the order they came here."""
        with self.store.reading() as reading:
            return [f.id for f in reading.facts(Subject(self.store.device)) if f.kind == "log.opened"]

    def _remember_tip(self) -> None:
        ((_, head),) = self.store.logs.holdings(SCOPE)[self.store.memory.own_log()]
        self._heads[head] = self.node.my_tip


def as_model(view: View) -> model.View:
    """Write a real view the way the model does."""
    return model.View(
        view.status.name.lower(),
        {name: (held.value, bytes(held.fact)) for name, held in view.values.items()},
        {name: set(facts) for name, facts in view.open_questions.items()},
        [bytes(item.fact) for item in view.set_aside],
        set(view.waiting),
        list(view.trail),
    )


class Offices(RuleBasedStateMachine):
    """Four devices of one office, of which one stands for the province."""

    pattern: ClassVar[list[Path]]
    folder: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        heads: dict[Head, str] = {}
        self._folder = Path(tempfile.mkdtemp(dir=self.folder))
        self.nodes = [RealNode(number, path, self._folder, heads) for number, path in enumerate(self.pattern)]
        self.backups: dict[int, tuple[Path, model.Node]] = {}

    @rule(
        d=st.integers(0, 3),
        s=st.sampled_from("AB"),
        step=st.sampled_from(sorted({step for _, step in model.ALLOWED})),
    )
    def take_step(self, d: int, s: str, step: str) -> None:
        self.nodes[d].act(s, step, {})
        self.nodes[d].check()

    @rule(d=st.integers(0, 3), s=st.sampled_from("AB"), name=st.sampled_from("xy"), value=st.integers(0, 3))
    def change(self, d: int, s: str, name: str, value: int) -> None:
        self.nodes[d].act(s, None, {name: value})
        self.nodes[d].check()

    @rule(
        i=st.integers(0, 3),
        j=st.integers(0, 3),
        cut=st.one_of(st.none(), st.integers(0, 3)),
        twice=st.booleans(),
    )
    def meet(self, i: int, j: int, cut: int | None, *, twice: bool) -> None:
        if i != j:
            self._exchange(self.nodes[i], self.nodes[j], cut, twice=twice)

    @rule(i=st.integers(0, 3), j=st.integers(0, 3), pick=st.integers(0, 5))
    def relay_one_log(self, i: int, j: int, pick: int) -> None:
        """A carrier that brings one log only: parents may be missing."""
        source, target = self.nodes[i], self.nodes[j]
        logs = sorted(source.node.tips())
        if i != j and logs:
            log = logs[pick % len(logs)]
            for run, entry in source.runs(target):
                if entry.log == log:
                    target.take(run, entry)
            target.check()

    @rule(d=st.integers(0, 3))
    def back_up(self, d: int) -> None:
        self.backups[d] = self.nodes[d].backup()

    @precondition(lambda self: self.backups)
    @rule(data=st.data(), noticed=st.booleans())
    def restore(self, data: st.DataObject, *, noticed: bool) -> None:
        d = data.draw(st.sampled_from(sorted(self.backups)))
        self.nodes[d].restore(self.backups[d], noticed=noticed)
        self.nodes[d].check()

    @rule(
        d=st.integers(0, 3),
        j=st.integers(0, 3),
        s=st.sampled_from("AB"),
        noticed=st.booleans(),
        work_after=st.booleans(),
    )
    def lose_what_was_carried(self, d: int, j: int, s: str, *, noticed: bool, work_after: bool) -> None:
        """Yesterday's copy is put back after work of today has reached somebody: how logs fork."""
        if d == j:
            return
        device = self.nodes[d]
        copy = device.backup()
        device.act(s, None, {"x": 1})
        device.act(s, "receive", {})
        self._exchange(device, self.nodes[j], None, twice=False)
        device.restore(copy, noticed=noticed)
        if work_after:
            device.act(s, None, {"x": 2})
        device.check()

    def teardown(self) -> None:
        """Whatever happened: once all have met, all hold every fact that survives, and agree."""
        survivors = {e.fact.id for node in self.nodes for e in node.node.entries.values()}
        for _ in range(3):
            for source in self.nodes:
                for target in self.nodes:
                    if source is not target:
                        self._exchange(source, target, None, twice=False)
        for node in self.nodes:
            assert survivors <= {e.fact.id for e in node.node.entries.values()}
            assert verify(node.store.database).ok
            node.store.close()
        shutil.rmtree(self._folder)

    def _exchange(self, a: RealNode, b: RealNode, cut: int | None, *, twice: bool) -> None:
        for source, target in ((a, b), (b, a)):
            runs = source.runs(target)[:cut]
            for _ in range(2 if twice else 1):
                for run, entry in runs:
                    target.take(run, entry)
            target.check()
            source.check_receipt(target)


_ANYTHING_GOES = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


_MEMORY = Path("/dev/shm")  # noqa: S108  no secret lies here, and a folder of its own is made in it


def run_machine(examples: int, steps: int) -> None:
    """Run schedules; on files in memory where there is such a place, for disks take their time to sync."""
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        Offices.pattern, Offices.folder = make_pattern(Path(folder)), Path(folder)
        _run(examples, steps)


def _run(examples: int, steps: int) -> None:
    chosen: Any = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=_ANYTHING_GOES
    )
    run_state_machine_as_test(Offices, settings=chosen)


def test_real_files_agree_with_the_model() -> None:
    run_machine(examples=25, steps=20)


@pytest.mark.slow
def test_real_files_agree_with_the_model_at_length() -> None:
    run_machine(examples=400, steps=40)

"""Real office files for tests, the carrying between them, and a province that grants."""

from collections.abc import Iterable
from datetime import date
from itertools import count
from pathlib import Path

from app.domain.facts import Fact, FactDraft, Value
from app.domain.fold import tips
from app.domain.identifiers import ClerkId, LogId, Subject, new_uuid7
from app.storage.office_store import OfficeStore
from app.use_cases.ports import Acting
from sync.protocol.log_store import Membership
from sync.protocol.receipts import Receipt, sign_receipt
from sync.protocol.runs import RUN_BYTES, Run
from sync.protocol.signing import SigningKey, certify_working_key
from tests.support.logs import CLERK, NOON, SCOPE, Device, asking, reception

KEY = bytes(range(32))
UNIT = "03325"
IDENTIFIER = "H18.22"
TODAY = date(2026, 11, 22)
_clock = count(NOON, 1000)


def now_ms() -> int:
    """Return a time that moves on by a second whenever it is asked."""
    return next(_clock)


def acting() -> Acting:
    """Return the clerk of the tests, now."""
    return Acting(CLERK, "receive", now_ms())


def new_office(folder: Path, name: str = "quay-1") -> OfficeStore:
    """Make an office file of the tests' office with a device of its own."""
    return OfficeStore.create(folder / f"{name}.db", KEY, SCOPE, name, now_ms)


def open_office(store: OfficeStore) -> OfficeStore:
    """Open the file of an office once more, as another process would."""
    return OfficeStore.open(store.database.path, KEY, store.database.path.parent, now_ms)


def receive(
    store: OfficeStore,
    name: str = "Giàng A Mẫu",
    day: date = TODAY,
    *,
    registered: bool = False,
    **fields: Value,
) -> Subject:
    """Receive a dossier: number, fact, views, in one transaction; ``registered``: in the register too."""
    subject = Subject(new_uuid7(now_ms()))
    with store.writing(acting()) as tx:
        taken = tx.take_code(day, UNIT)
        if registered:
            place = tx.take_number("register", day.year)
            fields = {"book": place.book, "number": place.number, **fields}
        at = now_ms()
        stated = reception(name, at, code=taken.code, provisional=taken.provisional, **fields)
        stated["range_first"] = taken.range_first
        tx.record(FactDraft("dossier.received", subject, at, stated, "receive"))
        if isinstance(fields.get("ref"), str):
            tx.remember_ref(fields["ref"], subject)
    return subject


def record(
    store: OfficeStore,
    subject: Subject,
    kind: str = "dossier.amended",
    step: str | None = None,
    **fields: Value,
) -> Fact:
    """Write one fact in a transaction of its own."""
    with store.writing(acting()) as tx:
        return tx.record(FactDraft(kind, subject, now_ms(), fields, step))


def step(store: OfficeStore, subject: Subject, name: str, **fields: Value) -> Fact:
    """Take a step of the life cycle."""
    return record(store, subject, "dossier.stepped", name, holder=CLERK, **fields)


def runs_for(source: OfficeStore, target: OfficeStore, max_bytes: int = RUN_BYTES) -> list[Run]:
    """Return the runs that one office file has and another lacks."""
    return list(source.logs.runs_beyond(SCOPE, target.logs.holdings(SCOPE), max_bytes))


def carry(source: OfficeStore, target: OfficeStore) -> int:
    """Hand over what the target lacks; returns how many facts were new to it."""
    return store_all(target, runs_for(source, target))


def store_all(target: OfficeStore, runs: Iterable[Run]) -> int:
    """Store runs in order; returns how many facts were new."""
    return sum(target.logs.store_run(SCOPE, run).new_facts for run in runs)


def pair(*stores: OfficeStore) -> None:
    """Let devices of one office trust each other, as by the code on their screens."""
    for store in stores:
        for other in stores:
            if other is not store:
                store.memory.pair(other.memory.device_key().public, Subject(other.device))


class Province:
    """A province reduced to its keys and the log it writes inside the office's scope."""

    def __init__(self) -> None:
        self.root = SigningKey.generate()
        self.writer = Device()
        certificate = certify_working_key(self.root, self.writer.key.public)
        self.writer.open(root_key=self.root.public, certificate=certificate)

    def membership(self) -> Membership:
        """Return what a device keeps after it enrolled."""
        return Membership("https://tinh.example", self.root.public, self.writer.key.public)

    def grant(self, store: OfficeStore, first: int = 1, last: int = 200, after: date | None = None) -> Run:
        """Grant a device its key and a range for the log it writes now."""
        log = store.memory.own_log()
        self.grant_key(store.memory.device_key().public, Subject(store.device), log)
        fields = {
            "log": log,
            "unit_identifier": IDENTIFIER,
            "first": first,
            "last": last,
            "days_after": None if after is None else after.isoformat(),
        }
        self.writer.add(FactDraft("range.granted", Subject(store.device), now_ms(), fields))
        return self.writer.run()

    def grant_key(self, key: bytes, device: Subject, log: LogId) -> None:
        """Grant a key; carried by the next run of the writer."""
        fields = {"key": key, "log": log, "device_name": "quay"}
        self.writer.add(FactDraft("device.granted", device, now_ms(), fields))

    def enrol(self, store: OfficeStore, first: int = 1, last: int = 200) -> None:
        """Enrol a device: it pins the root and takes its grant."""
        store.memory.join(self.membership())
        run = self.grant(store, first, last)
        assert run.after_position == 0, "a second device takes the province's log from its beginning"
        store.logs.store_run(SCOPE, run)

    def says(self, seen_by: OfficeStore, kind: str, subject: Subject, **fields: Value) -> Run:
        """Write a fact about a subject after all that an office file shows of it."""
        with seen_by.reading() as reading:
            parents = tips(reading.facts(subject), reading.view(subject))
        self.writer.add(FactDraft(kind, subject, now_ms(), fields), parents=parents)
        return self.writer.run()

    def receipt(self, *stores: OfficeStore) -> Receipt:
        """Sign for everything these office files hold together (each log by its longest line)."""
        held = {log: tips for store in stores for log, tips in store.logs.holdings(SCOPE).items()}
        return sign_receipt(self.writer.key, asking(), now_ms(), held)


def clerk_id(number: int) -> ClerkId:
    """Return one of many clerks."""
    return ClerkId(bytes([number]) * 16)


def trusted_device(store: OfficeStore) -> Device:
    """Make a device whose log is written by the test itself, trusted by the office."""
    device = Device().open()
    store.memory.pair(device.key.public, Subject(device.id))
    return device


def runs_for_log(store: OfficeStore, device: Device) -> list[Run]:
    """Return all runs of a device's log that an office file holds."""
    return [run for run in store.logs.runs_beyond(SCOPE, {}, 10**6) if run.log == device.log]

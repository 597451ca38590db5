"""Logs for tests: a device that writes facts and signs runs, and what a side holds, kept in memory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count

from hypothesis import strategies as st

from app.domain.facts import Author, FactDraft, Value
from app.domain.identifiers import (
    NO_HEAD,
    ClerkId,
    DeviceId,
    FactId,
    Head,
    LogId,
    ScopeId,
    Subject,
    new_uuid7,
    office_scope,
)
from app.domain.kinds import KINDS, Kind
from sync.protocol.chain import log_id_of
from sync.protocol.encoding import EncodedFact, encode_fact, fact_id, new_secret, split_fact
from sync.protocol.receipts import Asking
from sync.protocol.runs import CarriedFact, Run, entries_of
from sync.protocol.signing import SigningKey, sign_point

SCOPE = office_scope("03325")
CLERK = ClerkId(b"\x07" * 16)
NO_LOG = LogId(b"")
NOON = 1_795_320_000_000
"""2026-11-22, about noon in Viet Nam (milliseconds since the epoch)."""

_REQUESTS = count(1)


def asking(scope: ScopeId = SCOPE) -> Asking:
    """Return the next request of a device, for a receipt to answer."""
    return Asking(scope, DeviceId(b"\x06" * 16), next(_REQUESTS))


@dataclass
class Device:
    """A device that writes its log, without a database: what it made is kept in ``made``."""

    scope: ScopeId = SCOPE
    key: SigningKey = field(default_factory=SigningKey.generate)
    id: DeviceId = field(default_factory=lambda: DeviceId(new_uuid7(NOON)))
    at: int = NOON
    log: LogId = NO_LOG
    position: int = 0
    head: Head = NO_HEAD
    secrets: dict[Subject, bytes] = field(default_factory=dict)
    newest: dict[Subject, tuple[FactId, ...]] = field(default_factory=dict)
    made: list[EncodedFact] = field(default_factory=list)
    _pending: list[CarriedFact] = field(default_factory=list)

    def open(self, **fields: Value) -> "Device":
        """Write the log's opening fact."""
        stated = {"key": self.key.public, "scope": self.scope, "nonce": new_uuid7(self.at), **fields}
        carried = self.add(FactDraft("log.opened", Subject(self.id), self.at, stated), opening=True)
        self.log = log_id_of(fact_id(carried.raw))
        return self

    def add(
        self, draft: FactDraft, *, parents: Iterable[FactId] | None = None, opening: bool = False
    ) -> CarriedFact:
        """Write a fact into the log; it is carried by the next `run`."""
        if not opening and not self.log:
            self.open()
        self.at = max(self.at, draft.at)
        known = self.secrets.get(draft.subject)
        secret = known or new_secret()
        before = self.newest.get(draft.subject, ()) if parents is None else tuple(parents)
        encoded = encode_fact(draft, Author(self.id, CLERK, "receive"), before, secret)
        bears = encoded.personal is not None and known is None
        if bears:
            self.secrets[draft.subject] = secret
        self.newest[draft.subject] = (encoded.fact.id,)
        self.made.append(encoded)
        carried = CarriedFact(encoded.raw, encoded.personal, secret if bears else None)
        self._pending.append(carried)
        return carried

    def receive(self, name: str = "Giàng A Mẫu", **fields: Value) -> Subject:
        """Write the reception of a dossier with the fields a counter fills in."""
        self.at += 60_000
        subject = Subject(new_uuid7(self.at))
        self.add(
            FactDraft("dossier.received", subject, self.at, reception(name, self.at, **fields), "receive")
        )
        return subject

    def step(self, subject: Subject, step: str = "transfer") -> None:
        """Write one step of a dossier's life cycle."""
        self.at += 60_000
        self.add(FactDraft("dossier.stepped", subject, self.at, {"holder": CLERK}, step))

    def run(self) -> Run:
        """Sign what was written since the last signed point."""
        facts, self._pending = tuple(self._pending), []
        return self.signed(facts)

    def signed(self, facts: tuple[CarriedFact, ...]) -> Run:
        """Chain facts onto the log and sign the end."""
        run = Run(self.log, self.position, self.head, facts, b"")
        last = entries_of(run)[-1]
        self.position, self.head = last.position, last.head
        return Run(
            run.log,
            run.after_position,
            run.after_head,
            facts,
            sign_point(self.key, self.log, last.position, last.head),
        )


def reception(name: str, at: int, **fields: Value) -> dict[str, Value]:
    """Return the fields of a usual reception: a birth registration."""
    return {
        "procedure": "1.001193",
        "catalogue_version": "2026-11",
        "calendar_version": "2026-11-22",
        "code": "H18.22-261122-0001",
        "provisional": False,
        "range_first": 1,
        "received_at": at,
        "due_at": at + 86_400_000,
        "channel": "direct",
        "sets": 1,
        "holder": CLERK,
        "full_name": name,
        "id_number": "011201001234",
        "birth_date": "1990-04-12",
        "phone": "0912345678",
        "village": "Bản Huổi Mí",
        **fields,
    }


@dataclass
class Held:
    """The runs one side holds, looked up as the stream needs it. Takes what it is given unchecked."""

    runs: list[Run] = field(default_factory=list)
    places: dict[LogId, dict[int, list[tuple[FactId, Head]]]] = field(default_factory=dict)
    subjects: dict[FactId, Subject] = field(default_factory=dict)
    secrets: dict[Subject, set[bytes]] = field(default_factory=dict)
    positions: dict[tuple[LogId, FactId], int] = field(default_factory=dict)
    forked: set[LogId] = field(default_factory=set)

    def add(self, *runs: Run) -> "Held":
        """Keep runs."""
        for run in runs:
            self.runs.append(run)
            for entry, carried in zip(entries_of(run), run.facts, strict=True):
                subject = Subject(split_fact(carried.raw).subject)
                here = self.places.setdefault(run.log, {}).setdefault(entry.position, [])
                if (entry.fact, entry.head) not in here:
                    here.append((entry.fact, entry.head))
                if len(here) > 1:
                    self.forked.add(run.log)
                self.positions.setdefault((run.log, entry.fact), entry.position)
                self.subjects[entry.fact] = subject
                if carried.secret is not None:
                    self.secrets.setdefault(subject, set()).add(carried.secret)
        return self

    def position_of(self, log: LogId, fact: FactId) -> int | None:
        """Return where a fact stands in a log that has not forked, else None."""
        return None if log in self.forked else self.positions.get((log, fact))

    def fact_at(self, log: LogId, position: int) -> tuple[FactId, Subject] | None:
        """Return the fact at a place of a log that has not forked, and its subject, else None."""
        here = self.places.get(log, {}).get(position)
        return None if here is None or log in self.forked else (here[0][0], self.subjects[here[0][0]])

    def head_at(self, log: LogId, position: int, prefix: bytes) -> Head | None:
        """Return the head held at a place of a log that begins with ``prefix``, else None."""
        here = self.places.get(log, {}).get(position, [])
        return next((head for _, head in here if head.startswith(prefix)), None)

    def secret_of(self, subject: Subject) -> bytes | None:
        """Return the subject's secret when exactly one is held, else None."""
        held = self.secrets.get(subject, set())
        return next(iter(held)) if len(held) == 1 else None


def forked(run: Run, other: Sequence[CarriedFact], key: SigningKey) -> Run:
    """Return another run after the same entry as ``run``: what a copied disk would write."""
    line = Run(run.log, run.after_position, run.after_head, tuple(other), b"")
    last = entries_of(line)[-1]
    return Run(
        run.log,
        run.after_position,
        run.after_head,
        line.facts,
        sign_point(key, run.log, last.position, last.head),
    )


_TEXT = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x1EFF, exclude_categories=("Cs", "Cc")), max_size=40
)
_PLAIN = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**40), 2**40), _TEXT, st.binary(max_size=32), st.just(CLERK)
)
_VALUES = st.one_of(
    _PLAIN, st.lists(_PLAIN, max_size=4), st.dictionaries(st.sampled_from("abcde"), _PLAIN, max_size=3)
)


@st.composite
def drafts(draw: st.DrawFn) -> FactDraft:
    """Draw a fact of any kind this program writes, with any fields of its kind."""
    kind: Kind = draw(st.sampled_from([kind for kind in KINDS if kind.name != "log.opened"]))
    names = [*kind.open_fields, *kind.personal_fields] or ["hotline@2026-11-22", "name@2026-01-01"]
    fields = draw(st.dictionaries(st.sampled_from(names), _VALUES, max_size=6))
    subject = Subject(draw(st.sampled_from([bytes([n]) * 16 for n in range(4)])))
    step = draw(st.sampled_from([None, "receive", "transfer", "finish", "return"]))
    return FactDraft(
        kind.name, subject, NOON + draw(st.integers(0, 10**9)), fields, step, draw(st.integers(-9, 9))
    )


_TIPS = st.frozensets(
    st.tuples(st.integers(1, 10**9), st.binary(min_size=32, max_size=32).map(Head)), min_size=1, max_size=3
)
HOLDINGS = st.dictionaries(st.binary(min_size=16, max_size=16).map(LogId), _TIPS, max_size=6)
"""Any holdings."""

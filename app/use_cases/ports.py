"""What the use cases need from the outside, as Protocols. `app.storage` and `app.documents` implement them.

Every write happens inside one `BEGIN IMMEDIATE` transaction: log head, number and parents are read
there, never cached, so that the command line beside an open window cannot fork the device's own log.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from app.domain.dossier import Dossier
from app.domain.facts import Fact, FactDraft, Value
from app.domain.fold import View
from app.domain.identifiers import ClerkId, DeviceId, FactId, ScopeId, Subject
from app.domain.slip import Slip
from app.use_cases.ports_ledger import LedgerReading, LedgerTransaction


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts, in which role (vai trò), at which wall time; ``clock_offset`` as in `FactDraft`."""

    clerk: ClerkId
    role: str
    at: int
    clock_offset: int = 0


@dataclass(frozen=True, slots=True)
class TakenCode:
    """A dossier code taken inside the transaction. ``range_first`` names the range it came from."""

    code: str
    provisional: bool
    range_first: int | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far a dossier's facts have come: ``saved | usb | hub | province | set_aside``.

    ``province_at`` (ms) is the time of the signed receipt that covers all of them, else None.
    """

    state: str
    province_at: int | None = None


@dataclass(frozen=True, slots=True)
class DossierRow:
    """One line of the dossier list, ready to show."""

    seq: int
    subject: Subject
    code: str
    provisional: bool
    procedure: str
    full_name: str
    village: str
    status: int
    voided: bool
    received_at: int
    due_at: int | None
    holder: ClerkId | None
    open_questions: int
    delivery: str


@dataclass(frozen=True, slots=True)
class ListFilter:
    """Which dossiers a list shows. Empty means all; newest first always."""

    statuses: frozenset[int] = frozenset()
    holder: ClerkId | None = None
    due_before: int | None = None
    due_from: int | None = None
    """With ``due_before``: due on a day, say."""
    waits_before: int | None = None
    """Papers or an answer were awaited until before this moment (`app.domain.waiting`)."""
    needs_decision: bool = False
    not_delivered: bool = False
    elsewhere: bool = False
    """Another commune of the province decides (phi địa giới, NĐ 118/2025 Đ14 k2)."""


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """A paper as it was printed. Frozen: a reprint is copy n of the same content, and a fact."""

    id: int
    subject: Subject
    form: str
    copy_number: int
    issued_at: int
    fact: FactId | None
    pdf: bytes | None
    record: Mapping[str, Any]
    """`Slip.to_record()`: what stood on it."""


@dataclass(frozen=True, slots=True)
class DeliverySummary:
    """The status strip: how many facts wait, how many the province has vouched for, and when last."""

    facts_waiting: int
    dossiers_waiting: int
    facts_received: int
    last_receipt_at: int | None
    last_exchange_at: int | None
    last_problem: str | None
    enrolled: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A clerk of the office (cán bộ): who signs in, whose name and phone stand on slips."""

    id: ClerkId
    full_name: str
    position: str
    phone: str
    roles: tuple[str, ...]
    active: bool
    work: str = ""
    """Field of work (lĩnh vực công tác), made public at the office (NĐ 118/2025 Đ9 k8)."""


class Reading(LedgerReading, Protocol):
    """A consistent look at the office; never writes."""

    def dossier(self, subject: Subject) -> Dossier | None:
        """Return a dossier folded up to date, or None."""

    def view(self, subject: Subject) -> View:
        """Return the folded view of any subject."""

    def facts(self, subject: Subject) -> list[Fact]:
        """Return all facts of a subject, waiting and unknown ones included, in order of arrival."""

    def subject_of(self, id_or_code: str) -> Subject | None:
        """Find a dossier by its id, its official code or its provisional code (any letter case)."""

    def received_as(self, ref: str) -> Subject | None:
        """Return the dossier already received under this outside reference, or None."""

    def open_dossiers(self, id_number: str, procedure: str) -> list[DossierRow]:
        """Return unfinished dossiers of the same person for the same procedure."""

    def search(self, typed: str, limit: int = 50) -> list[DossierRow]:
        """Return dossiers in which every typed word begins a word; newest first."""

    def count(self, which: ListFilter) -> int:
        """Count the rows of a list."""

    def page(self, which: ListFilter, offset: int, limit: int) -> list[DossierRow]:
        """Return rows ``offset`` … of a list, newest first."""

    def rows(self, subjects: Iterable[Subject]) -> list[DossierRow]:
        """Return the rows of these dossiers, for refreshing a list row by row."""

    def delivery(self, subject: Subject) -> Delivery:
        """Return how far a dossier has come."""

    def fact_delivery(self, fact: FactId) -> Delivery:
        """Return how far one fact has come."""

    def delivery_summary(self) -> DeliverySummary:
        """Return the figures of the status strip."""

    def people(self) -> list[Person]:
        """Return all clerks, active ones first, by given name."""

    def profile(self, on: date) -> dict[str, Any]:
        """Return the office profile in force on a day: field → value."""

    def profile_rows(self) -> list[tuple[str, date, Any]]:
        """Return every effective-dated profile value: (field, valid from, value)."""

    def published_procedures(self) -> list[dict[str, Any]]:
        """Return procedure records that facts have published over the shipped catalogue, oldest first."""

    def calendar_changes(self) -> dict[date, dict[str, Any]]:
        """Return what facts say of single days over the shipped calendar."""

    def papers(self, subject: Subject) -> list[StoredPaper]:
        """Return the papers printed for a dossier on this device, oldest first."""

    def unprinted(self) -> list[StoredPaper]:
        """Return papers that were ordered with a reception and not drawn yet (a power cut came between)."""

    def drafts(self, page: str) -> list[dict[str, Any]]:
        """Return unfinished forms kept for a page, newest first; each with ``id`` and ``saved_at``."""

    def setting(self, name: str) -> Value:
        """Return a local setting of this device, or None."""

    def newest_times(self) -> tuple[int | None, int | None, int | None]:
        """Return (newest own fact, newest receipt, last seen clock) in ms, for the clock check."""

    def has_range(self) -> bool:
        """Whether this device holds a number range that is in force."""


class Transaction(Reading, LedgerTransaction, Protocol):
    """One write: everything in it is committed together, with one signature and one fdatasync."""

    def record(self, draft: FactDraft) -> Fact:
        """Append a fact to the device's log; refresh the subject's view and search words. Refuses > 16 kB."""

    def in_name_of(self, acting: Acting) -> AbstractContextManager[None]:
        """Let what is recorded meanwhile be the act of another person at the same desk (bốn tại chỗ)."""

    def take_code(self, day: date, unit_fallback: str) -> TakenCode:
        """Take the next number of a reception day: official from a range, else provisional."""

    def remember_ref(self, ref: str, subject: Subject) -> None:
        """Remember an outside reference for ever, so that the same `ref` is received once."""

    def order_paper(self, subject: Subject, form: str, copy_number: int, record: Mapping[str, Any]) -> int:
        """Order a paper in the same transaction as what it tells; returns its id."""

    def drop_paper(self, paper: int) -> None:
        """Forget a paper that was ordered and never drawn, because a correction overtook it."""

    def store_paper(self, paper: int, fact: FactId, pdf: bytes) -> None:
        """Keep a drawn paper as issued."""

    def save_draft(self, page: str, draft: Mapping[str, Any], draft_id: int | None) -> int:
        """Keep an unfinished form (never sent); returns its id."""

    def drop_draft(self, draft_id: int) -> None:
        """Forget an unfinished form, after it was saved or thrown away by a person."""

    def set_setting(self, name: str, value: Value) -> None:
        """Keep a local setting of this device."""


class Office(Protocol):
    """The office database of this device."""

    scope: ScopeId
    device: DeviceId

    def reading(self) -> AbstractContextManager[Reading]:
        """Open a consistent read."""

    def writing(self, acting: Acting) -> AbstractContextManager[Transaction]:
        """Open one write transaction in the name of a clerk; commits at the end, rolls back on an error."""


class KeySlots(Protocol):
    """Who opens the office database with which passphrase; each passphrase wraps the same key."""

    def add(self, clerk: ClerkId, name: str, passphrase: str) -> None:
        """Let a clerk in with a passphrase; replaces the clerk's former one and name."""

    def remove(self, clerk: ClerkId) -> None:
        """Let a clerk in no more. Nothing happens for one who had no passphrase."""

    def holders(self) -> frozenset[ClerkId]:
        """Return who has a passphrase."""


class Papers(Protocol):
    """Draws papers."""

    @property
    def template_version(self) -> str:
        """What wording, layout and fonts papers are drawn with; stands in the fact of printing."""

    def slip(self, slip: Slip) -> bytes:
        """Draw Mẫu 01 as a PDF of two copies; same content, same bytes."""

    def draw(self, form: str, record: Mapping[str, Any]) -> bytes:
        """Draw any other paper from its record (`resources/papers/README.md`); same record, same bytes.

        Raises DomainProblem ``paper.unknown_form``, ``paper.bad_template``, ``paper.bad_record`` or
        ``paper.no_room``.
        """

    def version(self, form: str, record: Mapping[str, Any] | None = None) -> str:
        """What wording, layout and fonts a paper is drawn with."""


class Clock(Protocol):
    """The machine's clock."""

    def now_ms(self) -> int:
        """Milliseconds since the epoch."""


class Exchange(Protocol):
    """Carries facts to the province and back (`sync.client`)."""

    def run(self, deadline_s: float) -> "ExchangeReport":
        """Exchange until nothing is left to do or no way is open. Never raises for a bad link."""


@dataclass(frozen=True, slots=True)
class ExchangeReport:
    """What one exchange did. ``error`` is a problem code, None when complete."""

    pushed: int
    pulled: int
    bytes_up: int
    bytes_down: int
    requests: int
    complete: bool
    receipt_at: int | None
    receipt_facts: int
    error: str | None = None
    changed: Sequence[Subject] = ()

"""One write: facts recorded with their views, numbers, papers; committed together or not at all."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from app.domain.facts import Author, Fact, FactDraft, Value
from app.domain.fold import tips
from app.domain.identifiers import FactId, Subject
from app.domain.kinds import current_kind
from app.domain.problems import DomainProblem
from app.storage.book_counters import take_number
from app.storage.codes import Codes
from app.storage.database import Connection
from app.storage.dossier_table import received_under, reference_digest
from app.storage.drafts import Drafts
from app.storage.fact_log import OwnLog
from app.storage.papers import PaperTable
from app.storage.read_side import ReadSide
from app.storage.settings_table import SettingsTable
from app.storage.this_device import ThisDevice
from app.storage.views import SubjectState, Views
from app.storage.write_buffer import WriteBuffer
from app.use_cases.ports import Acting, TakenCode
from app.use_cases.ports_ledger import TakenNumber
from sync.protocol.encoding import encode_fact, new_secret


class WriteSide(ReadSide):
    """Implements `ports.Transaction` over the writing connection, inside `BEGIN IMMEDIATE`."""

    def __init__(
        self, connection: Connection, identity: ThisDevice, acting: Acting, book_mark: str = ""
    ) -> None:
        super().__init__(connection, identity.scope)
        self._buffer = WriteBuffer(connection)
        self._identity = identity
        self._acting = acting
        self._author = Author(identity.device, acting.clerk, acting.role)
        self._views = Views(connection, identity.scope, self._buffer)
        self._log: OwnLog | None = None
        self._codes: Codes | None = None
        self._book_mark = book_mark

    @property
    def _connection(self) -> Connection:
        """What is read sees all that was written."""
        self._buffer.flush()
        return self._raw

    def _state(self, subject: Subject) -> SubjectState:
        return self._views.state(subject)

    def record(self, draft: FactDraft) -> Fact:
        """Append a fact to the device's log; refresh the subject's view and search words.

        Raises `DomainProblem` ``fact.too_large``, ``fact.unknown_field``, ``subject.erased`` for personal
        data of a subject whose data were ordered to be erased, or ``device.revoked``. ValueError for a kind
        that only the province writes.
        """
        if current_kind(draft.kind).by_province:
            raise ValueError(draft.kind)
        state = self._views.state(draft.subject)
        known = state.secret() if state.facts else None
        parents = tips(state.facts, state.view()) if state.facts else ()
        secret = known or new_secret()
        encoded = encode_fact(draft, self._author, parents, secret)
        if encoded.personal is not None and state.facts and state.view().erased:
            raise DomainProblem("subject.erased")
        log = self._own_log()
        owed = encoded.personal is not None and not (known and log.bears(draft.subject, secret))
        carried = secret if owed else None
        log.append(encoded, carried)
        state.add(encoded.fact, carried)
        self._views.refresh(draft.subject, undelivered=True)
        return encoded.fact

    @contextmanager
    def in_name_of(self, acting: Acting) -> Iterator[None]:
        """Let what is recorded meanwhile be the act of another person at the same desk."""
        before = self._acting, self._author
        self._acting = acting
        self._author = Author(self._identity.device, acting.clerk, acting.role)
        try:
            yield
        finally:
            self._acting, self._author = before

    def take_code(self, day: date, unit_fallback: str) -> TakenCode:
        """Take the next number of a reception day: official from a range, else provisional."""
        if self._codes is None:
            self._codes = Codes(self._raw, self._own_log().row)
        return self._codes.take(day, unit_fallback)

    def take_number(self, kind: str, year: int) -> TakenNumber:
        """Take the next number of this device's own book of a kind and year."""
        return take_number(self._raw, self._own_log().row, kind, year, self._book_mark)

    def received_as(self, ref: str) -> Subject | None:
        """Return the dossier already received under this outside reference, or None."""
        digest = reference_digest(self._scope, ref)
        return self._buffer.references.get(digest) or received_under(self._raw, digest)

    def remember_ref(self, ref: str, subject: Subject) -> None:
        """Remember an outside reference for ever, so that the same `ref` is received once."""
        self._buffer.references.setdefault(reference_digest(self._scope, ref), subject)

    def order_paper(self, subject: Subject, form: str, copy_number: int, record: Mapping[str, Value]) -> int:
        """Order a paper in the same transaction as what it tells; returns its id."""
        return PaperTable(self._raw).order(subject, form, copy_number, record, self._acting.at)

    def drop_paper(self, paper: int) -> None:
        """Forget a paper that was ordered and never drawn, because a correction overtook it."""
        PaperTable(self._raw).drop(paper)

    def store_paper(self, paper: int, fact: FactId, pdf: bytes) -> None:
        """Keep a drawn paper as issued."""
        PaperTable(self._raw).store(paper, fact, pdf, self._acting.at)

    def save_draft(self, page: str, draft: Mapping[str, Value], draft_id: int | None) -> int:
        """Keep an unfinished form (never sent); returns its id."""
        return Drafts(self._raw).save(page, draft, draft_id, self._acting.at)

    def drop_draft(self, draft_id: int) -> None:
        """Forget an unfinished form, after it was saved or thrown away by a person."""
        Drafts(self._raw).drop(draft_id)

    def set_setting(self, name: str, value: Value) -> None:
        """Keep a local setting of this device."""
        SettingsTable(self._raw).set(name, value)

    def finish(self) -> None:
        """Write down the numbers taken and sign what was appended; called once, before the commit."""
        if self._codes is not None:
            self._codes.finish()
        self._buffer.flush()
        if self._log is not None:
            self._log.finish()

    def _own_log(self) -> OwnLog:
        if self._log is None:
            self._log = OwnLog.current(self._raw, self._identity, self._buffer)
            if self._log.row.fence_position is not None:
                # What is written behind the line counts for nobody: better refused than lost unseen.
                raise DomainProblem("device.revoked")
        return self._log

"""Take over dossiers in progress from another program's list (nhập hồ sơ đang giải quyết): old work goes on.

Each row is received in a transaction of its own with the steps that lead to its status; a row that cannot be
taken over leaves nothing. The code it had elsewhere is its outside reference, so the same list twice takes
nothing over twice. The facts keep both moments: what the list says, and when it was entered.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from app.domain.catalogue import Catalogue
from app.domain.facts import FactDraft, Value
from app.domain.import_columns import FULL_NAME, PROCEDURE, REF, ColumnMap, Row, guess_columns
from app.domain.import_values import (
    FINISHED,
    read_channel,
    read_moment,
    read_status,
    read_text,
    split_contact,
)
from app.domain.lifecycle import Status
from app.domain.moments import VIET_NAM, to_milliseconds
from app.domain.problems import DomainProblem
from app.domain.text import fold, words
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting, Office, Transaction
from app.use_cases.receive_dossier import Received, ReceiveDossier
from app.use_cases.reception_request import ReceptionRequest

IMPORTED, AGAIN, REFUSED = "imported", "again", "refused"

_OPENING = time(8)
"""A day without an hour means the morning: whoever came that day came before the cut-off hour."""
_STEPS = {
    Status.RECEIVED: (),
    Status.PROCESSING: ("transfer",),
    Status.DONE: ("transfer", "finish"),
}
_PLAIN = ("village", "birth_date", "id_number", "phone", "address")
_DIGITS = {"phone": 10, "id_number": 12}
"""Numbers that lost the zeros before them in a spreadsheet get them back."""


@dataclass(frozen=True, slots=True)
class RowToImport:
    """One row as it was understood. ``number`` counts from 1 in the file; ``done_at`` is in milliseconds."""

    number: int
    request: ReceptionRequest
    status: Status
    done_at: int | None = None


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of a row: ``imported`` or ``again`` with its code, or ``refused`` with the problem."""

    number: int
    state: str
    code: str = ""
    full_name: str = ""
    procedure: str = ""
    status: int | None = None
    due_at: int | None = None
    problem: DomainProblem | None = None


@dataclass(frozen=True, slots=True)
class ImportList:
    """A list as read from a file, and what its columns hold."""

    rows: Sequence[Row]
    map: ColumnMap


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a list, row by row; of a trial, what would."""

    outcomes: tuple[RowOutcome, ...]
    trial: bool
    counts: Mapping[str, int] = field(default_factory=dict)


class ImportDossiers:
    """Takes over lists in the name of a clerk."""

    def __init__(
        self, office: Office, receive: ReceiveDossier, read: Callable[[Path], list[list[object]]]
    ) -> None:
        """Work on an office; `read` reads the rows of a file."""
        self._office = office
        self._receive = receive
        self._read = read

    def open(self, path: Path, stated: Mapping[str, str] | None = None) -> ImportList:
        """Read a file and find out what its columns hold; ``stated`` says it of some, by heading or letter.

        Raises DomainProblem ``file.unreadable``, ``import.*``.
        """
        rows = self._read(path)
        return ImportList(rows, guess_columns(rows).changed(stated or {}))

    def check(self, listed: ImportList, acting: Acting) -> ImportReport:
        """Return what would become of every row; keeps nothing. Raises as taking over."""
        return self._through(listed, acting, self._try)

    def __call__(self, listed: ImportList, acting: Acting) -> Outcome[ImportReport]:
        """Take over every row that can be.

        Raises DomainProblem ``import.column_missing`` (`field`) or ``storage.*``: then the rows before are
        taken over, and the same list again goes on where it stopped.
        """
        report = self._through(listed, acting, self._take)
        return Outcome(replace(report, trial=False), Changes(everything=True, delivery=True))

    def _through(
        self, listed: ImportList, acting: Acting, handle: Callable[[RowToImport, Acting], Received]
    ) -> ImportReport:
        missing = listed.map.missing()
        if missing:
            raise DomainProblem("import.column_missing", field=missing[0])
        reader = _RowReader(listed.map, self._receive.catalogue())
        outcomes = []
        for place, row in enumerate(listed.rows[listed.map.first_row :], listed.map.first_row + 1):
            if reader.is_empty(row):
                continue
            outcomes.append(self._outcome(reader, place, row, acting, handle))
        counts = Counter(one.state for one in outcomes)
        states = {state: counts[state] for state in (IMPORTED, AGAIN, REFUSED)}
        return ImportReport(tuple(outcomes), trial=True, counts=states)

    @staticmethod
    def _outcome(
        reader: "_RowReader",
        number: int,
        row: Row,
        acting: Acting,
        handle: Callable[[RowToImport, Acting], Received],
    ) -> RowOutcome:
        name = reader.text(row, FULL_NAME)
        try:
            read = reader.read(number, row, acting.at)
            received = handle(read, acting)
        except DomainProblem as problem:
            if problem.code.startswith("storage."):
                raise
            return RowOutcome(number, REFUSED, reader.text(row, REF), name, problem=problem)
        return RowOutcome(
            number,
            AGAIN if received.again else IMPORTED,
            received.code,
            name,
            read.request.procedure,
            int(received.status),
            received.due_at,
        )

    def _try(self, row: RowToImport, acting: Acting) -> Received:
        """Return what a row would come to."""
        with self._office.reading() as reading:
            known = reading.received_as(row.request.ref or "")
            dossier = None if known is None else reading.dossier(known)
            if known is not None and dossier is not None:
                at = dossier.received_at or 0
                code, due = dossier.code, dossier.due_at
                return Received(known, code, dossier.provisional, at, due, dossier.status, again=True)
        return replace(self._receive.foresee(row.request, acting), status=row.status)

    def _take(self, row: RowToImport, acting: Acting) -> Received:
        """Receive a row and record the steps that lead to its status, all or nothing."""
        with self._office.writing(acting) as tx:
            received = self._receive.receive_in(tx, row.request, acting)
            if received.again:
                return received
            for step in _STEPS[row.status]:
                _record(tx, received, step, row, acting)
        return replace(received, status=row.status)


def _record(tx: Transaction, received: Received, step: str, row: RowToImport, acting: Acting) -> None:
    """Record a step that was taken elsewhere: entered now, done when the list says."""
    stated: dict[str, Value] = {"holder": acting.clerk}
    if step == "finish" and row.done_at is not None:
        stated["done_at"] = row.done_at
    draft = FactDraft("dossier.stepped", received.subject, acting.at, stated, step, acting.clock_offset)
    tx.record(draft)


class _RowReader:
    """Reads rows by a map of columns."""

    def __init__(self, columns: ColumnMap, catalogue: Catalogue) -> None:
        self._columns = columns.columns
        self._catalogue = catalogue
        self._alike: Counter[str] = Counter()
        self._found: dict[tuple[str, date], str] = {}

    def cell(self, row: Row, name: str) -> object:
        place = self._columns.get(name)
        return row[place] if place is not None and place < len(row) else None

    def text(self, row: Row, name: str) -> str:
        return read_text(self.cell(row, name))

    def is_empty(self, row: Row) -> bool:
        """Whether a row says nothing in the columns that count: a gap, or a line with a sum."""
        return not any(self.text(row, name) for name in (REF, PROCEDURE, FULL_NAME))

    def read(self, number: int, row: Row, now: int) -> RowToImport:
        """Read a row. Raises DomainProblem ``import.*`` and those of a reception."""
        status = self._status(row)
        received = read_moment(self.cell(row, "received_at"), "received_at")
        if received is None:
            raise DomainProblem("import.no_reception_day", field="received_at")
        moment = _moment(received)
        record = self._record(row, moment)
        due = read_moment(self.cell(row, "due_at"), "due_at")
        request = replace(ReceptionRequest.from_record(record), imported=True)
        if due is not None:
            request = replace(
                request, due_at=due.replace(tzinfo=VIET_NAM) if isinstance(due, datetime) else due
            )
        ref = request.ref or self._derived_ref(record)
        request = replace(request, ref=ref, values={**request.values, "ref": ref})
        done = read_moment(self.cell(row, "finished_at"), "finished_at")
        done_at = None if done is None else to_milliseconds(_moment(done))
        if done_at is not None and not (request.received_at or 0) <= done_at <= now:
            raise DomainProblem("import.bad_date", field="finished_at")
        if status is None:
            status = Status.RECEIVED if done_at is None else Status.DONE
        return RowToImport(number, request, status, done_at)

    def _status(self, row: Row) -> Status | None:
        status = read_status(self.cell(row, "status"))
        if status == FINISHED or (status is None and self.text(row, "returned_at")):
            raise DomainProblem("import.finished_already")
        return status if isinstance(status, Status) else None

    def _record(self, row: Row, received: datetime) -> dict[str, Any]:
        """Return a row as a reception is written (DESIGN §6)."""
        applicant: dict[str, Any] = {"full_name": self.text(row, FULL_NAME)}
        address, phone = split_contact(self.text(row, "contact"))
        applicant |= {"address": address, "phone": phone} if address or phone else {}
        for name in _PLAIN:
            value = self.text(row, name)
            if value:
                applicant[name] = _whole_number(value, self.cell(row, name), name)
        record: dict[str, Any] = {
            "procedure": self._procedure(row, received.date()),
            "applicant": applicant,
            "received_at": received.isoformat(),
            "channel": read_channel(self.cell(row, "channel")),
            "ref": self.text(row, REF) or None,
            "sets": self._sets(row),
            **{name: self.text(row, name) or None for name in ("return_at", "note")},
        }
        return {name: value for name, value in record.items() if value is not None}

    def _sets(self, row: Row) -> int | None:
        text = self.text(row, "sets")
        if not text:
            return None
        if not text.isdecimal():
            raise DomainProblem("field.not_a_whole_number", field="sets")
        return int(text)

    def _procedure(self, row: Row, on: date) -> str:
        """Find the procedure by its code or its name. Raises DomainProblem ``import.procedure_unclear``."""
        told = self.text(row, PROCEDURE)
        if not told:
            raise DomainProblem("field.missing", field="procedure")
        if (told, on) not in self._found:
            self._found[told, on] = self._look_up(told, on)
        return self._found[told, on]

    def _look_up(self, told: str, on: date) -> str:
        if any(row.code == told for row in self._catalogue.rows):
            return told
        wanted = _words(told)
        for name in ("name", "short_name"):
            same = {one.code for one in self._catalogue.rows if _words(getattr(one, name)) == wanted}
            if len(same) == 1:
                return same.pop()
        found = {one.code for one in self._catalogue.search(told, on)} if wanted else set()
        if len(found) == 1:
            return found.pop()
        raise DomainProblem("import.procedure_unclear", field="procedure", count=len(found))

    def _derived_ref(self, record: Mapping[str, Any]) -> str:
        """Make a reference of a row that has no code: its content, and how many like it stood above."""
        told = "\x1f".join(f"{name}={record[name]}" for name in sorted(record))
        digest = hashlib.sha256(told.encode()).hexdigest()[:20]
        self._alike[digest] += 1
        return f"import-{digest}-{self._alike[digest]}"


def _moment(value: datetime | date) -> datetime:
    if isinstance(value, datetime):
        return value.replace(tzinfo=VIET_NAM)
    return datetime.combine(value, _OPENING, VIET_NAM)


def _whole_number(text: str, cell: object, name: str) -> str:
    return text.zfill(_DIGITS[name]) if isinstance(cell, int) and name in _DIGITS else text


def _words(text: str) -> list[str]:
    found = words(fold(text))
    return found[2:] if found[:2] == ["thu", "tuc"] else found

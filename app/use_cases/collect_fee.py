"""Collect a fee for a dossier (thu phí, lệ phí), take a mistaken collection back, note the e-receipt.

What is taken is computed here, from the office's table and never from what a window shows. The number comes
from this device's book of fees; a collection that is voided keeps its number, with the reason.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.collections import Collection, collections_of
from app.domain.dossier import Dossier
from app.domain.facts import FactDraft, Value
from app.domain.fee_table import FeeTable
from app.domain.fees import FeeQuote, quote
from app.domain.identifiers import FactId, Subject
from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.use_cases.dossier_fields import (
    located,
    text_reader,
)
from app.use_cases.fee_request import FeeRequest
from app.use_cases.fees import OfficeFees
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting, Office, Reading, Transaction
from app.use_cases.void_dossier import stated_reason

BOOK = "fee"
_CODE = text_reader(60)


@dataclass(frozen=True, slots=True)
class Collected:
    """What was collected, and the slip ordered with it (`app.use_cases.print_paper`), if one was."""

    collection: Collection
    paper: int | None = None


@dataclass(frozen=True, slots=True)
class CollectedRow:
    """One line of the day's list: a collection and the dossier it is for."""

    collection: Collection
    code: str
    full_name: str
    procedure: str


OrderSlip = Callable[[Transaction, Subject, str, Acting], int]
"""Orders the paper of a form inside the transaction; returns its id."""


class CollectFee:
    """Collects money in the name of a clerk."""

    def __init__(self, office: Office, fees: OfficeFees, order_slip: OrderSlip) -> None:
        """Work on an office with its fee table."""
        self._office = office
        self._fees = fees
        self._order_slip = order_slip

    def due(self, subject: Subject, request: FeeRequest, at: int) -> FeeQuote:
        """Return what a dossier costs, while one types.

        Raises DomainProblem ``dossier.unknown`` or ``fee.unknown_group``.
        """
        with self._office.reading() as reading:
            dossier = _dossier(reading, subject)
            return _quote(self._fees.read(reading), dossier, request, _day(dossier, at))

    def of_dossier(self, subject: Subject) -> list[Collection]:
        """Return what was collected for a dossier, void ones included."""
        with self._office.reading() as reading:
            return collections_in(reading, subject)

    def of_day(self, day: date) -> list[CollectedRow]:
        """Return every collection made on a day, newest first, void ones included."""
        found: list[CollectedRow] = []
        with self._office.reading() as reading:
            entries = reading.book_entries(BOOK, day, day)
            for entry in sorted(entries, key=lambda entry: (entry.at, entry.number), reverse=True):
                dossier = reading.dossier(entry.subject)
                found += [
                    CollectedRow(held, dossier.code, dossier.full_name, dossier.procedure)
                    for held in collections_in(reading, entry.subject)
                    if held.fact == entry.fact and dossier is not None
                ]
        return found

    def __call__(
        self, subject: Subject, request: FeeRequest, acting: Acting, *, paper: bool = False
    ) -> Outcome[Collected]:
        """Collect what a dossier costs; with `paper`, order its provisional slip in the same commit.

        Raises DomainProblem ``dossier.unknown``, ``fee.dossier_voided``, ``fee.not_configured`` (`name`),
        ``fee.nothing_due``, ``fee.already_collected`` (`book`, `number`), ``fee.proof_missing``,
        ``fee.unknown_group``, ``fact.too_large`` or ``storage.*``. Nothing is taken when it raises.
        """
        with self._office.writing(acting) as tx:
            collection = self.collect_in(tx, subject, request, acting)
            ordered = self._order_slip(tx, subject, BOOK, acting) if paper else None
        return Outcome(Collected(collection, ordered), _changes(subject))

    def collect_in(
        self, tx: Transaction, subject: Subject, request: FeeRequest, acting: Acting
    ) -> Collection:
        """Collect inside a transaction; refused before a number is taken. Raises as collecting does."""
        dossier = _dossier(tx, subject)
        if dossier.voided:
            raise DomainProblem("fee.dossier_voided")
        table, day = self._fees.read(tx), _day(dossier, acting.at)
        found = _quote(table, dossier, request, day)
        _refuse_unproved(table, found, request, day)
        amount = _settled(tx, subject, found, request)
        taken = tx.take_number(BOOK, from_milliseconds(acting.at).year)
        fields: dict[str, Value] = {
            "amount": amount,
            "method": request.method,
            "book": taken.book,
            "number": taken.number,
            "lines": [line.to_record() for line in found.lines],
            "fees_version": found.table_version,
            "payer": request.payer or _usual_payer(dossier),
            "exempt_group": request.exempt_group if found.exempted else None,
            "exempt_proof": request.exempt_proof if found.exempted else None,
            "note": request.note or None,
        }
        stated = {name: value for name, value in fields.items() if value is not None}
        fact = tx.record(FactDraft("fee.collected", subject, acting.at, stated, None, acting.clock_offset))
        return next(one for one in collections_in(tx, subject) if one.fact == fact.id)

    def void(self, subject: Subject, fact: FactId, reason: str, acting: Acting) -> Outcome[Collection]:
        """Take a collection back: money returned or wrongly entered. Its number stays accounted for.

        Raises DomainProblem ``field.missing`` (`field`: ``reason``), ``fee.unknown`` or ``fee.voided``.
        """
        why = stated_reason(reason)
        with self._office.writing(acting) as tx:
            void_collection_in(tx, _collection(tx, subject, fact), why, acting)
            held = _collection(tx, subject, fact)
        return Outcome(held, _changes(subject))

    def note_receipt(
        self, subject: Subject, fact: FactId, receipt: Mapping[str, object], acting: Acting
    ) -> Outcome[Collection]:
        """Write the number of the e-receipt beside a collection, once the provider has issued it.

        ``receipt``: ``symbol``, ``number`` (needed), ``lookup_code``, ``issued_on``. Raises DomainProblem
        ``field.*``, ``fee.unknown``, ``fee.voided`` or ``fee.receipt_noted``.
        """
        fields: dict[str, Value] = {"fact": fact}
        for name in ("symbol", "number", "lookup_code", "issued_on"):
            value = receipt.get(name)
            try:
                kept = None if value is None else _CODE(value)
            except DomainProblem as problem:
                raise located(problem, name) from None
            if kept is not None:
                fields[name] = kept
        if "number" not in fields:
            raise DomainProblem("field.missing", field="number")
        with self._office.writing(acting) as tx:
            held = _collection(tx, subject, fact)
            if held.void:
                raise DomainProblem("fee.voided", book=held.book, number=held.number)
            if held.receipt is not None:
                raise DomainProblem("fee.receipt_noted", receipt=held.receipt.number)
            tx.record(FactDraft("receipt.noted", subject, acting.at, fields, None, acting.clock_offset))
            held = _collection(tx, subject, fact)
        return Outcome(held, _changes(subject))


def collections_in(reading: Reading, subject: Subject) -> list[Collection]:
    """Return what was collected for a dossier in one look at the office."""
    return collections_of(reading.facts(subject), reading.view(subject))


def void_collection_in(tx: Transaction, held: Collection, reason: str, acting: Acting) -> None:
    """Void a collection inside a transaction. Raises DomainProblem ``fee.voided`` (`book`, `number`)."""
    if held.void:
        raise DomainProblem("fee.voided", book=held.book, number=held.number)
    fields = {
        "fact": held.fact,
        "book_kind": BOOK,
        "book": held.book,
        "number": held.number,
        "reason": reason,
    }
    tx.record(FactDraft("number.voided", held.subject, acting.at, fields, None, acting.clock_offset))


def _day(dossier: Dossier, at: int) -> date:
    """Return the day whose rates hold: that of reception, whose version of the table it came under."""
    return from_milliseconds(dossier.received_at or at).date()


def _quote(table: FeeTable, dossier: Dossier, request: FeeRequest, day: date) -> FeeQuote:
    channel = str(dossier.values.get("channel") or "direct")
    return quote(table, dossier.procedure, request.quantities(channel), day, request.exempt_group)


def _refuse_unproved(table: FeeTable, found: FeeQuote, request: FeeRequest, day: date) -> None:
    """Refuse an exemption without the paper that shows it, where one belongs to the group."""
    proofs = {group.code: group.proof for group in table.groups(day)}
    if found.exempted and proofs.get(request.exempt_group) and not request.exempt_proof:
        raise DomainProblem("fee.proof_missing", field="exempt_proof")


def _settled(reading: Reading, subject: Subject, found: FeeQuote, request: FeeRequest) -> int:
    """Return the amount to take, once nothing stands in the way."""
    if found.amount is None:
        unknown = (line.name for line in found.lines if line.amount is None)
        raise DomainProblem("fee.not_configured", name=next(unknown, "–"))
    if found.amount == 0 and not found.exempted:
        raise DomainProblem("fee.nothing_due")
    if not request.again:
        charges = {line.charge for line in found.lines}
        for held in collections_in(reading, subject):
            if not held.void and held.charges & charges:
                raise DomainProblem("fee.already_collected", book=held.book, number=held.number)
    return found.amount


def _collection(reading: Reading, subject: Subject, fact: FactId) -> Collection:
    for held in collections_in(reading, subject):
        if held.fact == fact:
            return held
    raise DomainProblem("fee.unknown")


def _dossier(reading: Reading, subject: Subject) -> Dossier:
    dossier = reading.dossier(subject)
    if dossier is None:
        raise DomainProblem("dossier.unknown")
    return dossier


def _usual_payer(dossier: Dossier) -> str | None:
    submitter = dossier.values.get("submitter") or {}
    return str(submitter.get("full_name") or dossier.full_name) or None


def _changes(subject: Subject) -> Changes:
    return Changes(dossiers=frozenset({subject}), delivery=True)

"""Certify while the citizen waits (chứng thực): received, entered in the register, paid and returned at once.

NĐ 118/2025 Đ17 k4: what is done at once is entered all the same, and needs no slip unless the citizen asks.
Everything is one transaction: a number of the register never stands without its money, nor money without it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.certification import (
    COPIES_OF_ORIGINALS,
    REGISTER_OF,
    Certified,
    certified_of,
)
from app.domain.collections import Collection
from app.domain.facts import FactDraft, Value
from app.domain.fees import FeeQuote
from app.domain.identifiers import FactId, Subject
from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.use_cases.collect_fee import BOOK, CollectFee, OrderSlip, collections_in, void_collection_in
from app.use_cases.dossier_fields import DOCUMENT_READERS, NAME, located
from app.use_cases.fee_request import FeeRequest
from app.use_cases.fees import OfficeFees
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting, Office, Reading, Transaction
from app.use_cases.receive_dossier import Received, ReceiveDossier
from app.use_cases.reception_request import ReceptionRequest
from app.use_cases.void_dossier import stated_reason

SLIP = "slip"
_AT_ONCE = ("transfer", "finish", "return")


@dataclass(frozen=True, slots=True)
class CertifyRequest:
    """What is certified for whom. ``person`` are fields of the applicant; the name is needed.

    ``fee`` carries pages, copies, exemption and way of paying. ``slip``, ``fee_slip``: papers asked for.
    """

    person: Mapping[str, object]
    title: str
    fee: FeeRequest
    procedure: str = COPIES_OF_ORIGINALS
    signer: str = ""
    slip: bool = False
    fee_slip: bool = False


@dataclass(frozen=True, slots=True)
class CertifiedNow:
    """What one certification left: the dossier, its entry, its money, and the papers ordered."""

    received: Received
    entry: Certified
    collection: Collection | None
    papers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CertifiedRow:
    """One line of the list of the last entries."""

    entry: Certified
    full_name: str
    collection: Collection | None


class CertifyCopies:
    """Certifies in the name of a clerk."""

    def __init__(
        self,
        office: Office,
        receive: ReceiveDossier,
        fees: OfficeFees,
        collect: CollectFee,
        order_slip: OrderSlip,
    ) -> None:
        """Work on an office with its reception and its fee table."""
        self._office = office
        self._receive = receive
        self._fees = fees
        self._collect = collect
        self._order_slip = order_slip

    def due(self, request: FeeRequest, at: int, procedure: str = COPIES_OF_ORIGINALS) -> FeeQuote:
        """Return what a certification costs, while one types. Raises DomainProblem ``fee.unknown_group``."""
        day = from_milliseconds(at).date()
        return self._fees.quote(procedure, request.quantities("direct"), day, request.exempt_group)

    def __call__(self, request: CertifyRequest, acting: Acting) -> Outcome[CertifiedNow]:
        """Certify: all of it, or nothing and no number taken.

        Raises DomainProblem ``certification.wrong_procedure``, ``field.missing`` (`field`: ``title`` or
        ``applicant.full_name``), and those of receiving and collecting.
        """
        register = REGISTER_OF.get(request.procedure)
        if register is None:
            raise DomainProblem("certification.wrong_procedure", field="procedure")
        if not str(request.person.get("full_name") or "").strip():
            # In the order of the form: whoever forgot both is led to the first.
            raise DomainProblem("field.missing", field="applicant.full_name")
        title, signer = _title(request.title), _signer(request.signer)
        reception = ReceptionRequest.from_record(
            {
                "procedure": request.procedure,
                "applicant": dict(request.person),
                "documents": [{"name": title, "originals": 1, "copies": request.fee.copies}],
            }
        )
        with self._office.writing(acting) as tx:
            received = self._receive.receive_in(tx, reception, acting)
            subject = received.subject
            fact = _enter(tx, subject, (register, title, signer), request.fee, acting)
            collection = self._collected(tx, subject, request.fee, acting)
            for step in _AT_ONCE:
                _take(tx, subject, step, acting)
            papers = []
            if request.slip:
                papers.append(self._order_slip(tx, subject, SLIP, acting))
            if request.fee_slip and collection is not None:
                papers.append(self._order_slip(tx, subject, BOOK, acting))
            entry = _entry(tx, subject, fact)
        done = CertifiedNow(received, entry, collection, tuple(papers))
        return Outcome(done, Changes(dossiers=frozenset({subject}), delivery=True))

    def void(self, subject: Subject, fact: FactId, reason: str, acting: Acting) -> Outcome[Certified]:
        """Take an entry back with its money; both numbers stay accounted for.

        Raises DomainProblem ``field.missing`` (`field`: ``reason``), ``certification.unknown`` or
        ``certification.voided`` (`book`, `number`).
        """
        why = stated_reason(reason)
        with self._office.writing(acting) as tx:
            held = _entry(tx, subject, fact)
            if held.void:
                raise DomainProblem("certification.voided", book=held.book, number=held.number)
            fields: dict[str, Value] = {
                "fact": fact,
                "book_kind": held.register,
                "book": held.book,
                "number": held.number,
                "reason": why,
            }
            tx.record(FactDraft("number.voided", subject, acting.at, fields, None, acting.clock_offset))
            for collection in collections_in(tx, subject):
                if not collection.void:
                    void_collection_in(tx, collection, why, acting)
            held = _entry(tx, subject, fact)
        return Outcome(held, Changes(dossiers=frozenset({subject}), delivery=True))

    def latest(self, at: int, limit: int = 30) -> list[CertifiedRow]:
        """Return the entries made on the day of a moment, newest first, void ones included."""
        day = from_milliseconds(at).date()
        found: list[CertifiedRow] = []
        with self._office.reading() as reading:
            entries = [
                entry
                for register in dict.fromkeys(REGISTER_OF.values())
                for entry in reading.book_entries(register, day, day)
            ]
            entries.sort(key=lambda entry: (entry.at, entry.number), reverse=True)
            for entry in entries[:limit]:
                found += _row(reading, entry.subject, entry.fact)
        return found

    def _collected(
        self, tx: Transaction, subject: Subject, fee: FeeRequest, acting: Acting
    ) -> Collection | None:
        """Collect; a certification that is free has nothing to collect."""
        try:
            return self._collect.collect_in(tx, subject, fee, acting)
        except DomainProblem as problem:
            if problem.code == "fee.nothing_due":
                return None
            raise


def _enter(
    tx: Transaction, subject: Subject, entered: tuple[str, str, str | None], fee: FeeRequest, acting: Acting
) -> FactId:
    register, title, signer = entered
    taken = tx.take_number(register, from_milliseconds(acting.at).year)
    fields: dict[str, Value] = {
        "register": register,
        "book": taken.book,
        "number": taken.number,
        "pages": fee.pages,
        "copies": fee.copies,
        "title": title,
    }
    if signer:
        fields["signer"] = signer
    draft = FactDraft("certification.entered", subject, acting.at, fields, None, acting.clock_offset)
    return tx.record(draft).id


def _take(tx: Transaction, subject: Subject, step: str, acting: Acting) -> None:
    fields: dict[str, Value] = {"holder": acting.clerk}
    if step == "return":
        fields = {"returned_to_kind": "applicant"}
    tx.record(FactDraft("dossier.stepped", subject, acting.at, fields, step, acting.clock_offset))


def _entry(reading: Reading, subject: Subject, fact: FactId) -> Certified:
    for held in certified_of(subject, reading.facts(subject), reading.view(subject)):
        if held.fact == fact:
            return held
    raise DomainProblem("certification.unknown")


def _row(reading: Reading, subject: Subject, fact: FactId) -> list[CertifiedRow]:
    facts, view = reading.facts(subject), reading.view(subject)
    dossier = reading.dossier(subject)
    name = "" if dossier is None else dossier.full_name
    collections = collections_in(reading, subject)
    money = collections[-1] if collections else None
    entries = [held for held in certified_of(subject, facts, view) if held.fact == fact]
    return [CertifiedRow(entry, name, money) for entry in entries]


def _title(text: str) -> str:
    try:
        read = DOCUMENT_READERS["name"](text)
    except DomainProblem as problem:
        raise located(problem, "title") from None
    if not read:
        raise DomainProblem("field.missing", field="title")
    return str(read)


def _signer(text: str) -> str | None:
    try:
        read = NAME(text)
    except DomainProblem as problem:
        raise located(problem, "signer") from None
    return None if read is None else str(read)

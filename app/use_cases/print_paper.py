"""Print a paper: ordered in the database, drawn elsewhere, recorded as issued; printed means frozen.

The three parts are apart because drawing happens in a lane of its own. A power cut between them loses
nothing: an ordered paper is found again (`pending`) and drawn then.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.dossier import Dossier
from app.domain.facts import Fact, FactDraft, Value
from app.domain.field_values import readable
from app.domain.identifiers import FactId, Subject
from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.domain.slip import Slip
from app.domain.slip_parts import SlipReplacement
from app.use_cases.office_rules import OfficeRules
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting, Office, Papers, StoredPaper, Transaction
from app.use_cases.slip_of_dossier import SlipMaker, SlipSource, acting_person

SLIP = "slip"
FORMS = (SLIP,)


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """A paper as it was issued."""

    paper: StoredPaper
    pdf: bytes


class PrintPaper:
    """Orders, draws and records papers of dossiers."""

    def __init__(
        self, office: Office, rules: OfficeRules, papers: Papers, make_slip: SlipMaker, programme: str
    ) -> None:
        """Work on an office; `programme` is the version named in the fact of printing."""
        self._office = office
        self._rules = rules
        self._papers = papers
        self._make_slip = make_slip
        self._programme = programme

    def __call__(self, subject: Subject, form: str, acting: Acting) -> Outcome[IssuedPaper]:
        """Order, draw and record in one go, for whoever has no lanes. Raises as `order`."""
        ordered = self.order(subject, form, acting)
        return self.record(ordered, self.draw(ordered), acting)

    def order(self, subject: Subject, form: str, acting: Acting) -> StoredPaper:
        """Order a paper: the first slip, or copy n of the one already issued.

        One that was ordered and never drawn is returned again. Raises DomainProblem ``paper.unknown_form``
        (`form`, `allowed`), ``dossier.unknown`` or ``paper.voided``.
        """
        if form not in FORMS:
            raise DomainProblem("paper.unknown_form", form=form[:40], allowed=", ".join(FORMS))
        with self._office.writing(acting) as tx:
            waiting = [paper for paper in tx.unprinted() if paper.subject == subject and paper.form == form]
            return waiting[-1] if waiting else self.order_in(tx, subject, acting)

    def order_in(
        self, tx: Transaction, subject: Subject, acting: Acting, replacing: str | None = None
    ) -> StoredPaper:
        """Order a slip inside a transaction; `replacing` is the reason why it replaces the last one."""
        dossier = tx.dossier(subject)
        if dossier is None:
            raise DomainProblem("dossier.unknown")
        if dossier.voided:
            raise DomainProblem("paper.voided")
        now = from_milliseconds(acting.at)
        issued = _issued(tx, subject, SLIP)
        if not issued:
            slip = self._slip(tx, dossier, now, acting)
        elif replacing is not None:
            slip = self._slip(
                tx, dossier, now, acting, SlipReplacement(from_milliseconds(issued[-1].at), replacing)
            )
        else:
            copy = 1 + max(readable("copy_number", (f.fields or {}).get("copy_number")) or 0 for f in issued)
            slip = replace(self._as_issued(tx, dossier, acting), copy_number=copy, reprinted_at=now)
        record = slip.to_record()
        paper = tx.order_paper(subject, SLIP, slip.copy_number, record)
        return StoredPaper(paper, subject, SLIP, slip.copy_number, acting.at, None, None, record)

    def last_issued(self, tx: Transaction, subject: Subject) -> Fact | None:
        """Return the fact of the last slip printed for a dossier, on whichever device."""
        issued = _issued(tx, subject, SLIP)
        return issued[-1] if issued else None

    def pending(self) -> list[StoredPaper]:
        """Return papers that were ordered and not drawn yet."""
        with self._office.reading() as reading:
            return reading.unprinted()

    def ordered(self, paper: int) -> StoredPaper:
        """Return a paper that waits to be drawn. Raises DomainProblem ``paper.unknown``."""
        found = [waiting for waiting in self.pending() if waiting.id == paper]
        if not found:
            raise DomainProblem("paper.unknown")
        return found[0]

    def draw(self, paper: StoredPaper) -> bytes:
        """Draw a paper as PDF. Touches no database: belongs into the lane of documents."""
        return self._papers.slip(Slip.from_record(paper.record))

    def draw_preview(self, slip: Slip) -> bytes:
        """Draw a slip that is only looked at. Belongs into the lane of documents too."""
        return self._papers.slip(slip)

    def record(self, paper: StoredPaper, pdf: bytes, acting: Acting) -> Outcome[IssuedPaper]:
        """Record a drawn paper as issued: a fact with the hash of its bytes, and the bytes beside it.

        Recording twice changes nothing. Raises DomainProblem ``paper.overtaken`` when a correction replaced
        the order while the paper was drawn.
        """
        with self._office.writing(acting) as tx:
            held = next((one for one in tx.papers(paper.subject) if one.id == paper.id), None)
            if held is None or held.record != paper.record:
                raise DomainProblem("paper.overtaken")
            if held.fact is not None and held.pdf is not None:
                return Outcome(IssuedPaper(held, held.pdf))
            fields = self._told(paper, pdf, _issued(tx, paper.subject, paper.form))
            draft = FactDraft("paper.issued", paper.subject, acting.at, fields, None, acting.clock_offset)
            fact = tx.record(draft).id
            tx.store_paper(paper.id, fact, pdf)
        stored = replace(paper, fact=FactId(fact), pdf=pdf, issued_at=acting.at)
        changes = Changes(dossiers=frozenset({paper.subject}), delivery=True)
        return Outcome(IssuedPaper(stored, pdf), changes)

    def _told(self, paper: StoredPaper, pdf: bytes, earlier: list[Fact]) -> dict[str, Value]:
        fields: dict[str, Value] = {
            "form": paper.form,
            "copy_number": paper.copy_number,
            "template_version": self._papers.template_version,
            "programme": self._programme,
            "sha256": hashlib.sha256(pdf).digest(),
        }
        replaced = paper.record.get("replaces")
        if replaced and paper.copy_number == 0 and earlier:
            fields["replaces"] = earlier[-1].id
            fields["replaces_reason"] = str(replaced.get("reason") or "")
        return fields

    def _slip(
        self,
        tx: Transaction,
        dossier: Dossier,
        issued_at: datetime,
        acting: Acting,
        replaces: SlipReplacement | None = None,
    ) -> Slip:
        """Put the slip together from the dossier as it stands."""
        rules = self._rules.read(tx)
        received = from_milliseconds(dossier.received_at or acting.at).date()
        source = SlipSource(
            code=dossier.code,
            values=dossier.values,
            procedure=rules.procedure(dossier.procedure, received),
            profile=tx.profile(issued_at.date()),
            hours=rules.hours(issued_at.date()),
            clerk=acting_person(tx.people(), acting),
            provisional=dossier.provisional,
            former_code=dossier.first_code if dossier.first_code != dossier.code else "",
        )
        return self._make_slip(source, issued_at, replaces)

    def _as_issued(self, tx: Transaction, dossier: Dossier, acting: Acting) -> Slip:
        """Return the slip as it was last issued: from this device's papers, else from the dossier."""
        held = [p for p in tx.papers(dossier.subject) if p.form == SLIP and p.fact is not None]
        if held:
            return Slip.from_record(held[-1].record)
        return self._slip(tx, dossier, from_milliseconds(acting.at), acting)


def _issued(tx: Transaction, subject: Subject, form: str) -> list[Fact]:
    """Return the facts of papers of one form that count, in fold order."""
    facts = {fact.id: fact for fact in tx.facts(subject) if fact.kind == "paper.issued"}
    counting = (facts[i] for i in tx.view(subject).trail if i in facts and not facts[i].quarantined)
    return [fact for fact in counting if (fact.fields or {}).get("form") == form]

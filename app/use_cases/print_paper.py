"""Print a paper: ordered in the database, drawn elsewhere, recorded as issued; printed means frozen.

The three parts are apart because drawing happens in a lane of its own. A power cut between them loses
nothing: an ordered paper is found again (`pending`) and drawn then.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.domain.acts import acts
from app.domain.collections import Collection, collections_of
from app.domain.dossier import Dossier
from app.domain.facts import Fact, FactDraft, Value
from app.domain.identifiers import FactId, Subject
from app.domain.moments import from_milliseconds
from app.domain.office import OfficeProfile
from app.domain.problems import DomainProblem
from app.domain.slip import Slip
from app.domain.slip_parts import SlipReplacement
from app.use_cases.issued_papers import counting_facts, facts_after, issued_papers, next_copy
from app.use_cases.office_rules import OfficeRules
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.paper_of_dossier import DOSSIER_FORMS, PICTURE, SLIP, SLIP_TELLS_OF
from app.use_cases.paper_sizes import checked_size, on_paper
from app.use_cases.paper_source import PaperSource
from app.use_cases.ports import Acting, Office, Papers, StoredPaper, Transaction
from app.use_cases.slip_of_dossier import SlipMaker, SlipSource, acting_person

_ACCEPTED = {"receive", "accept"}
FORMS = (SLIP, *DOSSIER_FORMS)
"""Every form of a dossier. Steps name theirs in `app.domain.lifecycle`."""


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """A paper as it was issued."""

    paper: StoredPaper
    pdf: bytes


class PrintPaper:
    """Orders, draws and records papers of dossiers."""

    def __init__(
        self,
        office: Office,
        rules: OfficeRules,
        papers: Papers,
        make_slip: SlipMaker,
        programme: str,
        *,
        unit_name: Callable[[object], str] = lambda _code: "",
    ) -> None:
        """Work on an office; `programme` is the version named in the fact of printing.

        `unit_name` names the unit that decides (`competent`), nothing for this one.
        """
        self._office = office
        self._rules = rules
        self._papers = papers
        self._make_slip = make_slip
        self._programme = programme
        self._unit_name = unit_name

    def __call__(
        self, subject: Subject, form: str, acting: Acting, *, size: str = ""
    ) -> Outcome[IssuedPaper]:
        """Order, draw and record in one go, for whoever has no lanes. Raises as `order`."""
        ordered = self.order(subject, form, acting, size=size)
        return self.record(ordered, self.draw(ordered), acting)

    def order(self, subject: Subject, form: str, acting: Acting, *, size: str = "") -> StoredPaper:
        """Order a paper: the first one since what it tells of, or copy n of the one already issued.

        One that was ordered and never drawn is returned again. `size`: the paper it is drawn on, else what
        this device is set to. Raises DomainProblem ``paper.unknown_form`` (`form`, `allowed`),
        ``paper.unknown_size`` (`size`, `allowed`), ``dossier.unknown``, ``paper.voided`` or
        ``paper.step_not_taken`` (`form`).
        """
        _known(form)
        wanted = checked_size(form, size)
        with self._office.writing(acting) as tx:
            waiting = [paper for paper in tx.unprinted() if paper.subject == subject and paper.form == form]
            if waiting and wanted in {"", waiting[-1].record.get("paper")}:
                return waiting[-1]
            for paper in waiting:
                tx.drop_paper(paper.id)
            return self.order_in(tx, subject, form, acting, size=wanted)

    def order_in(
        self,
        tx: Transaction,
        subject: Subject,
        form: str,
        acting: Acting,
        *,
        replacing: str | None = None,
        size: str = "",
    ) -> StoredPaper:
        """Order a paper inside a transaction, so that step, number and paper are one commit.

        `replacing` is the reason why a slip replaces the last one; it does so too when the dossier was
        accepted or its clock begun anew since. Raises as `order`.
        """
        _known(form)
        dossier = tx.dossier(subject)
        if dossier is None:
            raise DomainProblem("dossier.unknown")
        if dossier.voided:
            raise DomainProblem("paper.voided")
        counting = counting_facts(tx, subject)
        if form == SLIP:
            record, copy = self._slip_record(tx, dossier, counting, acting, replacing)
        else:
            record, copy = self._record(tx, dossier, counting, form, acting)
        record = on_paper(tx, form, record, size)
        paper = tx.order_paper(subject, form, copy, record)
        return StoredPaper(paper, subject, form, copy, acting.at, None, None, record)

    def reorder_in(self, tx: Transaction, subject: Subject, acting: Acting, reason: str) -> int | None:
        """After a correction, order anew what waits to be drawn, and the slip that replaces a printed one.

        Returns the id of the slip, if one was ordered.
        """
        waiting = [paper for paper in tx.unprinted() if paper.subject == subject]
        for paper in waiting:
            tx.drop_paper(paper.id)
        for form in dict.fromkeys(paper.form for paper in waiting if paper.form != SLIP):
            self.order_in(tx, subject, form, acting)
        if all(paper.form != SLIP for paper in waiting) and self.last_issued(tx, subject) is None:
            return None
        return self.order_in(tx, subject, SLIP, acting, replacing=reason).id

    def last_issued(self, tx: Transaction, subject: Subject) -> Fact | None:
        """Return the fact of the last slip printed for a dossier, on whichever device."""
        issued = issued_papers(counting_facts(tx, subject), SLIP)
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
        return self._papers.draw(paper.form, paper.record)

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
            fields = self._told(paper, pdf, issued_papers(counting_facts(tx, paper.subject), paper.form))
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
            "template_version": self._papers.version(paper.form, paper.record),
            "programme": self._programme,
            "sha256": hashlib.sha256(pdf).digest(),
        }
        replaced = paper.record.get("replaces")
        if replaced and paper.copy_number == 0 and earlier:
            fields["replaces"] = earlier[-1].id
            fields["replaces_reason"] = str(replaced.get("reason") or "")
        return fields

    def _slip_record(
        self,
        tx: Transaction,
        dossier: Dossier,
        counting: tuple[Fact, ...],
        acting: Acting,
        replacing: str | None,
    ) -> tuple[dict[str, Any], int]:
        """Return the slip, and which copy it is: 0 for one made from the dossier as it stands."""
        if not dossier.taken & _ACCEPTED:
            raise DomainProblem("paper.step_not_taken", form=SLIP)
        now = from_milliseconds(acting.at)
        issued = issued_papers(counting, SLIP)
        overtaken = issued and any(map(SLIP_TELLS_OF, facts_after(counting, issued[-1])))
        if issued and replacing is None and not overtaken:
            copy = next_copy(issued)
            slip = replace(self._as_issued(tx, dossier, acting), copy_number=copy, reprinted_at=now)
            return slip.to_record(), copy
        replaces = None
        if issued:
            replaces = SlipReplacement(from_milliseconds(issued[-1].at), replacing or "")
        return self._slip(tx, dossier, now, acting, replaces).to_record(), 0

    def _record(
        self, tx: Transaction, dossier: Dossier, counting: tuple[Fact, ...], form: str, acting: Acting
    ) -> tuple[dict[str, Any], int]:
        """Return the record of any other form, and which copy it is."""
        basis = DOSSIER_FORMS[form].basis(counting)
        if basis is None or (form == PICTURE and not dossier.taken & _ACCEPTED):
            raise DomainProblem("paper.step_not_taken", form=form)
        issued = issued_papers(facts_after(counting, basis), form)
        held = [p for p in tx.papers(dossier.subject) if p.form == form and p.fact in {f.id for f in issued}]
        if held:
            record = dict(held[-1].record)
        else:
            source = self._source(tx, dossier, counting, basis, acting)
            if form == PICTURE:
                source = replace(source, slip=self._as_issued(tx, dossier, acting).to_record())
            record = DOSSIER_FORMS[form].make(source)
        if not issued:
            return {**record, "copy_number": 0}, 0
        copy = next_copy(issued)
        return {**record, "copy_number": copy, "reprinted_at": acting.at}, copy

    def _source(
        self,
        tx: Transaction,
        dossier: Dossier,
        counting: tuple[Fact, ...],
        basis: Fact,
        acting: Acting,
    ) -> PaperSource:
        """Put together what a paper is made from."""
        rules, on = self._rules.read(tx), from_milliseconds(acting.at).date()
        received = from_milliseconds(dossier.received_at or basis.at).date()
        return PaperSource(
            dossier=dossier,
            facts=counting,
            acts=acts(tx.facts(dossier.subject), tx.view(dossier.subject)),
            basis=basis,
            procedure=rules.procedure(dossier.procedure, received),
            office=OfficeProfile("").with_values(tx.profile(on)),
            hours=self._make_slip.hours_text(rules.hours(on)),
            people={person.id: person for person in tx.people()},
            clerk=acting_person(tx.people(), acting),
            issued_at=acting.at,
            competent=self._unit_name(dossier.values.get("competent")),
        )

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
            collected=_collected(tx, dossier.subject),
        )
        return self._make_slip(source, issued_at, replaces)

    def _as_issued(self, tx: Transaction, dossier: Dossier, acting: Acting) -> Slip:
        """Return the slip as it was last issued: from this device's papers, else from the dossier."""
        held = [p for p in tx.papers(dossier.subject) if p.form == SLIP and p.fact is not None]
        if held:
            return Slip.from_record(held[-1].record)
        return self._slip(tx, dossier, from_milliseconds(acting.at), acting)


def _collected(tx: Transaction, subject: Subject) -> tuple[Collection, ...]:
    return tuple(one for one in collections_of(tx.facts(subject), tx.view(subject)) if not one.void)


def _known(form: str) -> None:
    if form not in FORMS:
        raise DomainProblem("paper.unknown_form", form=form[:40], allowed=", ".join(FORMS))

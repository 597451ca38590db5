"""What `verify` can find wrong, each with its sentence."""

from dataclasses import dataclass

from app.localization.translate import N_, _

_TEXTS = {
    "fact.unreadable": N_(
        "The entry cannot be read: its place in the file is damaged. Restore the last daily copy."
    ),
    "fact.changed": N_("The stored fact is not the one that was signed. Restore the last daily copy."),
    "personal.changed": N_("The personal data beside the fact are not those that were signed."),
    "personal.missing": N_("The personal data that belong to the fact are gone, and no order erased them."),
    "chain.broken": N_("The entry does not follow from the one before it."),
    "signature.wrong": N_("The signature of this point is not that of the log's device."),
    "signature.missing": N_("The end of the log is not signed."),
    "log.opening": N_("The log does not begin with the fact it is named after."),
    "fact.without_entry": N_("A stored fact stands in no log."),
    "number.outside_range": N_("The code {code} is not from a range granted to this log."),
    "number.counter": N_("The count of used numbers for {day} is behind the codes already printed."),
    "number.twice": N_("The code {code} belongs to {count} dossiers."),
    "number.in_book_twice": N_("Number {number} of book {book} ({kind}) stands in {count} entries."),
    "number.missing": N_(
        "Number {number} of book {book} ({kind}) is not accounted for: it was neither used nor voided."
    ),
    "number.book_counter": N_("The count of book {book} ({kind}) is behind the numbers already given."),
    "view.differs": N_("What lists show of dossier {id} differs from its facts."),
    "view.without_facts": N_("Lists show dossier {id}, of which there are no facts."),
    "search.differs": N_("The search index does not agree with the dossiers."),
    "file.unreadable": N_("Part of the file could not be read ({why}). Restore the last daily copy."),
    "file.damaged": N_("{pages} pages of the file are damaged. Restore the last daily copy."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is off: in which log (hex id, empty: none) at which position (0: none)."""

    kind: str
    log: str = ""
    seq: int = 0
    details: tuple[tuple[str, object], ...] = ()

    @property
    def text(self) -> str:
        """The sentence a person reads."""
        return _(_TEXTS[self.kind]).format(**dict(self.details))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was looked at, and what was found."""

    facts: int
    logs: int
    dossiers: int
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is off."""
        return not self.findings

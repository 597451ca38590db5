"""What `verify` can find wrong in the province's database, each with its sentence."""

from dataclasses import dataclass, field

from app.localization.translate import N_, _

_TEXTS = {
    "fact.changed": N_("The stored fact is not the one that was signed. Restore the last daily copy."),
    "fact.missing": N_("The fact of this entry is gone. Restore the last daily copy."),
    "fact.without_entry": N_("A stored fact stands in no log."),
    "personal.changed": N_("The personal data beside the fact are not those that were signed."),
    "personal.missing": N_("The personal data that belong to the fact are gone, and no order erased them."),
    "chain.broken": N_("The entry does not follow from the one before it."),
    "signature.wrong": N_("The signature of this point is not that of the log's device."),
    "signature.missing": N_("The end of the log is not signed."),
    "log.opening": N_("The log does not begin with the fact it is named after."),
    "log.ends": N_("The log does not end where the province states that it does."),
    "entry.without_log": N_("Entries belong to a log of which nothing else is known."),
    "file.unreadable": N_("Part of the file could not be read ({why}). Restore the last daily copy."),
    "number.twice": N_("The code {code} belongs to {count} dossiers."),
    "view.differs": N_("What lists show of dossier {id} differs from its facts."),
    "view.without_facts": N_("Lists show dossier {id}, of which there are no facts."),
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


@dataclass(slots=True)
class Verdict:
    """What was looked at, and what was found."""

    facts: int = 0
    logs: int = 0
    dossiers: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing is off."""
        return not self.findings

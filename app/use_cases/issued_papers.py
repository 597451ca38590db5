"""Which papers of a dossier were issued, as its facts tell: on whichever device."""

from collections.abc import Iterable

from app.domain.facts import Fact
from app.domain.field_values import readable
from app.domain.identifiers import Subject
from app.use_cases.ports import Reading


def counting_facts(tx: Reading, subject: Subject) -> tuple[Fact, ...]:
    """Return the facts of a dossier that count, in fold order."""
    view = tx.view(subject)
    without_effect = {item.fact for item in view.set_aside}.union(view.unknown, view.quarantined)
    facts = {fact.id: fact for fact in tx.facts(subject)}
    return tuple(facts[i] for i in view.trail if i not in without_effect)


def issued_papers(facts: Iterable[Fact], form: str) -> list[Fact]:
    """Return the facts of papers of one form."""
    papers = (fact for fact in facts if fact.kind == "paper.issued")
    return [fact for fact in papers if (fact.fields or {}).get("form") == form]


def facts_after(facts: tuple[Fact, ...], one: Fact) -> tuple[Fact, ...]:
    """Return what came after one of these facts."""
    return facts[facts.index(one) + 1 :]


def next_copy(issued: Iterable[Fact]) -> int:
    """Return which copy comes after these papers, whichever devices printed them."""
    return 1 + max(readable("copy_number", (f.fields or {}).get("copy_number")) or 0 for f in issued)

"""What proves the personal parts of a run that arrives: the secrets held, and the log they stand in."""

from collections.abc import Iterable

from app.domain.facts import Fact
from app.domain.fold import ERASED_BY
from app.domain.identifiers import Subject
from app.storage.database import Connection
from app.storage.erasure import is_erased
from sync.protocol.encoding import decode_fact
from sync.protocol.personal_parts import PersonalParts, secrets_in
from sync.protocol.rulings import COUNTS
from sync.protocol.runs import CarriedFact, Run

_SECRETS = "SELECT DISTINCT secret FROM fact WHERE subject = ? AND secret IS NOT NULL"
_COUNTING = "SELECT bytes FROM fact WHERE subject = ? AND standing = ?"
_BEARS = (
    "SELECT 1 FROM fact AS f JOIN entry AS e ON e.fact = f.seq"
    " WHERE f.subject = ? AND f.secret IS NOT NULL AND e.log = ?"
)


def personal_parts(
    connection: Connection, log: int, run: Run, arriving: Iterable[tuple[Fact, CarriedFact]]
) -> PersonalParts:
    """Gather what proves the new facts of a run of a log (its local number)."""
    parts = PersonalParts(secrets_in(run), set(), set(), set())
    concerned: set[Subject] = set()
    for fact, carried in arriving:
        if carried.personal is not None or fact.personal_missing:
            concerned.add(fact.subject)
        if carried.personal is None and fact.personal_missing and is_excused(connection, fact.subject):
            parts.excused.add(fact.subject)
    for subject in concerned:
        parts.secrets.setdefault(subject, []).extend(secrets_of(connection, subject))
        if is_erased(connection, subject):
            parts.erased.add(subject)
        if connection.execute(_BEARS, (subject, log)).fetchone() is not None:
            parts.bearing.add(subject)
    return parts


def is_excused(connection: Connection, subject: Subject) -> bool:
    """Whether personal parts of a subject may be missing: the province ordered to erase them.

    The order may still wait for earlier facts, which then come from where it was obeyed already.
    """
    facts = connection.execute(_COUNTING, (subject, COUNTS))
    return is_erased(connection, subject) or any(decode_fact(raw, None).kind == ERASED_BY for (raw,) in facts)


def secrets_of(connection: Connection, subject: Subject) -> list[bytes]:
    """Return the secrets held of a subject: one, or several where devices drew one unseen by each other."""
    return [secret for (secret,) in connection.execute(_SECRETS, (subject,))]

"""How far things have come: of one fact, of one dossier, and of everything on this device."""

from app.domain.identifiers import FactId, ScopeId, Subject
from app.storage.database import Connection
from app.storage.log_tables import LogRow, logs_of, tips
from app.storage.receipts import fact_delivery, newest_receipt_at, subject_delivery
from app.storage.settings_table import SettingsTable
from app.storage.views import load_state
from app.use_cases.ports import Delivery, DeliverySummary
from app.use_cases.synchronise import LAST_EXCHANGE_SETTING, LAST_PROBLEM_SETTING
from sync.protocol.encoding import decode_fact
from sync.protocol.rulings import COUNTS

_NEWEST_OWN = (
    "SELECT f.bytes FROM entry AS e JOIN fact AS f ON f.seq = e.fact"
    " WHERE e.log = (SELECT current_log FROM this_device) ORDER BY e.position DESC LIMIT 1"
)
_STANDING = "SELECT subject, standing FROM fact WHERE id = ?"
_FORKED_COUNTS = "SELECT count(*), count(received_at) FROM entry WHERE log = ?"
_ASIDE = "set_aside"


def delivery_of_subject(connection: Connection, subject: Subject) -> Delivery:
    """Return how far a dossier has come; ``set_aside`` while a fact of it waits for a person's decision."""
    delivery = subject_delivery(connection, subject)
    row = connection.execute("SELECT set_aside FROM dossier WHERE subject = ?", (subject,)).fetchone()
    return Delivery(_ASIDE, delivery.province_at) if row is not None and row[0] else delivery


def delivery_of_fact(connection: Connection, fact: FactId) -> Delivery:
    """Return how far one fact has come; ``set_aside`` when it does not count (see `View.set_aside`)."""
    delivery = fact_delivery(connection, fact)
    row = connection.execute(_STANDING, (fact,)).fetchone()
    if row is None:
        return delivery
    subject, standing = row
    aside = standing != COUNTS or any(
        item.fact == fact for item in load_state(connection, subject).view().set_aside
    )
    return Delivery(_ASIDE, delivery.province_at) if aside else delivery


def summary(connection: Connection, scope: ScopeId) -> DeliverySummary:
    """Return the figures of the status strip."""
    waiting = received = 0
    for log in logs_of(connection, scope):
        if not log.province:
            held, vouched = _counts(connection, log)
            waiting += held - vouched
            received += vouched
    settings = SettingsTable(connection)
    dossiers = connection.execute("SELECT count(*) FROM dossier WHERE undelivered = 1").fetchone()[0]
    joined = connection.execute("SELECT root_key IS NOT NULL FROM this_device").fetchone()[0]
    return DeliverySummary(
        facts_waiting=waiting,
        dossiers_waiting=dossiers,
        facts_received=received,
        last_receipt_at=newest_receipt_at(connection, scope),
        last_exchange_at=settings.get(LAST_EXCHANGE_SETTING),
        last_problem=settings.get(LAST_PROBLEM_SETTING),
        enrolled=bool(joined),
    )


def newest_own_fact_at(connection: Connection) -> int | None:
    """Return the wall time of the fact this device wrote last."""
    row = connection.execute(_NEWEST_OWN).fetchone()
    return None if row is None else decode_fact(row[0], None).at


def _counts(connection: Connection, log: LogRow) -> tuple[int, int]:
    """Count the entries of a log, and those the newest receipt vouches for."""
    if log.forked:
        held, vouched = connection.execute(_FORKED_COUNTS, (log.n,)).fetchone()
        return held, vouched
    return sum(place.position for place in tips(connection, log)), log.received_position

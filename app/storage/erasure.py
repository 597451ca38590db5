"""Erasure of personal data: what an order deletes here, and that it does not come back.

Ids, chains, counts and dates stay valid; the facts stay, without their personal parts.
"""

from app.domain.identifiers import Subject
from app.storage.database import Connection

_FORGET_PERSONAL = "UPDATE fact SET personal = NULL, secret = NULL WHERE subject = ?"
_FORGET_PAPERS = "UPDATE paper SET record = '{}', pdf = NULL WHERE subject = ?"


def erase(connection: Connection, subject: Subject) -> None:
    """Delete the subject's secret, its personal parts and the papers that show them."""
    # What is freed is overwritten: the key that opens this file opens its free pages too.
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("INSERT OR IGNORE INTO erased_subject (subject) VALUES (?)", (subject,))
    connection.execute(_FORGET_PERSONAL, (subject,))
    connection.execute(_FORGET_PAPERS, (subject,))


def erase_from_search(connection: Connection) -> None:
    """Leave no erased word behind in the search index, which otherwise drops old words little by little."""
    connection.execute("INSERT INTO dossier_search (dossier_search) VALUES ('optimize')")
    connection.execute("PRAGMA secure_delete = OFF")


def is_erased(connection: Connection, subject: Subject) -> bool:
    """Whether an order to erase this subject has taken effect here."""
    row = connection.execute("SELECT 1 FROM erased_subject WHERE subject = ?", (subject,)).fetchone()
    return row is not None

"""How a row of the table `dossier` becomes a line of a list."""

from app.storage.database import Row
from app.use_cases.ports import DossierRow

COLUMNS = (
    "dossier.seq, subject, code, provisional, procedure, full_name, village, status, voided,"
    " received_at, due_at, holder, open_questions, undelivered, set_aside"
)
"""What `row_of` reads, in its order."""


def row_of(row: Row) -> DossierRow:
    """Read one row."""
    (
        seq,
        subject,
        code,
        provisional,
        procedure,
        name,
        village,
        status,
        voided,
        received,
        due,
        holder,
        *rest,
    ) = row
    open_questions, undelivered, set_aside = rest
    return DossierRow(
        seq,
        subject,
        code,
        provisional == 1,
        procedure,
        name,
        village,
        status,
        voided == 1,
        received,
        due,
        holder,
        open_questions,
        "set_aside" if set_aside else "saved" if undelivered else "province",
    )

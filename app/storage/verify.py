"""Checks a whole office file: logs, numbers, views against facts, search, and the file itself."""

from collections.abc import Callable, Iterator

from sqlcipher3 import dbapi2

from app.domain.books import book_entries
from app.domain.identifiers import Subject, as_text
from app.domain.kinds import Family
from app.domain.milestones import milestones
from app.domain.numbering import device_tag
from app.domain.problems import DomainProblem
from app.storage.book_table import entries_differ, in_the_table
from app.storage.database import Connection, Database
from app.storage.dossier_table import Folded, has_row, row_differs
from app.storage.findings import Finding, Verdict
from app.storage.log_tables import all_logs
from app.storage.storage_problems import translated
from app.storage.verify_books import BookCheck
from app.storage.verify_logs import LogCheck
from app.storage.views import load_state, stale_subjects
from sync.protocol.problems import ProtocolProblem

_PAGE = 500
_PRIMARY, _CORRUPT = 0xFF, 11
_COUNT_DOSSIERS = "SELECT count(*) FROM dossier"
_ORPHANS = "SELECT seq FROM fact AS f WHERE NOT EXISTS (SELECT 1 FROM entry AS e WHERE e.fact = f.seq)"
_SUBJECTS = (
    "SELECT DISTINCT subject FROM fact WHERE subject > ? AND standing > 0"
    " AND subject NOT IN (SELECT subject FROM stale_subject) ORDER BY subject LIMIT ?"
)
_TWICE = "SELECT code, count(*) FROM dossier WHERE code <> '' GROUP BY code HAVING count(*) > 1"
_WITHOUT_FACTS = (
    "SELECT subject FROM dossier AS d WHERE subject NOT IN (SELECT subject FROM stale_subject)"
    " AND NOT EXISTS (SELECT 1 FROM fact AS f WHERE f.subject = d.subject AND f.standing > 0)"
)
# Rank 1 has FTS5 compare its words with the texts of the dossiers too.
_CHECK_SEARCH = "INSERT INTO dossier_search (dossier_search, rank) VALUES ('integrity-check', 1)"


def verify(database: Database) -> Verdict:
    """Look at everything; changes nothing. Raises `DomainProblem` ``storage.*`` when nothing can be read."""
    connection = database.connection()
    try:
        with translated():
            logs = all_logs(connection)
            dossiers: int = connection.execute(_COUNT_DOSSIERS).fetchone()[0]
    finally:
        connection.close()
    check = LogCheck(database)
    try:
        findings = [finding for log in logs for finding in check.findings(log)]
    finally:
        check.close()
    for part in (_of_file, _of_facts, _of_views, _of_search):
        findings += _found(database, part)
    return Verdict(check.facts, len(logs), dossiers, tuple(dict.fromkeys(findings)))


def _found(database: Database, part: Callable[[Connection], Iterator[Finding]]) -> list[Finding]:
    """Do one part of the work over a connection of its own; what stands in its way is damage of the file."""
    connection = database.connection()
    findings: list[Finding] = []
    try:
        with translated():
            findings.extend(part(connection))
    except DomainProblem as problem:
        findings.append(Finding("file.unreadable", details=(("why", problem.code),)))
    finally:
        connection.close()
    return findings


def _of_file(connection: Connection) -> Iterator[Finding]:
    damaged = len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    if damaged:
        yield Finding("file.damaged", details=(("pages", damaged),))
    elif connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        yield Finding("file.damaged", details=(("pages", 1),))


def _of_facts(connection: Connection) -> Iterator[Finding]:
    for _ in connection.execute(_ORPHANS):
        yield Finding("fact.without_entry")
    for code, count in connection.execute(_TWICE):
        yield Finding("number.twice", details=(("code", code), ("count", count)))


def _of_views(connection: Connection) -> Iterator[Finding]:
    """Fold every subject again and compare; what all of them numbered must make whole books."""
    after = b""
    books = BookCheck()
    while True:
        page = connection.execute(_SUBJECTS, (after, _PAGE)).fetchall()
        for (subject,) in page:
            after = subject
            if _view_differs(connection, Subject(subject), books):
                yield Finding("view.differs", details=(("id", as_text(subject)),))
        if len(page) < _PAGE:
            break
    for (subject,) in connection.execute(_WITHOUT_FACTS):
        yield Finding("view.without_facts", details=(("id", as_text(subject)),))
    if not stale_subjects(connection, 1):
        own = tuple(device_tag(log.id) for log in all_logs(connection) if log.mine)
        yield from books.findings(connection, own)


def _view_differs(connection: Connection, subject: Subject, books: BookCheck) -> bool:
    try:
        state = load_state(connection, subject)
    except ProtocolProblem:
        return True
    view = state.view()
    entries = book_entries(subject, state.facts, view)
    books.add(state.facts, entries)
    reception = milestones(state.facts, view).received_fact if entries else None
    if entries_differ(connection, subject, in_the_table(entries, reception)):
        return True
    if state.family() is not Family.DOSSIER:
        return has_row(connection, subject)
    return row_differs(connection, subject, Folded(state.facts, view, entries))


def _of_search(connection: Connection) -> Iterator[Finding]:
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(_CHECK_SEARCH)
    except dbapi2.DatabaseError as error:
        # FTS5 says "corrupt" of an index that disagrees; damage of the file itself is told by `_of_file`.
        if getattr(error, "sqlite_errorcode", 0) & _PRIMARY != _CORRUPT:
            raise
        yield Finding("search.differs")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")

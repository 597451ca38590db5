"""Checks the province's whole database: logs, facts, numbers, views against facts."""

from collections.abc import Callable, Iterator
from functools import partial

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from app.domain.identifiers import ScopeId, Subject, as_text
from app.domain.problems import DomainProblem
from sync.protocol.problems import ProtocolProblem
from sync.server.database import ProvinceDatabase
from sync.server.dossier_views import rows_of
from sync.server.fact_table import parts_of
from sync.server.findings import Finding, Verdict
from sync.server.lines import logs_of
from sync.server.schema import dossier, entry, fact, log, office
from sync.server.verify_logs import check_log

Part = Callable[[Connection], Iterator[Finding]]


def verify(database: ProvinceDatabase) -> Verdict:
    """Look at everything; changes nothing, and goes on after damage."""
    verdict = Verdict()
    with database.reading() as connection:
        scopes = [ScopeId(scope) for (scope,) in connection.execute(select(office.c.scope))]
    for scope in scopes:
        with database.reading() as connection:
            logs = logs_of(connection, scope)
            verdict.facts += _count(connection, scope)
        verdict.logs += len(logs)
        for row in logs:
            verdict.findings += _found(database, partial(check_log, scope=scope, log=row), row.id.hex())
        verdict.findings += _found(database, partial(_of_facts, scope=scope))
        verdict.findings += _found(database, partial(_of_views, scope=scope, verdict=verdict))
    return verdict


def _found(database: ProvinceDatabase, part: Part, log: str = "") -> list[Finding]:
    """Do one part of the work over a connection of its own; what stands in its way is damage of the file."""
    findings: list[Finding] = []
    try:
        with database.reading() as connection:
            findings.extend(part(connection))
    except (DomainProblem, ProtocolProblem, DBAPIError) as problem:
        why = problem.code if isinstance(problem, DomainProblem | ProtocolProblem) else type(problem).__name__
        findings.append(Finding("file.unreadable", log, details=(("why", why),)))
    return findings


def _count(connection: Connection, scope: ScopeId) -> int:
    count: int = connection.execute(
        select(func.count()).select_from(fact).where(fact.c.scope == scope)
    ).scalar_one()
    return count


def _of_facts(connection: Connection, scope: ScopeId) -> Iterator[Finding]:
    named = select(entry.c.fact).where(entry.c.scope == scope)
    for _ in connection.execute(select(fact.c.id).where(fact.c.scope == scope, fact.c.id.not_in(named))):
        yield Finding("fact.without_entry")
    known = select(log.c.id).where(log.c.scope == scope)
    strays = select(entry.c.log).where(entry.c.scope == scope, entry.c.log.not_in(known)).distinct()
    for name in connection.execute(strays).scalars():
        yield Finding("entry.without_log", name.hex())
    code = func.coalesce(dossier.c.official_code, dossier.c.code)
    twice = (
        select(code, func.count())
        .where(dossier.c.scope == scope, code != "")
        .group_by(code)
        .having(func.count() > 1)
    )
    for text, count in connection.execute(twice):
        yield Finding("number.twice", details=(("code", text), ("count", count)))


def _of_views(connection: Connection, scope: ScopeId, verdict: Verdict) -> Iterator[Finding]:
    """Fold every dossier again and compare."""
    subjects = connection.execute(select(fact.c.subject).where(fact.c.scope == scope).distinct()).scalars()
    shown = connection.execute(select(dossier.c.subject).where(dossier.c.scope == scope)).scalars()
    everything = {Subject(subject) for subject in subjects} | {Subject(subject) for subject in shown}
    for part in parts_of(sorted(everything)):
        held = {
            Subject(row.subject): dict(row._mapping)  # noqa: SLF001  the documented way to a row's columns
            for row in connection.execute(
                select(dossier).where(dossier.c.scope == scope, dossier.c.subject.in_(part))
            )
        }
        verdict.dossiers += len(held)
        folded = _folded(connection, scope, part)
        for subject in part:
            if subject in held and subject not in folded:
                yield Finding("view.without_facts", details=(("id", as_text(subject)),))
            elif held.get(subject) != folded.get(subject):
                yield Finding("view.differs", details=(("id", as_text(subject)),))


def _folded(
    connection: Connection, scope: ScopeId, subjects: list[Subject]
) -> dict[Subject, dict[str, object]]:
    """Fold subjects; those whose facts cannot be read any more count as having none."""
    folded: dict[Subject, dict[str, object]] = {}
    for subject in subjects:
        try:
            folded.update(rows_of(connection, scope, [subject]))
        except (ProtocolProblem, DomainProblem):
            continue
    return folded

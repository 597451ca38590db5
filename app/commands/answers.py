"""The documents the commands answer with: the keys scripts read (DESIGN §6), and lines for a person."""

from collections.abc import Iterable
from typing import Any

from app.domain.deadlines import Appointment
from app.domain.dossier import PERSON_FIELDS
from app.domain.facts import Value
from app.domain.identifiers import as_text
from app.domain.moments import from_milliseconds
from app.localization.circumstance_text import circumstance_lines, decided_by
from app.localization.dossier_text import (
    day_off_text,
    delivery_text,
    field_text,
    rule_text,
    status_text,
)
from app.localization.formats import short_date, short_moment
from app.localization.history_text import history_text
from app.use_cases.course_of_dossier import Course
from app.use_cases.ports import DossierRow, ExchangeReport
from app.use_cases.receive_dossier import Received
from app.use_cases.show_dossier import DossierDetail, HistoryItem


def iso(milliseconds: int | None) -> str | None:
    """Return a moment as JSON shows it: ISO 8601 on Viet Nam's clock."""
    return None if milliseconds is None else from_milliseconds(milliseconds).isoformat(timespec="seconds")


def in_words(milliseconds: int | None) -> str:
    """Return a moment as a person reads it; a dash for none."""
    return "–" if milliseconds is None else short_moment(from_milliseconds(milliseconds))


def received_json(received: Received) -> dict[str, Any]:
    """Return a reception."""
    told = {
        "id": as_text(received.subject),
        "code": received.code,
        "provisional": received.provisional,
        "received_at": iso(received.received_at),
        "due_at": iso(received.due_at),
        "status": int(received.status),
    }
    return {**told, "again": True} if received.again else told


def row_json(row: DossierRow) -> dict[str, Any]:
    """Return one line of a list."""
    return {
        "id": as_text(row.subject),
        "code": row.code,
        "full_name": row.full_name,
        "procedure": row.procedure,
        "status": row.status,
        "due_at": iso(row.due_at),
        "provisional": row.provisional,
        "received_at": iso(row.received_at),
        "status_text": status_text(row.status, voided=row.voided),
        "delivery": row.delivery,
    }


def rows_text(rows: Iterable[DossierRow]) -> str:
    """Return a list with a line per dossier."""
    return "\n".join(
        f"{row.code}  {row.full_name}  {row.procedure}  {status_text(row.status, voided=row.voided)}"
        f"  {in_words(row.due_at)}"
        for row in rows
    )


def detail_json(detail: DossierDetail) -> dict[str, Any]:
    """Return one dossier whole."""
    dossier = detail.dossier
    values = dossier.values
    return {
        "id": as_text(dossier.subject),
        "code": dossier.code,
        "first_code": dossier.first_code,
        "provisional": dossier.provisional,
        "procedure": dossier.procedure,
        "procedure_name": detail.procedure_name,
        "applicant": {name: values[name] for name in PERSON_FIELDS if values.get(name) is not None},
        **{name: _plain(values[name]) for name in _SHOWN if values.get(name) is not None},
        "status": int(dossier.status),
        "status_text": decided_by(status_text(dossier.status, voided=dossier.voided), detail.competent_name),
        "voided": dossier.voided,
        "received_at": iso(dossier.received_at),
        "due_at": iso(dossier.due_at),
        "competent_name": detail.competent_name or None,
        "papers_due_at": iso(detail.papers_due_at),
        "holder": detail.holder_name or None,
        "delivery": detail.delivery.state,
        "province_received_at": iso(detail.delivery.province_at),
        "open_questions": [
            {
                "field": question.name,
                "answers": [
                    {"value": _plain(answer.value), "actor": answer.actor, "at": iso(answer.at)}
                    for answer in question.answers
                ],
            }
            for question in detail.open_questions
        ],
        "history": [history_json(item) for item in detail.history],
        "papers": [
            {"form": paper.form, "copy_number": paper.copy_number, "issued_at": iso(paper.issued_at)}
            for paper in detail.papers
            if paper.fact is not None
        ],
        "allowed_steps": [step.name for step in detail.allowed_steps],
        **course_json(detail.course),
    }


_SHOWN = (
    *("priority", "point", "competent", "distance_km", "helpers", "no_papers_reason"),
    *("submitter", "parties", "organisation", "documents", "sets", "channel", "return_at", "note", "ref"),
    *("fields", "limit", "due_rule", "catalogue_version", "calendar_version", "results"),
)


def course_json(course: Course) -> dict[str, Any]:
    """Return who held a dossier from when to when, and what is awaited."""
    return {
        "reaction_due_at": iso(course.reaction_due_at),
        "supplement_due_at": iso(course.supplement_due_at),
        "correction_due_at": iso(course.correction_due_at),
        "consultations": [
            {
                "agency": one.agency,
                "content": one.content,
                "asked_at": iso(one.asked_at),
                "answer_due_at": iso(one.answer_due_at),
            }
            for one in course.consultations
        ],
        "custody": [
            {
                "holder": course.name(held.holder),
                "since": iso(held.since),
                "until": iso(held.until),
                "handed_by": course.name(held.handed_by),
                "step": held.by_step,
                "steps": [act.step for act in held.done if act.step],
                "due_at": iso(held.due_at),
                "result": None if held.result is None else held.result.value,
            }
            for held in course.custody
        ],
    }


_ACTS = {
    "dossier.amended": "amend",
    "paper.issued": "print",
    "code.assigned": "code",
    "subject.erased": "erase",
}
"""What is no step of the life cycle is named as the command that does it."""


def history_json(item: HistoryItem) -> dict[str, Any]:
    """Return one line of a history."""
    return {
        "at": iso(item.at),
        "actor": item.actor,
        "step": item.step or _ACTS.get(item.kind, item.kind),
        "state": item.state,
        "text": history_text(item.kind, item.step, item.details, _changes(item), item.state),
    }


def history_lines(detail: DossierDetail) -> str:
    """Return a history with a line per fact."""
    return "\n".join(
        f"{in_words(item.at)}  {item.actor or '–'}  {history_json(item)['text']}" for item in detail.history
    )


def detail_text(detail: DossierDetail) -> str:
    """Return one dossier for a person at a terminal."""
    dossier = detail.dossier
    at = detail.delivery.province_at
    lines = [
        f"{dossier.code}  {status_text(dossier.status, voided=dossier.voided)}",
        f"{dossier.procedure}  {detail.procedure_name}",
    ]
    lines += [
        f"{field_text(name)}: {dossier.values[name]}" for name in PERSON_FIELDS if dossier.values.get(name)
    ]
    lines += [
        *(f"{field_text(name)}: {text}" for name, text in _circumstances(detail)),
        f"{field_text('received_at')}: {in_words(dossier.received_at)}",
        f"{field_text('due_at')}: {in_words(dossier.due_at)}",
        f"{field_text('holder')}: {detail.holder_name or '–'}",
        delivery_text(detail.delivery.state, None if at is None else from_milliseconds(at)),
    ]
    for question in detail.open_questions:
        answers = "; ".join(f"{a.value} ({a.actor}, {in_words(a.at)})" for a in question.answers)
        lines.append(f"? {field_text(question.name)}: {answers}")
    return "\n".join([*lines, "", history_lines(detail)])


def _circumstances(detail: DossierDetail) -> Iterable[tuple[str, str]]:
    return circumstance_lines(detail.dossier.values, detail.priority_names, detail.competent_name)


def appointment_json(appointment: Appointment) -> dict[str, Any]:
    """Return an appointment and the days that made it."""
    return {
        "due_at": None if appointment.due_at is None else appointment.due_at.isoformat(timespec="seconds"),
        "counted": [day.isoformat() for day in appointment.counted],
        "skipped": [{"date": day.isoformat(), "why": day_off_text(off)} for day, off in appointment.skipped],
        "rule": appointment.rule.value,
        "rule_text": rule_text(appointment.rule.value),
        "certainty": appointment.certainty.value,
    }


def appointment_text(appointment: Appointment) -> str:
    """Return an appointment for a person."""
    due = "–" if appointment.due_at is None else short_moment(appointment.due_at)
    skipped = (f"  {short_date(day)} {day_off_text(off)}" for day, off in appointment.skipped)
    return "\n".join([f"{field_text('due_at')}: {due}", rule_text(appointment.rule.value), *skipped])


def exchange_json(report: ExchangeReport) -> dict[str, Any]:
    """Return what one exchange did."""
    receipt = None
    if report.receipt_at is not None:
        receipt = {"at": iso(report.receipt_at), "facts": report.receipt_facts}
    return {
        "pushed": report.pushed,
        "pulled": report.pulled,
        "bytes_up": report.bytes_up,
        "bytes_down": report.bytes_down,
        "requests": report.requests,
        "complete": report.complete,
        "receipt": receipt,
        "error": report.error,
    }


def _changes(item: HistoryItem) -> list[tuple[str, Value, Value]]:
    return [(change.name, change.before, change.after) for change in item.changes]


def _plain(value: Value) -> Value:
    """Return a value JSON can say; ids as text."""
    return as_text(value) if isinstance(value, bytes) and len(value) == _ID_BYTES else value


_ID_BYTES = 16

"""One dossier in words, ready to be laid out. No Qt in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.dossier import Dossier
from app.domain.lifecycle import FINAL, Status
from app.domain.moments import from_milliseconds
from app.domain.partial_date import PartialDate
from app.domain.problems import DomainProblem
from app.localization.circumstance_text import circumstance_lines
from app.localization.dossier_text import delivery_text, field_text
from app.localization.formats import short_moment
from app.localization.history_text import history_text, value_text
from app.localization.translate import _, ngettext
from app.use_cases.show_dossier import DossierDetail, HistoryItem, OpenQuestion
from ui.receive.people_tables import PeopleTables

_SHOWN = ("id_number", "birth_date", "sex", "ethnicity", "address", "village", "phone", "email")
_DONE = FINAL | {Status.DONE}


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the history: when, who, what."""

    when: str
    who: str
    what: str
    odd: bool
    """Set aside, waiting, or of a newer program."""


def due_line(dossier: Dossier, today: date) -> tuple[str, str]:
    """Return when the result is due and how that stands: text and kind (``bad``, ``warn`` or nothing)."""
    if dossier.due_at is None:
        return _("No appointed time"), ""
    due = from_milliseconds(dossier.due_at)
    text = short_moment(due)
    if dossier.status in _DONE:
        return text, ""
    left = (due.date() - today).days
    if left < 0:
        late = ngettext("{count} day late", "{count} days late", -left).format(count=-left)
        return f"{text} · {late}", "bad"
    if left == 0:
        return f"{text} · " + _("today"), "warn"
    return f"{text} · " + ngettext("in {count} day", "in {count} days", left).format(count=left), ""


def delivery_line(detail: DossierDetail) -> str:
    """Return how far it has come; "received by the province" only with its receipt."""
    at = detail.delivery.province_at
    return delivery_text(detail.delivery.state, None if at is None else from_milliseconds(at))


def values(detail: DossierDetail, tables: PeopleTables) -> Iterator[Fact]:
    """Yield what is known of the applicant and of the others."""
    stated = detail.dossier.values
    for name in _SHOWN:
        if stated.get(name):
            yield Fact(field_text(name), _value(name, stated[name], tables))
    for name in ("organisation", "submitter", "parties", "note"):
        if stated.get(name):
            yield Fact(field_text(name), _others(name, stated[name]))
    for name, text in circumstance_lines(stated, detail.priority_names, detail.competent_name):
        yield Fact(field_text(name), text)
    documents = stated.get("documents") or ()
    for document in documents:
        counts = _("{originals} originals, {copies} copies").format(
            originals=document.get("originals") or 0, copies=document.get("copies") or 0
        )
        yield Fact(field_text("documents"), f"{document.get('name', '')} ({counts})")


def _value(name: str, value: object, tables: PeopleTables) -> str:
    text = str(value)
    if name == "birth_date":
        try:
            return PartialDate.parse(text).printed()
        except DomainProblem:
            return text
    if name == "ethnicity":
        choice = tables.ethnic_choice(text)
        return choice.title if choice is not None else text
    return text


def _others(name: str, value: object) -> str:
    if name == "parties" and isinstance(value, list):
        return "; ".join(_person(item) for item in value)
    if isinstance(value, dict):
        return _person(value)
    return str(value)


def _person(item: dict[str, object]) -> str:
    parts = (
        item.get("full_name") or item.get("name"),
        item.get("id_number") or item.get("tax_code"),
        item.get("phone"),
    )
    return ", ".join(str(part) for part in parts if part)


def history(detail: DossierDetail) -> Sequence[Told]:
    """Return what happened, newest first."""
    return [_told(item) for item in reversed(detail.history)]


def _told(item: HistoryItem) -> Told:
    changes = ((change.name, change.before, change.after) for change in item.changes)
    text = history_text(item.kind, item.step, item.details, changes, item.state)
    when = short_moment(from_milliseconds(item.at))
    return Told(when, item.actor, text, item.state not in {"applied", "parallel"})


def question(asked: OpenQuestion) -> str:
    """Return what has to be decided."""
    text = _("Two people wrote a different {field} without knowing of each other. Which one is right?")
    return text.format(field=field_text(asked.name).lower())


def answers(asked: OpenQuestion) -> Sequence[tuple[str, object]]:
    """Return the answers to choose from: words with who and when, and the value."""
    return [
        (
            _("{value} – {actor}, {moment}").format(
                value=value_text(asked.name, answer.value),
                actor=answer.actor,
                moment=short_moment(from_milliseconds(answer.at)),
            ),
            answer.value,
        )
        for answer in asked.answers
    ]

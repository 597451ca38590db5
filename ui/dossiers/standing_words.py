"""How a dossier stands, in words: status, who has it since when, and every time that runs. No Qt in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.acts import Consultation
from app.domain.custody import Held
from app.domain.moments import from_milliseconds
from app.domain.timeliness import Timeliness
from app.localization.circumstance_text import decided_by
from app.localization.dossier_text import status_text, step_text
from app.localization.formats import short_moment
from app.localization.translate import _, ngettext
from app.use_cases.show_dossier import DossierDetail
from ui.dossiers.detail_words import delivery_line, due_line


@dataclass(frozen=True, slots=True)
class Standing:
    """A label, what stands beside it, and its look: ``bad``, ``warn``, ``good``, ``strong`` or nothing."""

    label: str
    text: str
    look: str = ""


def standing(detail: DossierDetail, today: date) -> Iterator[Standing]:
    """Yield what a clerk has to know at a glance, the most urgent things high up."""
    dossier = detail.dossier
    values = dossier.values
    status = decided_by(status_text(int(dossier.status), voided=dossier.voided), detail.competent_name)
    yield Standing(_("Status"), status, "strong")
    due, kind = due_line(dossier, today)
    yield Standing(_("Result due"), due, kind or "strong")
    if values.get("extended_from"):
        was = short_moment(from_milliseconds(values["extended_from"]))
        yield Standing(_("Put off"), _("once already; it was {moment}").format(moment=was))
    yield from _terms(detail, today)
    here = holding(detail)
    if here is not None:
        text = _("{name}, since {moment}").format(
            name=detail.course.name(here.holder) or "–", moment=short_moment(from_milliseconds(here.since))
        )
        yield Standing(_("Responsible"), text)
    yield Standing(_("Sent"), delivery_line(detail), "good" if detail.delivery.province_at else "")


def _terms(detail: DossierDetail, today: date) -> Iterator[Standing]:
    """Yield every term that runs beside the appointment."""
    course = detail.course
    if course.reaction_due_at is not None:
        text, look = _running(course.reaction_due_at, today)
        yield Standing(_("Answer to the citizen"), _("by {moment}").format(moment=text), look or "warn")
    if course.supplement_due_at is not None:
        yield _waiting(course.supplement_due_at, today)
    for asked in course.consultations:
        yield _asked(asked, today)
    if course.correction_due_at is not None:
        text, look = _running(course.correction_due_at, today) if course.correction_due_at else ("–", "")
        yield Standing(_("Correction due"), text, look or "warn")


def holding(detail: DossierDetail) -> Held | None:
    """Return the stretch of who has the dossier now; None after the end."""
    chain = detail.course.custody
    return chain[-1] if chain and chain[-1].until is None else None


@dataclass(frozen=True, slots=True)
class Stretch:
    """One line of who held it: the person, from when to when, what was done, whether it ended late."""

    who: str
    when: str
    done: str
    late: bool


def chain_of_custody(detail: DossierDetail) -> list[Stretch]:
    """Return who held the dossier, the newest first."""
    return [_stretch(detail, held) for held in reversed(detail.course.custody)]


def _stretch(detail: DossierDetail, held: Held) -> Stretch:
    since = short_moment(from_milliseconds(held.since))
    if held.until is None:
        when = _("since {moment}").format(moment=since)
    else:
        until = short_moment(from_milliseconds(held.until))
        when = _("{since} to {until}").format(since=since, until=until)
    steps = dict.fromkeys(step_text(act.step) for act in held.done if act.step)
    late = held.result is Timeliness.LATE
    done = ", ".join(steps)
    if late:
        done = _("{done} – late").format(done=done) if done else _("late")
    return Stretch(detail.course.name(held.holder) or "–", when, done, late)


def _waiting(until: int, today: date) -> Standing:
    """Word the closing clock: it proposes, and never closes by itself."""
    moment = from_milliseconds(until)
    if moment.date() < today:
        text = _("waited for the papers until {moment}: the dossier may be closed")
        return Standing(_("Supplement"), text.format(moment=short_moment(moment)), "bad")
    text = _("waits for the papers until {moment}")
    return Standing(_("Supplement"), text.format(moment=short_moment(moment)), "warn")


def _asked(asked: Consultation, today: date) -> Standing:
    agency, due = asked.agency, asked.answer_due_at
    if due is None:
        return Standing(_("Consulted"), agency)
    text, look = _running(due, today)
    return Standing(
        _("Consulted"), _("{agency}: answer by {moment}").format(agency=agency, moment=text), look
    )


def _running(due_at: int, today: date) -> tuple[str, str]:
    """Return a time that runs, and how it stands."""
    due = from_milliseconds(due_at)
    left = (due.date() - today).days
    text = short_moment(due)
    if left < 0:
        late = ngettext("{count} day late", "{count} days late", -left).format(count=-left)
        return f"{text} · {late}", "bad"
    return (f"{text} · " + _("today"), "warn") if left == 0 else (text, "")

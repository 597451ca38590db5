"""How a dossier stands, in words: status, who has it since when, and every time that runs. No Qt in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.lifecycle import FINAL, Status
from app.domain.moments import from_milliseconds
from app.domain.text import fold
from app.localization.formats import short_moment
from app.localization.translate import _, ngettext
from app.use_cases.show_dossier import DossierDetail, HistoryItem
from ui.dossiers.detail_words import delivery_line, due_line, headline

_COUNTS = {"applied", "parallel"}


@dataclass(frozen=True, slots=True)
class Standing:
    """A label, what stands beside it, and its look: ``bad``, ``warn``, ``good``, ``strong`` or nothing."""

    label: str
    text: str
    look: str = ""


def standing(detail: DossierDetail, today: date) -> Iterator[Standing]:
    """Yield what a clerk has to know at a glance, the most urgent things high up."""
    dossier = detail.dossier
    values, status = dossier.values, dossier.status
    yield Standing(_("Status"), headline(detail), "strong")
    due, kind = due_line(dossier, today)
    yield Standing(_("Result due"), due, kind or "strong")
    if values.get("extended_from"):
        was = short_moment(from_milliseconds(values["extended_from"]))
        yield Standing(_("Put off"), _("once already; it was {moment}").format(moment=was))
    if status is Status.SUPPLEMENT and values.get("supplement_due_at"):
        yield _waiting(values["supplement_due_at"], today)
    for asked in open_consultations(detail):
        yield _asked(asked, today)
    if status is Status.RETURNED and values.get("correction_due_at"):
        text, look = _running(values["correction_due_at"], today)
        yield Standing(_("Correction due"), text, look)
    since = held_since(detail)
    if since is not None and detail.holder_name and status not in FINAL:
        text = _("{name}, since {moment}").format(
            name=detail.holder_name, moment=short_moment(from_milliseconds(since))
        )
        yield Standing(_("Responsible"), text)
    yield Standing(_("Sent"), delivery_line(detail), "good" if detail.delivery.province_at else "")


def held_since(detail: DossierDetail) -> int | None:
    """Return since when the present holder has had the dossier (milliseconds)."""
    held, since = "", None
    for item in detail.history:
        name = str(item.details.get("holder") or "")
        if item.state in _COUNTS and name and name != held:
            held, since = name, item.at
    return since if held == detail.holder_name else None


def open_consultations(detail: DossierDetail) -> list[HistoryItem]:
    """Return the consultations whose agency has not answered yet, oldest first."""
    still_open: list[HistoryItem] = []
    for item in detail.history:
        if item.state not in _COUNTS:
            continue
        if item.step == "consult":
            still_open.append(item)
        elif item.step == "answer":
            answered = next((one for one in still_open if _agency(one) == _agency(item)), None)
            if answered is not None:
                still_open.remove(answered)
    return still_open


def _agency(item: HistoryItem) -> str:
    return fold(str(item.details.get("agency") or "")).strip()


def _waiting(until: int, today: date) -> Standing:
    """Word the closing clock: it proposes, and never closes by itself."""
    moment = from_milliseconds(until)
    if moment.date() < today:
        text = _("waited for the papers until {moment}: the dossier may be closed")
        return Standing(_("Supplement"), text.format(moment=short_moment(moment)), "bad")
    text = _("waits for the papers until {moment}")
    return Standing(_("Supplement"), text.format(moment=short_moment(moment)), "warn")


def _asked(item: HistoryItem, today: date) -> Standing:
    agency, due = str(item.details.get("agency") or ""), item.details.get("answer_due_at")
    if not isinstance(due, int):
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

"""The status strip in words: what waits, what the province has, when last, how old the copy is. No Qt."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.moments import from_milliseconds
from app.localization.formats import number, short_date, time_of_day
from app.localization.problem_text import problem_text
from app.localization.translate import _, ngettext
from app.use_cases.ports import DeliverySummary


@dataclass(frozen=True, slots=True)
class StatusWords:
    """What the strip shows."""

    waiting: str
    waits: bool
    received: str
    last: str
    trouble: str
    """Why the last exchange did not come to its end; calm, for the tip."""


def status_words(summary: DeliverySummary, now: datetime) -> StatusWords:
    """Word the state of the exchange. "Received by the province" only with its receipt."""
    return StatusWords(
        waiting=_waiting(summary),
        waits=summary.facts_waiting > 0,
        received=_received(summary, now),
        last=_last(summary, now),
        trouble=problem_text(summary.last_problem, {}) if summary.last_problem else "",
    )


def _waiting(summary: DeliverySummary) -> str:
    if not summary.enrolled:
        return _("Not joined to the province yet")
    if summary.dossiers_waiting:
        count = summary.dossiers_waiting
        text = ngettext("{count} dossier waits to be sent", "{count} dossiers wait to be sent", count)
        return text.format(count=number(count))
    if summary.facts_waiting:
        count = summary.facts_waiting
        text = ngettext("{count} entry waits to be sent", "{count} entries wait to be sent", count)
        return text.format(count=number(count))
    return _("Everything has been sent")


def _received(summary: DeliverySummary, now: datetime) -> str:
    if summary.last_receipt_at is None:
        return ""
    when = moment_words(from_milliseconds(summary.last_receipt_at), now)
    return _("received by the province: {moment}").format(moment=when)


def _last(summary: DeliverySummary, now: datetime) -> str:
    if summary.last_exchange_at is None:
        return ""
    when = moment_words(from_milliseconds(summary.last_exchange_at), now)
    return _("last exchange: {moment}").format(moment=when)


def moment_words(moment: datetime, now: datetime) -> str:
    """``16:42`` today, ``yesterday 16:42``, else the date."""
    if moment.date() == now.date():
        return time_of_day(moment)
    if moment.date() == now.date() - timedelta(days=1):
        return _("yesterday {hour}").format(hour=time_of_day(moment))
    return f"{time_of_day(moment)} {short_date(moment.date())}"

"""The appointed time in words: when, by which rule, and the days that made it. No Qt in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from app.domain.certainty import Certainty
from app.domain.deadlines import Appointment, Rule
from app.domain.moments import local
from app.domain.time_limit import TimeLimit
from app.localization.dossier_text import day_off_text
from app.localization.formats import short_date, time_of_day, weekday
from app.localization.translate import N_, _, ngettext
from ui.receive.day_runs import DayRun, counts_days, day_runs


@dataclass(frozen=True, slots=True)
class DayLine:
    """One line of the reckoning: which days, and what they are."""

    days: str
    meaning: str
    counted: bool


@dataclass(frozen=True, slots=True)
class AppointmentWords:
    """What the panel beside the form shows."""

    day: str
    """``Wednesday, 25/11/2026``, or what stands there without a date."""
    hour: str
    """``before 17:00``."""
    rule: str
    lines: tuple[DayLine, ...]
    doubt: str
    """Said when a day of the calendar is not certain."""


def appointment_words(appointment: Appointment, limit: TimeLimit, cut_off: time) -> AppointmentWords:
    """Word an appointment in the language of the window."""
    due = appointment.due_at
    lines = tuple(_line(run) for run in day_runs(appointment)) if _shows_days(appointment) else ()
    return AppointmentWords(
        day=day_words(due) if due is not None else _("The law states no time limit"),
        hour=hour_words(due) if due is not None else "",
        rule=_rule(appointment, limit, cut_off),
        lines=lines,
        doubt=_doubt(appointment),
    )


def day_words(moment: datetime) -> str:
    """``Wednesday, 25/11/2026``, beginning with a capital in every language."""
    day = local(moment).date()
    name = weekday(day)
    return f"{name[:1].upper()}{name[1:]}, {short_date(day)}"


def hour_words(moment: datetime) -> str:
    """``before 17:00``."""
    return _("before {hour}").format(hour=time_of_day(local(moment)))


def _shows_days(appointment: Appointment) -> bool:
    return counts_days(appointment) or bool(appointment.skipped)


def _rule(appointment: Appointment, limit: TimeLimit, cut_off: time) -> str:
    """Say which rule made it."""
    rule, hour = appointment.rule, time_of_day(cut_off)
    if rule is Rule.SAME_DAY:
        return _("Returned the same day: received before {hour}.").format(hour=hour)
    if rule is Rule.SAME_DAY_AFTER_CUT_OFF:
        return _("Received after {hour}: returned on the next working day.").format(hour=hour)
    if rule is Rule.SAME_DAY_ON_DAY_OFF:
        return _("Received on a day off: returned on the next working day.")
    if rule is Rule.NO_LIMIT:
        return _("Please agree on a date and type it; without one the slip says that the office will tell.")
    count = limit.value or 0
    if rule is Rule.WORKING_DAYS:
        text = ngettext(
            "{count} working day, counted from the day after reception.",
            "{count} working days, counted from the day after reception.",
            count,
        )
        return text.format(count=count)
    text = ngettext(
        "{count} day, days off included, counted from the day after reception.",
        "{count} days, days off included, counted from the day after reception.",
        count,
    ).format(count=count)
    if rule is Rule.CALENDAR_DAYS_MOVED:
        text += " " + _("The last day is a day off, so it moves to the next working day.")
    return text


def _line(run: DayRun) -> DayLine:
    if run.numbers is None:
        meaning = "" if run.off is None else day_off_text(run.off)
        return DayLine(
            _days(run.first, run.last), _("not counted – {reason}").format(reason=meaning), counted=False
        )
    first, last = run.numbers
    numbers = _("day {number}").format(number=first)
    if first != last:
        numbers = _("days {first}-{last}").format(first=first, last=last)
    return DayLine(_days(run.first, run.last), numbers, counted=True)


def _days(first: date, last: date) -> str:
    """``Thu 26/11`` or ``Thu 26/11 – Fri 27/11``."""
    return _short(first) if first == last else f"{_short(first)} – {_short(last)}"


_SHORT_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def _short(day: date) -> str:
    return f"{_(_SHORT_WEEKDAYS[day.weekday()])} {day.day:02}/{day.month:02}"


def _doubt(appointment: Appointment) -> str:
    if appointment.due_at is None or appointment.certainty in {Certainty.CONFIRMED, Certainty.SECONDARY}:
        return ""
    return _("A day off in this period is not officially confirmed yet.")


def summary(lines: Sequence[DayLine]) -> str:
    """Return the reckoning as one text, for a screen reader."""
    return "; ".join(f"{line.days}: {line.meaning}" for line in lines)

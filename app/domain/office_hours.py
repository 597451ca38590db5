"""When an office is open, and the hour after which a day's work counts as the next day's."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time

from app.domain.certainty import Certainty
from app.domain.moments import VIET_NAM, local
from app.domain.problems import DomainProblem
from app.domain.records import Record

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_SESSION = re.compile(r"(\d{1,2})[:hg](\d{2})\s*[-\u2013]\s*(\d{1,2})[:hg](\d{2})")


@dataclass(frozen=True, slots=True)
class Session:
    """One stretch of opening time within a day (buổi)."""

    opens: time
    closes: time

    def __str__(self) -> str:
        """As it is typed: ``07:00-11:30``."""
        return f"{self.opens:%H:%M}-{self.closes:%H:%M}"


def parse_sessions(text: str) -> tuple[Session, ...]:
    """Read opening times such as ``07:00-11:30, 13:30-17:00``; nothing written means closed.

    Raises DomainProblem ``hours.unreadable`` unless the sessions are valid times in order.
    """
    sessions: list[Session] = []
    for hour, minute, until_hour, until_minute in _SESSION.findall(text):
        try:
            session = Session(time(int(hour), int(minute)), time(int(until_hour), int(until_minute)))
        except ValueError:
            raise DomainProblem("hours.unreadable") from None
        if session.opens >= session.closes or (sessions and session.opens < sessions[-1].closes):
            raise DomainProblem("hours.unreadable")
        sessions.append(session)
    if _SESSION.sub("", text).strip(" ,;"):
        raise DomainProblem("hours.unreadable")
    return tuple(sessions)


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Opening times of one office.

    `sessions` has one tuple per weekday from Monday. `cut_off` is the hour of NĐ 118/2025 Đ18 k2: what
    is accepted *after* it is handed on, or returned for same-day procedures, on the next working day.
    """

    sessions: tuple[tuple[Session, ...], ...]
    cut_off: time
    certainty: Certainty = Certainty.SECONDARY
    _worked: tuple[tuple[Session, ...], ...] = field(init=False, repr=False, compare=False)
    _spans: tuple[tuple[time, time], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note the first opening and last closing of each weekday; refuse hours that are never open.

        A weekday without sessions takes those of the nearest one before it: a Saturday worked in return
        for a day off keeps Friday's hours.
        """
        if len(self.sessions) != len(WEEKDAYS) or not any(self.sessions):
            raise DomainProblem("hours.never_open")
        worked = tuple(
            next(day for back in range(len(WEEKDAYS)) if (day := self.sessions[weekday - back]))
            for weekday in range(len(WEEKDAYS))
        )
        object.__setattr__(self, "_worked", worked)
        object.__setattr__(self, "_spans", tuple((day[0].opens, day[-1].closes) for day in worked))

    def start_of(self, day: date) -> datetime:
        """Return the moment the office opens on `day`."""
        return datetime.combine(day, self._spans[day.weekday()][0], VIET_NAM)

    def end_of(self, day: date) -> datetime:
        """Return the end of office hours on `day`: the hour printed on an appointment."""
        return datetime.combine(day, self._spans[day.weekday()][1], VIET_NAM)

    def sessions_on(self, day: date) -> tuple[Session, ...]:
        """Return the sessions of a working day."""
        return self._worked[day.weekday()]

    def covers(self, moment: datetime) -> bool:
        """Tell whether something may be appointed for a moment of a working day; closing time is in time."""
        at = local(moment)
        return any(one.opens <= at.time() <= one.closes for one in self.sessions_on(at.date()))

    def is_open(self, moment: datetime) -> bool:
        """Tell whether the hours of the weekday cover a moment; the calendar may still say a day off."""
        at = local(moment)
        return any(session.opens <= at.time() < session.closes for session in self.sessions[at.weekday()])

    def after_cut_off(self, moment: datetime) -> bool:
        """Tell whether a moment is later in its day than the cut-off hour; the hour itself is in time."""
        return local(moment).time() > self.cut_off

    @classmethod
    def from_record(cls, record: Record, *, cut_off: time) -> "OfficeHours":
        """Read ``{"mon": "07:00-11:30, 13:30-17:00", …, "certainty": "S"}``; a day not named is closed.

        Raises DomainProblem ``hours.unreadable``, ``hours.never_open`` or ``record.bad_field``.
        """
        sessions = tuple(parse_sessions(record.optional_text(name)) for name in WEEKDAYS)
        return cls(sessions, cut_off, record.certainty())

    def to_record(self) -> dict[str, str]:
        """Return what `from_record` reads."""
        days = zip(WEEKDAYS, self.sessions, strict=True)
        open_days = {name: ", ".join(map(str, sessions)) for name, sessions in days if sessions}
        return {**open_days, "certainty": self.certainty.value}

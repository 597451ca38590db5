"""Moments as the counter writes them: Viet Nam's clock, fixed at UTC+07:00 with no summer time.

Facts keep a moment as whole milliseconds since the epoch (UTC); people and JSON see local time.
"""

from datetime import UTC, date, datetime, time, timedelta, timezone

from app.domain.problems import DomainProblem

VIET_NAM = timezone(timedelta(hours=7))
"""Asia/Ho_Chi_Minh. Written out because Windows has no time zone database of its own."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def local(moment: datetime) -> datetime:
    """Return the same moment on Viet Nam's clock.

    Raises DomainProblem ``moment.no_offset`` for a time without an offset: it names no moment.
    """
    if moment.tzinfo is VIET_NAM:
        return moment
    if moment.utcoffset() is None:
        raise DomainProblem("moment.no_offset")
    return moment.astimezone(VIET_NAM)


def to_milliseconds(moment: datetime) -> int:
    """Return whole milliseconds since the epoch (UTC), cutting what is finer."""
    return (local(moment) - _EPOCH) // _MILLISECOND


def from_milliseconds(milliseconds: int) -> datetime:
    """Return the local moment of a fact's time.

    Raises DomainProblem ``moment.out_of_range`` beyond the years 1 to 9999.
    """
    try:
        return (_EPOCH + milliseconds * _MILLISECOND).astimezone(VIET_NAM)
    except OverflowError as error:
        raise DomainProblem("moment.out_of_range") from error


def day_starts_at(day: date) -> int:
    """Return when a local day begins, in milliseconds since the epoch."""
    return to_milliseconds(datetime.combine(day, time.min, VIET_NAM))


def parse_moment(text: str) -> datetime:
    """Read an ISO 8601 moment; one written without an offset is taken as Viet Nam's clock.

    Raises DomainProblem ``moment.unreadable``.
    """
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=VIET_NAM) if moment.utcoffset() is None else local(moment)
    except (ValueError, OverflowError) as error:
        raise DomainProblem("moment.unreadable") from error

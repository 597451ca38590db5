"""The figures of the deadline rules, as effective-dated data: the law changes them, not the program."""

from dataclasses import dataclass
from datetime import date, time

from app.domain.certainty import Certainty
from app.domain.office_hours import OfficeHours
from app.domain.records import Record

_MOST_DAYS = 365
_MOST_HOURS = 2_000


@dataclass(frozen=True, slots=True)
class WaitingForPayment:
    """Whether the clock stands still while a citizen owes money (status 6, R11).

    NĐ 118/2025 says nothing; rules of a sector often leave that time out.
    """

    stops_clock: bool
    certainty: Certainty
    source: str

    @classmethod
    def from_record(cls, record: Record) -> "WaitingForPayment":
        """Read it. Raises DomainProblem ``record.bad_field``."""
        return cls(record.flag("stops_clock"), record.certainty(), record.optional_text("source"))


@dataclass(frozen=True, slots=True)
class DeadlineRules:
    """The figures in force during one period (NĐ 118/2025/NĐ-CP Đ17-Đ19, DOMAIN §1.4)."""

    valid_from: date
    valid_to: date | None
    cut_off: time
    """After this hour same-day work and paper transfers go to the next working day (Đ18 k2; R5, R6)."""
    supplement_notice_working_days: int
    """A request to supplement after appraisal comes within so many working days of reception (Đ19 k5; R7)."""
    supplement_completion_days: int
    """A supplement not brought within so many days of the notice closes the dossier (Đ19 k5; R8)."""
    extension_notice_days: int
    """The apology and the new date come at least so many days before the deadline (Đ19 k6; R9)."""
    extensions_allowed: int
    """How many times one dossier may be given a new date (Đ19 k6; R9)."""
    reaction_working_hours: int
    """A dossier sent in online is accepted or answered within so many working hours (Đ17 k2c; R10)."""
    correction_working_days: int
    """An error of the agency is corrected within so many working days after the return (Đ23)."""
    waiting_for_payment: WaitingForPayment
    default_hours: OfficeHours
    """Opening times of an office that has not entered its own."""
    certainty: Certainty
    source: str

    @classmethod
    def from_record(cls, record: Record) -> "DeadlineRules":
        """Read one row of the data file. Raises DomainProblem ``record.bad_field``."""
        cut_off = record.one_of("cut_off", time.fromisoformat)
        hours = record.one("default_hours", lambda row: OfficeHours.from_record(row, cut_off=cut_off))
        return cls(
            valid_from=record.day("valid_from"),
            valid_to=record.optional_day("valid_to"),
            cut_off=cut_off,
            supplement_notice_working_days=record.number(
                "supplement_notice_working_days", least=1, most=_MOST_DAYS
            ),
            supplement_completion_days=record.number("supplement_completion_days", least=1, most=_MOST_DAYS),
            extension_notice_days=record.number("extension_notice_days", least=0, most=_MOST_DAYS),
            extensions_allowed=record.number("extensions_allowed", least=0, most=_MOST_DAYS),
            reaction_working_hours=record.number("reaction_working_hours", least=1, most=_MOST_HOURS),
            correction_working_days=record.number("correction_working_days", least=1, most=_MOST_DAYS),
            waiting_for_payment=record.one("waiting_for_payment", WaitingForPayment.from_record),
            default_hours=hours,
            certainty=record.certainty(),
            source=record.optional_text("source"),
        )

"""Terms that belong to no procedure: papers of another commune, answers to feedback. Effective-dated data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.certainty import Certainty
from app.domain.effective import in_force
from app.domain.problems import DomainProblem
from app.domain.records import Record
from app.domain.time_limit import LimitUnit, TimeLimit

PAPER_TRANSFER = "paper_transfer"
"""The paper dossier goes to the unit that decides (NĐ 118/2025 Đ20)."""

_MOST_DAYS = 400


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a name, in working days, from a day on."""

    name: str
    working_days: int
    valid_from: date
    valid_to: date | None
    source: str
    certainty: Certainty

    @classmethod
    def from_record(cls, record: Record) -> "Term":
        """Read one row. Raises DomainProblem ``record.bad_field``."""
        return cls(
            name=record.text("name", max_chars=40),
            working_days=record.number("working_days", least=1, most=_MOST_DAYS),
            valid_from=record.day("valid_from"),
            valid_to=record.optional_day("valid_to"),
            source=record.optional_text("source"),
            certainty=record.certainty(),
        )

    @property
    def limit(self) -> TimeLimit:
        """The term as the calendar counts it."""
        return TimeLimit(LimitUnit.WORKING_DAYS, self.working_days)


class Terms:
    """All terms of the data file."""

    def __init__(self, rows: Iterable[Term]) -> None:
        """Keep the rows."""
        self.rows = tuple(rows)

    def on(self, name: str, day: date) -> Term:
        """Return the term of a name on a day. Raises DomainProblem ``terms.none_in_force`` (`term`)."""
        found = in_force([row for row in self.rows if row.name == name], day)
        if found is None:
            raise DomainProblem("terms.none_in_force", term=name)
        return found

"""Who is served first, or with help (NĐ 118/2025 Đ13): people from far, the old, those who cannot read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.certainty import Certainty
from app.domain.partial_date import PartialDate
from app.domain.problems import DomainProblem
from app.domain.records import Record

_OLDEST = 130
_LAST_MONTH, _LAST_DAY = 12, 31


@dataclass(frozen=True, slots=True)
class Priority:
    """One reason to serve a person first or with help (đối tượng ưu tiên).

    ``first``: goes before the others in the queue. ``from_age``: proposed for whoever has so many years.
    """

    code: str
    name: str
    first: bool
    from_age: int | None
    certainty: Certainty

    @classmethod
    def from_record(cls, record: Record) -> "Priority":
        """Read one row. Raises DomainProblem ``record.bad_field``."""
        return cls(
            code=record.text("code", max_chars=20),
            name=record.text("name", max_chars=60),
            first=record.flag("first"),
            from_age=record.optional_number("from_age", least=1, most=_OLDEST),
            certainty=record.certainty(),
        )


class Priorities:
    """The table of them, in the order in which they are offered."""

    def __init__(self, rows: Iterable[Priority]) -> None:
        """Index by code. Raises DomainProblem ``priorities.code_twice`` (`priority`)."""
        self.rows = tuple(rows)
        self._by_code: dict[str, Priority] = {}
        for row in self.rows:
            if row.code in self._by_code:
                raise DomainProblem("priorities.code_twice", priority=row.code)
            self._by_code[row.code] = row

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes in the order of the table."""
        return tuple(self._by_code)

    def name(self, code: str) -> str:
        """Return what a code means; a code of a newer table stands for itself."""
        found = self._by_code.get(code)
        return code if found is None else found.name

    def names(self, codes: object) -> str:
        """Return what codes mean, in the order of the table, with commas between."""
        given = [code for code in codes if isinstance(code, str)] if isinstance(codes, list | tuple) else []
        known = [code for code in self._by_code if code in given]
        return ", ".join(self.name(code) for code in (*known, *(c for c in given if c not in self._by_code)))

    def goes_first(self, codes: Iterable[str]) -> bool:
        """Tell whether one of the codes lets a person go before the others."""
        return any(code in self._by_code and self._by_code[code].first for code in codes)

    def of_age(self, born: str, today: date) -> tuple[str, ...]:
        """Return the codes proposed for somebody's age; of a year alone the youngest possible age counts."""
        try:
            birth = PartialDate.parse(born)
        except DomainProblem:
            return ()
        birthday = (birth.month or _LAST_MONTH, birth.day or _LAST_DAY)
        age = today.year - birth.year - (0 if (today.month, today.day) >= birthday else 1)
        return tuple(row.code for row in self.rows if row.from_age is not None and age >= row.from_age)

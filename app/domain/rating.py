"""The citizen's rating (NĐ 118/2025 Đ33 and the four criteria of a friendly administration), and its sums.

Marks are counted, never averaged into one figure that nobody can check: every share has its numerator and
denominator.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.certainty import Certainty
from app.domain.problems import DomainProblem
from app.domain.records import Record

CRITERIA, DECREE = "criteria", "decree"
"""The two groups of questions: nhanh hơn, tiết kiệm hơn, hợp lý hơn, thân thiện hơn; and items a to i."""

_MOST_MARK = 10


@dataclass(frozen=True, slots=True)
class RatingItem:
    """One question. ``article`` names the item of the decree; ``short`` stands beside the faces."""

    code: str
    group: str
    article: str
    short: str
    text: str
    certainty: Certainty

    @classmethod
    def from_record(cls, record: Record) -> "RatingItem":
        """Read one row. Raises DomainProblem ``record.bad_field``."""
        return cls(
            code=record.text("code", max_chars=20),
            group=record.text("group", max_chars=20),
            article=record.optional_text("article", max_chars=20),
            short=record.text("short", max_chars=40),
            text=record.text("text", max_chars=200),
            certainty=record.certainty(),
        )


@dataclass(frozen=True, slots=True)
class RatingForm:
    """All questions, the marks there are, and from which mark on a person counts as satisfied."""

    items: tuple[RatingItem, ...]
    least: int
    most: int
    satisfied_from: int

    @classmethod
    def from_json(cls, data: object) -> "RatingForm":
        """Read the data file. Raises DomainProblem ``record.*``."""
        record = Record(data)
        return cls(
            record.each("items", RatingItem.from_record),
            record.number("least_mark", least=1, most=_MOST_MARK),
            record.number("most_mark", least=2, most=_MOST_MARK),
            record.number("satisfied_from", least=1, most=_MOST_MARK),
        )

    @property
    def marks(self) -> tuple[int, ...]:
        """Every mark, the worst first."""
        return tuple(range(self.least, self.most + 1))

    def of_group(self, group: str) -> tuple[RatingItem, ...]:
        """Return the questions of a group."""
        return tuple(item for item in self.items if item.group == group)

    def read(self, scores: object) -> dict[str, int]:
        """Return the scores of one rating, in the order of the questions.

        Raises DomainProblem ``rating.nothing_said``, ``rating.unknown_item`` or ``rating.bad_mark`` (`item`).
        """
        given = scores if isinstance(scores, Mapping) else {}
        known = [item.code for item in self.items]
        for code, mark in given.items():
            if code not in known:
                raise DomainProblem("rating.unknown_item", item=str(code)[:40])
            if type(mark) is not int or mark not in self.marks:
                raise DomainProblem("rating.bad_mark", item=code)
        if not given:
            raise DomainProblem("rating.nothing_said")
        return {code: given[code] for code in known if code in given}


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One question summed up: how often each mark was given, and how many were satisfied of how many."""

    item: RatingItem
    by_mark: tuple[int, ...]
    satisfied: int
    answers: int


@dataclass(frozen=True, slots=True)
class RatingSummary:
    """All questions of a period. ``ratings`` counts people who answered at least one question."""

    rows: tuple[RatingRow, ...]
    ratings: int
    satisfied: int
    answers: int


def summed_up(form: RatingForm, ratings: Iterable[Mapping[str, Any]]) -> RatingSummary:
    """Sum ratings up. Marks that the form does not have are left out: a newer program may have others."""
    tally = {item.code: dict.fromkeys(form.marks, 0) for item in form.items}
    count = 0
    for scores in ratings:
        read = [(code, mark) for code, mark in scores.items() if mark in tally.get(code, {})]
        count += bool(read)
        for code, mark in read:
            tally[code][mark] += 1
    rows = tuple(
        RatingRow(
            item,
            tuple(tally[item.code].values()),
            sum(times for mark, times in tally[item.code].items() if mark >= form.satisfied_from),
            sum(tally[item.code].values()),
        )
        for item in form.items
    )
    return RatingSummary(rows, count, sum(row.satisfied for row in rows), sum(row.answers for row in rows))

"""What citizens think of the counter: one anonymous rating after another, and their sums (Đ29 k3, Đ31-Đ33).

A rating names no dossier and no person, and of its time only the day: what somebody says here can never be
laid beside what they came for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from app.domain.facts import FactDraft
from app.domain.identifiers import Subject, new_uuid7
from app.domain.kinds import Family
from app.domain.moments import VIET_NAM, from_milliseconds, to_milliseconds
from app.domain.rating import RatingForm, RatingSummary, summed_up
from app.use_cases.dossier_fields import choice_reader, read_field, text_reader
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting, Office, Papers, Reading

CHANNELS = ("screen", "paper", "verbal", "letter_box")
"""How it was given (Đ31): at the screen, on paper, told to somebody who wrote it down, in the letter box."""
PAPER = "rating"
_ON_PAPER = {"centre": "centre_name", "hotline": "hotline"}
_BOX = "\N{WHITE SQUARE}"

_READERS = {
    "procedure": text_reader(40),
    "channel": choice_reader(*CHANNELS),
    "comment": text_reader(1_000, lines=True),
}


@dataclass(frozen=True, slots=True)
class RatingReport:
    """The sums of a period and what people wrote, without who or when."""

    first: date
    last: date
    summary: RatingSummary
    comments: tuple[str, ...]


class Ratings:
    """Takes ratings and sums them up."""

    def __init__(self, office: Office, form: RatingForm, papers: Papers) -> None:
        """Work on an office with the questions."""
        self._office = office
        self.form = form
        self._papers = papers

    def give(
        self, scores: Mapping[str, int], acting: Acting, said: Mapping[str, object] | None = None
    ) -> Outcome[int]:
        """Keep one rating; returns how many questions were answered.

        ``said``: ``procedure``, ``channel`` (`CHANNELS`), ``comment``. Raises DomainProblem ``rating.*`` and
        those of the fields.
        """
        fields: dict[str, Any] = {"channel": "screen"}
        for name, value in (said or {}).items():
            read_field(_READERS, name, value, fields)
        read = self.form.read(scores)
        day = from_milliseconds(acting.at).date()
        # The day alone: the minute of a rating would lead to whoever stood at the counter.
        at = to_milliseconds(datetime.combine(day, time(), VIET_NAM))
        fields |= {"day": day.isoformat(), "scores": read}
        with self._office.writing(acting) as tx:
            subject = Subject(new_uuid7(at))
            tx.record(FactDraft("rating.given", subject, at, fields, None, acting.clock_offset))
        return Outcome(len(read), Changes(ratings=True, delivery=True))

    def report(self, first: date, last: date) -> RatingReport:
        """Return the sums of a period, both days included."""
        with self._office.reading() as reading:
            given = list(_given(reading, first, last))
        comments = tuple(sorted(str(fields["comment"]) for fields in given if fields.get("comment")))
        return RatingReport(first, last, summed_up(self.form, (_scores(one) for one in given)), comments)

    def paper(self) -> bytes:
        """Draw an empty rating paper, for whoever has no lanes. Raises as `Papers.draw`."""
        return self.draw_paper(self.paper_record())

    def draw_paper(self, record: Mapping[str, Any]) -> bytes:
        """Draw a rating paper. Touches no database: belongs into the lane of documents."""
        return self._papers.draw(PAPER, record)

    def paper_record(self) -> dict[str, Any]:
        """Return what stands on an empty rating paper."""
        with self._office.reading() as reading:
            profile = reading.profile(date.max)
        values = {name: str(profile.get(field) or "") for name, field in _ON_PAPER.items()}
        boxes = [_BOX] * len(self.form.marks)
        rows = [[str(place), item.text, *boxes] for place, item in enumerate(self.form.items, 1)]
        lists = {"header": list(profile.get("header") or ())}
        return {"values": values, "lists": lists, "tables": {"items": rows}}


def _given(reading: Reading, first: date, last: date) -> Iterator[dict[str, Any]]:
    for subject in reading.subjects(Family.RATING):
        view = reading.view(subject)
        day = view.value("day")
        if isinstance(day, str) and first.isoformat() <= day <= last.isoformat():
            yield {name: view.value(name) for name in ("scores", "comment", "procedure")}


def _scores(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    scores = fields.get("scores")
    return scores if isinstance(scores, Mapping) else {}

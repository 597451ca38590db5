"""Lists of what waits too long: papers the citizen did not bring, answers an agency did not give."""

from datetime import datetime
from pathlib import Path

import pytest

from app.domain.identifiers import Subject
from app.domain.lifecycle import Status
from app.domain.moments import VIET_NAM, to_milliseconds
from app.use_cases.ports import ListFilter
from tests.support.desks import Counter, new_counter


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    """Return a desk."""
    return new_counter(tmp_path / "office")


def _step(counter: Counter, subject: Subject, name: str, **fields: object) -> None:
    counter.desk.step(subject, name, counter.desk.acting(), fields)


def _listed(counter: Counter, status: Status, day: int, month: int = 12) -> list[Subject]:
    before = to_milliseconds(datetime(2026, month, day, tzinfo=VIET_NAM))
    which = ListFilter(statuses=frozenset({int(status)}), waits_before=before)
    rows = counter.desk.find.page(which, 0, 10)
    assert counter.desk.find.count(which) == len(rows)
    return [row.subject for row in rows]


def test_papers_not_brought_in_time_are_listed_from_the_next_day_on(counter: Counter) -> None:
    subject, other = counter.receive().subject, counter.receive().subject
    for one in (subject, other):
        _step(counter, one, "transfer")
    _step(counter, subject, "ask_supplement", missing=["Giấy chứng sinh"])
    until = counter.desk.show(subject).course.supplement_due_at
    assert until == to_milliseconds(datetime(2026, 12, 8, 17, 0, tzinfo=VIET_NAM))
    assert _listed(counter, Status.SUPPLEMENT, 8) == []
    assert _listed(counter, Status.SUPPLEMENT, 9) == [subject]
    _step(counter, subject, "receive_supplement")
    assert _listed(counter, Status.SUPPLEMENT, 9) == []


def test_the_first_answer_that_is_late_counts_until_it_is_given(counter: Counter) -> None:
    subject = counter.receive().subject
    _step(counter, subject, "transfer")
    for agency, day in (("Công an xã", "2026-11-25"), ("Trạm y tế", "2026-11-27")):
        _step(counter, subject, "consult", agency=agency, content="xác minh", answer_due_at=day)
    assert _listed(counter, Status.PROCESSING, 26, 11) == [subject]
    _step(counter, subject, "answer", agency="Công an xã", content="đúng")
    assert _listed(counter, Status.PROCESSING, 26, 11) == []
    assert _listed(counter, Status.PROCESSING, 28, 11) == [subject]
    assert counter.desk.verify().ok

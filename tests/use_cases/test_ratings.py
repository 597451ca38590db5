"""Ratings: counted by question and mark, and nameless."""

from datetime import timedelta

import pypdfium2
import pytest

from app.domain.kinds import Family
from app.domain.problems import DomainProblem
from app.domain.rating import CRITERIA, DECREE
from tests.support.desks import MONDAY, Counter

TODAY = MONDAY.date()


def test_every_question_is_summed_up_with_numerator_and_denominator(counter: Counter) -> None:
    ratings, acting = counter.desk.ratings, counter.desk.acting()
    ratings.give({"kinder": 5, "time": 4}, acting)
    ratings.give({"kinder": 3, "other": 1}, acting, {"channel": "paper", "comment": "Chờ lâu quá"})
    ratings.give({"kinder": 4}, acting, {"procedure": "1.001193"})
    report = ratings.report(TODAY, TODAY)
    rows = {row.item.code: row for row in report.summary.rows}
    assert rows["kinder"].by_mark == (0, 0, 1, 1, 1)
    assert (rows["kinder"].satisfied, rows["kinder"].answers) == (2, 3)
    assert (rows["time"].satisfied, rows["time"].answers) == (1, 1)
    assert (rows["online"].satisfied, rows["online"].answers) == (0, 0)
    assert (report.summary.ratings, report.summary.satisfied, report.summary.answers) == (3, 3, 5)
    assert report.comments == ("Chờ lâu quá",)
    yesterday = TODAY - timedelta(days=1)
    assert ratings.report(yesterday, yesterday).summary.ratings == 0


def test_a_rating_names_nobody_and_keeps_no_minute(counter: Counter) -> None:
    counter.receive()
    counter.desk.ratings.give({"kinder": 5}, counter.desk.acting(), {"procedure": "1.001193"})
    with counter.desk.office.reading() as reading:
        (subject,) = reading.subjects(Family.RATING)
        (fact,) = reading.facts(subject)
    assert dict(fact.fields or {}) == {
        "day": "2026-11-23",
        "procedure": "1.001193",
        "channel": "screen",
        "scores": {"kinder": 5},
    }
    midnight = round(MONDAY.replace(hour=0, minute=0).timestamp() * 1000)
    assert fact.at == midnight
    assert int.from_bytes(subject[:6], "big") == midnight


@pytest.mark.parametrize(
    ("scores", "code"),
    [
        ({}, "rating.nothing_said"),
        ({"kinder": 6}, "rating.bad_mark"),
        ({"kinder": True}, "rating.bad_mark"),
        ({"kinder": "5"}, "rating.bad_mark"),
        ({"tea": 5}, "rating.unknown_item"),
    ],
)
def test_what_is_no_rating_is_refused(counter: Counter, scores: dict[str, int], code: str) -> None:
    with pytest.raises(DomainProblem) as caught:
        counter.desk.ratings.give(scores, counter.desk.acting())
    assert caught.value.code == code
    assert counter.desk.ratings.report(TODAY, TODAY).summary.ratings == 0


def test_the_questions_are_those_of_the_decree_and_the_four_criteria(counter: Counter) -> None:
    form = counter.desk.ratings.form
    assert [item.short for item in form.of_group(CRITERIA)] == [
        "Nhanh hơn",
        "Tiết kiệm hơn",
        "Hợp lý hơn",
        "Thân thiện hơn",
    ]
    letters = [item.article.removeprefix("Đ33 ") for item in form.of_group(DECREE)]
    assert letters == ["a", "b", "c", "d", "đ", "e", "g", "h", "i"]


def test_the_empty_paper_holds_every_question(counter: Counter) -> None:
    pdf = pypdfium2.PdfDocument(counter.desk.ratings.paper())
    text = " ".join(page.get_textpage().get_text_bounded().replace("\r\n", " ") for page in pdf)
    for item in counter.desk.ratings.form.items:
        assert item.text.split("?")[0].split(",")[0][-12:] in " ".join(text.split())

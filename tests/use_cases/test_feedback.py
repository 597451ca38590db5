"""Feedback: a number, somebody responsible, a day, an answer; seen by whom it concerns."""

from datetime import datetime, timedelta

import pytest

from app.domain.moments import VIET_NAM, to_milliseconds
from app.domain.problems import DomainProblem
from app.use_cases.manage_people import NewClerk
from app.use_cases.ports import Acting
from tests.support.desks import MONDAY, Counter


def _as(counter: Counter, name: str, *roles: str) -> Acting:
    """Register a clerk with some roles and act in that name."""
    desk = counter.desk
    person = desk.people.register(NewClerk(name, roles=roles), "mật khẩu khác", desk.acting()).value
    return Acting(person.id, roles[0], counter.clock.at)


def test_a_matter_gets_a_number_a_day_and_an_answer(counter: Counter) -> None:
    desk = counter.desk
    item = desk.feedback.add(
        {
            "text": "Chờ hai buổi chưa được tiếp",
            "full_name": "Vừ A Páo",
            "channel": "hotline",
            "about": "delay",
        },
        desk.acting(),
    ).value
    assert item.number.startswith("1-")
    assert item.holder_name == "Quàng Thị Hương"
    # Three working days; 24/11 is a day off.
    assert item.due_at == to_milliseconds(datetime(2026, 11, 27, 17, 0, tzinfo=VIET_NAM))
    assert item.answered_in_time is None
    counter.clock.set(MONDAY + timedelta(days=2))
    answered = desk.feedback.answer(item.number, "Đã xin lỗi và tiếp ngay.", desk.acting()).value
    assert answered.answered_in_time is True
    with pytest.raises(DomainProblem) as caught:
        desk.feedback.answer(item.subject, "Lần nữa", desk.acting())
    assert caught.value.code == "feedback.answered"


def test_a_late_answer_is_late(counter: Counter) -> None:
    desk = counter.desk
    item = desk.feedback.add({"text": "Thu sai phí", "due_at": "2026-11-23"}, desk.acting()).value
    assert item.due_at == to_milliseconds(datetime(2026, 11, 23, 17, 0, tzinfo=VIET_NAM))
    assert not item.overdue(counter.clock.at)
    counter.clock.set(MONDAY + timedelta(days=2))
    assert item.overdue(counter.clock.at)
    assert desk.feedback.answer(item.subject, "Đã trả lại.", desk.acting()).value.answered_in_time is False


def test_everybody_sees_their_own_and_who_leads_sees_all(counter: Counter) -> None:
    desk = counter.desk
    one, other = _as(counter, "Lò Thị Hạnh", "reception"), _as(counter, "Cà Văn Pán", "reception")
    mine = desk.feedback.add({"text": "Điện thoại không ai nghe"}, one).value
    given = desk.feedback.add({"text": "Đường vào bản hỏng", "about": "proposal"}, desk.acting()).value
    assert [item.subject for item in desk.feedback.list(one)] == [mine.subject]
    assert desk.feedback.list(other) == []
    assert len(desk.feedback.list(desk.acting())) == 2
    assert desk.feedback.sees_all(desk.acting())
    assert not desk.feedback.sees_all(one)
    with pytest.raises(DomainProblem) as caught:
        desk.feedback.answer(given.subject, "Xong", other)
    assert caught.value.code == "feedback.not_yours"
    desk.feedback.hand_to(given.number, "cà văn pán", desk.acting())
    assert [item.subject for item in desk.feedback.list(other)] == [given.subject]


def test_it_is_searched_apart_from_dossiers(counter: Counter) -> None:
    desk = counter.desk
    desk.feedback.add({"text": "Cán bộ nói khó nghe", "full_name": "Sùng Thị Mỷ"}, desk.acting())
    assert len(desk.feedback.list(desk.acting(), "sung my")) == 1
    assert desk.feedback.list(desk.acting(), "giang") == []
    assert desk.find("sung my") == []


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({}, "field.missing", "text"),
        ({"text": "x", "channel": "smoke"}, "field.unknown_value", "channel"),
        ({"text": "x", "due_at": "2026-11-01"}, "feedback.due_before_received", "due_at"),
        ({"text": "x", "colour": "red"}, "step.unknown_field", "colour"),
        ({"text": "a\x00b"}, "text.control_character", "text"),
    ],
)
def test_what_cannot_be_is_refused_and_takes_no_number(
    counter: Counter, said: dict[str, object], code: str, field: str
) -> None:
    desk = counter.desk
    with pytest.raises(DomainProblem) as caught:
        desk.feedback.add(said, desk.acting())
    assert (caught.value.code, caught.value.details["field"]) == (code, field)
    assert desk.feedback.add({"text": "x"}, desk.acting()).value.number.startswith("1-")

"""Numbers drawn and called: priority first, no number twice, one person at a counter."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.problems import DomainProblem
from tests.support.desks import MONDAY, Counter, new_counter


@pytest.fixture
def lettered(counter: Counter) -> Counter:
    counter.desk.settings.set_on_device("queue.letter", "a", counter.desk.acting())
    return counter


def _draw(counter: Counter, *priority: str, field: str = "") -> str:
    said: dict[str, object] = {"priority": list(priority)} if priority else {}
    if field:
        said["field"] = field
    counter.clock.at += 1_000
    return counter.desk.queue.draw(counter.desk.acting(), said).value.number


def _next(counter: Counter, at: str = "Quầy 1", *fields: str) -> str:
    return counter.desk.queue.next(at, counter.desk.acting(), fields).value.number


def test_priority_goes_first_and_the_others_in_order(lettered: Counter) -> None:
    assert [_draw(lettered), _draw(lettered, "illiterate"), _draw(lettered, "pregnant"), _draw(lettered)] == [
        "A001",
        "A002",
        "A003",
        "A004",
    ]
    day = lettered.desk.queue.today(lettered.clock.at)
    assert [one.number for one in day.waiting] == ["A003", "A001", "A002", "A004"]
    assert [_next(lettered), _next(lettered), _next(lettered), _next(lettered)] == [
        "A003",
        "A001",
        "A002",
        "A004",
    ]
    with pytest.raises(DomainProblem) as caught:
        _next(lettered)
    assert caught.value.code == "ticket.nobody_waiting"
    day = lettered.desk.queue.today(lettered.clock.at)
    assert [one.number for one in day.called] == ["A004"], (
        "nobody waits: the last one is still at the counter"
    )


def test_calling_the_next_ends_the_one_before_at_the_same_counter_only(lettered: Counter) -> None:
    for _ in range(3):
        _draw(lettered)
    _next(lettered, "Quầy 1")
    _next(lettered, "Quầy 2")
    _next(lettered, "Quầy 1")
    day = lettered.desk.queue.today(lettered.clock.at)
    assert {one.counter: one.number for one in day.called} == {"Quầy 1": "A003", "Quầy 2": "A002"}
    assert [(one.number, one.state) for one in day.done] == [("A001", "served")]


def test_absent_ones_may_come_back(lettered: Counter) -> None:
    desk = lettered.desk
    _draw(lettered)
    number = _next(lettered)
    desk.queue.mark(number, "absent", desk.acting())
    assert desk.queue.today(lettered.clock.at).waiting == ()
    desk.queue.mark(number, "waiting", desk.acting())
    assert _next(lettered) == number
    desk.queue.mark(number, "served", desk.acting())
    with pytest.raises(DomainProblem) as caught:
        desk.queue.mark(number, "waiting", desk.acting())
    assert caught.value.code == "ticket.served_already"


def test_a_counter_may_call_for_its_field_of_work(lettered: Counter) -> None:
    _draw(lettered, field="Đất đai")
    _draw(lettered, field="Hộ tịch")
    assert _next(lettered, "Quầy 2", "Hộ tịch") == "A002"
    assert _next(lettered, "Quầy 1") == "A001"


def test_a_new_day_begins_with_one(lettered: Counter) -> None:
    _draw(lettered)
    lettered.clock.set(MONDAY + timedelta(days=1))
    assert lettered.desk.queue.today(lettered.clock.at).waiting == ()
    assert _draw(lettered) == "A001"


def test_two_computers_that_cannot_talk_draw_different_numbers(tmp_path: Path) -> None:
    one, other = new_counter(tmp_path / "1"), new_counter(tmp_path / "2")
    try:
        assert {_draw(one), _draw(one)}.isdisjoint({_draw(other), _draw(other)})
    finally:
        one.desk.close()
        other.desk.close()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"priority": ["rich"]}, "field.unknown_value"),
        ({"priority": "far"}, "field.not_a_list"),
        ({"field": "a" * 200}, "text.too_long"),
    ],
)
def test_bad_wishes_draw_no_number(lettered: Counter, said: dict[str, object], code: str) -> None:
    with pytest.raises(DomainProblem) as caught:
        lettered.desk.queue.draw(lettered.desk.acting(), said)
    assert caught.value.code == code
    assert _draw(lettered) == "A001"


def test_unknown_numbers_and_outcomes_are_refused(lettered: Counter) -> None:
    desk = lettered.desk
    for number, outcome, code in (
        ("A009", "served", "ticket.unknown"),
        ("A009", "gone", "field.unknown_value"),
    ):
        with pytest.raises(DomainProblem) as caught:
            desk.queue.mark(number, outcome, desk.acting())
        assert caught.value.code == code
    with pytest.raises(DomainProblem) as caught:
        desk.queue.next("  ", desk.acting())
    assert (caught.value.code, caught.value.details["field"]) == ("field.missing", "counter")


def test_the_ticket_is_drawn_with_its_place_in_the_queue(lettered: Counter) -> None:
    _draw(lettered)
    lettered.clock.at += 1_000
    ticket = lettered.desk.queue.draw(lettered.desk.acting(), {"priority": ["elderly"]}).value
    assert lettered.desk.queue.paper(ticket).startswith(b"%PDF")

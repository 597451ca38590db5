"""On which paper a form comes out: as asked, else as this device is set, and the same ever after."""

import pytest

from app.domain.problems import DomainProblem
from tests.support.desks import Counter
from tests.support.sheet_checks import pictures


def wide(pdf: bytes) -> int:
    return pictures(pdf, 1.0)[0].width


def test_the_usual_paper_leaves_no_trace_in_the_record(counter: Counter) -> None:
    received = counter.receive()
    issued = counter.desk.print_paper(received.subject, "slip", counter.desk.acting()).value
    assert "paper" not in issued.paper.record
    assert wide(issued.pdf) == 420


def test_what_is_asked_stands_in_the_record(counter: Counter) -> None:
    received = counter.receive()
    for form in ("slip", "picture"):
        issued = counter.desk.print_paper(received.subject, form, counter.desk.acting(), size="80MM").value
        assert issued.paper.record["paper"] == "80mm"
        assert wide(issued.pdf) == 227


def test_the_device_decides_where_nobody_asks(counter: Counter) -> None:
    desk = counter.desk
    desk.settings.set_on_device("paper.slip", "80mm", desk.acting())
    received = counter.receive()
    assert desk.print_paper(received.subject, "slip", desk.acting()).value.paper.record["paper"] == "80mm"
    again = desk.print_paper(received.subject, "slip", desk.acting(), size="A5").value
    assert "paper" not in again.paper.record
    assert again.paper.copy_number == 1


def test_a_slip_ordered_with_its_reception_follows_the_device(counter: Counter) -> None:
    from tests.support.desks import request

    desk = counter.desk
    desk.settings.set_on_device("paper.slip", "80mm", desk.acting())
    received = desk.receive(request(), desk.acting(), paper=True).value
    waiting = desk.print_paper.ordered(received.paper)
    assert waiting.record["paper"] == "80mm"
    assert wide(desk.print_paper.draw(waiting)) == 227


def test_what_waits_is_drawn_on_the_paper_asked_for_now(counter: Counter) -> None:
    desk = counter.desk
    received = counter.receive()
    first = desk.print_paper.order(received.subject, "slip", desk.acting())
    assert desk.print_paper.order(received.subject, "slip", desk.acting()).id == first.id
    other = desk.print_paper.order(received.subject, "slip", desk.acting(), size="80mm")
    assert other.record["paper"] == "80mm"
    assert [paper.id for paper in desk.print_paper.pending()] == [other.id]


@pytest.mark.parametrize(
    ("form", "size", "code"),
    [("slip", "A3", "paper.unknown_size"), ("control", "80mm", "paper.one_size")],
)
def test_another_size_is_refused_and_nothing_is_issued(
    counter: Counter, form: str, size: str, code: str
) -> None:
    desk = counter.desk
    received = counter.receive()
    with pytest.raises(DomainProblem) as refused:
        desk.print_paper(received.subject, form, desk.acting(), size=size)
    assert refused.value.code == code
    assert desk.print_paper.pending() == []


def test_a_picture_slip_shows_what_the_dossier_waits_for(counter: Counter) -> None:
    desk = counter.desk
    received = counter.receive()
    picture = desk.print_paper(received.subject, "picture", desk.acting()).value
    assert picture.paper.record["bring"] == []
    desk.step(received.subject, "transfer", desk.acting(), {})
    missing = {"missing": ["Giấy chứng sinh", "02 ảnh"], "reason": "thiếu giấy tờ"}
    desk.step(received.subject, "ask_supplement", desk.acting(), missing)
    asked = desk.print_paper(received.subject, "picture", desk.acting()).value
    assert asked.paper.record["bring"] == ["Giấy chứng sinh", "02 ảnh"]
    assert asked.paper.copy_number == 0

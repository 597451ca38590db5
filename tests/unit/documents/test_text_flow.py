import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.page_parts import Text
from app.documents.text_flow import Line, Run, balanced, flow, shortened
from tests.support.papers import faces, letters_of
from tests.support.slips import lines


def run(text: str, size: float = 10.0) -> Run:
    return Run(faces().letters.printable(text), faces().regular, size)


def said(line: Line) -> list[str]:
    return [text.text for text in line.texts]


def test_words_that_fit_stay_on_one_line_as_one_text() -> None:
    (line,) = flow([[run("Giàng A Mẫu")]], 200)
    assert said(line) == ["Giàng A Mẫu"]
    assert line.end == pytest.approx(run("Giàng A Mẫu").width)


def test_a_line_breaks_between_words() -> None:
    width = run("Giàng A").width + 1
    assert [said(line) for line in flow([[run("Giàng A Mẫu")]], width)] == [["Giàng A"], ["Mẫu"]]


def test_a_word_longer_than_the_line_is_cut_and_keeps_every_letter() -> None:
    found = flow([[run("x@" + "m" * 50)]], 60)
    assert len(found) > 1
    assert letters_of(*(text for line in found for text in said(line))) == "x@" + "m" * 50
    assert all(line.end <= 60 for line in found)


def test_a_group_that_would_fit_whole_begins_a_new_line() -> None:
    width = run("Điện thoại: 0912").width + 1
    first, second = flow([[run("Sinh: 1990")], [run("Điện thoại:"), run("0912")]], width, 5)
    assert said(first) == ["Sinh: 1990"]
    assert said(second) == ["Điện thoại:", "0912"]


def test_a_group_too_long_for_any_line_follows_at_once() -> None:
    width = run("Sinh: 1990 Địa chỉ").width + 20
    first, *_ = flow([[run("Sinh: 1990")], [run("Địa chỉ: " + "bản " * 20)]], width, 5)
    assert len(said(first)) == 2


def test_no_text_gives_no_line() -> None:
    assert flow([[run("")], []], 100, 9) == []
    assert balanced(run(""), 100) == []


def test_balanced_lines_leave_no_word_alone() -> None:
    text = run("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG")
    width = run("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH").width + 1
    assert [said(line) for line in flow([[text]], width)][-1] == ["CÔNG"]
    assert [said(line) for line in balanced(text, width)] == [["TRUNG TÂM PHỤC VỤ"], ["HÀNH CHÍNH CÔNG"]]


def test_lines_are_not_balanced_by_cutting_a_word() -> None:
    text = run("Trong hạn")
    width = text.width - 1
    assert [said(line) for line in balanced(text, width)] == [["Trong"], ["hạn"]]


def test_a_shortened_text_ends_in_dots_and_fits() -> None:
    text = run("Nguyễn Thị Hoàng Ngọc Phương Quỳnh")
    short = shortened(text, 80)
    assert short.text.endswith("…")
    assert short.width <= 80
    assert shortened(text, 500) is text


@given(st.lists(st.lists(lines(120), max_size=3), max_size=4), st.floats(20, 400), st.floats(0, 15))
def test_nothing_is_lost_and_nothing_is_wider_than_the_line(
    groups: list[list[str]], width: float, gap: float
) -> None:
    runs = [[run(text, 9.5) for text in group] for group in groups]
    found = flow(runs, width, gap)
    texts: list[Text] = [text for line in found for text in line.texts]
    assert letters_of(*(text.text for text in texts)) == letters_of(
        *(r.text for group in runs for r in group)
    )
    for line in found:
        assert line.texts
        assert line.end <= width + 1e-6 or len(line.texts[-1].text) == 1
        for before, after in zip(line.texts, line.texts[1:], strict=False):
            assert before.right <= after.x + 1e-6

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.page_parts import (
    KEEP_ANYWHERE,
    KEEP_AT_ALL_COST,
    KEEP_TOGETHER,
    Border,
    Rule,
    Square,
    Strip,
    Text,
)
from app.documents.pagination import height, split, stack
from app.domain.problems import DomainProblem
from tests.support.papers import faces


def text(letters: str, y: float = 8) -> Text:
    return Text(10, y, letters, faces().regular, 10)


def strip(letters: str, *, high: float = 10, keep: int = KEEP_ANYWHERE, begins: bool = True) -> Strip:
    return Strip(high, ((text(letters),),), keep=keep, begins=begins)


def said(page: list[Strip]) -> str:
    return "".join(text.text for strip in page for column in strip.columns for text in column)


def test_strips_fill_one_page_after_the_other() -> None:
    pages = split([strip(letter) for letter in "abcdef"], 30, 20)
    assert [said(page) for page in pages] == ["abc", "de", "f"]


def test_a_page_ends_where_it_hurts_least() -> None:
    strips = [strip("a"), strip("b", keep=KEEP_TOGETHER), strip("c", keep=KEEP_AT_ALL_COST), strip("d")]
    assert [said(page) for page in split(strips, 30, 30)] == ["a", "bcd"]


def test_what_cannot_be_kept_together_is_torn_at_the_lesser_bond() -> None:
    bonds = [KEEP_TOGETHER, KEEP_TOGETHER, KEEP_AT_ALL_COST, KEEP_AT_ALL_COST]
    strips = [strip(letter, keep=keep) for letter, keep in zip("abcd", bonds, strict=True)]
    assert [said(page) for page in split(strips, 30, 30)] == ["ab", "cd"]


def test_room_between_strips_is_dropped_at_the_head_of_a_page() -> None:
    pages = split([strip("a"), Strip(10), strip("b")], 15, 15)
    assert [len(page) for page in pages] == [1, 1]


def test_a_table_heading_is_repeated_and_marked_as_said_again() -> None:
    head = strip("H", keep=KEEP_AT_ALL_COST)
    rows = [Strip(10, ((text(letter),),), repeated=(head,)) for letter in "123"]
    first, second = split([head, *rows], 30, 30)
    assert (said(first), said(second)) == ("H12", "H3")
    assert [text.text for text in stack(second, 100).repeated] == ["H"]
    assert [text.text for text in stack(second, 100).texts] == ["3"]


def test_a_strip_higher_than_a_page_is_refused() -> None:
    with pytest.raises(DomainProblem, match=r"paper\.no_room"):
        split([strip("a"), strip("b", high=31)], 30, 30)


def test_a_heading_that_leaves_no_room_for_its_row_is_refused() -> None:
    head = strip("H", high=25)
    with pytest.raises(DomainProblem, match=r"paper\.no_room"):
        split([strip("a", high=30), Strip(10, ((text("1"),),), repeated=(head,))], 30, 30)


def test_a_block_is_read_column_by_column() -> None:
    block = [
        Strip(10, ((text("left one"),), (text("right one"),))),
        Strip(10, ((text("left two"),), ()), begins=False),
        strip("below"),
    ]
    read = [found.text for found in stack(block, 100).texts]
    assert read == ["left one", "left two", "right one", "below"]


def test_strips_stand_below_each_other() -> None:
    placed = stack([strip("a"), Strip(5), strip("b", high=20)], 100)
    assert [(found.text, found.y) for found in placed.texts] == [("a", 92), ("b", 77)]


def test_a_square_and_rules_go_with_their_strip() -> None:
    first = Strip(10)
    second = Strip(30, rules=(Rule(1, 2, 9, 2, 0.5),), square=Square(5, 0, 20, "qr"))
    placed = stack([first, second], 100)
    assert placed.squares == (Square(5, 70, 20, "qr"),)
    assert placed.rules == (Rule(1, 88, 9, 88, 0.5),)


def test_a_border_is_one_line_per_column_and_closed_above_and_below() -> None:
    border = Border((0, 40), 1)
    rows = [Strip(10, border=border, below=True), Strip(10, border=border, below=True)]
    rules = stack([Strip(5), *rows, Strip(5)], 100).rules
    assert set(rules) == {
        Rule(0, 95, 0, 75, 1),
        Rule(40, 95, 40, 75, 1),
        Rule(0, 95, 40, 95, 1),
        Rule(0, 85, 40, 85, 1),
        Rule(0, 75, 40, 75, 1),
    }


@given(
    st.lists(st.tuples(st.integers(1, 30), st.sampled_from([0, 1, 2])), max_size=40),
    st.integers(30, 90),
    st.integers(30, 90),
)
def test_every_strip_comes_out_once_in_order_and_no_page_is_too_full(
    given_strips: list[tuple[int, int]], first: int, later: int
) -> None:
    strips = [
        strip(chr(0x41 + place), high=high, keep=keep) for place, (high, keep) in enumerate(given_strips)
    ]
    pages = split(strips, first, later)
    assert [found for page in pages for found in page] == strips
    for place, page in enumerate(pages):
        assert page
        assert height(page) <= (later if place else first)

"""The slip on its pages: nothing lost, nothing over anything else, nothing outside the margins."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.measures import POINTS_PER_MM
from app.documents.page_parts import Page, Square, Text
from app.documents.slip_content import compose
from app.documents.slip_layout import PAGE_HEIGHT, PAGE_WIDTH, SlipLayout
from app.documents.slip_template import Margins
from app.domain.problems import DomainProblem
from app.domain.slip import Slip
from app.domain.slip_parts import SlipClerk, SlipDocument, SlipOffice, SlipPerson
from tests.support.papers import content, faces, laid_out, letters_of, template, words
from tests.support.slips import any_slip, full_slip, slip

Box = tuple[float, float, float, float]
SLACK = 0.01


def texts_of(page: Page) -> tuple[Text, ...]:
    return (*page.heading, *page.body, *page.foot)


def copies(pages: list[Page]) -> Iterator[list[Page]]:
    """The pages of each copy; all copies have the same number."""
    each = len(pages) // len(template().lists["copies"])
    for first in range(0, len(pages), each):
        yield pages[first : first + each]


def square_box(square: Square) -> Box:
    return square.x, square.y, square.x + square.size, square.y + square.size


def meet(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2] - SLACK
        and other[0] < one[2] - SLACK
        and one[1] < other[3] - SLACK
        and other[1] < one[3] - SLACK
    )


def assert_clean(page: Page) -> None:
    """Every text and code has its place for itself, between the margins; no rule runs through one."""
    margins = template().margins_mm
    marks = [(text.text, text.ink) for text in texts_of(page)]
    marks += [("QR", square_box(square)) for square in page.squares]
    for (one, its_box), (other, other_box) in combinations(marks, 2):
        assert not meet(its_box, other_box), f"{one!r} lies on {other!r}"
    for name, box in marks:
        assert box[0] >= margins.left * POINTS_PER_MM - SLACK, name
        assert box[2] <= PAGE_WIDTH - margins.right * POINTS_PER_MM + SLACK, name
        assert box[1] >= margins.bottom * POINTS_PER_MM - SLACK, name
        assert box[3] <= PAGE_HEIGHT - margins.top * POINTS_PER_MM + SLACK, name
        for rule in page.rules:
            line = (
                min(rule.x1, rule.x2) - rule.thickness / 2,
                min(rule.y1, rule.y2) - rule.thickness / 2,
                max(rule.x1, rule.x2) + rule.thickness / 2,
                max(rule.y1, rule.y2) + rule.thickness / 2,
            )
            assert not meet(box, line), f"a rule runs through {name!r}"


def said(texts: Iterable[Text]) -> str:
    return letters_of(*(text.text for text in texts))


def assert_complete(given_slip: Slip, pages: list[Page]) -> None:
    """Each copy says every string of the content, to the letter and in order, and each page its foot."""
    strings = content(given_slip)
    for label, copy in zip(strings.copies, copies(pages), strict=True):
        body = [text for page in copy for text in page.body]
        assert said(body) == letters_of(*strings.body(label))
        for page in copy:
            assert said(page.foot).startswith(letters_of(*strings.footer))


@settings(max_examples=60)
@given(any_slip())
def test_any_slip_loses_nothing_and_overlaps_nowhere(given_slip: Slip) -> None:
    pages = laid_out(given_slip)
    assert_complete(given_slip, pages)
    for page in pages:
        assert_clean(page)


@pytest.mark.parametrize("papers", range(0, 41, 4))
def test_everything_at_once_with_any_number_of_papers(papers: int) -> None:
    pages = laid_out(full_slip(papers))
    assert_complete(full_slip(papers), pages)
    for page in pages:
        assert_clean(page)


def test_an_everyday_slip_takes_one_page_a_copy() -> None:
    assert len(laid_out(slip())) == 2


def test_a_provisional_practice_slip_still_takes_one_page_a_copy() -> None:
    code = "TAM-000.21.45.H18-02-261123-0042"
    assert len(laid_out(slip(practice=True, provisional=True, code=code, due_at=None))) == 2


def thirty_papers() -> Slip:
    name = "Giàng Thị Hoàng Ngọc Phương Quỳnh Vàng Pàng Chứ Mí Lềnh Ẳng Nữ"
    papers = [f"Giấy tờ số {number} chứng minh nội dung đề nghị" for number in range(1, 31)]
    return slip(applicant=SlipPerson(name), documents=tuple(SlipDocument(paper, 1, 1) for paper in papers))


def test_a_name_of_sixty_letters_and_thirty_papers_take_one_sheet_a_copy() -> None:
    assert len(thirty_papers().applicant.full_name) >= 60
    assert len(laid_out(thirty_papers())) == 4


def test_papers_are_set_smaller_only_where_that_saves_a_sheet() -> None:
    longer = slip(
        documents=tuple(
            SlipDocument(f"Giấy tờ số {number}, bản chụp có đối chiếu, chứng minh nội dung kê", 1, 1)
            for number in range(1, 29)
        )
    )
    name = next(
        text for page in laid_out(longer) for text in page.body if text.text.startswith("Giấy tờ số 28")
    )
    assert len(laid_out(longer)) == 4
    assert name.size == 8.5
    assert all(
        text.size >= 9.5 for page in laid_out(thirty_papers()) for text in page.body if "Giấy tờ" in text.text
    )


def test_the_tallest_letters_clear_the_rules_of_a_close_table() -> None:
    tall = slip(documents=tuple(SlipDocument("ẲẲ Ặ", 1, 1) for _ in range(33)))
    assert len(laid_out(tall)) == 4
    assert {text.size for page in laid_out(tall) for text in page.body if text.text == "ẲẲ Ặ"} == {8.5}
    for page in laid_out(tall):
        assert_clean(page)


def test_pages_of_several_are_counted_and_bear_code_name_and_appointment() -> None:
    given_slip = thirty_papers()
    first, second = next(copies(laid_out(given_slip)))
    assert said(first.foot).endswith(
        letters_of("Hẹn trả: 17 giờ 00 phút, ngày 25/11/2026. Xem tiếp trang sau.Trang 1/2")
    )
    assert said(second.foot).endswith("Trang2/2")
    assert given_slip.code in said(second.heading)
    assert "GIÀNG" in said(second.heading)
    assert first.squares
    assert not second.squares


def test_a_single_page_is_not_counted() -> None:
    assert "Trang" not in said(laid_out(slip())[0].foot)


def test_a_table_that_goes_on_repeats_its_heading() -> None:
    _, second = next(copies(laid_out(thirty_papers())))
    assert "Têngiấytờ" in said(second.heading)


@given(st.integers(0, 40), st.integers(0, 6))
def test_who_signs_sees_what_for(papers: int, parties: int) -> None:
    """The signatures stand on the page with the appointment, with every word between them."""
    given_slip = slip(
        documents=tuple(SlipDocument("Giấy tờ chứng minh nơi cư trú", 1, 0) for _ in range(papers)),
        parties=tuple(SlipPerson("Hờ Thị Dế", "witness", address="bản Bồ Hóng") for _ in range(parties)),
    )
    for page in laid_out(given_slip):
        texts = said(page.body)
        assert ("NGƯỜINỘPHỒSƠ" in texts) == ("HẸNTRẢKẾTQUẢ:" in texts) == ("QuàngThịHương" in texts)


def size_of(letters: str, given_slip: Slip) -> float:
    return next(text.size for text in laid_out(given_slip)[0].body if letters in text.text)


def test_hour_date_telephone_and_code_are_large() -> None:
    assert size_of("17 giờ 00 phút", slip()) >= 16
    assert size_of("Thứ Tư, ngày 25 tháng 11 năm 2026", slip()) >= 14
    assert size_of("0912 345 678", slip()) >= 14
    assert size_of(slip().code, slip()) >= 14
    assert size_of("TAM-000.21.45.H18-02-261123-0042", slip(code="TAM-000.21.45.H18-02-261123-0042")) >= 13


def test_nothing_in_the_running_text_is_small() -> None:
    """Half-point lower are only letterhead, hints below signatures and heads of the table."""
    small = {text.text for page in laid_out(slip()) for text in page.body if text.size < 9.5}
    strings = content(slip())
    allowed = letters_of(*strings.letterhead, *strings.motto, *strings.table_heads)
    hints = {signature.hint for signature in strings.signatures}
    assert all(letters_of(text) in allowed or text in hints for text in small)
    assert min(text.size for page in laid_out(slip()) for text in page.body) >= 8.5


def test_an_office_without_any_profile_still_gets_its_paper() -> None:
    bare = slip(office=SlipOffice(()), clerk=SlipClerk("Quàng Thị Hương"))
    assert_complete(bare, laid_out(bare))
    for page in laid_out(bare):
        assert_clean(page)


def test_wider_margins_are_kept() -> None:
    changed = replace(template(), margins_mm=Margins(top=20, right=15, bottom=15, left=25))
    pages = SlipLayout(faces(), changed.margins_mm).pages(compose(full_slip(), changed, words()))
    for page in pages:
        for text in texts_of(page):
            assert text.x >= 25 * POINTS_PER_MM - SLACK
            assert text.right <= PAGE_WIDTH - 15 * POINTS_PER_MM + SLACK


def test_a_foot_that_leaves_no_room_is_refused_and_not_drawn_over_the_text() -> None:
    endless = replace(content(slip()), footer=("Mang theo giấy này. " * 400,))
    with pytest.raises(DomainProblem, match=r"paper\.no_room"):
        SlipLayout(faces(), template().margins_mm).pages(endless)


def test_decomposed_letters_are_set_composed() -> None:
    decomposed = slip(applicant=SlipPerson("Gia\u0300ng A Ma\u0302\u0303u"))
    composed = slip(applicant=SlipPerson("Giàng A Mẫu"))
    assert laid_out(decomposed) == laid_out(composed)

"""The picture slip: nothing lost, nothing over anything else, and what it shows follows from the slip."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.blocks import Outline
from app.documents.drawing import Drawing
from app.documents.picture_slip import FORM, NEEDS, PictureSlip
from app.documents.sheet_pdf import Sheet
from app.domain.moments import VIET_NAM
from app.domain.slip import Slip
from app.domain.slip_parts import FeePayment, FeeState, SlipClerk, SlipFee, SlipFeeLine, SlipPerson
from tests.support.papers import letters_of, renderer
from tests.support.sheet_checks import assert_clear, assert_on_roll, codes, letters_on
from tests.support.slips import CODE, any_slip, lines, slip

LONG_NAME = "Giàng Thị Mỷ Dợ Sung Páo Nhìa Chứ Vừ A Lềnh Ế Ậ Ỗ Ẵ Nguyễn Lò"


def drawing(*, one_colour: bool = False) -> Drawing:
    return renderer().sheets.drawing(FORM, NEEDS, one_colour=one_colour)


def sheets(made: Slip, asked: tuple[str, ...] = ()) -> list[Sheet]:
    return PictureSlip(drawing(), made, asked).sheets()


def roll(made: Slip, asked: tuple[str, ...] = ()) -> list[Sheet]:
    return PictureSlip(drawing(one_colour=True), made, asked).roll()


def record(made: Slip, **more: Any) -> dict[str, Any]:
    return {**made.to_record(), **more}


def test_it_says_when_where_what_and_whom_to_call() -> None:
    (page,) = sheets(slip(return_place="Điểm tiếp nhận số 1, bản Bồ Hóng"))
    said = letters_on([page])
    for text in ("25", "THÁNG 11 - 2026", "THỨ TƯ", "17 giờ 00", "2 đêm nữa", "bản Bồ Hóng", "Căn cước"):
        assert letters_of(text) in said
    assert letters_of("0912 345 678") in said


def test_a_morning_and_an_afternoon_are_told_apart_by_the_sun() -> None:
    def sun(hour: int) -> set[Outline]:
        due = datetime(2026, 11, 25, hour, 0, tzinfo=VIET_NAM)
        return {mark for mark in sheets(slip(due_at=due))[0].body.marks if isinstance(mark, Outline)}

    assert len(sun(9) ^ sun(10)) < len(sun(9) ^ sun(14))


def test_it_goes_in_a_fee_that_is_due_and_not_in_one_that_was_paid() -> None:
    fee = SlipFee(FeeState.AMOUNT, (SlipFeeLine("Lệ phí", 15_000),))
    assert letters_of("15.000 đồng") in letters_on(sheets(slip(fee=fee)))
    paid = replace(fee, payment=FeePayment.PAID)
    assert letters_of("15.000 đồng") not in letters_on(sheets(slip(fee=paid)))


@pytest.mark.parametrize(
    ("way", "said"), [("post", "Kết quả gửi về nhà qua bưu điện"), ("online", "Kết quả trả qua mạng")]
)
def test_a_result_that_is_sent_sends_nobody_to_the_office(way: str, said: str) -> None:
    said_on_it = letters_on(sheets(slip(return_way=way)))
    assert letters_of(said) in said_on_it
    assert letters_of("Đến nhận kết quả tại") not in said_on_it


def test_without_a_phone_it_shows_the_hotline_and_without_that_the_way_to_ask() -> None:
    office = replace(slip().office, hotline="")
    without = SlipClerk("Quàng Thị Hương")
    assert letters_of("0215 382 5678") in letters_on(sheets(slip(clerk=without)))
    assert letters_of("đến hỏi cán bộ") in letters_on(sheets(slip(clerk=without, office=office)))


def test_without_an_appointment_it_says_to_wait_for_the_call() -> None:
    assert letters_of("Chờ cán bộ gọi điện báo ngày đến") in letters_on(sheets(slip(due_at=None)))


def test_nights_are_shown_while_they_can_be_counted() -> None:
    issued = slip().issued_at
    assert letters_of("10 đêm nữa") in letters_on(sheets(slip(due_at=issued + timedelta(days=10))))
    assert "đêmnữa" not in letters_on(sheets(slip(due_at=issued + timedelta(days=11))))


def test_practice_is_told_on_paper_and_on_a_roll() -> None:
    made = slip(practice=True)
    assert sheets(made)[0].watermark == "THỬ"
    assert letters_of("THỬ - Giấy tập huấn, không có giá trị.") in letters_on(roll(made))


def test_fifteen_papers_and_a_long_name_stay_whole() -> None:
    asked = tuple(f"Giấy xác nhận tình trạng hôn nhân của người thứ {n}" for n in range(1, 16))
    made = slip(applicant=SlipPerson(LONG_NAME), provisional=True, copy_number=3)
    for pages in (sheets(made, asked), roll(made, asked)):
        said = letters_on(pages)
        for text in (LONG_NAME.upper(), *asked, "BẢN SAO LẦN 3"):
            assert letters_of(text) in said
        for page in pages:
            assert_clear(page.body)


def test_the_code_can_be_scanned_and_the_bytes_stay() -> None:
    for size in ("A5", "80mm"):
        told = record(slip(), paper=size, bring=["Giấy chứng sinh"])
        pdf = renderer().draw(FORM, told)
        assert codes(pdf) == [CODE]
        assert renderer().draw(FORM, dict(told)) == pdf


@settings(max_examples=40)
@given(any_slip(), st.lists(lines(200, least=1), max_size=16).map(tuple))
def test_whatever_it_says_nothing_is_lost_and_nothing_overlaps(made: Slip, asked: tuple[str, ...]) -> None:
    clean = drawing().words
    pages, strips = sheets(made, asked), roll(made, asked)
    for page in pages:
        assert_clear(page.body)
    for strip in strips:
        assert_on_roll(strip)
    for said in (letters_on(pages), letters_on(strips)):
        assert letters_of(clean.capitals(made.applicant.full_name)) in said
        for name in asked:
            assert letters_of(clean.clean(name)) in said

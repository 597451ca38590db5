"""Papers on a roll of 80 mm: the same words as on A5, all on the 72 mm a printer reaches; dots for it."""

from typing import Any

import pytest
import zxingcpp
from hypothesis import given, settings
from PIL import Image

from app.documents.narrow_slip import NarrowSlip
from app.documents.sheet_pdf import Sheet
from app.documents.thermal import DOTS, OneBitPage, one_bit_pages
from app.documents.ticket_paper import FORM, NEEDS, TicketPaper
from app.domain.slip import Slip
from tests.support.papers import content, faces, letters_of, renderer
from tests.support.sheet_checks import assert_on_roll, codes, letters_on
from tests.support.slips import CODE, any_slip, full_slip, slip

TICKET: dict[str, Any] = {
    "centre": "Trung tâm Phục vụ hành chính công xã Thanh Nưa",
    "number": "A042",
    "priority": ["elderly", "far"],
    "counter": "2",
    "field": "Hộ tịch - Chứng thực",
    "at": 1_795_400_000_000,
    "ahead": 3,
}


def narrow(made: Slip) -> list[Sheet]:
    return NarrowSlip(faces()).sheets(content(made))


def ticket(**changed: Any) -> list[Sheet]:
    drawing = renderer().sheets.drawing(FORM, NEEDS, one_colour=True)
    return TicketPaper(drawing, {**TICKET, **changed}).roll()


def test_there_is_a_strip_for_each_copy() -> None:
    first, second = narrow(slip())
    assert letters_of("Liên 1: Lưu") in letters_on([first])
    assert letters_of("Liên 2: Giao người nộp") in letters_on([second])


def assert_says_all(made: Slip) -> None:
    said = content(made)
    for copy, strip in zip(said.copies, narrow(made), strict=True):
        assert_on_roll(strip)
        assert sorted(letters_on([strip])) == sorted(
            letters_of(*said.body(copy), *said.footer, said.watermark)
        )


def test_a_full_slip_of_thirty_papers_says_all_that_the_wide_one_says() -> None:
    assert_says_all(full_slip(30))
    assert_says_all(slip(practice=True))


@settings(max_examples=40)
@given(any_slip())
def test_whatever_a_slip_says_nothing_is_lost_and_nothing_overlaps(made: Slip) -> None:
    assert_says_all(made)


def test_a_slip_with_more_papers_is_longer() -> None:
    assert narrow(full_slip(30))[0].body.height > narrow(full_slip(3))[0].body.height + 100


def test_the_record_names_the_roll_and_the_bytes_stay() -> None:
    told = {**slip().to_record(), "paper": "80mm"}
    pdf = renderer().draw("slip", told)
    assert codes(pdf) == [CODE, CODE]
    assert renderer().draw("slip", told) == pdf
    assert renderer().draw("slip", slip().to_record()) == renderer().slip(slip())


def test_a_ticket_says_number_turn_counter_and_priority() -> None:
    (strip,) = ticket(practice=True)
    assert_on_roll(strip)
    said = letters_on([strip])
    for text in ("A042", "ƯU TIÊN", "người cao tuổi, ở xa", "Quầy 2", "Còn 3 người trước", "THỬ"):
        assert letters_of(text) in said


def test_a_ticket_without_counter_field_and_people_ahead_says_what_it_knows() -> None:
    said = letters_on(ticket(counter="", field="", priority=[], ahead=0))
    assert letters_of("Mời chờ gọi ngay") in said
    assert "Quầy" not in said
    assert "ƯUTIÊN" not in said


@pytest.mark.parametrize("number", ["7", "VC001", "A" * 40])
def test_a_number_stays_on_the_roll_however_long(number: str) -> None:
    (strip,) = ticket(number=number, field="Ẳ" * 120, counter="Quầy số hai " * 3)
    assert_on_roll(strip)
    assert number in letters_on([strip])


# --- dots --------------------------------------------------------------------------------------------


def picture(page: OneBitPage) -> Image.Image:
    return Image.frombytes("1", (DOTS, page.height), bytes(255 - byte for byte in page.rows)).convert("L")


def test_dots_are_black_or_white_and_the_code_is_read_from_them() -> None:
    pages = one_bit_pages(renderer().draw("slip", {**slip().to_record(), "paper": "80mm"}))
    assert [code.text for page in pages for code in zxingcpp.read_barcodes(picture(page))] == [CODE, CODE]
    for page in pages:
        assert len(page.rows) == page.height * DOTS // 8
        dark = sum(byte.bit_count() for byte in page.rows) / (DOTS * page.height)
        assert 0.02 < dark < 0.5


def test_a_dot_is_the_eighth_of_a_millimetre() -> None:
    (sheet,) = ticket()
    (page,) = one_bit_pages(renderer().draw(FORM, TICKET))
    assert page.height == pytest.approx(sheet.body.height / 72 * 25.4 * 8, abs=1.5)


def test_the_bitmap_and_the_printer_are_told_the_same_dots() -> None:
    (page,) = one_bit_pages(renderer().draw(FORM, TICKET))
    assert page.pbm == b"P4\n576 %d\n" % page.height + page.rows
    assert page.escpos.startswith(b"\x1b@\x1dv0\x00\x48\x00")
    bands = -(-page.height // 255)
    assert len(page.escpos) == 2 + 8 * bands + len(page.rows) + 3 + 3


def test_a_paper_for_a_sheet_is_no_roll() -> None:
    with pytest.raises(ValueError, match="roll"):
        one_bit_pages(renderer().slip(slip()))

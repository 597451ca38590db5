"""The printed closing sheet: everything the sheet says stands on it, in words of the counter."""

from dataclasses import replace

import pypdfium2
import pytest

from app.documents.renderer import PaperRenderer
from app.domain.closing import Act, BookSpan, ClosedSheet, Difference, Money, Sheet
from app.domain.closing_count import ACTS
from app.domain.identifiers import FactId, Subject
from app.domain.lifecycle import STEPS
from app.domain.office import OfficeProfile
from app.machine.resource_folder import resource_folder
from app.use_cases.closing_paper import ACT_COLUMNS, closing_record, column_of, ranges
from app.use_cases.ports import Delivery, Person
from tests.support.logs import CLERK, NOON
from tests.support.offices import clerk_id

OTHER = clerk_id(9)
LONG = "Giàng Thị Mỷ Dợ Sung Páo Nhìa Chứ Vừ A Lềnh Ế Ậ Ỗ Ẵ"
PEOPLE = {
    CLERK: Person(CLERK, "Quàng Thị Hương", "Công chức", "0912345678", (), active=True),
    OTHER: Person(OTHER, LONG, "Công chức", "", (), active=True),
}
OFFICE = OfficeProfile("").with_values(
    {"header": ["ỦY BAN NHÂN DÂN XÃ THANH NƯA", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"]}
)
SHEET = Sheet(
    day="2026-11-22",
    number=2,
    acts=(Act(CLERK, "receive", 42), Act(OTHER, "certify", 25)),
    returned=(("authorised", 3),),
    money=(Money(CLERK, "7K3QABC/2026", "cash", 12, 145_000), Money(OTHER, "9X/2026", "transfer", 1, 50_000)),
    books=(BookSpan("fee", "7K3QABC/2026", 5, 16, 10, (6, 9, 10, 11), (7,), (2,), 4, 1),),
    differences=(Difference("2026-11-21", CLERK, "void_number", 1, "cash", -5000),),
    warnings=(("numbers_missing", 1),),
)


def words_on(sheet: Sheet, delivery: Delivery | None = None, *, practice: bool = False) -> str:
    closed = ClosedSheet(Subject(b"1" * 16), FactId(b"2" * 32), NOON, CLERK, sheet, "Đủ tiền")
    record = closing_record(closed, delivery or Delivery("saved"), PEOPLE, OFFICE, practice=practice)
    document = pypdfium2.PdfDocument(PaperRenderer(resource_folder()).draw("closing", record))
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


def test_everything_the_sheet_says_stands_on_paper() -> None:
    told = words_on(SHEET)
    for text in (
        *("Chủ nhật, ngày 22 tháng 11 năm 2026", "Bảng bổ sung số 2", "Đủ tiền", "Quàng Thị Hương"),
        *("145.000", "chuyển khoản", "Phiếu thu tạm", "5-16", "6, 9-11", "21/11/2026", "Hủy số", "-5.000"),
        *("1 số chưa rõ đã dùng vào đâu", "người được ủy quyền: 3", "Tỉnh chưa xác nhận"),
    ):
        assert text in told, text
    assert all(word in told for word in LONG.split())


def test_a_sheet_the_province_has_received_says_when() -> None:
    told = words_on(SHEET, Delivery("province", NOON))
    assert "Tỉnh xác nhận đã nhận bảng này: 11 giờ 00 phút" in told
    assert "chưa xác nhận" not in told


def test_an_empty_day_says_so() -> None:
    told = words_on(Sheet("2026-11-22"))
    assert "Không thu khoản nào." in told
    assert "Bảng bổ sung" not in told


def test_a_practice_sheet_is_marked() -> None:
    assert "không có giá trị" in words_on(SHEET, practice=True)


def test_many_clerks_and_books_go_on_over_pages_without_loss() -> None:
    clerks = [clerk_id(number) for number in range(30, 60)]
    busy = replace(
        SHEET,
        acts=tuple(Act(clerk, "receive", 1000 + n) for n, clerk in enumerate(clerks)),
        books=tuple(BookSpan("fee", f"BOOK{n:03}/2026", 1, 9, 9, (), (), (), 0, 0) for n in range(60)),
    )
    told = words_on(busy)
    assert all(f"{1000 + n}" in told.replace(".", "") for n in range(30))
    assert all(f"BOOK{n:03}/2026" in told for n in range(60))


@pytest.mark.parametrize("name", sorted({*STEPS, *ACTS.values()}))
def test_every_act_is_worded_on_paper_and_stands_in_a_column(name: str) -> None:
    assert column_of(name) in ACT_COLUMNS
    late = replace(SHEET, differences=(Difference("2026-11-21", CLERK, name, 1, "", 0),))
    told = words_on(late)
    assert f" {name} " not in told[told.index("Chênh lệch của những ngày") :]


def test_numbers_are_written_as_ranges() -> None:
    assert ranges(()) == ""
    assert ranges((5, 3, 4, 9)) == "3-5, 9"
    assert ranges((1, 2), 60) == "1-2 … (60)"

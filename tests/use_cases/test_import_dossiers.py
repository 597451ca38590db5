"""Old work goes on: lists of other programs, taken over row by row, exactly once."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from app.domain.lifecycle import Status
from app.domain.moments import VIET_NAM, to_milliseconds
from app.domain.problems import DomainProblem
from app.use_cases.import_dossiers import AGAIN, IMPORTED, REFUSED, ImportReport
from tests.support.desks import Counter, new_counter

HEADINGS = [
    *("STT", "Mã hồ sơ", "Tên TTHC", "Số lượng hồ sơ (bộ)", "Tên cá nhân, tổ chức", "Địa chỉ, SĐT"),
    *("Ngày nhận hồ sơ", "Ngày hẹn trả kết quả", "Trạng thái"),
]
GOOD = [
    *(1, "000.00.01.H18-261102-0007", "Đăng ký khai sinh", 1, "=Giàng A Mẫu"),
    *("Bản Nà Lốm, xã Thanh Nưa - 0912 345 678", "02/11/2026", "24/11/2026", "Đang xử lý"),
]


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    made = new_counter(tmp_path / "office")
    yield made
    made.desk.close()


def workbook(folder: Path, *rows: list[Any], headings: list[list[Any]] | None = None) -> Path:
    book = Workbook()
    page = book.active
    for row in [["UBND XÃ THANH NƯA"], [], *(headings or [HEADINGS]), *rows]:
        page.append(row)
    for cells in page.iter_rows():
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    file = folder / "list.xlsx"
    book.save(file)
    return file


def text_file(folder: Path, *rows: str, encoding: str = "utf-8") -> Path:
    file = folder / "list.csv"
    file.write_text("\n".join(rows) + "\n", encoding=encoding)
    return file


def taken(counter: Counter, file: Path, **mapping: str) -> ImportReport:
    importing = counter.desk.import_dossiers
    return importing(importing.open(file, mapping), counter.desk.acting()).value


def problem(counter: Counter, file: Path) -> DomainProblem:
    (outcome,) = taken(counter, file).outcomes
    assert outcome.problem is not None
    return outcome.problem


def test_a_register_is_taken_over_with_what_stands_in_it(counter: Counter, tmp_path: Path) -> None:
    report = taken(counter, workbook(tmp_path, GOOD))
    assert report.counts == {IMPORTED: 1, AGAIN: 0, REFUSED: 0}
    (row,) = counter.desk.find("000.00.01.H18-261102-0007")
    detail = counter.desk.show(row.subject)
    values = detail.dossier.values
    assert detail.dossier.status is Status.PROCESSING
    assert detail.dossier.full_name == "=Giàng A Mẫu"
    assert (values["address"], values["phone"]) == ("Bản Nà Lốm, xã Thanh Nưa", "0912345678")
    assert values["ref"] == "000.00.01.H18-261102-0007"
    assert values["received_at"] == to_milliseconds(datetime(2026, 11, 2, 8, tzinfo=VIET_NAM))
    assert [item.step for item in detail.history] == ["receive", "transfer"]
    assert {item.at for item in detail.history} == {counter.clock.at}


def test_an_appointment_already_printed_holds_whatever_the_limit(counter: Counter, tmp_path: Path) -> None:
    taken(counter, workbook(tmp_path, GOOD))
    (row,) = counter.desk.find("=Giàng A Mẫu")
    assert row.due_at == to_milliseconds(datetime(2026, 11, 24, 17, tzinfo=VIET_NAM))


def test_the_same_list_twice_takes_nothing_over_twice(counter: Counter, tmp_path: Path) -> None:
    without_code = [2, None, "1.000894", 1, "Lò Văn Pánh", "Bản Pom", date(2026, 11, 3), None, None]
    file = workbook(tmp_path, GOOD, without_code, without_code)
    assert taken(counter, file).counts == {IMPORTED: 3, AGAIN: 0, REFUSED: 0}
    assert taken(counter, file).counts == {IMPORTED: 0, AGAIN: 3, REFUSED: 0}
    assert len(counter.desk.find("Lò Văn Pánh")) == 2


def test_a_trial_says_what_would_become_of_every_row_and_keeps_nothing(
    counter: Counter, tmp_path: Path
) -> None:
    importing = counter.desk.import_dossiers
    listed = importing.open(workbook(tmp_path, GOOD, [2, "X-2", "Đăng ký khai sinh", 1, "", "", "3/11/2026"]))
    report = importing.check(listed, counter.desk.acting())
    assert report.trial
    assert report.counts == {IMPORTED: 1, AGAIN: 0, REFUSED: 1}
    assert [one.number for one in report.outcomes] == [4, 5]
    assert counter.desk.find("Giàng") == []


@pytest.mark.parametrize(
    ("place", "cell", "code"),
    [
        (2, "Thủ tục bay lên mặt trăng", "import.procedure_unclear"),
        (2, "Đăng ký", "import.procedure_unclear"),
        (2, "", "field.missing"),
        (3, "hai", "field.not_a_whole_number"),
        (3, 0, "field.too_small"),
        (4, "", "field.missing"),
        (4, "Lò\x07Văn", "text.control_character"),
        (6, "hôm qua", "import.bad_date"),
        (6, "31/02/2026", "import.bad_date"),
        (6, "", "import.no_reception_day"),
        (6, "24/12/2026", "reception.in_future"),
        (6, "24/12/2024", "procedure.not_in_force"),
        (7, "01/11/2026", "reception.due_before_received"),
        (8, "Đang bay", "import.unknown_status"),
        (8, "Đã trả kết quả", "import.finished_already"),
    ],
)
def test_a_row_that_cannot_be_taken_over_says_why_and_leaves_nothing(
    counter: Counter, tmp_path: Path, place: int, cell: object, code: str
) -> None:
    row = [*GOOD[:place], cell, *GOOD[place + 1 :]]
    if isinstance(cell, str) and "\x07" in cell:
        quoted = [f'"{one}"' for one in row]
        file = text_file(tmp_path, ";".join(f'"{head}"' for head in HEADINGS), ";".join(quoted))
    else:
        file = workbook(tmp_path, row)
    assert problem(counter, file).code == code
    assert counter.desk.verify().ok
    assert counter.desk.find("000.00.01.H18-261102-0007") == []


def test_a_result_that_lies_ready_was_ready_when_the_list_says(counter: Counter, tmp_path: Path) -> None:
    heads = [*HEADINGS, "Ngày có kết quả"]
    row = [*GOOD[:8], "Chờ trả kết quả", "20/11/2026"]
    taken(counter, workbook(tmp_path, row, headings=[heads]))
    ready = to_milliseconds(datetime(2026, 11, 20, 8, tzinfo=VIET_NAM))
    with counter.desk.office.reading() as reading:
        (found,) = reading.report_rows(0, counter.clock.at)
    assert (found.finished_at, found.status) == (ready, Status.DONE)


def test_a_heading_may_have_two_storeys(counter: Counter, tmp_path: Path) -> None:
    upper = ["STT", "Mã hồ sơ", "Tên TTHC", "Tên cá nhân, tổ chức", "Ngày, tháng, năm", None, None]
    lower = [None, None, None, None, "Nhận hồ sơ", "Hẹn trả kết quả", "Trả kết quả"]
    rows = [
        [1, "A-1", "Đăng ký khai sinh", "Lò A", "02/11/2026", "05/11/2026", None],
        [2, "A-2", "Đăng ký khai sinh", "Lò B", "02/11/2026", "05/11/2026", "04/11/2026"],
    ]
    report = taken(counter, workbook(tmp_path, *rows, headings=[upper, lower]))
    assert [one.state for one in report.outcomes] == [IMPORTED, REFUSED]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_with_or_without_marks_and_whatever_separates_it(
    counter: Counter, tmp_path: Path, encoding: str, separator: str
) -> None:
    rows = [
        ["ma ho so", "TEN THU TUC", "Ho va ten", "ngay nhan", "hen tra"],
        ["H1", "1.001193", "Vừ A Lềnh", "14:30 02/11/2026", "2026-11-30"],
    ]
    file = text_file(tmp_path, *(separator.join(row) for row in rows), encoding=encoding)
    assert taken(counter, file).counts[IMPORTED] == 1
    (row,) = counter.desk.find("H1 Vừ")
    assert row.received_at == to_milliseconds(datetime(2026, 11, 2, 14, 30, tzinfo=VIET_NAM))


def test_a_person_says_which_column_holds_what(counter: Counter, tmp_path: Path) -> None:
    file = text_file(tmp_path, "A;Khách;Họ và tên;Ngày nhận;Thủ tục", "1;Sùng A Páo;x;2/11/2026;1.001193")
    report = taken(counter, file, full_name="khach", note="C")
    assert report.outcomes[0].full_name == "Sùng A Páo"
    with pytest.raises(DomainProblem, match=r"import\.unknown_column"):
        counter.desk.import_dossiers.open(file, {"full_name": "Không có"})
    with pytest.raises(DomainProblem, match=r"import\.unknown_field"):
        counter.desk.import_dossiers.open(file, {"shoe_size": "A"})
    listed = counter.desk.import_dossiers.open(file, {"procedure": ""})
    with pytest.raises(DomainProblem, match=r"import\.column_missing"):
        counter.desk.import_dossiers.check(listed, counter.desk.acting())


def test_digits_that_lost_their_zeros_get_them_back(counter: Counter, tmp_path: Path) -> None:
    heads = ["Thủ tục", "Họ và tên", "Số điện thoại", "CCCD", "Năm sinh", "Ngày nhận"]
    row = ["1.001193", "Lò A", 912345678, 11201001234, 1990, datetime(2026, 11, 2)]  # noqa: DTZ001 - as files hold it
    taken(counter, workbook(tmp_path, row, headings=[heads]))
    (found,) = counter.desk.find("Lò A")
    values = counter.desk.show(found.subject).dossier.values
    told = (values["phone"], values["id_number"], values["birth_date"])
    assert told == ("0912345678", "011201001234", "1990")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import.empty"),
        (b"\n\n;;\n", "import.empty"),
        (b"xin chao;1\n2;3\n", "import.no_heading"),
        ("Họ và tên;Thủ tục\nLò;x".encode("utf-16"), "import.not_a_table"),
        (b"Ho va ten;Thu tuc\nL\xf2;x\n", "import.not_utf8"),
        (b"PK\x03\x04 not a workbook", "import.not_a_table"),
    ],
)
def test_what_is_no_list_is_refused_whole(
    counter: Counter, tmp_path: Path, content: bytes, code: str
) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(content)
    with pytest.raises(DomainProblem) as refused:
        counter.desk.import_dossiers.open(file)
    assert refused.value.code == code


def test_a_file_that_is_not_there_is_told(counter: Counter, tmp_path: Path) -> None:
    with pytest.raises(DomainProblem, match=r"file\.unreadable"):
        counter.desk.import_dossiers.open(tmp_path / "none.xlsx")

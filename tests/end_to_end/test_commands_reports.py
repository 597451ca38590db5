"""`report` and `import` as scripts call them."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from app.domain.report_tables import REPORTS
from tests.support.processes import Motcua

NAME = "Giàng Thị Mỷ Dợ"
LINES: list[dict[str, Any]] = [
    {
        "procedure": "1.004873",
        "applicant": {"full_name": f"=SUM({number})", "village": "Bản Nà Lốm"},
        "received_at": f"2026-11-{number:02}T10:00:00+07:00",
    }
    for number in (2, 3, 4)
]
MONTH = ("--from", "2026-11-01", "--to", "30/11/2026")


@pytest.fixture
def codes(office: Motcua) -> list[str]:
    """The codes of three dossiers, of which one is finished."""
    received = [line["code"] for line in office.receive(*LINES).lines()]
    assert office("step", received[0], "processing").code == 0
    assert office("step", received[0], "done").code == 0
    return received


def test_json_has_rows_and_totals(office: Motcua, codes: list[str]) -> None:
    told = office("report", "periodic", *MONTH, "--json").document()
    assert told.keys() >= {"rows", "totals", "from", "to", "problems"}
    totals = told["totals"]
    assert (totals["received"], totals["carried"]) == (3, 0)
    assert totals["received"] + totals["carried"] == totals["resolved"] + totals["pending"] == 3
    assert [row["field"] for row in told["rows"]] == ["Hộ tịch"]
    share = totals["punctual"]
    assert share.keys() == {"numerator", "denominator", "percent"}
    book = office("report", "book", *MONTH, "--json").document()
    assert [row["code"] for row in book["rows"]] == codes
    assert book["rows"][0]["received_at"] == "2026-11-02T10:00:00+07:00"


def test_every_report_goes_to_the_terminal(office: Motcua, codes: list[str]) -> None:
    del codes
    for name in REPORTS:
        done = office("report", name, *MONTH)
        assert (done.code, done.err) == (0, ""), name
        assert done.out.strip(), name


def test_files_of_a_report(office: Motcua, codes: list[str], tmp_path: Path) -> None:
    for kind in ("xlsx", "pdf", "json"):
        file = tmp_path / f"sổ.{kind}"
        told = office("report", "book", *MONTH, "--out", str(file), "--json").document()
        assert told["out"] == str(file)
    page = load_workbook(tmp_path / "sổ.xlsx").worksheets[0]
    values = {str(cell.value): cell for row in page.iter_rows() for cell in row}
    assert values["=SUM(2)"].data_type == "s"
    assert set(codes) <= values.keys()
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "sổ.pdf").pages)
    assert "SỔ THEO DÕI HỒ SƠ" in text
    assert "=SUM(4)" in text
    assert len(json.loads((tmp_path / "sổ.json").read_text(encoding="utf-8"))["rows"]) == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ("horoscope",),
        ("book", "--out", "sổ.docx"),
        ("book", "--from", "hôm qua"),
        ("book", "--from", "11/2026"),
        ("book", "--period", "month", "--from", "2026-11-01"),
    ],
)
def test_wrong_usage_is_told(office: Motcua, arguments: tuple[str, ...]) -> None:
    assert office("report", *arguments).code == 2


def test_a_period_that_ends_before_it_begins_is_refused_with_a_sentence(office: Motcua) -> None:
    done = office("report", "book", "--from", "2026-11-30", "--to", "2026-11-01", "--json")
    assert (done.code, done.document()["error"]) == (1, "report.period_backwards")
    assert "2026-11-30" in done.err


def test_a_list_is_taken_over_once_with_a_file_of_what_was_refused(office: Motcua, tmp_path: Path) -> None:
    file = tmp_path / "so cu.csv"
    rows = ["Mã hồ sơ;Thủ tục;Họ và tên;Ngày nhận;Trạng thái"]
    rows += [f"X-1;1.004873;{NAME};02/11/2026;Đang xử lý", "X-2;1.004873;=Lò;hôm qua;", "X-3;;Vừ;02/11/2026;"]
    file.write_text("\n".join(rows), encoding="utf-8-sig")
    trial = office("import", str(file), "--dry-run", "--json")
    assert (trial.code, trial.document()["imported"]) == (1, 1)
    assert office("find", "X-1", "--json").document() == []
    told = office("import", str(file), "--json").document()
    assert (told["imported"], told["again"], told["refused"]) == (1, 0, 2)
    assert [row["row"] for row in told["rows"] if row["state"] == "refused"] == [3, 4]
    (found,) = office("find", "X-1", "--json").document()
    assert (found["full_name"], found["status"]) == (NAME, 4)
    refused = Path(told["refused_file"])
    assert refused.parent == file.parent
    lines = refused.read_text(encoding="utf-8-sig").splitlines()
    assert lines[1].startswith("3,")
    assert "day/month/year" in lines[1]
    assert "'=Lò" in lines[1]
    mended = refused.read_text(encoding="utf-8-sig").replace("hôm qua", "03/11/2026")
    refused.write_text(mended, encoding="utf-8-sig")
    again = office("import", str(refused), "--mapping", "note=", "--json").document()
    assert (again["imported"], again["refused"]) == (1, 1)
    assert [row["full_name"] for row in office("find", "Lò", "--json").document()] == ["=Lò"]
    assert office("import", str(file), "--json").document()["again"] == 1
    assert office("verify", "--json").document()["ok"]


def test_a_list_nobody_can_read_is_refused_with_a_sentence(office: Motcua, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("a;b\n1;2\n", encoding="utf-8")
    done = office("import", str(file), "--json")
    assert (done.code, done.document()["error"]) == (1, "import.no_heading")
    assert office("import", str(tmp_path / "none.csv")).code == 1
    assert office("import", str(file), "--mapping", "full_name").code == 2

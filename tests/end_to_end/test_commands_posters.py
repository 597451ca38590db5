"""`poster` and `print --paper` as scripts call them."""

from pathlib import Path

import pytest

from tests.support.processes import Motcua
from tests.support.sheet_checks import codes, pictures


@pytest.mark.parametrize(
    ("what", "size", "width"),
    [
        (("procedure", "1.001193"), "A4", 595),
        (("list",), "a3", 842),
        (("steps", "1.001193"), "A3", 842),
        (("board",), "A4", 595),
        (("plate", "Quàng Thị Hương"), "A5", 595),
    ],
)
def test_a_poster_is_written(
    office: Motcua, tmp_path: Path, what: tuple[str, ...], size: str, width: int
) -> None:
    out = tmp_path / "giấy treo.pdf"
    done = office("poster", *what, "--size", size, "--out", str(out), "--json").document()
    assert done["size"] == size.upper()
    assert abs(pictures(out.read_bytes(), 1.0)[0].width - width) <= 1


def test_a_ticket_is_drawn_once_more(office: Motcua, tmp_path: Path) -> None:
    number = office("queue", "draw", "--priority", "elderly", "--json").document()["number"]
    out = tmp_path / "so.pdf"
    assert office("poster", "ticket", number, "--size", "80mm", "--out", str(out)).code == 0
    assert pictures(out.read_bytes(), 1.0)[0].width == 227
    done = office("poster", "ticket", "ZZ999", "--out", str(tmp_path / "no.pdf"))
    assert done.code == 1
    assert not (tmp_path / "no.pdf").exists()


def test_a_slip_goes_on_a_roll_and_its_dots_to_a_printer(office: Motcua, tmp_path: Path) -> None:
    line = {"procedure": "1.001193", "applicant": {"full_name": "Giàng A Mẫu"}}
    code = office.receive(line).lines()[0]["code"]
    out, dots = tmp_path / "giay.pdf", tmp_path / "giay.pbm"
    told = office("print", code, "slip", "--paper", "80mm", "--out", str(out), "--json").document()
    assert told["paper"] == "80mm"
    assert codes(out.read_bytes()) == [code, code]
    assert office("print", code, "picture", "--out", str(dots)).code == 0
    assert dots.read_bytes().startswith(b"P4\n576 ")
    assert office("print", code, "picture", "--paper", "A5", "--out", str(dots)).code == 1


def test_what_cannot_be_drawn_leaves_no_file(office: Motcua, tmp_path: Path) -> None:
    out = tmp_path / "no.pdf"
    for what in (("procedure", "9.9"), ("plate", "Nobody"), ("board", "--size", "A7")):
        assert office("poster", *what, "--out", str(out)).code == 1
    assert office("poster", "list", "--on", "mai", "--out", str(out)).code == 2
    assert list(tmp_path.glob("*.pdf")) == []

import pytest

from app.domain.problems import DomainProblem
from app.settings.printer_offsets import offset_lines, offset_of


@pytest.mark.parametrize(
    ("line", "shift"),
    [
        ("HP LaserJet: 1,5 -2", (1.5, -2.0)),
        ("hp laserjet : +1.5 0", (1.5, 0.0)),
        ("HP LaserJet:0 15", (0.0, 15.0)),
    ],
)
def test_a_printer_is_moved_as_its_line_says(line: str, shift: tuple[float, float]) -> None:
    assert offset_lines(line) == [line]
    assert offset_of("HP LaserJet", [line]) == shift


def test_other_printers_are_not_moved() -> None:
    kept = offset_lines(["HP LaserJet: 1 1", "pdf:C:/Giấy tờ: 2 3"])
    assert offset_of("Canon", kept) == (0.0, 0.0)
    assert offset_of("pdf:C:/Giấy tờ", kept) == (2.0, 3.0)
    assert offset_of("HP LaserJet", ["HP LaserJet: khoảng 1"]) == (0.0, 0.0)


@pytest.mark.parametrize("line", ["HP LaserJet", "HP: 1", "HP: 1 x", "HP: 1 16", ": 1 1", "HP: 1 1 1"])
def test_what_is_no_correction_is_refused(line: str) -> None:
    with pytest.raises(DomainProblem) as caught:
        offset_lines([line])
    assert caught.value.code == "printer.bad_offset"

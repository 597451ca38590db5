"""`day` as a script calls it: close, show, print; and what is refused."""

from pathlib import Path

from tests.support.processes import Motcua

LINE = {
    "procedure": "1.001193",
    "applicant": {"full_name": "Giàng A Mẫu"},
    "received_at": "2026-11-20T09:12:00+07:00",
}


def test_a_day_is_closed_shown_and_printed(office: Motcua, tmp_path: Path) -> None:
    office.receive(LINE, LINE)
    closed = office("day", "close", "--note", "Đủ tiền", "--json").document()
    assert (closed["sheet"], closed["totals"]["received"], closed["note"]) == (0, 2, "Đủ tiền")
    assert [(book["kind"], book["first"], book["last"], book["missing"]) for book in closed["books"]] == [
        ("register", 1, 2, [])
    ]
    again = office("day", "close", "--json")
    assert again.code == 1
    office.receive(LINE)
    supplement = office("day", "close", "--json").document()
    assert (supplement["sheet"], supplement["totals"]["received"]) == (1, 1)
    shown = office("day", "show", closed["day"], "--json").document()
    assert [one["sheet"] for one in shown] == [0, 1]
    assert shown[0]["acts"] == closed["acts"]
    out = tmp_path / "chot.pdf"
    assert office("day", "sheet", closed["day"], "--out", str(out), "--number", "1").code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert office("verify", "--json").document()["ok"]


def test_days_that_cannot_be_closed_or_shown_are_refused_with_a_sentence(
    office: Motcua, tmp_path: Path
) -> None:
    later = office("day", "close", "--date", "2100-01-01", "--json")
    assert (later.code, later.document()["error"]) == (1, "closing.in_future")
    none = office("day", "show", "2026-01-01", "--json")
    assert (none.code, none.document()["error"]) == (1, "closing.none")
    assert office("day", "sheet", "2026-01-01", "--out", str(tmp_path / "x.pdf")).code == 1
    assert not list(tmp_path.glob("*.pdf"))
    assert office("day", "show", "hôm qua").code == 2

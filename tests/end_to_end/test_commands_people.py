"""The commands for people at the counter, as scripts call them."""

import json
from pathlib import Path
from typing import Any

from tests.support.processes import Motcua

LINE: dict[str, Any] = {
    "procedure": "1.004873",
    "applicant": {"full_name": "Sùng Thị Mỷ Dợ", "birth_date": "1950", "village": "Bồ Hóng"},
    "no_papers_reason": "Chưa từng được cấp giấy tờ",
    "priority": ["far", "elderly"],
    "helpers": [{"role": "interpreter", "full_name": "Vàng A Sùng", "language": "Mông"}],
    "competent": "03202",
}


def test_circumstances_go_in_by_line_and_come_out_of_show(office: Motcua, tmp_path: Path) -> None:
    table = tmp_path / "ban.csv"
    table.write_text("Tên bản;Khoảng cách (km);Xã cũ\nBản Bồ Hóng;18;Thanh Chăn\n", encoding="utf-8")
    assert office("settings", "import-villages", str(table), "--json").document() == {"changed": 1, "same": 0}
    (village,) = office("settings", "villages", "--json").document()
    assert village == {"name": "Bản Bồ Hóng", "distance_km": 18, "former": "Thanh Chăn"}
    code = office.receive(LINE).lines()[0]["code"]
    shown = office("show", code, "--json").document()
    assert (shown["priority"], shown["distance_km"]) == (["elderly", "far"], 18)
    assert (shown["competent"], shown["competent_name"]) == ("03202", "Xã Mường Pồn")
    assert shown["status_text"] == "Received – decided by Xã Mường Pồn"
    assert shown["helpers"] == LINE["helpers"]
    text = office("show", code).out
    assert "Vàng A Sùng (interpreter, Mông)" in text
    assert "Chưa từng được cấp giấy tờ" in text
    assert [row["code"] for row in office("find", "Thanh", "Chăn", "--json").document()] == [code]
    (trip,) = office("trips", "--village", "bồ hóng", "--json").document()
    assert (trip["village"], trip["distance_km"], len(trip["results"])) == ("Bản Bồ Hóng", 18, 1)
    assert office("trips", "--village", "Co Mỵ", "--json").document() == []


def test_a_bad_circumstance_refuses_its_line_only(office: Motcua) -> None:
    done = office.receive({**LINE, "competent": "99999"}, {**LINE, "priority": ["rich"]}, LINE)
    assert done.code == 1
    assert [one["error"] for one in done.refused()] == ["reception.competent_unknown", "field.unknown_value"]
    assert len(done.lines()) == 1


def test_a_bad_table_of_villages_takes_over_nothing(office: Motcua, tmp_path: Path) -> None:
    table = tmp_path / "ban.csv"
    table.write_text("Tên bản,km\nCo Mỵ,3\nHuổi Chan,xa\n", encoding="utf-8")
    done = office("settings", "import-villages", str(table))
    assert done.code == 1
    assert "Row 3" in done.err
    assert office("settings", "villages", "--json").document() == []


def test_numbers_are_drawn_called_and_marked(office: Motcua, tmp_path: Path) -> None:
    office("settings", "set", "queue.letter", "B")
    office("settings", "set", "queue.counter", "Quầy 2")
    assert office("queue", "draw").out.strip() == "B001"
    paper = tmp_path / "so.pdf"
    drawn = office("queue", "draw", "--priority", "pregnant", "--out", str(paper), "--json").document()
    assert (drawn["number"], drawn["priority"]) == ("B002", ["pregnant"])
    assert paper.read_bytes().startswith(b"%PDF")
    assert office("queue", "next", "--json").document()["number"] == "B002"
    assert office("queue", "mark", "b002", "absent", "--json").document()["state"] == "absent"
    day = office("queue", "list", "--json").document()
    assert [one["number"] for one in day["waiting"]] == ["B001"]
    assert office("queue", "next").code == 0
    assert office("queue", "next").code == 1
    assert office("queue", "mark", "B009", "served", "--json").document()["error"] == "ticket.unknown"


def test_ratings_are_given_and_summed_up(office: Motcua, tmp_path: Path) -> None:
    assert office("rating", "give", "kinder=5", "time=2", "--comment", "Tốt").code == 0
    assert office("rating", "give", "kinder=9", "--json").document()["error"] == "rating.bad_mark"
    summary = office("rating", "summary", "--json").document()
    rows = {row["code"]: row for row in summary["rows"]}
    assert (rows["kinder"]["satisfied"], rows["kinder"]["answers"]) == (1, 1)
    assert summary["totals"] == {"ratings": 1, "satisfied": 1, "answers": 2}
    paper = tmp_path / "phieu.pdf"
    assert office("rating", "paper", "--out", str(paper)).code == 0
    assert paper.read_bytes().startswith(b"%PDF")


def test_feedback_is_added_listed_and_answered(office: Motcua) -> None:
    added = office(
        "feedback", "add", "Đi ba lần chưa xong", "--field", "channel=hotline", "--json"
    ).document()
    assert added["number"].startswith("1-")
    assert added["due_at"] is not None
    assert [one["id"] for one in office("feedback", "list", "--open", "--json").document()] == [added["id"]]
    answered = office("feedback", "answer", added["number"], "Đã trả tận nhà", "--json").document()
    assert answered["answered_in_time"] is True
    assert office("feedback", "list", "--open", "--json").document() == []
    again = office("feedback", "answer", added["number"], "lần nữa", "--json")
    assert json.loads(again.out)["error"] == "feedback.answered"

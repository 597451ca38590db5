"""The commands of an office as scripts call them: contract keys, exit codes, options before and after."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.processes import Motcua

LINE: dict[str, Any] = {
    "procedure": "1.004873",
    "applicant": {"full_name": "Giàng A Mẫu", "id_number": "011201001234", "phone": "0912345678"},
    "received_at": "2025-12-31T10:00:00+07:00",
}


@pytest.fixture
def code(office: Motcua) -> str:
    """The code of a dossier in the office."""
    received: str = office.receive(LINE).lines()[0]["code"]
    return received


def test_the_simple_path_and_what_show_says_of_it(office: Motcua, code: str) -> None:
    assert office("step", code, "processing", "--field", "note=xem").code == 0
    assert office("step", code, "done").code == 0
    assert office("step", code, "returned", "--field", "returned_to=Giàng A Sử").code == 0
    shown = office("show", code.lower(), "--json").document()
    assert shown.keys() >= {
        *("id", "code", "procedure", "applicant", "status", "status_text", "due_at", "holder", "delivery"),
        *("province_received_at", "open_questions", "history"),
    }
    assert (shown["status"], shown["holder"], shown["delivery"]) == (10, "Quàng Thị Hương", "saved")
    assert shown["due_at"] == "2026-01-07T17:00:00+07:00"
    assert [item["step"] for item in shown["history"]] == ["receive", "transfer", "finish", "return"]
    assert all(item.keys() >= {"at", "actor", "step", "text"} for item in shown["history"])
    by_id = office("history", shown["id"], "--json").document()
    assert by_id == shown["history"]


def test_an_illegal_step_is_refused_with_what_is_allowed(office: Motcua, code: str) -> None:
    done = office("step", code, "return", "--json")
    assert done.code == 1
    assert "Hand on for processing (transfer)" in done.err
    assert done.document()["error"] == "step.not_allowed"


def test_a_correction_replaces_the_slip(office: Motcua, code: str, tmp_path: Path) -> None:
    slip = tmp_path / "giấy hẹn.pdf"
    assert office("print", code, "slip", "--out", str(slip), "--json").document()["copy_number"] == 0
    first = slip.read_bytes()
    assert first.startswith(b"%PDF")
    done = office("amend", code, "--field", "full_name=Giàng A Sử", "--reason", "sai tên", "--json")
    assert done.document()["replacement_slip"] is True
    office("print", code, "slip", "--out", str(slip))
    assert slip.read_bytes() != first
    told = [item["text"] for item in office("history", code, "--json").document()]
    assert "Giàng A Mẫu → Giàng A Sử" in told[2]
    assert told[3] == "Replacement slip issued: sai tên"
    assert office("print", code, "slip", "--out", str(slip), "--json").document()["copy_number"] == 1


def test_a_voided_reception_keeps_its_number(office: Motcua, code: str) -> None:
    assert office("void", code, "--reason", " ").code == 1
    assert office("void", code, "--reason", "nhập hai lần", "--json").document()["status"] == 8
    assert office("show", code, "--json").document()["voided"] is True
    assert office.receive(LINE).lines()[0]["code"].endswith("-002")


def test_find_without_a_hit_is_an_empty_list(office: Motcua) -> None:
    done = office("find", "không có ai", "--json")
    assert (done.code, done.document()) == (0, [])


@pytest.mark.parametrize("before", [True, False])
def test_options_stand_before_or_after_the_command(office: Motcua, code: str, *, before: bool) -> None:
    options = ["--json", "--clerk", "quang thi huong"]
    arguments = [*options, "find", "mau"] if before else ["find", "mau", *options]
    assert [row["code"] for row in office(*arguments).document()] == [code]


@pytest.mark.parametrize(
    "arguments",
    [
        ["fly"],
        ["find"],
        ["step", "x"],
        ["amend", "x", "--field", "phone", "--reason", "r"],
        ["init", "--office", "3328", "--clerk", "A B"],
        ["init", "--office", "03328"],
        ["serve", "--listen", "8443"],
    ],
)
def test_wrong_usage_ends_with_two(tmp_path: Path, arguments: list[str]) -> None:
    done = Motcua(tmp_path / "none")(*arguments)
    assert done.code == 2
    assert done.err


def test_refusals_are_sentences_and_end_with_one(office: Motcua, tmp_path: Path) -> None:
    none = Motcua(tmp_path / "none")("find", "x")
    wrong = office("find", "x", env={"MOTCUA_PASSPHRASE": "không phải"})
    unknown = office("show", "TAM-1")
    twice = office("init", "--office", "03328", "--clerk", "Lò A")
    for done in (none, wrong, unknown, twice):
        assert done.code == 1
        assert done.err.count("\n") == 1
        assert "Traceback" not in done.err


def test_vietnamese_is_the_first_language(office: Motcua) -> None:
    done = office("show", "TAM-1", env={"MOTCUA_LANGUAGE": ""})
    assert done.err.startswith("Không hồ sơ nào")


def test_with_several_clerks_one_must_be_named(office: Motcua) -> None:
    added = office("clerk", "add", "Lò Văn Pánh", env={"MOTCUA_NEW_PASSPHRASE": "xin chào bản"})
    assert added.code == 0, added.err
    assert office("find", "x").code == 2
    assert office("find", "x", "--clerk", "Quàng Thị Hương").code == 0
    theirs = office("find", "x", "--clerk", "Lò Văn Pánh", env={"MOTCUA_PASSPHRASE": "xin chào bản"})
    assert theirs.code == 0
    assert office("clerk", "remove", "Lò Văn Pánh", "--clerk", "Quàng Thị Hương").code == 0
    assert office("find", "x").code == 0


def test_a_forgotten_passphrase_is_recovered_from_the_sheet(tmp_path: Path) -> None:
    office = Motcua(tmp_path / "office")
    key = office.init().document()["recovery_key"]
    new = {"MOTCUA_RECOVERY_KEY": key, "MOTCUA_NEW_PASSPHRASE": "mới tinh"}
    assert office("recover", env=new).code == 0
    assert office("find", "x").code == 1
    assert office("find", "x", env={"MOTCUA_PASSPHRASE": "mới tinh"}).code == 0


def test_settings_are_shown_and_set(office: Motcua) -> None:
    assert office("settings", "set", "hotline", "0215 382 5678").code == 0
    assert office("settings", "set", "hours", "07:30-11:30, 13:30-16:30").code == 0
    shown = office("settings", "show", "--json").document()
    assert shown["hotline"] == "0215 382 5678"
    assert shown["hours"]["fri"] == "07:30-11:30, 13:30-16:30"
    assert office("settings", "set", "hotlin", "1").code == 1


def test_a_backup_restores_into_an_empty_folder(office: Motcua, code: str, tmp_path: Path) -> None:
    file = tmp_path / "copy.mcbackup"
    assert office("backup", str(file)).code == 0
    fresh = Motcua(tmp_path / "fresh")
    restored = fresh("restore", str(file))
    assert restored.code == 0, restored.err
    assert [row["code"] for row in fresh("find", "mau", "--json").document()] == [code]
    assert fresh("verify", "--json").document()["ok"] is True
    assert fresh.receive(LINE).lines()[0]["code"] != code


def test_deadline_needs_no_office(tmp_path: Path) -> None:
    nobody = Motcua(tmp_path / "none")
    told = nobody(
        "deadline", "--procedure", "1.003583", "--received", "2026-08-28T09:00:00+07:00", "--json"
    ).document()
    assert told["due_at"] == "2026-09-09T17:00:00+07:00"
    assert told["counted"] == ["2026-09-03", "2026-09-04", "2026-09-07", "2026-09-08", "2026-09-09"]
    assert {"date": "2026-09-02", "why": "Quốc khánh 2/9"} in told["skipped"]
    assert told["rule"] == "working_days"
    assert nobody("deadline", "--procedure", "9.9", "--received", "2026-08-28").code == 1


def test_deadline_uses_the_hours_of_the_office(office: Motcua) -> None:
    office("settings", "set", "hours", "07:30-11:30, 13:30-16:30", "--from", "2025-07-01")
    told = office(
        "deadline", "--procedure", "1.001193", "--received", "2026-11-20T09:00", "--json"
    ).document()
    assert told["due_at"] == "2026-11-20T16:30:00+07:00"


def test_sync_without_a_province_says_so(office: Motcua) -> None:
    done = office("sync", "--json")
    assert done.code == 1
    assert done.document()["error"] == "exchange.not_joined"

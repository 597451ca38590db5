"""`receive` as scripts use it: bad lines among good ones, references, streams, restarts."""

import json
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from tests.support.processes import ROOT, Motcua


def line(name: str = "Giàng A Mẫu", **parts: Any) -> dict[str, Any]:
    return {
        "procedure": "1.001193",
        "applicant": {"full_name": name},
        "received_at": "2026-11-20T09:12:00+07:00",
        **parts,
    }


def test_bad_lines_are_refused_with_number_and_reason_and_the_rest_is_received(office: Motcua) -> None:
    composed, decomposed = "Đặng Thị Mỷ", unicodedata.normalize("NFD", "Đặng Thị Mỷ")
    assert composed != decomposed
    done = office.receive(
        line("Lò Văn Ín", ref="1"),
        line(""),
        {"applicant": {"full_name": "Không Thủ Tục"}},
        line(procedure="9.999999"),
        line(received_at="2026-02-30T09:00:00+07:00"),
        line(note="x" * 10_000_000),
        b'{"procedure": "1.001193", ',
        line("Giàng A Sùng 😀🌾"),
        line(decomposed),
        line("Lò\u0007Thị"),
        line(documents=[{"name": "Tờ khai", "copies": -1}]),
        b"\xff\xfe not text",
        line("Cuối cùng"),
    )
    assert done.code == 1
    assert [(told["line"], told["error"]) for told in done.refused()] == [
        (2, "field.missing"),
        (3, "field.missing"),
        (4, "procedure.unknown"),
        (5, "moment.unreadable"),
        (6, "line.too_long"),
        (7, "line.not_json"),
        (10, "text.control_character"),
        (11, "field.negative"),
        (12, "line.not_utf8"),
    ]
    assert all(told["reason"].endswith(".") for told in done.refused())
    received = done.lines()
    assert [told["line"] for told in received] == [1, 8, 9, 13]
    assert [told["code"][-3:] for told in received] == ["001", "002", "003", "004"]
    assert {told["status"] for told in received} == {2}
    found = office("find", "dang thi my", "--json").document()
    assert [row["full_name"] for row in found] == [composed]
    assert office("find", "sung", "--json").document()[0]["full_name"] == "Giàng A Sùng 😀🌾"
    assert office("verify", "--json").document()["ok"] is True


def test_keys_of_a_received_line_are_those_of_the_contract(office: Motcua) -> None:
    (told,) = office.receive(line()).lines()
    assert told.keys() >= {"line", "id", "code", "provisional", "received_at", "due_at", "status"}
    assert told["received_at"] == "2026-11-20T09:12:00+07:00"
    assert told["due_at"] == "2026-11-20T17:00:00+07:00"
    assert told["provisional"] is True


def test_the_same_reference_is_received_once_also_after_a_restart(office: Motcua, tmp_path: Path) -> None:
    (first,) = office.receive(line(ref="so-17")).lines()
    file = tmp_path / "again.jsonl"
    file.write_text(json.dumps(line("Người Khác", ref="so-17")), encoding="utf-8")
    done = office("receive", str(file))
    (again,) = done.lines()
    assert done.code == 0
    assert (again["id"], again["code"], again["again"]) == (first["id"], first["code"], True)
    assert len(office("find", "giang", "--json").document()) == 1


def test_a_procedure_without_a_limit_has_no_due_time(office: Motcua) -> None:
    (told,) = office.receive(line(procedure="1.014027")).lines()
    assert told["due_at"] is None


def test_a_paused_pipe_is_answered_line_by_line(office: Motcua) -> None:
    with subprocess.Popen(
        office.command("receive", "-"),
        cwd=ROOT,
        env=office.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        codes = []
        for name in ("Lò A", "Lò B"):
            process.stdin.write(json.dumps(line(name)).encode() + b"\n")
            process.stdin.flush()
            codes.append(json.loads(process.stdout.readline())["code"][-3:])
        process.stdin.close()
    assert codes == ["001", "002"]
    assert process.returncode == 0


def test_the_window_may_be_open_on_the_same_folder(office: Motcua) -> None:
    from app.machine.single_instance import SingleInstance

    with SingleInstance(office.data):
        assert office.receive(line()).code == 0
        assert office("find", "giang").code == 0


@pytest.mark.parametrize("file", ["missing.jsonl", "."])
def test_a_file_that_cannot_be_read_is_one_sentence(office: Motcua, file: str) -> None:
    done = office("receive", file)
    assert done.code == 1
    assert done.err.startswith("The file cannot be read.")


def test_two_programs_at_once_share_one_log_and_no_number(office: Motcua, tmp_path: Path) -> None:
    programs = []
    for which in ("a", "b"):
        file = tmp_path / f"{which}.jsonl"
        lines = (json.dumps(line(f"Lò {which} {n}", ref=f"{which}-{n}")) for n in range(300))
        file.write_text("\n".join(lines), encoding="utf-8")
        command = office.command("receive", str(file))
        environment = office.environment()
        programs.append(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE))
    answers = [program.communicate()[0].splitlines() for program in programs]
    assert [program.returncode for program in programs] == [0, 0]
    codes = [json.loads(told)["code"] for answer in answers for told in answer]
    assert len(set(codes)) == len(codes) == 600
    verdict = office("verify", "--json").document()
    assert (verdict["ok"], verdict["logs"], verdict["dossiers"]) == (True, 1, 600)

"""The practice office without a window: everything set up by one command, and found again the next day."""

import signal
import subprocess
from pathlib import Path

from tests.support.processes import ROOT, Motcua

LINE = {
    "procedure": "1.001193",
    "applicant": {"full_name": "Giàng A Mẫu"},
    "received_at": "2026-11-20T09:12:00+07:00",
}


def test_one_command_makes_a_practice_office_with_its_province(tmp_path: Path) -> None:
    demo = Motcua.at(tmp_path)
    codes = []
    for _day in range(2):
        with subprocess.Popen(
            demo.command("demo", "--headless", "--json"),
            cwd=ROOT,
            env=demo.environment(),
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            told = process.stdout.readline()
            practice = {"MOTCUA_PASSPHRASE": "thuc hanh"}
            office = Motcua(demo.data / "office", {**demo.variables, **practice})
            codes += [received["code"] for received in office.receive(LINE).lines()]
            report = office("sync", "--json").document()
            assert (report["complete"], report["pushed"]) == (True, 1)
            shown = office("show", codes[-1], "--json").document()
            process.send_signal(signal.SIGTERM)
        assert process.returncode == 0
        assert b"http://127.0.0.1:" in told
        assert shown["delivery"] == "province"
    assert [code[:10] for code in codes] == ["THỬ.03328."] * 2
    assert [code[-5:] for code in codes] == ["-0001", "-0002"]

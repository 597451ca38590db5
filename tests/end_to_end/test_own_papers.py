"""`papers`: an administrator changes a text by commands alone, and a mistake is told in a sentence."""

from pathlib import Path

from pypdf import PdfReader

from tests.support.processes import Motcua

LINE = {"procedure": "1.004873", "applicant": {"full_name": "Giàng A Mẫu"}}


def test_a_text_is_exported_changed_checked_used_and_given_back(office: Motcua, tmp_path: Path) -> None:
    code = office.receive(LINE).lines()[0]["code"]
    file, paper = tmp_path / "mẫu.json", tmp_path / "phiếu.pdf"
    assert office("papers", "export", "control", str(file)).code == 0
    file.write_text(file.read_text("utf-8").replace("GHI CHÚ", "VIỆC ĐÃ LÀM"), "utf-8")
    assert office("papers", "check", str(file), "--json").document() == {"form": "control", "ok": True}
    assert office("papers", "use", str(file)).code == 0
    own = [row["form"] for row in office("papers", "list", "--json").document() if row["own"]]
    assert own == ["control"]
    assert office("print", code, "control", "--out", str(paper)).code == 0
    assert "VIỆC ĐÃ LÀM" in " ".join(PdfReader(paper).pages[0].extract_text().split())
    assert office("papers", "reset", "control", "--json").document()["changed"] is True


def test_a_mistake_is_told_with_its_place(office: Motcua, tmp_path: Path) -> None:
    file = tmp_path / "mẫu.json"
    office("papers", "export", "stop", str(file))
    file.write_text(file.read_text("utf-8").replace("{stage}", "{stag}"), "utf-8")
    done = office("papers", "use", str(file))
    assert done.code == 1
    assert "the word in braces is none this paper can fill in" in done.err
    assert "blocks." in done.err


def test_a_form_whose_step_was_not_taken_is_refused(office: Motcua, tmp_path: Path) -> None:
    code = office.receive(LINE).lines()[0]["code"]
    paper = tmp_path / "phiếu.pdf"
    done = office("print", code, "apology", "--out", str(paper))
    assert done.code == 1
    assert "Take the step first" in done.err
    assert not paper.exists()

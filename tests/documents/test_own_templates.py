"""An office's own texts over the shipped ones: exported, checked, used at once, given back."""

import json
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app.composition.own_papers import own_templates, use_template
from app.documents.own_templates import OwnTemplates
from app.documents.renderer import PaperRenderer
from app.domain.problems import DomainProblem
from app.machine.office_folder import OfficeCard, OfficeFolder
from tests.support.papers import RESOURCES, renderer
from tests.support.records import full_record
from tests.support.slips import slip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of an office."""
    made = tmp_path / "office"
    made.mkdir()
    OfficeFolder(made).write_card(OfficeCard("03328", practice=False))
    return made


@pytest.fixture
def change(folder: Path, tmp_path: Path) -> Callable[[str, str, str], Path]:
    """Export a template, change some words of it, and return the file."""

    def changed(form: str, old: str, new: str) -> Path:
        file = tmp_path / f"my {form}.json"
        text = OwnTemplates(RESOURCES, folder).export(form).decode()
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")
        return file

    return changed


def first_page(pdf: bytes) -> str:
    return " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())


def test_what_is_exported_can_be_used_as_it_is(folder: Path, tmp_path: Path) -> None:
    templates = own_templates(folder)
    for form in templates.forms():
        file = tmp_path / "exported.json"
        file.write_bytes(templates.export(form))
        assert templates.check(file) == form


def test_a_changed_text_is_printed_by_a_program_that_is_running(
    folder: Path, change: Callable[[str, str, str], Path]
) -> None:
    running = PaperRenderer(RESOURCES, folder)
    record = full_record("refusal")
    assert "Số điện thoại:" in first_page(running.draw("refusal", record))
    before = running.version("refusal")
    assert use_template(folder, change("refusal", "Số điện thoại:", "Máy nói:")) == "refusal"
    assert "Máy nói:" in first_page(running.draw("refusal", record))
    assert running.version("refusal") != before
    assert own_templates(folder).own() == ("refusal",)
    assert own_templates(folder).reset("refusal") is True
    assert own_templates(folder).reset("refusal") is False
    assert running.draw("refusal", record) == renderer().draw("refusal", record)


def test_the_slip_too(folder: Path, change: Callable[[str, str, str], Path]) -> None:
    running = PaperRenderer(RESOURCES, folder)
    shipped = running.slip(slip())
    use_template(folder, change("slip", "Ông/Bà:", "Họ và tên:"))
    assert "Họ và tên:" in first_page(running.slip(slip()))
    own_templates(folder).reset("slip")
    assert running.slip(slip()) == shipped


def test_what_all_papers_share_too(folder: Path, change: Callable[[str, str, str], Path]) -> None:
    running = PaperRenderer(RESOURCES, folder)
    use_template(folder, change("common", "Giấy tập huấn, không có giá trị.", "Chỉ để tập."))
    record = {**full_record("stop"), "practice": True}
    assert "Chỉ để tập." in first_page(running.draw("stop", record))


@pytest.mark.parametrize(
    ("form", "old", "new", "reason"),
    [
        ("refusal", "{reason}", "{reasn}", "unknown_word_in_braces"),
        ("slip", "{hotline}", "{hotlin}", "unknown_word_in_braces"),
        ("picture", "{weekday}", "{weekdy}", "unknown_word_in_braces"),
        ("common", '"money": "{amount} đồng"', '"gold": "x"', "missing"),
        ("common", '"short": ', '"shorter": ', "unknown_format"),
        ("stop", '"blocks": [', '"blocks": ', "not_json"),
    ],
)
def test_a_mistake_is_refused_and_the_template_in_use_stays(
    folder: Path, change: Callable[[str, str, str], Path], form: str, old: str, new: str, reason: str
) -> None:
    file = change(form, old, new)
    with pytest.raises(DomainProblem) as caught:
        use_template(folder, file)
    assert caught.value.code == "paper.bad_template"
    assert caught.value.details["reason"] == reason
    assert own_templates(folder).own() == ()
    assert not (folder / "papers").exists()


def test_what_is_no_template_of_ours_is_refused(folder: Path, tmp_path: Path) -> None:
    def refused(content: Any) -> str:
        file = tmp_path / "x.json"
        file.write_text(json.dumps(content), "utf-8")
        with pytest.raises(DomainProblem) as caught:
            use_template(folder, file)
        return caught.value.code

    assert refused([]) == "paper.bad_template"
    assert refused({"form": 5}) == "paper.bad_template"
    assert refused({"form": "../../passwd"}) == "paper.unknown_form"
    with pytest.raises(DomainProblem, match=r"file\.unreadable"):
        own_templates(folder).check(tmp_path / "absent.json")
    with pytest.raises(DomainProblem, match=r"paper\.unknown_form"):
        own_templates(folder).export("../office")


def test_a_template_needs_an_office(tmp_path: Path) -> None:
    shutil.copy(RESOURCES / "papers" / "stop.json", tmp_path / "stop.json")
    with pytest.raises(DomainProblem, match=r"office\.none"):
        use_template(tmp_path / "nowhere", tmp_path / "stop.json")


def test_a_file_that_somebody_spoiled_by_hand_is_told_with_its_place(folder: Path) -> None:
    (folder / "papers").mkdir()
    (folder / "papers" / "stop.json").write_text("{}", "utf-8")
    with pytest.raises(DomainProblem) as caught:
        PaperRenderer(RESOURCES, folder).draw("stop", full_record("stop"))
    assert caught.value.code == "paper.bad_template"
    assert caught.value.details["file"] == "papers/stop.json"

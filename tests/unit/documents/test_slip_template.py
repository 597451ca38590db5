import copy
import json
from pathlib import Path
from typing import Any

import pytest

from app.documents.slip_template import CODES, FILE_NAME, LISTS, TEXTS, load_template, read_template
from app.domain.problems import DomainProblem
from app.domain.time_limit import LimitUnit
from tests.support.papers import RESOURCES, template


@pytest.fixture
def shipped() -> dict[str, Any]:
    return copy.deepcopy(json.loads((RESOURCES / FILE_NAME).read_text("utf-8")))


def test_the_shipped_template_holds_every_text_and_no_other(shipped: dict[str, Any]) -> None:
    assert shipped["texts"].keys() == TEXTS.keys()
    assert shipped["lists"].keys() == LISTS.keys()
    assert shipped["codes"].keys() == CODES.keys()


def test_the_shipped_template_says_how_sure_its_layout_is(shipped: dict[str, Any]) -> None:
    assert shipped["certainty"] == "U"
    assert "Layout of TT 03/2025 not obtained" in shipped["certainty_note"]


def test_every_unit_of_a_limit_has_its_words() -> None:
    assert template().codes["limits"].keys() == set(LimitUnit)


def test_two_copies_are_printed() -> None:
    assert template().lists["copies"] == ("Liên 1: Lưu", "Liên 2: Giao người nộp")


def test_an_administrator_may_change_words_and_margins(tmp_path: Path, shipped: dict[str, Any]) -> None:
    shipped["texts"]["applicant"] = "Họ và tên:"
    shipped["margins_mm"]["left"] = 15.5
    (tmp_path / "papers").mkdir()
    (tmp_path / FILE_NAME).write_text(json.dumps(shipped), "utf-8")
    changed = load_template(tmp_path)
    assert changed.texts["applicant"] == "Họ và tên:"
    assert changed.margins_mm.left == 15.5


def damaged(shipped: dict[str, Any], place: str, value: object) -> dict[str, Any]:
    *path, last = place.split(".")
    where = shipped
    for step in path:
        where = where[step]
    where[last] = value
    return shipped


@pytest.mark.parametrize(
    ("place", "value", "field", "reason"),
    [
        ("texts", None, "texts", "missing"),
        ("texts", [], "texts", "not_an_object"),
        ("texts.code", None, "texts.code", "missing"),
        ("texts.code", 5, "texts.code", "not_text"),
        ("texts.moment", "{day}/{moon}", "texts.moment", "unknown_word_in_braces"),
        ("texts.moment", "{day.__class__}", "texts.moment", "unknown_word_in_braces"),
        ("texts.moment", "{} giờ", "texts.moment", "unknown_word_in_braces"),
        ("texts.moment", "{day", "texts.moment", "unmatched_brace"),
        ("lists.weekdays", ["Thứ Hai"], "lists.weekdays", "wrong_length"),
        ("lists.weekdays", "Thứ Hai", "lists.weekdays", "not_a_list"),
        ("lists.footer", ["Gọi {phone}"], "lists.footer", "unknown_word_in_braces"),
        ("lists.title", [" "], "lists.title", "empty"),
        ("codes.limits.same_day", 1, "codes.limits.same_day", "not_text"),
        ("margins_mm.top", 0, "margins_mm.top", "out_of_bounds"),
        ("margins_mm.top", "9", "margins_mm.top", "out_of_bounds"),
        ("margins_mm.left", True, "margins_mm.left", "out_of_bounds"),
        ("upper_case_names", "yes", "upper_case_names", "not_true_or_false"),
    ],
)
def test_a_damaged_template_is_refused_with_the_place(
    shipped: dict[str, Any], place: str, value: object, field: str, reason: str
) -> None:
    with pytest.raises(DomainProblem) as caught:
        read_template(damaged(shipped, place, value))
    assert caught.value.code == "paper.bad_template"
    assert caught.value.details == {"file": FILE_NAME, "field": field, "reason": reason}


def test_a_file_that_is_no_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / FILE_NAME).write_text("{", "utf-8")
    with pytest.raises(DomainProblem) as caught:
        load_template(tmp_path)
    assert caught.value.details["reason"] == "not_json"

"""Templates of papers: what is shipped, what an administrator may change, what is refused and where."""

import copy
import json
from typing import Any

import pytest

from app.documents.paper_template import read_template
from app.domain.problems import DomainProblem
from tests.support.papers import RESOURCES
from tests.support.records import forms, shelved


@pytest.fixture
def shipped() -> dict[str, Any]:
    return template("return")


def template(form: str) -> dict[str, Any]:
    return copy.deepcopy(json.loads((RESOURCES / "papers" / f"{form}.json").read_text("utf-8")))


def changed(content: dict[str, Any], place: str, value: object) -> dict[str, Any]:
    where: Any = content
    *path, last = [int(step) if step.isdecimal() else step for step in place.split(".")]
    for step in path:
        where = where[step]
    where[last] = value
    return content


@pytest.mark.parametrize("form", forms())
def test_every_template_says_where_it_comes_from_and_how_sure_it_is(form: str) -> None:
    content = template(form)
    assert content["form"] == form
    assert content["certainty"] in {"C", "S", "B", "U"}
    assert content["source"]


@pytest.mark.parametrize("form", ["supplement", "refusal", "apology", "stop", "control", "register"])
def test_forms_of_the_annex_are_marked_as_not_obtained(form: str) -> None:
    content = template(form)
    assert content["certainty"] == "U"
    assert "Thông tư 03/2025/TT-VPCP" in content["source"]
    assert "ompare with the official annex" in content["certainty_note"]


def test_nothing_cites_what_is_no_longer_law() -> None:
    for form in forms():
        assert "61/2018" not in json.dumps(template(form)["blocks"], ensure_ascii=False)


def test_an_administrator_may_change_texts_margins_and_offsets(shipped: dict[str, Any]) -> None:
    changed(shipped, "page.offset_mm", {"x": 1.5, "y": -2})
    changed(shipped, "page.margins_mm.left", 20)
    changed(shipped, "blocks.1.lines", ["BIÊN NHẬN"])
    read = read_template(shipped, "return.json", shelved("return").common, shelved("return").template)
    assert read.sheet.left == pytest.approx(20 / 25.4 * 72)
    assert read.sheet.offset == pytest.approx((1.5 / 25.4 * 72, -2 / 25.4 * 72))


@pytest.mark.parametrize(
    ("place", "value", "field", "reason"),
    [
        ("schema", "paper/9", "schema", "unknown_name"),
        ("blocks", None, "blocks", "missing"),
        ("blocks", [], "blocks", "wrong_length"),
        ("colour", "red", "colour", "unknown_field"),
        ("size", "9", "size", "out_of_bounds"),
        ("page.size", "A7", "page.size", "unknown_name"),
        ("page.margins_mm.top", 0, "page.margins_mm.top", "out_of_bounds"),
        ("page.margins_mm.top", True, "page.margins_mm.top", "out_of_bounds"),
        ("page.offset_mm.x", 99, "page.offset_mm.x", "out_of_bounds"),
        ("page.orientation", "askew", "page.orientation", "unknown_name"),
        ("copies", "two", "copies", "not_a_list"),
        ("footer", ["Gọi {hotlin}"], "footer.1", "unknown_word_in_braces"),
        ("footer", ["Gọi {hotline:loud}"], "footer.1", "unknown_format"),
        ("footer", ["Gọi {hotline"], "footer.1", "unmatched_brace"),
        ("footer", ["Gọi {hotline.__class__}"], "footer.1", "unmatched_brace"),
        ("footer", ["Gọi {hotline!r}"], "footer.1", "unmatched_brace"),
        ("footer", [7], "footer.1", "not_text"),
        ("blocks.0.type", "poem", "blocks.1.type", "unknown_name"),
        ("blocks.0.agency", "nobody", "blocks.1.agency", "unknown_name"),
        ("blocks.2.rows.0.0.value", "{name}", "blocks.3.rows.1.1.value", "unknown_word_in_braces"),
        ("blocks.2.rows.0.0.strong", "yes", "blocks.3.rows.1.1.strong", "not_true_or_false"),
        ("blocks.3.rows", "nothing", "blocks.4.rows", "unknown_name"),
        ("blocks.3.columns.0.cell", "nothing", "blocks.4.columns.1.cell", "unknown_name"),
        ("blocks.3.columns.0.width", 0, "blocks.4.columns.1.width", "out_of_bounds"),
        ("blocks.3.columns.0.align", "middle", "blocks.4.columns.1.align", "unknown_name"),
        ("blocks.3.columns", [], "blocks.4.columns", "wrong_length"),
        ("blocks.3.totals", "nothing", "blocks.4.totals", "unknown_name"),
        ("blocks.5.when", ["nothing"], "blocks.6.when.1", "unknown_name"),
        ("blocks.0", 5, "blocks.1", "not_an_object"),
        ("form", "refusal", "form", "other_form"),
    ],
)
def test_a_mistake_is_refused_with_its_place(
    shipped: dict[str, Any], place: str, value: object, field: str, reason: str
) -> None:
    with pytest.raises(DomainProblem) as caught:
        read_template(
            changed(shipped, place, value),
            "return.json",
            shelved("return").common,
            shelved("return").template,
        )
    assert caught.value.code == "paper.bad_template"
    assert caught.value.details == {"file": "return.json", "field": field, "reason": reason}


def test_an_office_cannot_make_the_program_bring_more_words(shipped: dict[str, Any]) -> None:
    shipped["words"]["ethnicity"] = "dân tộc"
    shipped["footer"] = ["{ethnicity}"]
    with pytest.raises(DomainProblem) as caught:
        read_template(shipped, "return.json", shelved("return").common, shelved("return").template)
    assert caught.value.details["reason"] == "unknown_word_in_braces"


def test_a_roll_lies_in_one_direction_only(shipped: dict[str, Any]) -> None:
    changed(shipped, "page", {**shipped["page"], "size": "80mm", "orientation": "landscape"})
    with pytest.raises(DomainProblem) as caught:
        read_template(shipped, "return.json", shelved("return").common)
    assert caught.value.details["reason"] == "roll_is_portrait"

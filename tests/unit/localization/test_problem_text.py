"""Every problem of the program has a sentence, in both languages, that says what is safe and what to do."""

import ast
import re
from collections.abc import Iterator

import pytest

from app.domain.kinds import KINDS
from app.domain.wall_time import ClockDoubt
from app.localization.dossier_text import caution_text
from app.localization.problem_text import has_text, problem_text
from tests.support.source_code import calls, modules

_SOURCES = modules("app", "ui", "sync")
_PROBLEMS = {"DomainProblem", "ProtocolProblem", "CarrierProblem"}
_FAMILIES = re.compile(r"(?:link|server|enrolment|run|stream|receipt|recovery|key_slots|storage)\.[a-z_]+")
"""Codes of these families are raised from tables and answers as well, wherever they stand in the code."""


_KINDS = {kind.name for kind in KINDS}
"""A fact may be of a kind whose name looks like a code."""


def _codes(*makers: str) -> Iterator[tuple[str, str]]:
    """Yield (code, module) for every text given as the code of a problem, choices between two included."""
    for module in _SOURCES:
        for name, call in calls(module.tree()):
            if name in makers and call.args:
                for node in ast.walk(call.args[0]):
                    if isinstance(node, ast.Constant) and isinstance(node.value, str):
                        yield node.value, module.path


def _codes_of_families() -> Iterator[tuple[str, str]]:
    for module in _SOURCES:
        for node in ast.walk(module.tree()):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and _FAMILIES.fullmatch(node.value)
                and node.value not in _KINDS
            ):
                yield node.value, module.path


def _all_codes() -> dict[str, str]:
    return {
        **dict(_codes(*_PROBLEMS)),
        **dict(_codes_of_families()),
        **{doubt.value: "app/domain/wall_time.py" for doubt in ClockDoubt},
        "record.bad_field": "app/domain/records.py",
    }


def test_the_scan_finds_the_codes_of_the_program() -> None:
    found = _all_codes()
    assert {"text.too_long", "step.not_allowed", "storage.disk_full", "run.bad_signature"} <= found.keys()


def test_every_problem_has_a_sentence() -> None:
    assert {code: path for code, path in _all_codes().items() if not has_text(code)} == {}


@pytest.mark.usefixtures("english_window")
def test_a_sentence_names_field_status_and_steps_in_words() -> None:
    said = problem_text("step.not_allowed", {"step": "return", "status": 2, "allowed": "transfer, void"})
    assert "Return the result" in said
    assert "Received" in said
    assert "Hand on for processing (transfer)" in said
    assert "Papers handed in: Copies: cannot be less" in problem_text(
        "field.negative", {"field": "documents[2].copies", "least": 0}
    )


@pytest.mark.usefixtures("english_window")
def test_a_detail_that_is_missing_does_not_hide_the_sentence() -> None:
    assert "Shorten the text" in problem_text("text.too_long", {})


@pytest.mark.usefixtures("english_window")
def test_the_status_of_a_server_s_answer_is_no_status_of_a_dossier() -> None:
    assert "has a fault" in problem_text("server.failed", {"status": 500})


@pytest.mark.usefixtures("english_window")
def test_a_code_of_tomorrow_still_says_what_is_safe() -> None:
    said = problem_text("weather.too_wet", {"rain": 3})
    assert "weather.too_wet" in said
    assert "safe" in said


def test_every_caution_has_a_sentence() -> None:
    codes = {code for code, _path in _codes("Caution")}
    assert codes
    numbers = {"digits": 9, "province": "999", "sex": "Nam", "year": 1990, "expected": 10, "prefix": "099"}
    numbers |= {"days": 5, "hours": 8, "due": 1_796_119_200_000, "count": 2}
    numbers |= {"name": "Phí", "certainty": "U", "basis": "Luật Phí và lệ phí Đ10"}
    for code in codes:
        assert caution_text(code, {**numbers, "code": "TAM-1"})

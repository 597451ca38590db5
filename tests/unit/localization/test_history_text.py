"""The history in words, in both languages."""

from typing import Any

import pytest

from app.domain.moments import parse_moment, to_milliseconds
from app.localization.history_text import history_text

DUE = to_milliseconds(parse_moment("2026-11-25T17:00:00+07:00"))


@pytest.mark.usefixtures("english_window")
@pytest.mark.parametrize(
    ("kind", "step", "details", "said"),
    [
        (
            "dossier.received",
            "receive",
            {"code": "TAM-1", "due_at": DUE},
            "Received with code TAM-1, appointed for 17:00 25/11/2026.",
        ),
        ("dossier.received", "receive", {"code": "TAM-1"}, "Received with code TAM-1, appointed for –."),
        ("dossier.received", "register", {"code": "TAM-1"}, "Registered with code TAM-1; not accepted yet."),
        ("dossier.stepped", "transfer", {"holder": "Lò A"}, "Handed on for processing to Lò A."),
        (
            "dossier.stepped",
            "transfer",
            {"holder": "Lò A", "transfer_due_at": DUE},
            "Handed on for processing to Lò A. (Papers to be handed on by: 17:00 25/11/2026)",
        ),
        (
            "dossier.stepped",
            "accept",
            {"holder": "Lò A", "due_at": DUE},
            "Accept the dossier (Appointed time: 17:00 25/11/2026; Responsible: Lò A)",
        ),
        (
            "dossier.stepped",
            "close",
            {"reason": "không bổ sung", "agreed": True},
            "Close for want of papers (the citizen agreed; Reason: không bổ sung)",
        ),
        ("dossier.stepped", "finish", {"holder": "Lò A", "note": "đủ"}, "Result ready, with Lò A. đủ"),
        (
            "dossier.stepped",
            "return",
            {"returned_to_kind": "authorised", "returned_to": "Lò B"},
            "Result returned. (to an authorised person, Lò B)",
        ),
        ("dossier.stepped", "approve", {}, "Approve"),
        ("dossier.voided", "void", {"reason": "nhầm"}, "Reception voided: nhầm"),
        ("paper.issued", None, {"form": "slip", "copy_number": 0}, "Slip issued."),
        ("paper.issued", None, {"form": "slip", "copy_number": 2}, "Slip printed again, copy 2."),
        (
            "paper.issued",
            None,
            {"form": "slip", "replaces": b"x", "replaces_reason": "sai tên"},
            "Replacement slip issued: sai tên",
        ),
        ("paper.issued", None, {"form": "refusal"}, "Refusal (form 03): issued."),
        ("code.assigned", None, {"official_code": "X-1"}, "The province assigned the code X-1."),
        ("subject.erased", None, {}, "Personal data erased by order –."),
        ("weather.noted", None, {}, "weather.noted"),
    ],
)
def test_each_kind_is_one_sentence(kind: str, step: str | None, details: dict[str, Any], said: str) -> None:
    assert history_text(kind, step, details, [], "applied") == said


@pytest.mark.usefixtures("english_window")
def test_a_correction_names_what_stood_and_what_stands() -> None:
    changes = [
        ("full_name", "Lò A", "Lò B"),
        ("phone", "0912", None),
        ("due_at", None, DUE),
        ("documents", [{"name": "Tờ khai", "originals": 1}], []),
    ]
    said = history_text("dossier.amended", None, {"reason": "sai"}, changes, "applied")
    assert said == (
        "Corrected – Full name: Lò A → Lò B; Phone: 0912 → –; Appointed time: – → 17:00 25/11/2026;"
        " Papers handed in: Tờ khai, 1 → . Reason: sai"
    )


@pytest.mark.usefixtures("english_window")
@pytest.mark.parametrize(
    ("state", "part"),
    [("parallel", "at the same time"), ("set_aside", "set aside"), ("waiting", "waits for earlier")],
)
def test_what_became_of_a_fact_is_said(state: str, part: str) -> None:
    assert part in history_text("paper.issued", None, {"form": "slip"}, [], state)


@pytest.mark.usefixtures("english_window")
def test_a_fact_of_a_newer_program_is_shown_all_the_same() -> None:
    assert history_text("hologram.issued", None, {}, [], "unknown") == (
        "An entry of a newer program (hologram.issued)"
    )


def test_vietnamese_is_the_first_language() -> None:
    assert history_text("dossier.voided", "void", {"reason": "nhầm"}, [], "applied") == (
        "Hủy tiếp nhận nhầm: nhầm"
    )

from collections.abc import Iterator

import pytest

from app.localization.history_text import history_text
from app.localization.money_history import MONEY_ACTS
from app.localization.translate import set_language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("vi")


@pytest.mark.parametrize(
    ("kind", "details", "words"),
    [
        (
            "fee.collected",
            {"amount": 10_000, "method": "transfer", "book": "7K3Q/2026", "number": 4},
            "Fee collected: 10,000 đồng, bank transfer; slip number 4 (7K3Q/2026).",
        ),
        (
            "fee.collected",
            {"amount": 0, "exempt_group": "poor", "exempt_proof": "Sổ hộ nghèo", "book": "B", "number": 5},
            "Exempt from the fee by “Sổ hộ nghèo”; slip number 5 (B).",
        ),
        (
            "certification.entered",
            {"title": "Học bạ", "pages": 3, "copies": 1, "book": "B", "number": 9, "register": "copy"},
            "Certified: Học bạ, 3 pages × 1 copy; number 9 (B).",
        ),
        (
            "number.voided",
            {"book_kind": "copy", "book": "B", "number": 9, "reason": "đếm sai"},
            "Void: the entry in the register of copies, number 9 (B). Reason: đếm sai",
        ),
        ("receipt.noted", {"number": "00000017"}, "e-receipt 00000017 issued for the fee."),
    ],
)
def test_acts_of_money_are_told_in_words(kind: str, details: dict[str, object], words: str) -> None:
    assert history_text(kind, None, details, [], "applied") == words


@pytest.mark.parametrize("kind", sorted(MONEY_ACTS))
def test_an_act_that_says_nothing_is_told_all_the_same(kind: str) -> None:
    assert history_text(kind, None, {}, [], "applied") != kind

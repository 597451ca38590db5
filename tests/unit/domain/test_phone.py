"""Telephone numbers."""

import pytest

from app.domain.phone import normal_phone, phone_cautions

PREFIXES = {"098", "091", "032"}


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("0982 123 456", "0982123456"),
        ("0982.123.456", "0982123456"),
        ("+84 982 123 456", "0982123456"),
        ("+84 (0)982-123-456", "0982123456"),
        ("84982123456", "0982123456"),
        ("840982123456", "0982123456"),
        ("0215 3825 123", "02153825123"),
        ("+856 20 5555 5555", "+8562055555555"),
        ("113", "113"),
        ("0982123456 con trai", "0982123456 con trai"),
        ("  ", ""),
    ],
)
def test_one_spelling(typed: str, normal: str) -> None:
    assert normal_phone(typed) == normal
    assert normal_phone(normal) == normal


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("0982 123 456", []),
        ("02153825123", []),
        ("+856 20 5555 5555", []),
        ("", []),
        ("0123456789", ["phone.prefix"]),
        ("098212345", ["phone.length"]),
        ("0215382512", ["phone.length"]),
        ("0982123456 con trai", ["phone.not_a_number"]),
    ],
)
def test_odd_numbers_are_pointed_out(typed: str, codes: list[str]) -> None:
    assert [caution.code for caution in phone_cautions(typed, mobile_prefixes=PREFIXES)] == codes

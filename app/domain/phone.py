"""Telephone numbers as people in Viet Nam give them."""

import re
from collections.abc import Collection

from app.domain.cautions import Caution

_WRITTEN = re.compile(r"\+?[\d\s.()\-]+")
_MOBILE_DIGITS, _LANDLINE_DIGITS = 10, 11


def normal_phone(text: str) -> str:
    """Return a number in one spelling: digits only, with its leading 0 instead of +84.

    Text that is not only a number stays as it is ("0912 345 678 con trai"): it may be the best there is.
    """
    text = text.strip()
    if not _WRITTEN.fullmatch(text):
        return text
    digits = re.sub(r"\D", "", text)
    if text.startswith("+"):
        return "0" + digits[2:].removeprefix("0") if digits.startswith("84") else "+" + digits
    if digits.startswith("84") and len(digits) > _MOBILE_DIGITS:
        return "0" + digits[2:].removeprefix("0")
    return digits


def phone_cautions(text: str, *, mobile_prefixes: Collection[str]) -> tuple[Caution, ...]:
    """Return what is odd about a number: ``phone.not_a_number``, ``phone.length`` or ``phone.prefix``.

    Foreign numbers (with + and another country) and short service numbers are taken as they are.
    """
    number = normal_phone(text)
    if not number or number.startswith("+"):
        return ()
    if not number.isdigit():
        return (Caution("phone.not_a_number"),)
    expected = _LANDLINE_DIGITS if number.startswith("02") else _MOBILE_DIGITS
    if len(number) != expected:
        return (Caution("phone.length", {"expected": expected, "digits": len(number)}),)
    if expected == _MOBILE_DIGITS and number[:3] not in mobile_prefixes:
        return (Caution("phone.prefix", {"prefix": number[:3]}),)
    return ()

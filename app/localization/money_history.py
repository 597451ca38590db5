"""The acts of money and certification in words, for the history of a dossier."""

from collections.abc import Mapping
from typing import Any

from app.localization.fee_text import counted_text, method_text
from app.localization.formats import money
from app.localization.translate import N_, _

_BOOKS = {
    "fee": N_("the fee slip"),
    "copy": N_("the entry in the register of copies"),
    "signature": N_("the entry in the register of signatures"),
    "transaction": N_("the entry in the register of transactions"),
}

MONEY_ACTS = frozenset({"fee.collected", "certification.entered", "number.voided", "receipt.noted"})


def money_told(kind: str, details: Mapping[str, Any]) -> str:
    """Return one act in words. What a fact does not say reads as a dash."""
    number, book = details.get("number") or "–", details.get("book") or "–"
    if kind == "fee.collected":
        return _collected(details, f"{number} ({book})")
    if kind == "certification.entered":
        said = _("Certified: {title}, {counted}; number {number}.")
        return said.format(
            title=details.get("title") or "–",
            counted=counted_text(_count(details, "pages"), _count(details, "copies")),
            number=f"{number} ({book})",
        )
    if kind == "receipt.noted":
        return _("e-receipt {number} issued for the fee.").format(number=number)
    what = _BOOKS.get(str(details.get("book_kind") or ""))
    said = _("Void: {what}, number {number}. Reason: {reason}")
    return said.format(
        what=_(what) if what else "–", number=f"{number} ({book})", reason=details.get("reason") or "–"
    )


def _collected(details: Mapping[str, Any], number: str) -> str:
    amount = details.get("amount")
    if details.get("exempt_group"):
        said = _("Exempt from the fee by “{proof}”; slip number {number}.")
        return said.format(proof=details.get("exempt_proof") or "–", number=number)
    said = _("Fee collected: {amount}, {method}; slip number {number}.")
    return said.format(
        amount=money(amount) if isinstance(amount, int) else "–",
        method=method_text(str(details.get("method") or "")),
        number=number,
    )


def _count(details: Mapping[str, Any], name: str) -> int:
    value = details.get(name)
    return value if type(value) is int else 0

"""Fees in words: lines of an account, cautions, groups of charges, ways to pay."""

from collections.abc import Mapping

from app.domain.fee_rows import Charge, FeeUnit, Formula
from app.domain.fees import FeeLine
from app.localization.formats import number
from app.localization.translate import N_, _, ngettext

_UNITS = {
    FeeUnit.PAGE: N_("page"),
    FeeUnit.COPY: N_("copy"),
    FeeUnit.DOCUMENT: N_("document"),
    FeeUnit.CASE: N_("case"),
    FeeUnit.TRANSACTION: N_("transaction"),
}
_METHODS = {"cash": N_("cash"), "transfer": N_("bank transfer")}
_CERTAINTIES = {
    "C": N_("confirmed"),
    "S": N_("from one secondary source"),
    "B": N_("general knowledge, not confirmed"),
    "U": N_("not confirmed"),
}
_HEADINGS = {
    "civil_status": N_("Civil status"),
    "civil_status_information": N_("Civil status extracts"),
    "certification": N_("Certification"),
    "residence": N_("Residence"),
    "adoption": N_("Adoption"),
    "business": N_("Household business"),
    "land": N_("Land"),
    "construction": N_("Construction"),
    "other": N_("Other fees"),
}

_EXEMPT = N_("Exempt: {group}")
_CAPPED = N_("{name} (at most this for one copy)")
_PAGES = N_("{name} (pages {first}–{last})")
_FROM_PAGE = N_("{name} (from page {first})")

FEE_CAUTIONS = {
    "fee.not_configured": N_(
        "The rate of “{name}” has not been entered: it is unknown, not zero. Enter it in the fee table."
    ),
    "fee.rate_unconfirmed": N_(
        "The rate of “{name}” is not confirmed ({certainty}). Compare it with the law."
    ),
    "fee.exemption_unconfirmed": N_(
        "This exemption is not confirmed ({certainty}): {basis}. Ask before applying it."
    ),
    "fee.exempt_of_nothing": N_("This group is not exempt from this fee; the full amount is due."),
}
"""Code → source text."""


def unit_text(unit: FeeUnit) -> str:
    """Return what a charge is counted by."""
    return _(_UNITS[unit])


def method_text(method: str) -> str:
    """Return a way to pay; a dash for one a newer program knows."""
    return _(_METHODS[method]) if method in _METHODS else "–"


def certainty_text(mark: str) -> str:
    """Return how sure a figure is."""
    return _(_CERTAINTIES[mark]) if mark in _CERTAINTIES else mark


def heading_text(heading: str) -> str:
    """Return a group of charges in words."""
    return _(_HEADINGS[heading]) if heading in _HEADINGS else heading


def fee_caution_text(code: str, details: Mapping[str, object]) -> str:
    """Return a caution about a fee in words."""
    said = {**details, "certainty": certainty_text(str(details.get("certainty") or ""))}
    return _(FEE_CAUTIONS[code]).format_map(said)


def line_text(line: FeeLine) -> str:
    """Return what a line is for, ``Phí chứng thực bản sao (pages 1–2)``."""
    if line.exempt:
        return _(_EXEMPT).format(group=line.freed_as)
    if line.capped:
        return _(_CAPPED).format(name=line.name)
    if line.first_page is None:
        return line.name
    if line.last_page is not None:
        return _(_PAGES).format(name=line.name, first=line.first_page, last=line.last_page)
    if line.first_page > 1:
        return _(_FROM_PAGE).format(name=line.name, first=line.first_page)
    # One tier for all pages needs no word about pages.
    return line.name


def rate_text(charge: Charge) -> str:
    """Return the rate of a charge on one line."""
    if charge.formula is Formula.FREE:
        return _("free")
    if charge.formula is Formula.NOT_CONFIGURED:
        return _("not configured")
    if charge.formula is Formula.PAGES:
        return _tiers_text(charge)
    said = _("{amount} đ per {unit}").format(amount=number(charge.amount or 0), unit=unit_text(charge.unit))
    online = charge.by_channel.get("online")
    if online is None:
        return said
    return _("{rate}, online {amount} đ").format(rate=said, amount=number(online))


def counted_text(pages: int, copies: int) -> str:
    """Return pages and copies of a certification, ``3 pages × 2 copies``."""
    return " × ".join(
        (
            ngettext("{count} page", "{count} pages", pages).format(count=number(pages)),
            ngettext("{count} copy", "{count} copies", copies).format(count=number(copies)),
        )
    )


def _tiers_text(charge: Charge) -> str:
    parts = [
        _("from page {first}: {amount} đ").format(first=tier.first, amount=number(tier.amount))
        for tier in charge.tiers
    ]
    if charge.cap is not None:
        parts.append(_("at most {amount} đ per copy").format(amount=number(charge.cap)))
    return "; ".join(parts)

"""The limit and the fee of a procedure in words, for every public sheet alike."""

from collections.abc import Mapping
from typing import Any

from app.documents.sheet_template import Needs, SheetWords

_SHARED = Needs(
    texts={
        "fee_online": ("fee", "amount"),
        "fee_named": ("name", "fee"),
        "fee_pages": ("first", "last", "amount"),
        "fee_pages_on": ("first", "amount"),
        "fee_cap": ("amount",),
    },
    lists={},
    codes={"limits": ("value",), "fees": (), "units": ("amount",)},
)


def with_shared(own: Needs) -> Needs:
    """Return what a form needs together with what this module needs of it."""
    return Needs(
        {**_SHARED.texts, **own.texts}, {**_SHARED.lists, **own.lists}, {**_SHARED.codes, **own.codes}
    )


def limit_words(words: SheetWords, procedure: Mapping[str, Any]) -> str:
    """Return the time limit: ``trong ngày``, ``3 ngày làm việc``."""
    value = procedure.get("limit_value")
    return words.code("limits", str(procedure.get("limit_unit")), value="" if value is None else str(value))


def fee_words(words: SheetWords, procedure: Mapping[str, Any]) -> str:
    """Return the fee; where the office has not entered the rate of its province, that it has not.

    A paper never says 0 for a rate that is not known (DOMAIN §8.3).
    """
    charges = procedure.get("charges") or ()
    if not charges:
        return words.code("fees", "unknown")
    if len(charges) == 1:
        return _charge(words, charges[0])
    return "; ".join(
        words.text("fee_named", name=words.clean(charge["name"]), fee=_charge(words, charge))
        for charge in charges
    )


def fee_missing(procedure: Mapping[str, Any]) -> bool:
    """Whether some rate has not been entered (chưa cấu hình)."""
    charges = procedure.get("charges") or ()
    return not charges or any(charge["formula"] == "not_configured" for charge in charges)


def _charge(words: SheetWords, charge: Mapping[str, Any]) -> str:
    formula = str(charge["formula"])
    if formula == "pages":
        return _pages(words, charge)
    if formula != "flat":
        return words.code("fees", formula)
    unit = str(charge.get("unit"))
    said = words.code("units", unit, amount=words.money(int(charge.get("amount") or 0)))
    online = (charge.get("by_channel") or {}).get("online")
    if online is None or online == charge.get("amount"):
        return said
    return words.text("fee_online", fee=said, amount=words.money(int(online)))


def _pages(words: SheetWords, charge: Mapping[str, Any]) -> str:
    tiers = sorted(charge.get("tiers") or (), key=lambda tier: int(tier["from"]))
    said = []
    for tier, after in zip(tiers, [*tiers[1:], None], strict=True):
        first, amount = str(tier["from"]), words.money(int(tier["amount"]))
        if after is None:
            said.append(words.text("fee_pages_on", first=first, amount=amount))
        else:
            last = str(int(after["from"]) - 1)
            said.append(words.text("fee_pages", first=first, last=last, amount=amount))
    if charge.get("cap"):
        said.append(words.text("fee_cap", amount=words.money(int(charge["cap"]))))
    return ", ".join(said)

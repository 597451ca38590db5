"""The provisional fee slip (phiếu thu tạm): the record it is drawn from.

It is no receipt (NĐ 254/2026, TT 91/2026): the e-receipt is issued later by the unit's provider. So it has no
form symbol, and its title is never that of a receipt (DOMAIN §8.2).
"""

from collections.abc import Mapping
from typing import Any

from app.domain.collections import VOIDED, collection_of
from app.domain.fees import FeeLine
from app.domain.problems import DomainProblem
from app.use_cases.paper_source import PaperSource, Record, at, common_record, word


def fee_slip(source: PaperSource) -> Record:
    """Return the record of the slip of the newest collection.

    Raises DomainProblem ``fee.voided`` (`book`, `number`): money given back has no slip.
    """
    held = collection_of(source.basis)
    if any(fact.kind == VOIDED and (fact.fields or {}).get("fact") == held.fact for fact in source.facts):
        raise DomainProblem("fee.voided", book=held.book, number=held.number)
    record = common_record(source)
    collector = source.people.get(held.clerk, source.clerk)
    payer = held.payer or source.dossier.full_name
    freed = sorted({line.freed_as for line in held.lines if line.exempt})
    values: Mapping[str, Any] = {
        "issued_at": at(held.at),
        "payer": payer,
        # Named once where the applicant pays.
        "full_name": "" if payer == source.dossier.full_name else source.dossier.full_name,
        "procedure": source.procedure.short_name,
        "amount": {"dong": held.amount},
        "method": word(held.method, "fee_methods"),
        "exempt_group": ", ".join(freed),
        "exempt_proof": held.exempt_proof,
        "note": held.note,
        "clerk": collector.full_name,
        "clerk_position": collector.position,
        "clerk_phone": collector.phone or source.office.hotline,
    }
    lines = [_row(number, line) for number, line in enumerate(held.lines, 1)]
    return {**record, "values": {**record["values"], **values}, "tables": {"lines": lines}}


def _row(number: int, line: FeeLine) -> list[Any]:
    """Return one row: number, what for, which pages, unit, quantity, unit price, amount."""
    if line.exempt:
        return [str(number), word(line.freed_as, "fee_freed"), "", "", "", "", _money(line.amount)]
    return [
        str(number),
        line.name,
        _pages(line),
        word(line.unit.value, "fee_units"),
        _money(line.quantity),
        _money(line.unit_price),
        _money(line.amount),
    ]


def _pages(line: FeeLine) -> object:
    if line.capped:
        return word("capped", "fee_pages")
    if line.last_page is not None:
        return f"{line.first_page}–{line.last_page}"
    if line.first_page is not None and line.first_page > 1:
        return word(str(line.first_page), "fee_pages")
    return ""


def _money(amount: int | None) -> str:
    """Write a figure of a table: points between thousands, a minus for what is taken off."""
    return "" if amount is None else f"{amount:,}".replace(",", ".").replace("-", "−")

"""What a citizen pays: lines and amount from the fee table, pure arithmetic in đồng (DOMAIN §8).

A charge whose rate is not known leaves the amount unknown; it never counts as nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.cautions import Caution
from app.domain.certainty import Certainty
from app.domain.fee_rows import COPIED, MOST_COPIES, MOST_PAGES, Charge, FeeUnit, Formula
from app.domain.fee_table import FeeTable
from app.domain.problems import DomainProblem


@dataclass(frozen=True, slots=True)
class Quantities:
    """How much is asked for. `pages` are those of the original (trang của bản chính)."""

    pages: int = 1
    copies: int = 1
    cases: int = 1
    channel: str = "direct"

    def __post_init__(self) -> None:
        """Refuse what cannot be. Raises DomainProblem ``field.too_small``, ``field.too_large`` (`field`)."""
        for name, given, most in (
            ("pages", self.pages, MOST_PAGES),
            ("copies", self.copies, MOST_COPIES),
            ("cases", self.cases, MOST_COPIES),
        ):
            if given < 1:
                raise DomainProblem("field.too_small", field=name, least=1)
            if given > most:
                raise DomainProblem("field.too_large", field=name, most=most)


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One line of an account: `quantity` × `unit_price` = `amount`, both None while the rate is not known.

    ``first_page`` and ``last_page`` (None: to the end) where the price is that of some pages; ``capped``
    where it is the cap per copy. ``freed_as`` names the group, in the line that takes an amount off again.
    """

    charge: str
    name: str
    unit: FeeUnit
    quantity: int
    unit_price: int | None
    amount: int | None
    first_page: int | None = None
    last_page: int | None = None
    capped: bool = False
    freed_as: str = ""

    @property
    def exempt(self) -> bool:
        """Whether the line takes off what somebody need not pay."""
        return self.freed_as != ""

    def to_record(self) -> dict[str, object]:
        """Return the line as a fact keeps it, without what is empty."""
        record: dict[str, object] = {
            "charge": self.charge,
            "name": self.name,
            "unit": self.unit.value,
            "quantity": self.quantity,
            "unit_price": self.unit_price,
            "amount": self.amount,
            "first_page": self.first_page,
            "last_page": self.last_page,
            "capped": self.capped or None,
            "freed_as": self.freed_as or None,
        }
        return {name: value for name, value in record.items() if value is not None}

    @classmethod
    def from_record(cls, record: object) -> "FeeLine | None":
        """Read a line of a fact; None when it is not one."""
        if not isinstance(record, dict) or record.get("unit") not in list(FeeUnit):
            return None

        def whole(name: str) -> int | None:
            value = record.get(name)
            return value if type(value) is int else None

        return cls(
            charge=str(record.get("charge") or ""),
            name=str(record.get("name") or ""),
            unit=FeeUnit(record["unit"]),
            quantity=whole("quantity") or 0,
            unit_price=whole("unit_price"),
            amount=whole("amount"),
            first_page=whole("first_page"),
            last_page=whole("last_page"),
            capped=record.get("capped") is True,
            freed_as=str(record.get("freed_as") or ""),
        )


@dataclass(frozen=True, slots=True)
class FeeQuote:
    """What is due, and how it came about. ``amount`` is None while some rate is not configured.

    ``before`` is the amount without the exemption. Cautions: ``fee.not_configured`` (`name`),
    ``fee.rate_unconfirmed`` (`name`, `certainty`), ``fee.exemption_unconfirmed`` (`basis`, `certainty`),
    ``fee.exempt_of_nothing``.
    """

    amount: int | None
    before: int | None
    lines: tuple[FeeLine, ...]
    cautions: tuple[Caution, ...]
    exempt_group: str
    table_version: str

    @property
    def exempted(self) -> bool:
        """Whether the exemption took something off."""
        return any(line.exempt for line in self.lines)


def quote(
    table: FeeTable, procedure: str, quantities: Quantities, on: date, exempt_group: str = ""
) -> FeeQuote:
    """Return what a procedure costs on a day, for somebody of a group or of none.

    Raises DomainProblem ``fee.unknown_group`` (`allowed`).
    """
    if exempt_group and exempt_group not in {group.code for group in table.groups(on)}:
        raise DomainProblem("fee.unknown_group", allowed=", ".join(g.code for g in table.groups(on)))
    lines: list[FeeLine] = []
    cautions: list[Caution] = []
    charges = table.charges(procedure, on)
    for charge in charges:
        made = list(_lines(charge, quantities))
        freed = table.exemption(exempt_group, charge, on) if exempt_group else None
        # What is free already needs no exemption.
        if freed is not None and charge.formula is not Formula.FREE:
            amount = _total(made)
            taken_off = None if amount is None else -amount
            made.append(
                FeeLine(charge.key, charge.name, FeeUnit.CASE, 1, taken_off, taken_off, freed_as=freed.name)
            )
            if freed.certainty is not Certainty.CONFIRMED:
                cautions.append(
                    Caution(
                        "fee.exemption_unconfirmed",
                        {"basis": freed.basis, "certainty": freed.certainty.value},
                    )
                )
        elif not charge.known:
            cautions.append(Caution("fee.not_configured", {"name": charge.name}))
        elif charge.certainty is not Certainty.CONFIRMED:
            cautions.append(
                Caution("fee.rate_unconfirmed", {"name": charge.name, "certainty": charge.certainty.value})
            )
        lines += made
    if not charges:
        cautions.append(Caution("fee.not_configured", {"name": procedure}))
    if exempt_group and not any(line.exempt for line in lines):
        cautions.append(Caution("fee.exempt_of_nothing"))
    due = _due(lines) if charges else None
    before = _total([line for line in lines if not line.exempt]) if charges else None
    return FeeQuote(due, before, tuple(lines), tuple(cautions), exempt_group, table.version)


def _lines(charge: Charge, quantities: Quantities) -> Iterator[FeeLine]:
    if charge.formula is Formula.PAGES:
        yield from _page_lines(charge, quantities)
        return
    quantity = quantities.copies if charge.unit in COPIED else quantities.cases
    price = charge.rate(quantities.channel) if charge.known else None
    amount = None if price is None else price * quantity
    yield FeeLine(charge.key, charge.name, charge.unit, quantity, price, amount)


def _page_lines(charge: Charge, quantities: Quantities) -> Iterator[FeeLine]:
    """Count the pages of the original by tiers, the same for every copy; at most the cap for a copy."""
    ends = [tier.first - 1 for tier in charge.tiers[1:]]
    parts = []
    for tier, end in zip(charge.tiers, [*ends, None], strict=True):
        last = quantities.pages if end is None else min(end, quantities.pages)
        if last >= tier.first:
            parts.append((tier, end, last - tier.first + 1))
    per_copy = sum(tier.amount * pages for tier, _, pages in parts)
    if charge.cap is not None and per_copy > charge.cap:
        total = charge.cap * quantities.copies
        yield FeeLine(
            charge.key, charge.name, FeeUnit.COPY, quantities.copies, charge.cap, total, capped=True
        )
        return
    for tier, end, pages in parts:
        quantity = pages * quantities.copies
        yield FeeLine(
            charge.key,
            charge.name,
            charge.unit,
            quantity,
            tier.amount,
            quantity * tier.amount,
            first_page=tier.first,
            last_page=end,
        )


def _due(lines: list[FeeLine]) -> int | None:
    """Return the sum; a charge that somebody is freed of costs nothing, even at a rate nobody knows."""
    freed = {line.charge for line in lines if line.exempt}
    return _total([line for line in lines if line.charge not in freed])


def _total(lines: list[FeeLine]) -> int | None:
    amounts = [line.amount for line in lines]
    return None if None in amounts else sum(amount for amount in amounts if amount is not None)

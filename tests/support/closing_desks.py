"""A counter that closes its days, and a recount by reading every entry of the files."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.closing import ClosedSheet, Sheet
from app.domain.closing_count import act_of
from app.domain.facts import Fact, FactDraft, Value
from app.domain.identifiers import ClerkId, Subject, new_uuid7
from app.domain.moments import day_starts_at
from app.domain.problems import DomainProblem
from app.storage.office_store import OfficeStore
from app.use_cases.close_day import CloseDay
from app.use_cases.ports import Acting
from tests.support.logs import reception
from tests.support.offices import UNIT, clerk_id, new_office

SUNDAY = date(2026, 11, 22)
MONDAY = SUNDAY + timedelta(1)
TUESDAY = SUNDAY + timedelta(2)
HOUR = 3_600_000
OTHER = clerk_id(3)


class ClosingDesk:
    """One counter of the office with a clock of its own."""

    def __init__(self, folder: Path, name: str, clerk: ClerkId) -> None:
        self.store = new_office(folder, name)
        self.clerk = clerk
        self.at = day_starts_at(SUNDAY) + 8 * HOUR
        self.close_day = CloseDay(self.store)

    def on(self, day: date, hour: int = 8) -> "ClosingDesk":
        self.at = day_starts_at(day) + hour * HOUR
        return self

    def acting(self) -> Acting:
        self.at += 60_000
        return Acting(self.clerk, "receive", self.at)

    def receive(self, name: str = "Giàng A Mẫu") -> Subject:
        acting = self.acting()
        subject = Subject(new_uuid7(acting.at))
        with self.store.writing(acting) as tx:
            code, place = tx.take_code(SUNDAY, UNIT), tx.take_number("register", 2026)
            fields = reception(
                name, acting.at, code=code.code, provisional=True, book=place.book, number=place.number
            )
            tx.record(FactDraft("dossier.received", subject, acting.at, fields, "receive"))
        return subject

    def record(self, subject: Subject, kind: str, step: str | None = None, **fields: Value) -> Fact:
        acting = self.acting()
        with self.store.writing(acting) as tx:
            return tx.record(FactDraft(kind, subject, acting.at, fields, step))

    def step(self, subject: Subject, *names: str, **fields: Value) -> None:
        for name in names:
            self.record(subject, "dossier.stepped", name, holder=self.clerk, **fields)

    def pay(self, subject: Subject, amount: int, method: str = "cash") -> Fact:
        acting = self.acting()
        with self.store.writing(acting) as tx:
            place = tx.take_number("fee", 2026)
            fields = {"amount": amount, "method": method, "book": place.book, "number": place.number}
            return tx.record(FactDraft("fee.collected", subject, acting.at, fields))

    def close(self, day: date, note: str = "") -> Sheet:
        return self.closed(day, note).sheet

    def closed(self, day: date, note: str = "") -> ClosedSheet:
        return self.close_day(day, self.acting(), note).value

    def refused(self, day: date) -> str:
        with pytest.raises(DomainProblem) as caught:
            self.close(day)
        assert self.close_day.preview(day, self.at).refused == caught.value.code
        return caught.value.code


def acts(sheet: Sheet) -> dict[tuple[bytes, str], int]:
    return {(act.clerk, act.name): act.times for act in sheet.acts}


def spans(sheet: Sheet) -> list[tuple[str, int, int, int, tuple[int, ...], tuple[int, ...]]]:
    return [(span.kind, span.first, span.last, span.used, span.void, span.missing) for span in sheet.books]


def recount(*stores: OfficeStore) -> tuple[Counter[tuple[bytes, str]], int]:
    """Count the acts and the money of all facts held, by reading every entry of the files."""
    facts: dict[bytes, Fact] = {}
    for store in stores:
        with store.reading() as reading:
            facts |= {one.fact.id: one.fact for one in reading.entries_after({})}
    counted: Counter[tuple[bytes, str]] = Counter(
        (f.author.clerk, act_of(f)) for f in facts.values() if act_of(f)
    )
    voided = {(f.fields or {}).get("fact") for f in facts.values() if f.kind == "number.voided"}
    money: int = sum((f.fields or {})["amount"] for f in facts.values() if f.kind == "fee.collected")
    money -= sum((f.fields or {})["amount"] for f in facts.values() if f.id in voided)
    return counted, money


def on_sheets(*sheets: Sheet) -> tuple[Counter[tuple[bytes, str]], int]:
    """Add up what sheets say; the voiding of a number is counted as an act, and as money in differences."""
    counted: Counter[tuple[bytes, str]] = Counter()
    money = 0
    for sheet in sheets:
        for act in sheet.acts:
            counted[act.clerk, act.name] += act.times
        for late in sheet.differences:
            if late.name != "void_number" or not late.method:
                counted[late.clerk, late.name] += late.times
        money += sum(line.amount for line in sheet.money) + sum(late.amount for late in sheet.differences)
    return counted, money

"""Reports of money and certifications: read off the books, every number accounted for."""

from app.domain.periods import Period
from app.domain.report_tables import ReportTable
from app.use_cases.certify_copies import CertifiedNow, CertifyRequest
from app.use_cases.fee_request import FeeRequest
from tests.support.desks import MONDAY, Counter

TODAY = Period(MONDAY.date(), MONDAY.date())


def certify(counter: Counter, name: str, **fee: object) -> CertifiedNow:
    request = CertifyRequest({"full_name": name}, "Căn cước công dân", FeeRequest.from_record(fee))
    return counter.desk.money.certify(request, counter.desk.acting()).value


def made(counter: Counter, name: str) -> ReportTable:
    return counter.desk.report(name, TODAY, counter.clock.at)


def test_money_slip_by_slip_cash_and_transfer_apart_void_ones_struck(counter: Counter) -> None:
    certify(counter, "Lò Văn Pọm", pages=3, copies=2)
    certify(counter, "=Vừ A Lềnh", pages=1, copies=1, method="transfer")
    spoiled = certify(counter, "Sùng A Páo", pages=1, copies=1)
    assert spoiled.collection is not None
    counter.desk.money.collect.void(
        spoiled.received.subject, spoiled.collection.fact, "In hỏng", counter.desk.acting()
    )
    table = made(counter, "cash")
    told = [
        (line.cells["payer"], line.cells["cash"], line.cells["transfer"], line.struck) for line in table.lines
    ]
    assert told == [
        ("Lò Văn Pọm", 10_000, None, False),
        ("=Vừ A Lềnh", None, 2_000, False),
        ("Sùng A Páo", 2_000, None, True),
    ]
    assert table.totals is not None
    assert table.totals.cells == {"cash": 10_000, "transfer": 2_000, "amount": 12_000, "count": 2, "void": 1}
    assert table.lines[2].cells["remark"] == "In hỏng"


def test_the_settlement_is_the_same_money_by_field_and_charge(counter: Counter) -> None:
    certify(counter, "Lò Văn Pọm", pages=3, copies=2)
    certify(counter, "Vừ A Lềnh", pages=1, copies=1, method="transfer")
    extract = counter.receive(procedure="2.000635")
    counter.desk.money.collect(extract.subject, FeeRequest.from_record({"copies": 1}), counter.desk.acting())
    cash, settled = made(counter, "cash"), made(counter, "settlement")
    assert cash.totals is not None
    assert settled.totals is not None
    for key in ("cash", "transfer", "amount"):
        assert settled.totals.cells[key] == cash.totals.cells[key]
    assert [(line.cells["field"], line.cells["amount"]) for line in settled.lines] == [
        ("Chứng thực", 12_000),
        ("Hộ tịch", 8_000),
    ]


def test_the_certification_register_has_every_number(counter: Counter) -> None:
    certify(counter, "Lò Văn Pọm", pages=3, copies=2)
    certify(counter, "Vừ A Lềnh", pages=1, copies=1)
    table = made(counter, "certifications")
    told = [(line.cells["full_name"], line.cells["pages"], line.cells["copies"]) for line in table.lines]
    assert told == [("Lò Văn Pọm", 3, 2), ("Vừ A Lềnh", 1, 1)]
    assert table.totals is not None
    assert (table.totals.cells["count"], table.totals.cells["copies"]) == (2, 3)

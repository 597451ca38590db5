"""Certification while the citizen waits: one commit, numbers of two books, the fee by the formula, undo."""

from typing import Any

import pytest

from app.domain.lifecycle import Status
from app.domain.problems import DomainProblem
from app.use_cases.certify_copies import CertifiedNow, CertifyRequest
from app.use_cases.fee_request import FeeRequest
from app.use_cases.ports import ListFilter
from tests.support.desks import MONDAY, Counter

TODAY = MONDAY.date()


def certify(
    counter: Counter, name: str = "Lò Văn Pọm", title: str = "Căn cước công dân", **parts: Any
) -> CertifiedNow:
    fee = FeeRequest(**{key: parts.pop(key) for key in list(parts) if key in FeeRequest.__slots__})
    request = CertifyRequest({"full_name": name}, title, fee, **parts)
    return counter.desk.money.certify(request, counter.desk.acting()).value


def used(counter: Counter, kind: str | None = None) -> list[tuple[str, int, bool]]:
    with counter.desk.office.reading() as reading:
        return [
            (e.kind, e.number, e.void)
            for e in reading.book_entries(kind, TODAY, TODAY)
            if e.kind != "register"
        ]


def test_one_certification_is_received_entered_paid_finished_and_returned(counter: Counter) -> None:
    done = certify(counter, pages=3, copies=2)
    assert done.collection is not None
    assert (done.entry.register, done.entry.number, done.entry.pages, done.entry.copies) == ("copy", 1, 3, 2)
    assert (done.collection.amount, done.collection.number, done.collection.payer) == (
        10_000,
        1,
        "Lò Văn Pọm",
    )
    assert done.papers == ()
    with counter.desk.office.reading() as reading:
        dossier = reading.dossier(done.received.subject)
        assert reading.unprinted() == []
    assert dossier is not None
    assert dossier.status is Status.RETURNED
    assert dossier.taken >= {"receive", "transfer", "finish", "return"}
    assert dossier.set_aside == 0
    assert dossier.procedure == "2.000815"
    steps = [item.step for item in counter.desk.show(done.received.subject).history if item.step]
    assert steps == ["receive", "transfer", "finish", "return"]


def test_each_register_has_its_own_numbers_and_the_year_is_in_the_book(counter: Counter) -> None:
    assert [certify(counter).entry.number for _ in range(3)] == [1, 2, 3]
    signed = certify(counter, procedure="2.000884", title="Giấy ủy quyền", signer="Lò Văn Tướng")
    assert (signed.entry.register, signed.entry.number, signed.entry.signer) == (
        "signature",
        1,
        "Lò Văn Tướng",
    )
    assert signed.collection is not None
    assert signed.collection.amount == 10_000
    assert signed.entry.book.endswith("/2026")
    assert [number for kind, number, _ in used(counter, "fee")] == [1, 2, 3, 4]


def test_papers_are_ordered_only_when_asked_for(counter: Counter) -> None:
    done = certify(counter, slip=True, fee_slip=True)
    with counter.desk.office.reading() as reading:
        forms = [paper.form for paper in reading.unprinted()]
    assert forms == ["slip", "fee"]
    assert len(done.papers) == 2


def test_an_exempt_person_is_entered_and_pays_nothing(counter: Counter) -> None:
    done = certify(counter, pages=3, exempt_group="poor", exempt_proof="Giấy chứng nhận hộ nghèo")
    assert done.collection is not None
    assert (done.collection.amount, done.collection.exempt_group) == (0, "poor")


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"title": " "}, "field.missing"),
        ({"title": "x" * 600}, "text.too_long"),
        ({"name": ""}, "field.missing"),
        ({"procedure": "1.001193"}, "certification.wrong_procedure"),
        ({"exempt_group": "poor"}, "fee.proof_missing"),
        ({"exempt_group": "rich"}, "fee.unknown_group"),
        ({"copies": 0}, "field.too_small"),
    ],
)
def test_what_is_refused_leaves_no_dossier_no_number_and_no_money(
    counter: Counter, parts: dict[str, Any], code: str
) -> None:
    with pytest.raises(DomainProblem) as refused:
        certify(counter, **parts)
    assert refused.value.code == code
    assert used(counter) == []
    assert _dossiers(counter) == 0
    assert certify(counter).entry.number == 1


def test_undoing_voids_both_numbers_and_the_next_one_goes_on(counter: Counter) -> None:
    done = certify(counter, pages=30)
    acting = counter.desk.acting()
    void = counter.desk.money.certify.void(done.received.subject, done.entry.fact, "Đếm nhầm trang", acting)
    assert (void.value.void, void.value.void_reason) == (True, "Đếm nhầm trang")
    assert used(counter) == [("copy", 1, True), ("fee", 1, True)]
    assert certify(counter).entry.number == 2
    with pytest.raises(DomainProblem, match=r"certification\.voided"):
        counter.desk.money.certify.void(done.received.subject, done.entry.fact, "Nữa", acting)
    with pytest.raises(DomainProblem, match=r"certification\.unknown"):
        counter.desk.money.certify.void(done.received.subject, done.received.subject * 2, "Nữa", acting)


def test_the_last_entries_are_listed_newest_first_with_names_and_money(counter: Counter) -> None:
    first, second = certify(counter, name="Giàng A Mẫu"), certify(counter, name="Sùng Thị Mỷ", pages=3)
    acting = counter.desk.acting()
    counter.desk.money.certify.void(first.received.subject, first.entry.fact, "Nhầm", acting)
    rows = counter.desk.money.certify.latest(acting.at)
    assert [(row.full_name, row.entry.number, row.entry.void) for row in rows] == [
        ("Sùng Thị Mỷ", 2, False),
        ("Giàng A Mẫu", 1, True),
    ]
    assert rows[0].collection is not None
    assert rows[0].collection.amount == 5_000
    assert second.entry.number == 2


def _dossiers(counter: Counter) -> int:
    with counter.desk.office.reading() as reading:
        return reading.count(ListFilter())

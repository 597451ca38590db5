"""Money taken at the counter: what it comes to, its number, twice, void, the e-receipt, the slip."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.collections import Collection
from app.domain.identifiers import Subject
from app.domain.problems import DomainProblem
from app.machine.resource_files import load_fee_table
from app.use_cases.change_fees import NewRate
from app.use_cases.fee_request import FeeRequest
from tests.support.desks import MONDAY, Counter, person

TODAY = MONDAY.date()
EXTRACT, DEATH, COPIES = "2.000635", "1.000656", "2.000815"


def received(counter: Counter, procedure: str = EXTRACT, **parts: Any) -> Subject:
    return counter.receive(procedure=procedure, **parts).subject


def collect(counter: Counter, subject: Subject, **typed: Any) -> Collection:
    again = bool(typed.pop("again", False))
    desk = counter.desk
    return desk.money.collect(
        subject, FeeRequest.from_record(typed, again=again), desk.acting()
    ).value.collection


def refusal(counter: Counter, subject: Subject, **typed: Any) -> DomainProblem:
    with pytest.raises(DomainProblem) as refused:
        collect(counter, subject, **typed)
    return refused.value


def entries(counter: Counter) -> list[Any]:
    with counter.desk.office.reading() as reading:
        return reading.book_entries("fee", TODAY, TODAY)


def test_what_is_collected_is_computed_and_kept_with_the_version_it_was_computed_with(
    counter: Counter,
) -> None:
    taken = collect(counter, received(counter), copies=4, method="transfer", note="Chuyển khoản sáng nay")
    assert (taken.amount, taken.method, taken.number, taken.payer) == (32_000, "transfer", 1, "Giàng A Mẫu")
    assert taken.book.endswith("/2026")
    assert [(line.quantity, line.unit_price, line.amount) for line in taken.lines] == [(4, 8_000, 32_000)]
    assert taken.fees_version == load_fee_table().version
    (entry,) = entries(counter)
    assert (entry.number, entry.amount, entry.method, entry.void) == (1, 32_000, "transfer", False)


def test_who_hands_in_for_another_is_the_usual_payer(counter: Counter) -> None:
    subject = received(counter, submitter={"full_name": "Vừ Thị Dợ", "role": "vợ"})
    assert collect(counter, subject).payer == "Vừ Thị Dợ"


def test_numbers_run_on_and_a_refused_collection_takes_none(counter: Counter) -> None:
    first, free = received(counter), received(counter, "1.001193")
    assert collect(counter, first).number == 1
    assert refusal(counter, free).code == "fee.nothing_due"
    assert refusal(counter, received(counter, DEATH)).code == "fee.not_configured"
    assert refusal(counter, received(counter), exempt_group="rich").code == "fee.unknown_group"
    assert collect(counter, received(counter)).number == 2
    assert len(entries(counter)) == 2


def test_the_same_charge_is_collected_twice_only_when_confirmed(counter: Counter) -> None:
    subject = received(counter)
    first = collect(counter, subject)
    problem = refusal(counter, subject)
    assert problem.code == "fee.already_collected"
    assert problem.details == {"book": first.book, "number": 1}
    assert collect(counter, subject, again=True).number == 2


def test_a_void_collection_keeps_its_number_and_frees_the_charge(counter: Counter) -> None:
    subject = received(counter)
    desk, taken = counter.desk, collect(counter, subject)
    void = desk.money.collect.void(subject, taken.fact, "Thu nhầm hồ sơ", desk.acting()).value
    assert (void.void, void.void_reason, void.number) == (True, "Thu nhầm hồ sơ", 1)
    assert [(e.number, e.void, e.text) for e in entries(counter)] == [(1, True, "Thu nhầm hồ sơ")]
    assert collect(counter, subject).number == 2
    with pytest.raises(DomainProblem, match=r"fee\.voided"):
        desk.money.collect.void(subject, taken.fact, "Lần nữa", desk.acting())
    with pytest.raises(DomainProblem, match=r"field\.missing"):
        desk.money.collect.void(subject, taken.fact, "  ", desk.acting())


def test_an_exempt_person_gets_a_number_and_pays_nothing(counter: Counter) -> None:
    subject = received(counter, "2.002516")
    assert refusal(counter, subject, exempt_group="poor").code == "fee.proof_missing"
    taken = collect(counter, subject, exempt_group="poor", exempt_proof="Giấy chứng nhận hộ nghèo số 12")
    assert (taken.amount, taken.exempt_group, taken.number) == (0, "poor", 1)
    assert taken.exempt_proof == "Giấy chứng nhận hộ nghèo số 12"
    assert [line.amount for line in taken.lines] == [8_000, -8_000]


def test_an_exemption_without_a_paper_of_its_own_needs_no_proof(counter: Counter) -> None:
    assert collect(counter, received(counter, DEATH), exempt_group="on_time").amount == 0


def test_a_group_that_is_not_freed_of_this_pays_and_is_not_kept_as_exempt(counter: Counter) -> None:
    taken = collect(counter, received(counter, COPIES), pages=3, copies=2, exempt_group="agri_loan")
    assert (taken.amount, taken.exempt_group) == (10_000, "")


def test_the_rate_is_that_of_the_day_of_reception(counter: Counter) -> None:
    desk = counter.desk
    old = received(counter)
    tomorrow = TODAY + timedelta(days=1)
    new = NewRate(f"{EXTRACT}/extract", 12_000, tomorrow, "Nghị quyết 15/2026/NQ-HĐND")
    desk.money.fees.set_rate(new, desk.acting())
    counter.clock.set(MONDAY + timedelta(days=1))
    assert collect(counter, old).amount == 8_000
    assert collect(counter, received(counter)).amount == 12_000


def test_residence_costs_by_the_channel_of_reception(counter: Counter) -> None:
    assert collect(counter, received(counter, "1.004222")).amount == 20_000
    assert collect(counter, received(counter, "1.004222", channel="online")).amount == 10_000


@pytest.mark.parametrize(
    ("typed", "code", "field"),
    [
        ({"pages": 0}, "field.too_small", "pages"),
        ({"pages": "3"}, "field.not_a_whole_number", "pages"),
        ({"copies": -2}, "field.negative", "copies"),
        ({"method": "gold"}, "field.unknown_value", "method"),
        ({"payer": "A\u0007"}, "text.control_character", "payer"),
        ({"amount": 5}, "fee.unknown_field", "amount"),
    ],
)
def test_bad_input_is_refused_with_its_field(
    counter: Counter, typed: dict[str, Any], code: str, field: str
) -> None:
    problem = refusal(counter, received(counter), **typed)
    assert (problem.code, problem.details["field"]) == (code, field)
    assert entries(counter) == []


def test_nothing_is_collected_for_a_voided_or_unknown_dossier(counter: Counter) -> None:
    subject = received(counter)
    counter.desk.void(subject, "Nhập nhầm", counter.desk.acting())
    assert refusal(counter, subject).code == "fee.dossier_voided"
    assert refusal(counter, Subject(bytes(16))).code == "dossier.unknown"


def test_the_e_receipt_is_written_beside_the_collection_once(counter: Counter) -> None:
    subject, desk = received(counter), counter.desk
    taken = collect(counter, subject)
    note = desk.money.collect.note_receipt
    told = {"symbol": "26TAA", "number": "00000017", "lookup_code": "X7-99", "issued_on": "2026-11-24"}
    held = note(subject, taken.fact, told, desk.acting()).value
    assert held.receipt is not None
    assert (held.receipt.number, held.receipt.lookup_code) == ("00000017", "X7-99")
    with pytest.raises(DomainProblem, match=r"fee\.receipt_noted"):
        note(subject, taken.fact, told, desk.acting())
    with pytest.raises(DomainProblem, match=r"field\.missing"):
        note(subject, taken.fact, {"symbol": "26TAA"}, desk.acting())


def test_a_slip_is_ordered_in_the_same_commit_and_never_looks_like_a_receipt(counter: Counter) -> None:
    desk = counter.desk
    subject = received(counter, COPIES, applicant=person(full_name="Mùa A Chơ"))
    request = FeeRequest(pages=3, copies=2)
    done = desk.money.collect(subject, request, desk.acting(), paper=True).value
    assert done.paper is not None
    paper = desk.print_paper.ordered(done.paper)
    pdf = desk.print_paper.draw(paper)
    desk.print_paper.record(paper, pdf, desk.acting())
    text = pdf_text(pdf)
    for words in (
        "PHIẾU THU TẠM",
        "Mười nghìn đồng chẵn",
        "10.000 đồng",
        "chưa phải biên lai",
        "không có giá trị thanh toán thuế",
        "MÙA A CHƠ",
    ):
        assert words in text, words
    for forbidden in ("BIÊN LAI", "Mẫu số", "Ký hiệu", "EBL"):
        assert forbidden not in text, forbidden


def test_money_given_back_has_no_slip(counter: Counter) -> None:
    subject, desk = received(counter), counter.desk
    with pytest.raises(DomainProblem, match=r"paper\.step_not_taken"):
        desk.print_paper.order(subject, "fee", desk.acting())
    taken = collect(counter, subject)
    desk.money.collect.void(subject, taken.fact, "Nhầm", desk.acting())
    with pytest.raises(DomainProblem, match=r"fee\.voided"):
        desk.print_paper.order(subject, "fee", desk.acting())


def test_collections_are_told_to_whoever_shows_the_dossier(counter: Counter) -> None:
    subject, desk = received(counter), counter.desk
    outcome = desk.money.collect(subject, FeeRequest(), desk.acting())
    assert outcome.changes.dossiers == {subject}
    assert [one.amount for one in desk.money.collect.of_dossier(subject)] == [8_000]
    assert desk.money.collect.due(subject, FeeRequest(copies=2), desk.acting().at).amount == 16_000


def test_a_day_without_money_has_no_entries(counter: Counter) -> None:
    collect(counter, received(counter))
    with counter.desk.office.reading() as reading:
        assert reading.book_entries("fee", date(2026, 11, 24), date(2026, 11, 24)) == []


def pdf_text(pdf: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    pages = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    document.close()
    return " ".join(" ".join(pages).split())


def test_an_appointment_slip_made_after_the_money_says_that_it_was_taken(counter: Counter) -> None:
    desk = counter.desk
    paid, freed = received(counter), received(counter, DEATH)
    collect(counter, paid, copies=2)
    collect(counter, freed, exempt_group="on_time")
    for subject, words in ((paid, "16.000 đồng (đã thu"), (freed, "được miễn (Đăng ký đúng hạn")):
        issued = desk.print_paper(subject, "slip", desk.acting()).value
        assert words in pdf_text(issued.pdf), words

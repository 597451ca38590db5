"""The forms of the decree over a real office: what each says, when it is refused, originals and copies."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app.domain.identifiers import Subject
from app.domain.moments import to_milliseconds
from app.domain.problems import DomainProblem
from app.domain.slip import Slip
from app.use_cases.paper_of_dossier import DOSSIER_FORMS
from app.use_cases.print_paper import FORMS, IssuedPaper
from tests.support.desks import MONDAY, Counter, new_counter, person
from tests.support.records import LONG_ADDRESS, LONG_NAME, forms, shelved

WITHOUT_A_STEP = [form for form in DOSSIER_FORMS if form not in {"control", "picture"}]


def received(counter: Counter, **parts: Any) -> Subject:
    subject: Subject = counter.receive(procedure="1.004873", **parts).subject
    return subject


def step(counter: Counter, subject: Subject, name: str, **fields: Any) -> None:
    counter.desk.step(subject, name, counter.desk.acting(), fields)


def issue(counter: Counter, subject: Subject, form: str) -> IssuedPaper:
    return counter.desk.print_paper(subject, form, counter.desk.acting()).value


def text_of(issued: IssuedPaper) -> str:
    pages = PdfReader(BytesIO(issued.pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def asked_for_more(counter: Counter) -> Subject:
    subject = received(counter, applicant=person(phone="0912345678", village="Nà Nghè"))
    step(counter, subject, "transfer")
    step(counter, subject, "ask_supplement", missing=["Bản chính giấy chứng sinh"], reason="thiếu giấy")
    return subject


def test_the_supplement_says_what_is_missing_why_and_until_when(counter: Counter) -> None:
    text = text_of(issue(counter, asked_for_more(counter), "supplement"))
    assert "1. Bản chính giấy chứng sinh" in text
    assert "Lý do: thiếu giấy" in text
    assert "Nộp bổ sung chậm nhất: Thứ Ba, ngày 08 tháng 12 năm 2026" in text
    assert "Địa chỉ: Nà Nghè" in text
    assert "Quàng Thị Hương, điện thoại 0912 345 678" in text


def test_the_number_of_the_book_stands_on_the_paper(counter: Counter) -> None:
    first, second = asked_for_more(counter), asked_for_more(counter)
    numbers = [issue(counter, one, "supplement").paper.record["values"]["number"] for one in (first, second)]
    assert numbers == [1, 2]
    book = issue(counter, first, "supplement").paper.record["values"]["book"]
    assert f"Số: 1/{book}/HDHS" in text_of(issue(counter, first, "supplement"))


def test_the_refusal_gives_the_reason(counter: Counter) -> None:
    subject = received(counter)
    step(counter, subject, "transfer")
    step(counter, subject, "reject", reason="đất đang có tranh chấp")
    text = text_of(issue(counter, subject, "refusal"))
    assert "lý do cụ thể như sau: đất đang có tranh chấp" in text


def test_the_apology_names_the_old_and_the_new_date(counter: Counter) -> None:
    subject = received(counter)
    step(counter, subject, "transfer")
    old = counter.desk.show(subject).dossier.due_at
    step(counter, subject, "extend", due_at="2026-12-10", reason="phải xác minh")
    issued = issue(counter, subject, "apology")
    assert issued.paper.record["values"]["extended_from"] == {"at": old}
    text = text_of(issued)
    assert "thành thật xin lỗi" in text
    assert "Thứ Năm, ngày 10 tháng 12 năm 2026" in text
    assert "ỦY BAN NHÂN DÂN XÃ THANH NƯA" in text


def test_the_notice_of_the_stop_says_how_far_it_had_come(counter: Counter) -> None:
    subject = received(counter)
    step(counter, subject, "transfer")
    step(counter, subject, "ask_stop", reason="không làm nữa")
    step(counter, subject, "stop", papers_returned="Giấy chứng sinh (bản chính)")
    text = text_of(issue(counter, subject, "stop"))
    assert "Nội dung, lý do yêu cầu: không làm nữa" in text
    assert "Hồ sơ đang ở bước: đang xử lý" in text
    assert "Giấy tờ trả lại: Giấy chứng sinh (bản chính)" in text
    assert "Phí, lệ phí: ..." in text


def test_the_receipt_for_the_result_says_who_took_what(counter: Counter) -> None:
    subject = received(counter)
    step(counter, subject, "transfer")
    step(counter, subject, "approve", document_number="125/2026")
    step(counter, subject, "finish")
    step(
        counter,
        subject,
        "return",
        returned_to_kind="authorised",
        returned_to="Lò Thị Pánh",
        authorisation="Giấy ủy quyền ngày 20/11/2026",
        fingerprint=True,
        witness="Cà Văn Ọi",
    )
    issued = issue(counter, subject, "return")
    text = text_of(issued)
    assert "Người nhận: Lò Thị Pánh" in text
    assert "Tư cách: người được ủy quyền" in text
    assert "điểm chỉ trước sự chứng kiến của Cà Văn Ọi" in text
    assert "NGƯỜI LÀM CHỨNG" in text
    assert issued.paper.record["tables"]["results"][0][2] == "125/2026"


def test_the_control_sheet_has_a_row_for_each_person_and_grows_with_the_steps(counter: Counter) -> None:
    subject = received(counter)
    first = issue(counter, subject, "control")
    assert len(first.paper.record["tables"]["handings"]) == 1
    assert issue(counter, subject, "control").paper.copy_number == 1
    step(counter, subject, "transfer")
    again = issue(counter, subject, "control")
    assert again.paper.copy_number == 0
    assert "chuyển xử lý" in text_of(again)


def test_a_moved_appointment_gets_its_letter(counter: Counter) -> None:
    desk, subject = counter.desk, received(counter)
    old = desk.show(subject).dossier.due_at
    desk.amend(subject, {"due_at": "2026-11-26T17:00:00+07:00"}, "ngày hẹn rơi vào ngày nghỉ", desk.acting())
    issued = issue(counter, subject, "reappointment")
    assert issued.paper.record["values"]["former_due_at"] == {"at": old}
    text = text_of(issued)
    assert "Thứ Năm, ngày 26 tháng 11 năm 2026" in text
    assert "ngày hẹn rơi vào ngày nghỉ" in text


@pytest.mark.parametrize("form", WITHOUT_A_STEP)
def test_a_form_whose_step_was_not_taken_is_refused(counter: Counter, form: str) -> None:
    subject = received(counter)
    with pytest.raises(DomainProblem) as caught:
        counter.desk.print_paper(subject, form, counter.desk.acting())
    assert caught.value.code == "paper.step_not_taken"
    assert counter.desk.print_paper.pending() == []


def test_no_form_is_printed_for_a_voided_reception(counter: Counter) -> None:
    subject = received(counter)
    counter.desk.void(subject, "nhầm", counter.desk.acting())
    for form in FORMS:
        with pytest.raises(DomainProblem, match=r"paper\.voided"):
            issue(counter, subject, form)


def test_a_reprint_is_copy_n_of_the_same_words(counter: Counter) -> None:
    subject = asked_for_more(counter)
    first = issue(counter, subject, "supplement")
    counter.clock.set(MONDAY + timedelta(hours=2))
    second, third = (issue(counter, subject, "supplement") for _ in range(2))
    assert [one.paper.copy_number for one in (first, second, third)] == [0, 1, 2]
    assert second.paper.record["values"] == first.paper.record["values"]
    assert "BẢN SAO LẦN 1, in lại ngày 23/11/2026 (11:12)" in text_of(second)


def test_asking_again_is_a_new_paper_with_its_own_number(counter: Counter) -> None:
    subject = asked_for_more(counter)
    issue(counter, subject, "supplement")
    step(counter, subject, "receive_supplement")
    step(counter, subject, "ask_supplement", missing=["Ảnh chân dung"], reason="ảnh mờ")
    again = issue(counter, subject, "supplement")
    assert again.paper.copy_number == 0
    assert again.paper.record["values"]["number"] == 2
    assert "Ảnh chân dung" in text_of(again)
    assert "giấy chứng sinh" not in text_of(again)


def test_a_clock_that_begins_anew_gives_a_slip_that_replaces_the_old_one(counter: Counter) -> None:
    subject = received(counter)
    first = Slip.from_record(issue(counter, subject, "slip").paper.record)
    step(counter, subject, "transfer")
    step(counter, subject, "ask_supplement", missing=["Ảnh chân dung"])
    counter.clock.set(MONDAY + timedelta(days=2))
    step(counter, subject, "receive_supplement")
    second = Slip.from_record(issue(counter, subject, "slip").paper.record)
    assert second.copy_number == 0
    assert second.replaces is not None
    assert first.due_at is not None
    assert second.due_at is not None
    assert second.due_at > first.due_at
    assert Slip.from_record(issue(counter, subject, "slip").paper.record).copy_number == 1


def test_a_correction_orders_the_waiting_papers_anew(counter: Counter) -> None:
    desk, subject = counter.desk, asked_for_more(counter)
    desk.amend(subject, {"full_name": "Giàng A Sử"}, "sai tên", desk.acting())
    waiting = [paper for paper in desk.print_paper.pending() if paper.form == "supplement"]
    assert [paper.record["values"]["full_name"] for paper in waiting] == ["Giàng A Sử"]


def test_the_picture_slip_repeats_the_slip(counter: Counter) -> None:
    subject = received(counter)
    issued = issue(counter, subject, "picture")
    assert issued.paper.record["code"] == counter.desk.show(subject).dossier.code
    assert issued.pdf.startswith(b"%PDF")


def test_a_practice_office_marks_every_form(tmp_path: Path) -> None:
    counter = new_counter(tmp_path, practice=True)
    with counter.desk:
        text = text_of(issue(counter, asked_for_more(counter), "supplement"))
    assert "Giấy tập huấn, không có giá trị." in text
    assert "TAM-THỬ." in text


def test_long_names_and_addresses_come_through_whole(counter: Counter) -> None:
    subject = received(counter, applicant=person(full_name=LONG_NAME, address=LONG_ADDRESS))
    step(counter, subject, "transfer")
    step(counter, subject, "ask_supplement", missing=[f"Giấy tờ thứ {number}" for number in range(1, 31)])
    text = text_of(issue(counter, subject, "supplement"))
    assert LONG_NAME.upper() in text
    assert "trước là xã Thanh Chăn" in text
    assert "30. Giấy tờ thứ 30" in text


@pytest.mark.parametrize("form", [form for form in DOSSIER_FORMS if form in forms() and form != "fee"])
def test_a_template_knows_no_word_the_program_does_not_bring(counter: Counter, form: str) -> None:
    """Every word, list and table declared by the template stands in the record made by the program."""
    subject = asked_for_more(counter)
    step(counter, subject, "receive_supplement")
    if form == "supplement":
        step(counter, subject, "ask_supplement", missing=["x"], reason="y")
    elif form == "refusal":
        step(counter, subject, "reject", reason="y")
    elif form == "apology":
        step(counter, subject, "extend", due_at="2026-12-28", reason="y")
    elif form == "stop":
        step(counter, subject, "ask_stop", reason="y")
        step(counter, subject, "stop")
    elif form == "return":
        step(counter, subject, "finish")
        step(counter, subject, "return")
    elif form == "reappointment":
        counter.desk.amend(subject, {"due_at": "2026-11-26T17:00:00+07:00"}, "y", counter.desk.acting())
    record = issue(counter, subject, form).paper.record
    contract = shelved(form).template.contract
    written_by_hand = {"originals"}
    assert set(contract.known.words) - {"code"} - written_by_hand <= record["values"].keys()
    assert contract.lists <= record["lists"].keys()
    assert contract.tables.keys() <= record["tables"].keys()
    assert record["values"]["issued_at"] == {"at": to_milliseconds(MONDAY)}

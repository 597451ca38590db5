from datetime import datetime

import pytest
from hypothesis import given

from app.documents.slip_content import SlipContent
from app.documents.slip_people import Field
from app.domain.moments import VIET_NAM
from app.domain.slip import Slip
from app.domain.slip_parts import (
    FeePayment,
    FeeState,
    SlipClerk,
    SlipDocument,
    SlipFee,
    SlipFeeLine,
    SlipOffice,
    SlipOrganisation,
    SlipPerson,
    SlipReplacement,
)
from app.domain.time_limit import LimitUnit, TimeLimit
from tests.support.papers import content
from tests.support.slips import CODE, OFFICE, any_slip, slip


def values(shown: SlipContent, label: str) -> list[str]:
    """What stands behind a label, wherever it stands."""
    rows = (*shown.people, *shown.request, *shown.counts, shown.appointment.phone, *shown.closing)
    return [field.value for row in rows for field in row if field.label == label]


def test_the_letterhead_and_the_place_come_from_the_office() -> None:
    shown = content(slip())
    assert shown.letterhead == OFFICE.header_lines
    assert shown.motto[0] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert shown.place_and_date == "Thanh Nưa, ngày 23 tháng 11 năm 2026"
    assert shown.opening == "Trung tâm Phục vụ hành chính công xã Thanh Nưa tiếp nhận hồ sơ của:"


def test_an_office_without_a_profile_still_gives_a_paper() -> None:
    shown = content(slip(office=SlipOffice(("UBND XÃ THANH NƯA",))))
    assert shown.place_and_date == "ngày 23 tháng 11 năm 2026"
    assert shown.opening == "Tiếp nhận hồ sơ của:"
    assert shown.footer == (shown.footer[0],)


def test_the_applicant_is_named_with_what_is_known() -> None:
    shown = content(slip())
    assert shown.people[0] == (
        Field("Ông/Bà:", "GIÀNG A MẪU", strong=True),
        Field("Sinh:", "1990"),
        Field("Số giấy tờ tùy thân:", "011201001234"),
    )
    assert values(shown, "Địa chỉ:") == ["bản Bồ Hóng, xã Thanh Nưa, tỉnh Điện Biên"]
    assert values(shown, "Điện thoại:") == ["0987 654 321"]


def test_only_a_name_gives_one_row() -> None:
    assert content(slip(applicant=SlipPerson("Lò Thị Pánh"))).people == (
        (Field("Ông/Bà:", "LÒ THỊ PÁNH", strong=True),),
    )


def test_a_village_that_stands_in_the_address_is_not_said_twice() -> None:
    person = SlipPerson("Cà Văn Ọi", village="Bản Bồ Hóng", address="bản bồ hóng, xã Thanh Nưa")
    assert values(content(slip(applicant=person)), "Địa chỉ:") == ["bản bồ hóng, xã Thanh Nưa"]


@pytest.mark.parametrize(
    ("kind", "label", "value"),
    [
        ("", "Số giấy tờ tùy thân:", "C123"),
        ("passport", "Số hộ chiếu:", "C123"),
        ("giấy thông hành", "Số giấy tờ tùy thân:", "C123 (giấy thông hành)"),
    ],
)
def test_the_kind_of_identity_paper_is_said(kind: str, label: str, value: str) -> None:
    person = SlipPerson("Cà Văn Ọi", id_kind=kind, id_number="C123")
    assert values(content(slip(applicant=person)), label) == [value]


def test_an_organisation_comes_before_the_person_who_acts_for_it() -> None:
    organisation = SlipOrganisation("Hợp tác xã Bồ Hóng", "5600123456", "bản Bồ Hóng", "02153825678")
    shown = content(slip(organisation=organisation))
    assert shown.people[0] == (
        Field("Tổ chức:", "Hợp tác xã Bồ Hóng", strong=True),
        Field("Mã số thuế:", "5600123456"),
    )
    assert shown.people[1] == (Field("Địa chỉ:", "bản Bồ Hóng"), Field("Điện thoại:", "0215 382 5678"))
    assert shown.people[2][0] == Field("Người đại diện:", "GIÀNG A MẪU", strong=True)


def test_whoever_brought_the_dossier_is_named_and_signs() -> None:
    shown = content(slip(submitter=SlipPerson("Lò Thị Pánh", role="child", phone="0911222333")))
    assert shown.people[-1] == (
        Field("Người nộp thay:", "LÒ THỊ PÁNH", strong=True),
        Field("Quan hệ với chủ hồ sơ:", "con"),
        Field("Điện thoại:", "0911 222 333"),
    )
    assert shown.signatures[0].below == ("Lò Thị Pánh",)


def test_without_a_submitter_the_applicant_signs() -> None:
    assert content(slip()).signatures[0].below == ("Giàng A Mẫu",)


@pytest.mark.parametrize(
    ("role", "label"),
    [
        ("spouse", "Vợ/chồng (bên thứ hai):"),
        ("người phiên dịch", "Người phiên dịch:"),
        ("", "Người cùng yêu cầu:"),
        ("µ", "□:"),
    ],
)
def test_second_parties_are_named_with_what_they_are(role: str, label: str) -> None:
    shown = content(slip(parties=(SlipPerson("Hờ Thị Dế", role=role),)))
    assert shown.people[-1] == (Field(label, "HỜ THỊ DẾ", strong=True),)


def test_listed_papers_are_numbered_and_no_count_is_a_dash() -> None:
    papers = (SlipDocument("Tờ khai", 1, 0), SlipDocument("Trích lục", 0, 2, "đã mờ"))
    assert content(slip(documents=papers)).documents == (
        ("1", "Tờ khai", "1", "-"),
        ("2", "Trích lục (đã mờ)", "-", "2"),
    )


def test_no_papers_is_said_in_words() -> None:
    shown = content(slip(documents=()))
    assert shown.documents_label == "Thành phần hồ sơ nộp gồm: không có giấy tờ kèm theo"


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        (TimeLimit(LimitUnit.SAME_DAY), "trong ngày làm việc"),
        (TimeLimit(LimitUnit.WORKING_DAYS, 5), "5 ngày làm việc"),
        (TimeLimit(LimitUnit.CALENDAR_DAYS, 15), "15 ngày"),
        (TimeLimit(LimitUnit.ANNUAL_REVIEW), "theo đợt xét hằng năm"),
        (TimeLimit(LimitUnit.NONE), "theo thông báo của cơ quan giải quyết"),
    ],
)
def test_the_limit_is_said_in_words(limit: TimeLimit, said: str) -> None:
    assert values(content(slip(limit=limit)), "Thời gian giải quyết theo quy định:") == [said]


def test_the_appointment_names_hour_day_and_one_telephone() -> None:
    appointment = content(slip()).appointment
    assert appointment.hour == "17 giờ 00 phút"
    assert appointment.date == "Thứ Tư, ngày 25 tháng 11 năm 2026"
    assert appointment.phone == (Field("Gọi hỏi cán bộ:", "0912 345 678", strong=True),)


def test_without_the_clerks_telephone_the_hotline_stands_large() -> None:
    appointment = content(slip(clerk=SlipClerk("Quàng Thị Hương"))).appointment
    assert appointment.phone == (Field("Gọi đường dây nóng:", "0215 382 5678", strong=True),)


def test_without_any_telephone_none_is_made_up() -> None:
    shown = content(slip(clerk=SlipClerk("Quàng Thị Hương"), office=SlipOffice(("UBND XÃ",))))
    assert shown.appointment.phone == ()


def test_without_a_legal_limit_the_agency_will_tell() -> None:
    shown = content(slip(due_at=None))
    assert (shown.appointment.hour, shown.appointment.date) == ("", "Theo thông báo của cơ quan giải quyết")
    assert shown.continued == "Hẹn trả: Theo thông báo của cơ quan giải quyết. Xem tiếp trang sau."


@pytest.mark.parametrize(
    ("way", "place", "said"),
    [
        ("counter", "", "tại nơi tiếp nhận"),
        ("post", "bản Bồ Hóng", "qua bưu chính công ích - bản Bồ Hóng"),
        ("", "Điểm số 2", "Điểm số 2"),
    ],
)
def test_way_and_place_of_return_are_said(way: str, place: str, said: str) -> None:
    assert values(content(slip(return_way=way, return_place=place)), "Nhận kết quả:") == [said]


ONE = (SlipFeeLine("Lệ phí", 8_000),)
TWO = (SlipFeeLine("Lệ phí", 25_000), SlipFeeLine("Bản sao", 10_000))
PAID = "đã thu; giấy này không thay biên lai"


@pytest.mark.parametrize(
    ("fee", "said"),
    [
        (SlipFee(FeeState.FREE), "không thu"),
        (SlipFee(FeeState.EXEMPT, note="hộ nghèo"), "được miễn (hộ nghèo)"),
        (SlipFee(FeeState.NOT_CONFIGURED), "theo mức thu niêm yết tại nơi tiếp nhận"),
        (SlipFee(FeeState.AMOUNT, ONE), "8.000 đồng (chưa thu): Lệ phí 8.000 đồng"),
        (
            SlipFee(FeeState.AMOUNT, TWO, FeePayment.PAID),
            f"35.000 đồng ({PAID}): Lệ phí 25.000 đồng; Bản sao 10.000 đồng",
        ),
    ],
)
def test_the_fee_is_stated_and_never_looks_like_a_receipt(fee: SlipFee, said: str) -> None:
    assert values(content(slip(fee=fee)), "Phí, lệ phí:") == [said]


def test_a_rate_nobody_entered_is_not_called_free() -> None:
    shown = values(content(slip(fee=SlipFee())), "Phí, lệ phí:")[0]
    assert "không thu" not in shown
    assert "0 đồng" not in shown


def test_the_register_entry_stands_there_only_when_there_is_one() -> None:
    assert values(content(slip()), "Vào Sổ theo dõi hồ sơ:") == ["Quyển số 01/2026, Số thứ tự 42"]
    assert values(content(slip(register=None)), "Vào Sổ theo dõi hồ sơ:") == []


def test_each_line_of_a_note_is_a_row() -> None:
    shown = content(slip(notes=("Thiếu ảnh.\n\nBổ sung sau.", "")))
    assert values(shown, "Ghi chú:") == ["Thiếu ảnh.", "Bổ sung sau."]


def test_a_provisional_code_says_that_it_is_one() -> None:
    shown = content(slip(code="TAM-03328-1-261123-0001", provisional=True))
    assert shown.code_notes == ("MÃ TẠM - mã chính thức sẽ được cấp khi đồng bộ",)
    assert shown.qr == "TAM-03328-1-261123-0001"


def test_an_official_code_names_the_provisional_one_it_replaced() -> None:
    shown = content(slip(former_code="TAM-03328-1-261123-0001"))
    assert shown.code_notes == ("Mã tạm trước đây: TAM-03328-1-261123-0001",)


def test_an_everyday_slip_bears_no_mark() -> None:
    shown = content(slip())
    assert shown.code == CODE
    assert (shown.watermark, shown.code_notes, shown.marks) == ("", (), ())


def test_a_practice_paper_says_so_three_times_but_not_in_the_qr_code() -> None:
    shown = content(slip(practice=True))
    assert shown.watermark == "THỬ"
    assert shown.code == f"THỬ {CODE}"
    assert shown.continued_heading[0] == f"Mã hồ sơ: THỬ {CODE}"
    assert shown.code_notes == ("Giấy tập huấn, không có giá trị.",)
    assert shown.qr == CODE
    marked = f"THỬ.{CODE}"
    assert content(slip(practice=True, code=marked)).code == marked


def test_a_reprint_says_which_copy_it_is() -> None:
    again = datetime(2026, 11, 24, 8, 5, tzinfo=VIET_NAM)
    assert content(slip(copy_number=2)).marks == ("BẢN SAO LẦN 2",)
    assert content(slip(copy_number=3, reprinted_at=again)).marks == (
        "BẢN SAO LẦN 3, in lại ngày 24/11/2026 (08:05)",
    )


def test_an_amended_slip_says_what_it_replaces_and_why() -> None:
    former = datetime(2026, 11, 23, 9, 12, tzinfo=VIET_NAM)
    moment = "23/11/2026 (09:12)"
    assert content(slip(replaces=SlipReplacement(former, "sai\ntên đệm"))).marks == (
        f"Thay thế giấy ngày {moment}, lý do: sai tên đệm",
    )
    assert content(slip(replaces=SlipReplacement(former, ""))).marks == (f"Thay thế giấy ngày {moment}",)


def test_a_box_is_explained_at_the_foot() -> None:
    plain, boxed = content(slip()), content(slip(applicant=SlipPerson("Giàng 😀")))
    assert boxed.people[0][0].value == "GIÀNG □"
    assert boxed.footer == (
        *plain.footer,
        "Ô □ thay cho chữ máy in không có; chữ đúng được giữ trong hồ sơ điện tử.",
    )


def test_the_document_title_names_nobody() -> None:
    assert content(slip()).document_title == "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"


@given(any_slip())
def test_every_name_given_stands_on_the_paper(given_slip: Slip) -> None:
    """Case and spaces aside, no person, paper or note is left out of the content."""
    shown = "".join("".join(content(given_slip).body("Liên 1")).split()).upper()
    people = [given_slip.applicant, *given_slip.parties]
    if given_slip.submitter:
        people.append(given_slip.submitter)
    for text in [person.full_name for person in people] + [paper.name for paper in given_slip.documents]:
        printed = "".join(content(slip(applicant=SlipPerson(text))).people[0][0].value.split())
        assert printed.upper() in shown

"""Slips in one line: an everyday one, a full one, and what hypothesis may put on one."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

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
    SlipProcedure,
    SlipRegister,
    SlipReplacement,
)
from app.domain.time_limit import LimitUnit, TimeLimit

CODE = "000.21.45.H18-261123-0042"
RECEIVED = datetime(2026, 11, 23, 9, 12, tzinfo=VIET_NAM)
DUE = datetime(2026, 11, 25, 17, 0, tzinfo=VIET_NAM)

OFFICE = SlipOffice(
    header_lines=("ỦY BAN NHÂN DÂN XÃ THANH NƯA", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"),
    centre_name="Trung tâm Phục vụ hành chính công xã Thanh Nưa",
    place_name="Thanh Nưa",
    hotline="0215 382 5678",
    lookup_address="dichvucong.gov.vn",
    opening_hours="7 giờ 30 - 11 giờ 30 và 13 giờ 30 - 17 giờ 00, từ thứ Hai đến thứ Sáu",
)
CLERK = SlipClerk("Quàng Thị Hương", "Công chức Tư pháp - Hộ tịch", "0912 345 678")
BIRTH = SlipProcedure("1.001193", "Thủ tục đăng ký khai sinh")


def slip(**changed: Any) -> Slip:
    """An everyday slip, a birth registration, with the fields a test is about changed."""
    everyday = Slip(
        office=OFFICE,
        code=CODE,
        issued_at=RECEIVED,
        received_at=RECEIVED,
        applicant=SlipPerson(
            full_name="Giàng A Mẫu",
            id_number="011201001234",
            birth_date="1990",
            address="xã Thanh Nưa, tỉnh Điện Biên",
            village="bản Bồ Hóng",
            phone="0987 654 321",
        ),
        procedure=BIRTH,
        clerk=CLERK,
        due_at=DUE,
        limit=TimeLimit(LimitUnit.WORKING_DAYS, 2),
        documents=(
            SlipDocument("Tờ khai đăng ký khai sinh", 1, 0),
            SlipDocument("Giấy chứng sinh", 1, 0),
            SlipDocument("Bản sao Giấy chứng nhận kết hôn của cha, mẹ", 0, 1),
        ),
        fee=SlipFee(FeeState.FREE),
        register=SlipRegister("01/2026", "42"),
    )
    return replace(everyday, **changed)


def full_slip(papers: int = 30) -> Slip:
    """Everything a slip can hold at once, with names and addresses as long as they come."""
    return slip(
        code="TAM-000.21.45.H18-02-261123-0042",
        provisional=True,
        copy_number=2,
        reprinted_at=datetime(2026, 11, 24, 8, 5, tzinfo=VIET_NAM),
        replaces=SlipReplacement(RECEIVED - timedelta(hours=1), "ghi sai tên đệm của người nộp hồ sơ"),
        applicant=SlipPerson(
            full_name="Nguyễn Thị Hoàng Ngọc Phương Quỳnh Trần Lê Khánh Huyền Ẳng Cang",
            id_kind="cccd",
            id_number="011190001234",
            birth_date="1990-05",
            address="Số nhà 123, ngõ 45, đường Võ Nguyên Giáp, khu tái định cư Nậm Khẩu Hu, tổ dân phố 12 "
            "(cạnh trạm y tế cũ, đối diện trường phổ thông dân tộc bán trú tiểu học), xã Thanh Nưa, "
            "tỉnh Điện Biên (trước là xã Thanh Chăn, huyện Điện Biên, tỉnh Điện Biên)",
            village="bản Bồ Hóng",
            phone="0987 654 321",
            email="phuongquynh.tranlekhanhhuyen.angcang@vidu-rat-dai.dienbien.example.vn",
        ),
        organisation=SlipOrganisation(
            "Hợp tác xã Nông nghiệp và Dịch vụ tổng hợp Bồ Hóng Thanh Chăn", "5600123456"
        ),
        submitter=SlipPerson(
            full_name="Lò Thị Pánh",
            role="child",
            id_kind="cccd",
            id_number="011301009876",
            birth_date="2001-02-03",
            phone="0911 222 333",
            address="bản Noong Bua, xã Thanh Nưa, tỉnh Điện Biên",
        ),
        parties=(
            SlipPerson(
                "Cà Văn Ọi", "spouse", "passport", "C1234567", "1988-12-30", "xã Mường Phăng, tỉnh Điện Biên"
            ),
            SlipPerson("Hờ Thị Dế", "người làm chứng"),
        ),
        procedure=SlipProcedure(
            "1.000894", "Thủ tục đăng ký kết hôn có yếu tố nước ngoài tại khu vực biên giới"
        ),
        documents=tuple(
            SlipDocument(
                f"Giấy tờ thứ {n}: giấy xác nhận tình trạng hôn nhân do cơ quan có thẩm quyền cấp",
                n % 3,
                n % 2,
            )
            for n in range(1, papers + 1)
        ),
        sets=2,
        fee=SlipFee(
            FeeState.AMOUNT,
            (SlipFeeLine("Lệ phí đăng ký", 25_000), SlipFeeLine("Phí chứng thực bản sao", 10_000)),
            FeePayment.PAID,
        ),
        return_place="Điểm tiếp nhận số 2, nhà văn hóa bản Bồ Hóng",
        notes=("Bổ sung bản gốc giấy chứng sinh khi nhận kết quả.",),
    )


# --- hypothesis --------------------------------------------------------------------------------------

_LETTERS = st.sampled_from(
    "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệghiíìỉĩịklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvxyýỳỷỹỵ"
    "ÁÀẢÃẠẮẰẲẴẶẤẦẨẪẬĐẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰYÝ0123456789.,;:-/()'’"
)
_WORDS = st.text(_LETTERS, min_size=1, max_size=14)
_ANYTHING = st.characters(exclude_categories=["Cs", "Co", "Cn", "Cc"])


def lines(longest: int, *, least: int = 0) -> st.SearchStrategy[str]:
    """Words as people write them, now and then one endless word or any signs of the world."""
    written = st.lists(_WORDS, max_size=longest // 5).map(lambda found: " ".join(found)[:longest].strip())
    odd = st.text(_ANYTHING, max_size=longest // 4)
    endless = st.integers(0, longest).map(lambda size: "Ẳ" * size)
    texts = st.one_of(written, written, odd, endless)
    return texts.map(lambda text: text if len(text.strip()) >= least else "Giàng A S")


def people() -> st.SearchStrategy[SlipPerson]:
    """Persons within the limits of the form, every field but the name optional."""
    births = st.sampled_from(["", "1990", "1990-05", "1990-05-17", "khoảng 1950"])
    ids = st.sampled_from(["", "cccd", "passport", "giấy khác"])
    return st.builds(
        SlipPerson,
        lines(120, least=1),
        lines(30),
        ids,
        lines(20),
        births,
        lines(300),
        lines(60),
        lines(20),
        lines(80),
    )


def fees() -> st.SearchStrategy[SlipFee]:
    """Fees of every state, with up to four lines."""
    charges = st.builds(SlipFeeLine, lines(80, least=1), st.integers(0, 10**10))
    return st.builds(
        SlipFee,
        st.sampled_from(FeeState),
        st.lists(charges, max_size=4).map(tuple),
        st.sampled_from(FeePayment),
        lines(100),
    )


def any_slip() -> st.SearchStrategy[Slip]:
    """Any slip within the limits of the fields."""
    moments = st.datetimes(datetime(2025, 7, 1), datetime(2035, 1, 1), timezones=st.just(VIET_NAM)).map(  # noqa: DTZ001 - hypothesis wants its bounds without an offset
        lambda moment: moment.replace(microsecond=0)
    )
    papers = st.builds(SlipDocument, lines(200, least=1), st.integers(0, 999), st.integers(0, 999))
    limits = st.one_of(
        st.sampled_from(
            [TimeLimit(LimitUnit.SAME_DAY), TimeLimit(LimitUnit.NONE), TimeLimit(LimitUnit.ANNUAL_REVIEW)]
        ),
        st.builds(
            TimeLimit, st.sampled_from([LimitUnit.WORKING_DAYS, LimitUnit.CALENDAR_DAYS]), st.integers(1, 730)
        ),
    )
    offices = st.builds(
        SlipOffice,
        st.lists(lines(80, least=1), min_size=1, max_size=3).map(tuple),
        lines(120),
        lines(30),
        lines(30),
        lines(60),
        lines(120),
    )
    return st.builds(
        Slip,
        office=offices,
        code=st.sampled_from([CODE, "TAM-000.21.45.H18-02-261123-0042", "TAM-03328-1-261123-9999"]),
        issued_at=moments,
        received_at=moments,
        applicant=people(),
        procedure=st.builds(SlipProcedure, lines(20), lines(950, least=1)),
        clerk=st.builds(SlipClerk, lines(80, least=1), lines(80), lines(20)),
        due_at=st.none() | moments,
        limit=limits,
        documents=st.lists(papers, max_size=40).map(tuple),
        sets=st.integers(0, 999),
        organisation=st.none() | st.builds(SlipOrganisation, lines(200, least=1), lines(14)),
        submitter=st.none() | people(),
        parties=st.lists(people(), max_size=3).map(tuple),
        fee=fees(),
        return_way=st.sampled_from(["counter", "post", "online", "gửi qua trưởng bản"]),
        return_place=lines(150),
        register=st.none() | st.builds(SlipRegister, lines(20), lines(10)),
        notes=st.lists(lines(300), max_size=3).map(tuple),
        provisional=st.booleans(),
        former_code=st.sampled_from(["", "TAM-03328-1-261123-0007"]),
        practice=st.booleans(),
        copy_number=st.integers(0, 12),
        reprinted_at=st.none() | moments,
        replaces=st.none() | st.builds(SlipReplacement, moments, lines(300)),
    )

"""Made-up people and dossiers for tests, named as people in the north-western mountains bear their names.

Everything is drawn from one seed: the same seed gives the same people for ever. Nobody in here exists;
identity numbers carry the right province and year of birth and random digits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from random import Random
from typing import Any

VIET_NAM = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class _Naming:
    """How one people gives names. ``male`` and ``female`` join a middle part to the given name."""

    ethnicity: str
    weight: int
    surnames: Sequence[str]
    male_middle: Sequence[str]
    male: Sequence[str]
    female_middle: Sequence[str]
    female: Sequence[str]


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


_NAMINGS = (
    _Naming(
        "03",  # Thái
        38,
        _split(
            "Lò,Lò,Lò,Quàng,Quàng,Lường,Lường,Cà,Cà,Tòng,Tòng,Vì,Hà,Bạc,Cầm,Đèo,Điêu,Lèo,Mè,"
            "Khoàng,Lù,Lừ,Ngần,Sìn,Hoàng"
        ),
        _split("Văn,Văn,Văn,Văn,Minh,Trung,Ngọc"),
        _split(
            "Pánh,Ơn,Xiên,Hặc,Pâng,Inh,Ún,Tiến,Hoan,Thương,Dọn,Panh,Xương,Chơi,Phanh,Biên,Ỏm,"
            "Sương,Chung,Thiên,Pọm,"
            "Lả,Diên,Muôn,Kẹo,Ọi,Yêu,Hùng,Cương,Thân,Chựa,Ín,Bun,Phương,Toản,Đôi,Hịa,Khụt,Ngoan,Xôm,U,Ó"
        ),
        _split("Thị,Thị,Thị,Thị,Thị Minh,Thị Kim,Thị Hồng"),
        _split(
            "Pọm,Ín,Xôm,Pâng,Ặt,Ơn,Hạnh,Lả,Hặc,Dung,Thiêm,Chựa,Yên,Xuân,Phương,Hoa,Ánh,Bình,Ươi,"
            "Diên,Muôn,Ngoan,Thoa,"
            "Inh,Ỏ,Biên,Kẹo,Panh,Chơ,Hương,Lan,Nguyệt,Tươi,Ún,Ban,È"
        ),
    ),
    _Naming(
        "08",  # Mông
        34,
        _split(
            "Giàng,Giàng,Giàng,Vàng,Vàng,Sùng,Sùng,Thào,Thào,Vừ,Vừ,Lầu,Mùa,Mùa,Hạng,Hờ,Ly,Cứ,Chá,"
            "Tráng,Phàng,Vù,Lý,Thò,Cháng,Ma"
        ),
        _split("A,A,A,A,A,A,Nhìa,Giống,Chứ,Dũng,Vả,Khua,Pà"),
        _split(
            "Mẫu,Sử,Chìa,Dơ,Páo,Tủa,Lềnh,Sính,Phử,Nhìa,Của,Dế,Chống,Thào,Sấu,Lử,Tráng,Chớ,Dình,"
            "Giàng,Súa,Vảng,Ký,Lầu,"
            "Tính,Nủ,Pó,Chu,Khày,Hồng,Thanh,Dia,Câu,Sàng,Sáy,Chua,Vư,S,Ư"
        ),
        _split("Thị,Thị,Thị,Thị,Thị,A,Seo"),
        _split(
            "Dợ,Mỷ,Mai,Sung,Dua,Chứ,Pàng,Say,Xua,Lỳ,Ca,Mo,Bầu,Dính,Sao,Sông,Chu,Gầu,Khua,Máy,Dở,"
            "Pa,Vang,Súa,Mỵ,Lia,"
            "Chía,Nu,Cở,Hoa,Ka,Sua,Ía,Ong"
        ),
    ),
    _Naming(
        "01",  # Kinh
        14,
        _split(
            "Nguyễn,Nguyễn,Nguyễn,Nguyễn,Trần,Trần,Lê,Lê,Phạm,Phạm,Vũ,Đỗ,Hoàng,Bùi,Đặng,Ngô,Phan,"
            "Đinh,Dương,Đoàn,Trịnh,Mai"
        ),
        _split("Văn,Văn,Văn,Đức,Hữu,Quang,Minh,Ngọc,Xuân,Đình,Tiến,Công"),
        _split(
            "Hùng,Dũng,Tuấn,Thắng,Cường,Nam,Hải,Sơn,Long,Hiếu,Đạt,Thành,Trung,Kiên,Điệp,Đông,Quý,"
            "Mỹ,Kỷ,Lý,Thủy,Hòa,"
            "Khoa,Phúc,Lộc,Toàn,Huy,Việt,Anh,Đăng"
        ),
        _split("Thị,Thị,Thị,Thị Thu,Thị Thanh,Thị Ngọc,Thị Kim,Thị Bích,Hồng,Phương,Thùy"),
        _split(
            "Hương,Lan,Hoa,Thủy,Hòa,Hằng,Nga,Mai,Linh,Trang,Thảo,Yến,Đào,Điệp,Đường,Quý,Mỹ,Lý,"
            "Ngân,Anh,Uyên,Phượng"
        ),
    ),
    _Naming(
        "29",  # Khơ-mú
        6,
        _split("Quàng,Quàng,Lò,Lò,Cút,Lường,Tòng,Seo,Ốc,Hoàng,Vì"),
        _split("Văn,Văn,Văn,A"),
        _split("Phản,Tiên,Ểng,Phắn,Khút,Xen,Nọi,Thọ,Chum,Phâng,Ún,Hiên,Bốn,Ít,Cáy"),
        _split("Thị,Thị,Thị"),
        _split("Phong,Chung,Hiêng,Ún,Vân,Ót,Ín,Khằm,Nọi,Cúc,Bun,É"),
    ),
    _Naming(
        "35",  # Hà Nhì
        4,
        _split("Pờ,Pờ,Lỳ,Lỳ,Chang,Vàng,Sừng,Khoàng,Mạ,Giàng,Phùy,Toán"),
        _split("Pố,Khai,Go,Gia,Hừ,Xè,Lòng,Ché"),
        _split("Chừ,Phà,Xá,Tự,Khai,Hừ,Sơn,Lòng,Che,Sinh,Pố,Cà,Lọ,Ê"),
        _split("Mò,Mỳ,Hừ,Xa,Gó,Thó,Khừ"),
        _split("Xá,Lế,Be,Mé,Nu,Dé,Pư,Lụ,Né,Xó,Ư"),
    ),
    _Naming(
        "09",  # Dao
        4,
        _split("Tẩn,Tẩn,Phàn,Phàn,Chẻo,Lò,Lý,Triệu,Bàn,Đặng"),
        _split("A,Láo,Phủ,Tả,Sành,Chòi,Dào,Quẩy"),
        _split("Phủ,Tả,Lìn,Lở,San,Ú,Quang,Sơn,Khé,Chiệp,Dất,Seng,Ton"),
        _split("Mỷ,Sử,Tả,Lở,Mẩy,Tình,Kiều"),
        _split("Lưu,Mẩy,Chạn,San,Nải,Quyên,Phạm,Chản,Tình,Sếnh"),
    ),
)

_PLACE_FIRST = _split("Nà,Nậm,Huổi,Pá,Co,Pom,Noong,Phiêng,Púng,Hua,Tin,Sam,Pú,Tìa,Háng,Chiềng,Xá,Hồ")
_PLACE_SECOND = _split(
    "Nghè,Lếch,Đông,Vai,Mỵ,Lót,Hụm,Tấu,Ngam,Chan,Pó,Luông,Khăm,Cuông,Bủng,Ín,Sáng,Hịa,Lìa,Thàng,É,"
    "Sung,Dình,Đứa,Tó,Púng"
)
_COMMUNES = _split(
    "Thanh Nưa,Thanh Yên,Mường Phăng,Núa Ngam,Nà Tấu,Pu Nhi,Sín Thầu,Tủa Thàng,Nà Bủng,Mường Than,"
    "Sin Suối Hồ,Bản Lầu"
)

_PROVINCES = _split("011,011,011,012,010")
_MOBILE_PREFIXES = _split("033,035,036,038,039,083,085,091,094,097,098")

FREQUENT_PROCEDURES = (
    "2.000815",  # certified copies
    "2.000815",
    "2.000815",
    "1.001193",  # birth
    "1.001193",
    "2.002621",
    "2.000635",
    "1.004873",
    "1.000894",  # marriage
    "1.000656",  # death
    "2.000884",
    "1.014027",
    "1.001776",
    "1.001612",
    "1.013978",
    "1.011607",
)
"""What a commune counter mostly receives, as often as it comes up, when no catalogue is at hand."""


@dataclass(frozen=True, slots=True)
class MadeUpPerson:
    """One person who does not exist. ``birth_date`` may be a year, a month or a day; numbers may be empty."""

    full_name: str
    sex: str
    ethnicity: str
    birth_date: str
    id_number: str
    phone: str
    village: str
    address: str


def full_name(random: Random, ethnicity: str | None = None) -> tuple[str, str, str]:
    """Draw (full name, sex, code of the ethnic group); `ethnicity` picks the group."""
    namings = [naming for naming in _NAMINGS if ethnicity in (None, naming.ethnicity)]
    naming = random.choices(namings, [one.weight for one in namings])[0]
    male = random.random() < 0.5
    middles, givens = (naming.male_middle, naming.male) if male else (naming.female_middle, naming.female)
    name = f"{random.choice(naming.surnames)} {random.choice(middles)} {random.choice(givens)}"
    return name, "Nam" if male else "Nữ", naming.ethnicity


def village(random: Random) -> str:
    """Draw the name of a village: mostly a bản, sometimes a numbered hamlet or street group."""
    drawn = random.random()
    if drawn < 0.8:
        return f"Bản {random.choice(_PLACE_FIRST)} {random.choice(_PLACE_SECOND)}"
    if drawn < 0.88:
        return f"Thôn C{random.randint(1, 17)}"
    if drawn < 0.95:
        return f"Đội {random.randint(1, 24)}"
    return f"Tổ dân phố {random.randint(1, 12)}"


def person(random: Random) -> MadeUpPerson:
    """Draw one person. A few have no identity number, a third no phone, old people only a year of birth."""
    name, sex, ethnicity = full_name(random)
    year = random.randint(1935, 2008)
    born = f"{year}"
    if year > 1960 or random.random() < 0.5:
        born = f"{year}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
    elif random.random() < 0.3:
        born = f"{year}-{random.randint(1, 12):02d}"
    century_and_sex = (0 if year < 2000 else 2) + (sex == "Nữ")
    number = f"{random.choice(_PROVINCES)}{century_and_sex}{year % 100:02d}{random.randrange(10**6):06d}"
    phone = f"{random.choice(_MOBILE_PREFIXES)}{random.randrange(10**7):07d}"
    home = village(random)
    return MadeUpPerson(
        full_name=name,
        sex=sex,
        ethnicity=ethnicity,
        birth_date=born,
        id_number=number if random.random() < 0.96 else "",
        phone=phone if random.random() < 0.67 else "",
        village=home,
        address=f"{home}, xã {random.choice(_COMMUNES)}",
    )


def people(count: int, seed: int = 1) -> Iterator[MadeUpPerson]:
    """Yield `count` people, the same ones for the same seed."""
    random = Random(seed)
    for _ in range(count):
        yield person(random)


def office_moments(first: date, last: date, count: int, random: Random) -> list[datetime]:
    """Draw `count` moments of reception between two days, in order: Monday to Friday, in office hours."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    worked = [day for day in days if day.weekday() < 5]
    if not worked:
        raise ValueError("no working day between the two dates")
    moments = []
    for _ in range(count):
        day = random.choice(worked)
        # 07:30-11:30 and 13:30-17:00, in minutes.
        minute = random.choice((450 + random.randrange(240), 810 + random.randrange(210)))
        start = datetime(day.year, day.month, day.day, tzinfo=VIET_NAM)
        moments.append(start + timedelta(minutes=minute, seconds=random.randrange(60)))
    return sorted(moments)


def received_line(random: Random, procedure: str, at: datetime | None = None) -> dict[str, Any]:
    """Draw one line as `receive` takes it (DESIGN §6). Fields a person would leave empty are absent."""
    who = person(random)
    applicant = {
        "full_name": who.full_name,
        "id_number": who.id_number,
        "birth_date": who.birth_date,
        "sex": who.sex,
        "ethnicity": who.ethnicity,
        "address": who.address,
        "village": who.village,
        "phone": who.phone,
    }
    line: dict[str, Any] = {
        "procedure": procedure,
        "applicant": {name: value for name, value in applicant.items() if value},
        "documents": [
            {"name": "Tờ khai theo mẫu", "originals": 1, "copies": 0},
            {"name": "Căn cước hoặc Căn cước công dân", "originals": 0, "copies": random.randint(1, 2)},
        ],
        "sets": 1,
        "channel": "direct",
    }
    if random.random() < 0.1:
        name, _, _ = full_name(random)
        line["submitter"] = {"full_name": name}
    if at is not None:
        line["received_at"] = at.isoformat()
    return line


def received_lines(
    count: int,
    *,
    first: date = date(2025, 11, 3),
    last: date = date(2026, 10, 30),
    procedures: Sequence[str] = FREQUENT_PROCEDURES,
    seed: int = 1,
) -> Iterator[dict[str, Any]]:
    """Yield `count` lines for `receive`, in the order of their moments; each carries a `ref` of its own."""
    random = Random(seed)
    for n, at in enumerate(office_moments(first, last, count, random), start=1):
        yield {**received_line(random, random.choice(procedures), at), "ref": f"made-up-{seed}-{n}"}


def keystrokes(text: str) -> list[str]:
    """Return what stands in the search box after each letter while a person types `text`."""
    return [text[:end] for end in range(1, len(text) + 1) if not text[end - 1].isspace()]

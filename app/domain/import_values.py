"""What stands in the cells of another program's list, read as dates, statuses and channels."""

import re
from datetime import date, datetime, time

from app.domain.lifecycle import Status
from app.domain.problems import DomainProblem
from app.domain.text import fold, words

_DAY = re.compile(r"(?P<day>\d{1,2})[/.\-](?P<month>\d{1,2})[/.\-](?P<year>\d{4})")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_CLOCK = re.compile(r"(?P<hour>\d{1,2})\s*(?::|h|giờ|gio)\s*(?P<minute>\d{2})?")
_PHONE = re.compile(r"(?:\+84|0)[\d .\-]{7,13}\d")

FINISHED = "finished"
"""A status of dossiers that have ended: they stay in the book they stand in."""

_STATUSES: dict[str, Status | str] = {
    **dict.fromkeys(
        ("tiếp nhận", "mới tiếp nhận", "đã tiếp nhận", "được tiếp nhận", "chờ xử lý", "received"),
        Status.RECEIVED,
    ),
    **dict.fromkeys(
        (
            *("đang xử lý", "đang giải quyết", "đang thẩm định", "chờ phê duyệt", "trình ký", "chờ ký"),
            *("đã chuyển xử lý", "đang thụ lý", "chưa giải quyết", "processing"),
        ),
        Status.PROCESSING,
    ),
    **dict.fromkeys(
        (
            *("đã xử lý xong", "đã có kết quả", "chờ trả", "chờ trả kết quả", "có kết quả", "đã giải quyết"),
            *("chưa trả", "chưa trả kết quả", "done"),
        ),
        Status.DONE,
    ),
    **dict.fromkeys(
        (
            *("đã trả", "đã trả kết quả", "trả kết quả", "hoàn thành", "đã hoàn thành", "kết thúc"),
            *("từ chối", "không tiếp nhận", "không được tiếp nhận", "đã hủy", "hủy", "rút hồ sơ"),
            *("dừng xử lý", "đã đóng", "returned"),
        ),
        FINISHED,
    ),
}
_BY_WORDS = {" ".join(words(fold(text))): status for text, status in _STATUSES.items()}
_BY_NUMBER: dict[str, Status | str] = {
    "2": Status.RECEIVED,
    "4": Status.PROCESSING,
    "9": Status.DONE,
    "10": FINISHED,
}
"""The portal's numbers of the same."""
_CHANNELS = {
    **dict.fromkeys(("truc tiep", "tai quay", "direct"), "direct"),
    **dict.fromkeys(("truc tuyen", "online", "qua mang", "cong dich vu cong"), "online"),
    **dict.fromkeys(("buu chinh", "buu chinh cong ich", "buu dien", "post"), "post"),
}


def read_moment(value: object, name: str) -> datetime | date | None:
    """Read ``27/11/2026``, ``15:30 27/11/2026`` or a cell that holds a date; None of an empty one.

    Day before month, as written here. Raises DomainProblem ``import.bad_date`` (`field`).
    """
    if isinstance(value, datetime):
        return value if value.time() != time() else value.date()
    if value is None or isinstance(value, date):
        return value
    text = str(value).strip()
    if not text:
        return None
    found = _ISO.search(text) or _DAY.search(text)
    if found is None:
        raise DomainProblem("import.bad_date", field=name)
    clock = _CLOCK.search(text[: found.start()] + " " + text[found.end() :])
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        if clock is None:
            return day
        return datetime.combine(day, time(int(clock["hour"]), int(clock["minute"] or 0)))
    except ValueError:
        raise DomainProblem("import.bad_date", field=name) from None


def read_status(value: object) -> Status | str | None:
    """Read a status in words or as the portal's number; None of an empty cell.

    Raises DomainProblem ``import.unknown_status``.
    """
    text = " ".join(words(fold(str(value)))) if value is not None else ""
    if not text:
        return None
    found = _BY_WORDS.get(text) or _BY_NUMBER.get(text)
    if found is None:
        raise DomainProblem("import.unknown_status")
    return found


def read_channel(value: object) -> str | None:
    """Read how a dossier came. Raises DomainProblem ``import.unknown_channel``."""
    text = " ".join(words(fold(str(value)))) if value is not None else ""
    if not text:
        return None
    found = _CHANNELS.get(text)
    if found is None:
        raise DomainProblem("import.unknown_channel")
    return found


def split_contact(text: str) -> tuple[str, str]:
    """Divide ``Bản Nà Lốm, xã Thanh Nưa - 0912 345 678`` into address and phone."""
    found = _PHONE.search(text)
    if found is None:
        return text.strip(), ""
    rest = re.sub(r"(?i)\b(?:sđt|sdt|đt|dt|điện thoại|tel)\b\s*[.:]*", "", text[: found.start()])
    after = text[found.end() :].strip(" ,;.-–()\n")
    address = " ".join(part for part in (rest.strip(" ,;.-–()\n"), after) if part)
    return address, found.group().strip()


def read_text(value: object) -> str:
    """Return a cell as text; a number that a spreadsheet made of digits comes back as they were typed."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}"
    text = str(value).strip()
    # Our own lists of refused rows keep formulas from happening with an apostrophe.
    return text[1:] if text[:1] == "'" and text[1:2] in {"=", "+", "@"} else text

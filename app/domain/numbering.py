"""Dossier codes (mã số hồ sơ): official ones from a granted range, provisional ones without.

NĐ 118/2025 Đ28 k2: the identifier of the competent agency, the date of reception, the number within that
day. Practice writes it ``{unit}-{yyMMdd}-{NNNN}`` and counts each reception day from 1. The province grants
every device a range of the day's numbers, so that codes are official without a network and never meet.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from app.domain.cautions import Caution
from app.domain.moments import VIET_NAM
from app.domain.problems import DomainProblem

PRACTICE_MARK = "THỬ"
"""Stands before every number of a practice office (vận hành thử): none can be taken for a real one."""
LARGEST_NUMBER = 9_999
PROVISIONAL = "TAM"
"""First part of a provisional code (mã tạm): no unit identifier begins so."""

_OFFICIAL = re.compile(r"(?P<unit>[^\s-]+)-(?P<day>\d{6})-(?P<number>\d{4})")
_PROVISIONAL = re.compile(
    rf"{PROVISIONAL}-(?P<unit>[^\s-]+)-(?P<device>[0-9A-Z]+)-(?P<day>\d{{6}})-(?P<number>\d{{3,}})"
)
# QĐ 20/2020/QĐ-TTg writes identifiers in groups ending in the province, 000.00.06.H56. What communes got
# after July 2025 is not published, so another form is pointed out and accepted.
_IDENTIFIER = re.compile(r"[0-9A-Z]{2,3}(\.[0-9A-Z]{2,3}){2,3}\.?H\d{2}")
_TAG_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U, which people misread."""
_TAG_LENGTH = 7
"""35 bits: among a hundred logs of one office two of one tag come in seven million offices once."""


@dataclass(frozen=True, slots=True)
class DossierCode:
    """What a code says. `device` is the tag of the device that gave a provisional code, otherwise empty."""

    unit: str
    day: date
    number: int
    device: str = ""

    @property
    def provisional(self) -> bool:
        """Whether the province has still to assign the official code."""
        return bool(self.device)


@dataclass(frozen=True, slots=True)
class CodeRange:
    """Numbers `first` to `last` of every reception day, granted to one device log.

    A first grant holds for all days, also past ones. A grant after a restore holds only for days after
    `days_after`: which numbers of earlier days were printed before the loss is not known.
    """

    unit_identifier: str
    first: int
    last: int
    days_after: date | None = None

    def __post_init__(self) -> None:
        """Refuse a range outside 1 to 9999. Raises DomainProblem ``range.bounds`` or ``range.identifier``."""
        if not 1 <= self.first <= self.last <= LARGEST_NUMBER:
            raise DomainProblem("range.bounds", first=self.first, last=self.last)
        if not self.unit_identifier or re.search(r"[\s-]", self.unit_identifier):
            raise DomainProblem("range.identifier")

    def holds_for(self, day: date) -> bool:
        """Tell whether numbers of a reception day may be taken from it."""
        return self.days_after is None or day > self.days_after


def next_number(
    ranges: Iterable[CodeRange], highest_used: Mapping[CodeRange, int], day: date
) -> tuple[CodeRange, int] | None:
    """Return the next number of a reception day and the range it comes from; None when none is left.

    `highest_used` has the highest number within each range that was given out *on that day*, from whichever
    range it was taken: ranges may overlap. They are used up in the order given.
    """
    for granted in ranges:
        number = highest_used.get(granted, granted.first - 1) + 1
        if granted.holds_for(day) and number <= granted.last:
            return granted, number
    return None


def official_code(unit_identifier: str, day: date, number: int) -> str:
    """Return ``{unit}-{yyMMdd}-{NNNN}``. Raises DomainProblem ``number.bounds`` outside 1 to 9999."""
    if not 1 <= number <= LARGEST_NUMBER:
        raise DomainProblem("number.bounds", number=number)
    return f"{unit_identifier}-{_written(day)}-{number:04}"


def provisional_code(unit: str, device_tag: str, day: date, number: int) -> str:
    """Return ``TAM-{unit}-{tag}-{yyMMdd}-{nnn}``: the device's own count within the reception day."""
    if number < 1:
        raise DomainProblem("number.bounds", number=number)
    return f"{PROVISIONAL}-{unit}-{device_tag}-{_written(day)}-{number:03}"


def _written(day: date) -> str:
    """Write a day as codes do; `strftime` would take ten times as long."""
    return f"{day.year % 100:02}{day.month:02}{day.day:02}"


@lru_cache(maxsize=64)
def device_tag(device: bytes) -> str:
    """Return seven letters and digits that tell the devices of one office apart on paper."""
    number = int.from_bytes(hashlib.sha256(device).digest()[:5], "big") >> 5
    return "".join(_TAG_SIGNS[(number >> (5 * place)) & 31] for place in reversed(range(_TAG_LENGTH)))


def normal_code(text: str) -> str:
    """Return a typed or scanned code in the spelling codes are kept in: capitals, nothing between."""
    return re.sub(r"\s", "", text).upper().replace("\u2013", "-")


def parse_code(text: str) -> DossierCode | None:
    """Read a dossier code of either kind, in any letter case; None when it is something else."""
    code = normal_code(text)
    found = _PROVISIONAL.fullmatch(code) or _OFFICIAL.fullmatch(code)
    if found is None:
        return None
    try:
        day = datetime.strptime(found["day"], "%y%m%d").replace(tzinfo=VIET_NAM).date()
    except ValueError:
        return None
    return DossierCode(found["unit"], day, int(found["number"]), found.groupdict().get("device") or "")


def practice_unit(unit: str) -> str:
    """Return what codes of a unit begin with in a practice office."""
    return unit if unit.startswith(PRACTICE_MARK) else f"{PRACTICE_MARK}.{unit}"


def unit_identifier_cautions(identifier: str) -> tuple[Caution, ...]:
    """Return ``unit_identifier.form`` for an identifier of another form than QĐ 20/2020 gives."""
    return () if _IDENTIFIER.fullmatch(identifier) else (Caution("unit_identifier.form"),)

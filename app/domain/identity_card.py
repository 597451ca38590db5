"""The QR code of an identity card (thẻ căn cước công dân, thẻ căn cước) as a scanner types it.

Seven fields between ``|``: 12-digit number, old 9-digit number or nothing, full name, date of birth
``ddmmyyyy``, sex, address with the unit names of before the merger, date of issue. Cards issued since
1/7/2024 append more fields; they are not read, and the raw text is never kept.
"""

import re
from dataclasses import dataclass

from app.domain.identity import PersonalNumber, normal_sex
from app.domain.partial_date import PartialDate
from app.domain.problems import DomainProblem
from app.domain.text import clean

_LEAST_FIELDS = 6
_MAX_CHARS = 400
# Scanners add a symbology mark such as ]Q1 before the text, and control characters around it.
_NOISE = re.compile("[\x00-\x1f\x7f\ufeff]")
_MARK = re.compile(r"^\W*\][A-Za-z]\d")
# A keyboard layout other than the scanner expects turns | into one of its neighbours.
_OTHER_SEPARATORS = "¦\\"


@dataclass(frozen=True, slots=True)
class IdentityCard:
    """What one card states. Dates and sex are None where the card leaves them empty or unreadable."""

    number: str
    old_number: str
    full_name: str
    birth_date: PartialDate | None
    sex: str | None
    address: str
    issued_on: PartialDate | None
    name_doubtful: bool
    """The scanner or keyboard layout seems to have spoilt the marks: compare the name with the card."""

    @classmethod
    def parse(cls, scanned: str) -> "IdentityCard":
        """Read a scanned text.

        Raises DomainProblem ``identity_card.unreadable`` (`reason`: ``fields``, ``number`` or ``name``).
        """
        fields = _split(scanned)
        if len(fields) < _LEAST_FIELDS:
            raise _unreadable("fields")
        number = PersonalNumber.read(fields[0])
        if number is None:
            raise _unreadable("number")
        name = _text(fields[2])
        if not name:
            raise _unreadable("name")
        return cls(
            number=number.number,
            old_number=re.sub(r"\D", "", fields[1]),
            full_name=name,
            birth_date=_date(fields[3]),
            sex=_sex(fields[4]),
            address=_text(fields[5]),
            issued_on=_date(fields[6]) if len(fields) > _LEAST_FIELDS else None,
            name_doubtful=_doubtful(name),
        )


def looks_scanned(text: str) -> bool:
    """Tell whether text typed into some field is really the scan of a card and must not stay there."""
    fields = _split(text)
    return len(fields) >= _LEAST_FIELDS and PersonalNumber.read(fields[0]) is not None


def _split(scanned: str) -> list[str]:
    text = _MARK.sub("", _NOISE.sub("", scanned)).strip()
    for other in _OTHER_SEPARATORS:
        if "|" not in text:
            text = text.replace(other, "|")
    return [part.strip() for part in text.split("|")]


def _text(field: str) -> str:
    try:
        return clean(field.replace("\ufffd", "?"), max_chars=_MAX_CHARS)
    except DomainProblem as problem:
        raise _unreadable("name") from problem


def _date(field: str) -> PartialDate | None:
    try:
        return PartialDate.parse(field)
    except DomainProblem:
        return None


def _sex(field: str) -> str | None:
    try:
        return normal_sex(field)
    except DomainProblem:
        # Only the marked letter of Nữ suffers on the way: "N?", "Nu+", "Nuwx".
        return normal_sex("nu") if field[:1] in {"N", "n"} and field.lower() != "nam" else None


def _doubtful(name: str) -> bool:
    """Vietnamese names without a single mark are rare; digits and signs in a name are never right."""
    return name.isascii() or not all(part.isalpha() for part in re.split(r"[\s'\u2019\-]+", name) if part)


def _unreadable(reason: str) -> DomainProblem:
    return DomainProblem("identity_card.unreadable", reason=reason)

"""Identity numbers: what a number says about its owner, and what does not fit.

A 12-digit personal number (số định danh cá nhân, NĐ 137/2015, TT 59/2021) is three digits of the province
or country of birth registration, one for century and sex, the last two of the year of birth, and six
random ones; there is no check digit. Errors in old data are common, so everything here is a caution: a person
is never turned away for a number, and people without any papers exist.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from app.domain.cautions import Caution
from app.domain.partial_date import PartialDate
from app.domain.problems import DomainProblem
from app.domain.text import fold

MALE, FEMALE, OTHER = "Nam", "Nữ", "Khác"
"""Sex (giới tính) as papers and forms write it; kept in this spelling."""

_SEXES = {
    **dict.fromkeys(("nam", "m", "male", "trai"), MALE),
    **dict.fromkeys(("nu", "f", "female", "gai"), FEMALE),
    **dict.fromkeys(("khac", "other", "khong ro", "khong xac dinh"), OTHER),
}

_PERSONAL_DIGITS, _OLD_DIGITS = 12, 9
_FIRST_CENTURY = 1900
_TAX_CODE = re.compile(r"\d{10}(-?\d{3})?|\d{12}")


def normal_sex(text: str) -> str:
    """Return the sex in the spelling papers use. Raises DomainProblem ``sex.unknown``."""
    found = _SEXES.get(fold(text).strip())
    if found is None:
        raise DomainProblem("sex.unknown")
    return found


def ethnic_group_code(text: str) -> str:
    """Return a code of an ethnic group with its two digits (``8`` is ``08``); a name stays as written.

    Names and their many spellings are resolved by `app.domain.code_tables.EthnicGroups`.
    """
    text = text.strip()
    return text.zfill(2) if text.isascii() and text.isdigit() else text


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """What a 12-digit number says about its owner."""

    number: str
    province: str
    """Three-digit code of the place of birth registration, as before the mergers of 2025."""
    sex: str
    birth_year: int

    @classmethod
    def read(cls, text: str) -> "PersonalNumber | None":
        """Return what the number says; None when `text` is not 12 digits."""
        number = re.sub(r"[\s.\-]", "", text)
        if len(number) != _PERSONAL_DIGITS or not (number.isascii() and number.isdigit()):
            return None
        century, female = divmod(int(number[3]), 2)
        year = _FIRST_CENTURY + 100 * century + int(number[4:6])
        return cls(number, number[:3], FEMALE if female else MALE, year)


def id_number_cautions(
    text: str,
    *,
    birth: PartialDate | None = None,
    sex: str | None = None,
    provinces: Collection[str] = (),
    this_year: int | None = None,
) -> tuple[Caution, ...]:
    """Return what is odd about an identity number, compared with what else is known of the person.

    Codes: ``id_number.old`` (nine digits: the card's use ended on 31/12/2024), ``id_number.length``
    (`digits`), ``id_number.not_digits`` (nearly a personal number), ``id_number.province`` (`province`),
    ``id_number.sex`` (`sex`), ``id_number.birth_year`` (`year`) and ``id_number.future`` (`year`): what the
    number says. Passports and other numbers with letters are not judged.
    """
    number = re.sub(r"[\s.\-]", "", text)
    if not number:
        return ()
    if not (number.isascii() and number.isdigit()):
        digits = sum(character.isdigit() for character in number)
        nearly = len(number) == _PERSONAL_DIGITS and digits > _OLD_DIGITS
        return (Caution("id_number.not_digits"),) if nearly else ()
    said = PersonalNumber.read(number)
    if said is None:
        if len(number) == _OLD_DIGITS:
            return (Caution("id_number.old"),)
        return (Caution("id_number.length", {"digits": len(number)}),)
    found: list[Caution] = []
    if provinces and said.province not in provinces:
        found.append(Caution("id_number.province", {"province": said.province}))
    if sex in {MALE, FEMALE} and said.sex != sex:
        found.append(Caution("id_number.sex", {"sex": said.sex}))
    if birth is not None and said.birth_year != birth.year:
        found.append(Caution("id_number.birth_year", {"year": said.birth_year}))
    elif this_year is not None and said.birth_year > this_year:
        found.append(Caution("id_number.future", {"year": said.birth_year}))
    return tuple(found)


def tax_code_cautions(text: str) -> tuple[Caution, ...]:
    """Return ``tax_code.form`` unless a tax code (mã số thuế) has 10, 10-3 or 12 digits.

    Twelve since personal numbers serve as tax codes of people and household businesses (1/7/2025).
    """
    number = re.sub(r"[\s.]", "", text)
    return () if not number or _TAX_CODE.fullmatch(number) else (Caution("tax_code.form"),)

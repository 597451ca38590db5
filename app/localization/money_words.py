"""Amounts of money in Vietnamese words, as papers write them (số tiền bằng chữ).

Reads as people at the counter do: mốt, tư and lăm after tens, *linh* for an empty tens place, *không trăm*
inside a number, *chẵn* after an amount of whole thousands.
"""

from app.domain.problems import DomainProblem

LARGEST = 999_999_999_999
"""The largest amount there are words for, in đồng."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("tỷ", "triệu", "nghìn", "")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_ROUND = 1_000


def number_in_words(value: int) -> str:
    """Return a whole number in words, ``hai mươi mốt nghìn không trăm linh năm``.

    Raises DomainProblem ``money.out_of_range`` (`most`) below zero or above `LARGEST`.
    """
    if not 0 <= value <= LARGEST:
        raise DomainProblem("money.out_of_range", most=LARGEST)
    if value == 0:
        return _DIGITS[0]
    said: list[str] = []
    for place, name in enumerate(_GROUPS):
        group = value // 1000 ** (len(_GROUPS) - 1 - place) % 1000
        if group:
            said += _group(group, inner=bool(said))
            said += [name] if name else []
    return " ".join(said)


def money_in_words(dong: int) -> str:
    """Return an amount as a paper writes it, ``Mười nghìn đồng chẵn``.

    Raises DomainProblem ``money.out_of_range`` (`most`) below zero or above `LARGEST`.
    """
    words = number_in_words(dong)
    whole = " chẵn" if dong and dong % _ROUND == 0 else ""
    return f"{words[0].upper()}{words[1:]} đồng{whole}"


def _group(group: int, *, inner: bool) -> list[str]:
    """Read three digits; `inner` when larger ones were read before, so that none may be left out."""
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    said = [_DIGITS[hundreds], "trăm"] if hundreds or inner else []
    if tens == 1:
        said.append("mười")
    elif tens:
        said += [_DIGITS[tens], "mươi"]
    elif ones and said:
        said.append("linh")
    if ones:
        said.append(_ones(tens, ones))
    return said


def _ones(tens: int, ones: int) -> str:
    if tens > 1:
        return _AFTER_TENS.get(ones, _DIGITS[ones])
    return "lăm" if tens == 1 and ones == 5 else _DIGITS[ones]  # noqa: PLR2004 - mười lăm

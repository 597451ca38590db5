"""What may stand in each field of a dossier, read strictly at the boundary: one rule per field.

Reception, correction and the window's live checks read through the same table. Text leaves here in
NFC with nothing invisible in it; what cannot be kept is refused with the field's name, and never with
what was typed.
"""

from collections.abc import Callable, Mapping

from app.domain.facts import Value
from app.domain.identity import ethnic_group_code, normal_sex
from app.domain.partial_date import PartialDate
from app.domain.phone import normal_phone
from app.domain.problems import DomainProblem
from app.domain.text import clean

Reader = Callable[[object], Value]

MAX_PARTIES = 20
MAX_DOCUMENTS = 80
MAX_EXTRA_FIELDS = 80
MAX_COUNT = 9_999
_DEEPEST = 4
_LARGEST_WHOLE = 2**63 - 1


def text_reader(max_chars: int, *, lines: bool = False) -> Reader:
    """Return a reader of cleaned text; an empty text counts as not stated."""

    def read(value: object) -> Value:
        if type(value) is not str:
            raise DomainProblem("field.not_text")
        return clean(value, max_chars=max_chars, lines=lines) or None

    return read


def whole_reader(least: int, most: int) -> Reader:
    """Return a reader of whole numbers within bounds. JSON's true and 2.0 are not whole numbers."""

    def read(value: object) -> Value:
        if type(value) is not int:
            raise DomainProblem("field.not_a_whole_number")
        if value < least:
            raise DomainProblem("field.negative" if value < 0 else "field.too_small", least=least)
        if value > most:
            raise DomainProblem("field.too_large", most=most)
        return value

    return read


def choice_reader(*allowed: str) -> Reader:
    """Return a reader of a closed list of codes."""

    def read(value: object) -> Value:
        if value not in allowed:
            raise DomainProblem("field.unknown_value", allowed=", ".join(allowed))
        return value

    return read


def flag_reader(value: object) -> Value:
    """Read true or false."""
    if not isinstance(value, bool):
        raise DomainProblem("field.not_a_flag")
    return value


def list_reader(read_item: Reader, most: int) -> Reader:
    """Return a reader of lists; the name of a bad field inside carries the place, counted from 1."""

    def read(value: object) -> Value:
        if type(value) is not list:
            raise DomainProblem("field.not_a_list")
        if len(value) > most:
            raise DomainProblem("field.too_many", most=most, given=len(value))
        items = []
        for place, item in enumerate(value, 1):
            try:
                items.append(read_item(item))
            except DomainProblem as problem:
                raise located(problem, f"[{place}]") from None
        return items or None

    return read


def object_reader(readers: Mapping[str, Reader], *required: str) -> Reader:
    """Return a reader of objects. A key this program does not know is kept as it came, not dropped."""

    def read(value: object) -> Value:
        if type(value) is not dict:
            raise DomainProblem("field.not_an_object")
        found: dict[str, Value] = {}
        for name, part in value.items():
            read_field(readers, name, part, found)
        for name in required:
            if name not in found:
                raise located(DomainProblem("field.missing"), name)
        return found or None

    return read


def read_field(readers: Mapping[str, Reader], name: str, value: object, into: dict[str, Value]) -> None:
    """Read one field into ``into``; null and empty count as not stated."""
    if value is None:
        return
    try:
        read = readers.get(name, plain)(value)
    except DomainProblem as problem:
        raise located(problem, name) from None
    if read is not None:
        into[name] = read


def located(problem: DomainProblem, name: str) -> DomainProblem:
    """Return the problem with the name of the field it happened in put before what it already says."""
    inner = problem.details.get("field")
    joint = "" if inner is None or str(inner).startswith("[") else "."
    where = name if inner is None else f"{name}{joint}{inner}"
    return DomainProblem(problem.code, **{**problem.details, "field": where})


def _identity_number(value: object) -> Value:
    """Read a number off a paper. Odd ones are warned about, never refused (DOMAIN §5.1)."""
    text = _SHORT(value)
    return None if text is None else text.replace(" ", "").replace(".", "")


def _birth_date(value: object) -> Value:
    text = _SHORT(value)
    return None if text is None else str(PartialDate.parse(text))


def _phone(value: object) -> Value:
    text = _SHORT(value)
    return None if text is None else normal_phone(text)


def _sex(value: object) -> Value:
    text = _SHORT(value)
    return None if text is None else normal_sex(text)


def _ethnicity(value: object) -> Value:
    text = _SHORT(value)
    return None if text is None else ethnic_group_code(text)


def plain(value: object, depth: int = 0) -> Value:
    """Read a value nobody declared: anything JSON can say but fractions, which a fact cannot hold exactly."""
    if isinstance(value, str):
        return clean(value, max_chars=4_000, lines=True)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        if not -_LARGEST_WHOLE <= value <= _LARGEST_WHOLE:
            raise DomainProblem("field.too_large", most=_LARGEST_WHOLE)
        return value
    if depth < _DEEPEST and isinstance(value, list):
        return [plain(item, depth + 1) for item in value]
    if depth < _DEEPEST and isinstance(value, dict):
        return {clean(name, max_chars=120): plain(item, depth + 1) for name, item in value.items()}
    raise DomainProblem("field.not_keepable")


def _extra_fields(value: object) -> Value:
    if type(value) is not dict:
        raise DomainProblem("field.not_an_object")
    if len(value) > MAX_EXTRA_FIELDS:
        raise DomainProblem("field.too_many", most=MAX_EXTRA_FIELDS, given=len(value))
    return plain(value) or None


_SHORT = text_reader(60)

NAME = text_reader(200)

PERSON_READERS: dict[str, Reader] = {
    "full_name": NAME,
    "id_number": _identity_number,
    "id_kind": text_reader(60),
    "birth_date": _birth_date,
    "sex": _sex,
    "ethnicity": _ethnicity,
    "address": text_reader(400),
    "village": text_reader(120),
    "phone": _phone,
    "email": text_reader(120),
}
"""The applicant (chủ hồ sơ), whose fields stand in the dossier itself."""

OTHER_PERSON_READERS: dict[str, Reader] = {
    **PERSON_READERS,
    "role": text_reader(60),
    "authorisation_number": text_reader(60),
    "authorisation_date": _birth_date,
}
"""A submitter (người nộp thay) or a second party; ``role`` is the relation, ``spouse`` for a marriage. An
authorised submitter brings an authorisation paper (giấy ủy quyền, NĐ 118/2025 Đ6) with number and date."""

HELPER_ROLES = ("interpreter", "scribe", "guide", "witness")
"""Who interpreted, wrote for a person, led them through, or stood by (Đ8 k1g)."""
_HELPER_READERS: dict[str, Reader] = {
    "full_name": NAME,
    "role": choice_reader(*HELPER_ROLES),
    "language": text_reader(60),
    "phone": _phone,
}
_MOST_HELPERS, _MOST_PRIORITIES, _FARTHEST_KM = 6, 12, 500


def _codes(value: object) -> Value:
    """Read codes from a list, or from one text with commas between them as a command line gives it."""
    given = [part.strip() for part in value.split(",")] if isinstance(value, str) else value
    return list_reader(text_reader(20), _MOST_PRIORITIES)(given)


def _helpers(value: object) -> Value:
    """Read people who helped from a list, or from one text: ``interpreter: Vàng A Sùng; guide: …``."""
    given = value
    if isinstance(value, str):
        parts = [part.partition(":") for part in value.split(";") if part.strip()]
        given = [{"role": role.strip(), "full_name": name.strip()} for role, _colon, name in parts]
    return list_reader(object_reader(_HELPER_READERS, "full_name"), _MOST_HELPERS)(given)


def _distance(value: object) -> Value:
    number = int(value) if isinstance(value, str) and value.strip().isdecimal() else value
    return whole_reader(0, _FARTHEST_KM)(number)


ORGANISATION_READERS: dict[str, Reader] = {
    "name": text_reader(300),
    "tax_code": _identity_number,
    "kind": text_reader(60),
    "address": text_reader(400),
    "phone": _phone,
    "email": text_reader(120),
}

DOCUMENT_READERS: dict[str, Reader] = {
    "name": text_reader(500),
    "originals": whole_reader(0, MAX_COUNT),
    "copies": whole_reader(0, MAX_COUNT),
    "note": text_reader(300),
}

DOSSIER_READERS: dict[str, Reader] = {
    "submitter": object_reader(OTHER_PERSON_READERS, "full_name"),
    "parties": list_reader(object_reader(OTHER_PERSON_READERS, "full_name"), MAX_PARTIES),
    "organisation": object_reader(ORGANISATION_READERS, "name"),
    "documents": list_reader(object_reader(DOCUMENT_READERS, "name"), MAX_DOCUMENTS),
    "sets": whole_reader(1, 999),
    "channel": choice_reader("direct", "online", "post"),
    "return_at": text_reader(200),
    "note": text_reader(2_000, lines=True),
    "fields": _extra_fields,
    "priority": _codes,
    "point": text_reader(160),
    "competent": text_reader(5),
    "distance_km": _distance,
    "helpers": _helpers,
    "no_papers_reason": text_reader(400),
}
"""What a dossier holds besides the applicant and what the program computes."""

REF = text_reader(200)
REASON = text_reader(1_000, lines=True)

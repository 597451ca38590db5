"""What the fields of a dossier may hold, so that nobody stumbles over what a faulty device wrote.

A fact is signed and kept whatever it says. Where its fields are read, a value of the wrong sort or beyond
all measure counts as not stated.
"""

from collections.abc import Callable, Mapping

from app.domain.facts import Value

LATEST_MS = 1 << 43
"""Times lie before this many milliseconds since the epoch (the year 2248)."""
MOST = 1_000_000
"""No count of papers, copies or numbers comes near it."""
_MONEY = 1 << 53
_ID_BYTES = 16

Reader = Callable[[Value], Value]


def readable(name: str, value: Value) -> Value:
    """Return the value of a field, None when it is not of the sort its name promises."""
    reader = _READERS.get(name)
    return value if reader is None or value is None else reader(value)


def readable_fields(fields: Mapping[str, Value]) -> dict[str, Value]:
    """Return the fields of a fact, each as far as it can be read."""
    return {name: readable(name, value) for name, value in fields.items()}


def _text(value: Value) -> Value:
    return value if isinstance(value, str) else None


def _moment(value: Value) -> Value:
    return value if type(value) is int and 0 <= value < LATEST_MS else None


def _count(value: Value) -> Value:
    return value if type(value) is int and 0 <= value <= MOST else None


def _amount(value: Value) -> Value:
    return value if type(value) is int and 0 <= value < _MONEY else None


def _flag(value: Value) -> Value:
    return value if isinstance(value, bool) else None


def _identifier(value: Value) -> Value:
    return value if isinstance(value, bytes) and len(value) == _ID_BYTES else None


def _bytes(value: Value) -> Value:
    return value if isinstance(value, bytes) else None


def _texts(value: Value) -> Value:
    """Read a group of texts, such as a person."""
    if not isinstance(value, Mapping):
        return None
    return {name: text for name, text in value.items() if isinstance(name, str) and isinstance(text, str)}


def _people(value: Value) -> Value:
    return [_texts(item) for item in value if isinstance(item, Mapping)] if isinstance(value, list) else None


def _lines(value: Value) -> Value:
    """Read a list of texts."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else None


def _papers(value: Value) -> Value:
    return [_paper(item) for item in value if isinstance(item, Mapping)] if isinstance(value, list) else None


def _paper(item: Mapping[str, Value]) -> Value:
    counts = {name: _count(item.get(name)) or 0 for name in ("originals", "copies") if name in item}
    return {**item, "name": _text(item.get("name")) or "", **counts}


def _group(value: Value) -> Value:
    return value if isinstance(value, Mapping) and all(isinstance(name, str) for name in value) else None


_TEXTS = (
    *("procedure", "catalogue_version", "calendar_version", "code", "official_code", "due_rule", "limit"),
    *("channel", "full_name", "id_number", "id_kind", "birth_date", "sex", "ethnicity", "address", "village"),
    *("phone", "email", "note", "ref", "return_at", "reason", "returned_to", "returned_to_kind", "form"),
    *("template_version", "programme", "replaces_reason", "order", "book", "agency", "content"),
    *("document_number", "authorisation", "witness", "place", "papers_returned", "fee_treatment", "cause"),
    *("costs", "point", "competent", "no_papers_reason"),
)
_MOMENTS = (
    *("received_at", "due_at", "clock_from", "extended_from", "supplement_due_at", "correction_due_at"),
    *("answer_due_at", "transfer_due_at"),
)
_READERS: dict[str, Reader] = {
    **dict.fromkeys(_TEXTS, _text),
    **dict.fromkeys(_MOMENTS, _moment),
    **dict.fromkeys(("sets", "range_first", "copy_number", "number", "distance_km"), _count),
    **dict.fromkeys(("provisional", "practice", "voided", "eligible", "fingerprint", "agreed"), _flag),
    **dict.fromkeys(("sha256", "replaces"), _bytes),
    **dict.fromkeys(("submitter", "organisation"), _texts),
    **dict.fromkeys(("fee", "amount"), _amount),
    **dict.fromkeys(("holder", "recorded_by"), _identifier),
    **dict.fromkeys(("parties", "results", "helpers"), _people),
    **dict.fromkeys(("missing", "priority"), _lines),
    "documents": _papers,
    "fields": _group,
}

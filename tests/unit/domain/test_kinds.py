"""The places of fields in signed bytes: append at the end, never reorder, never reuse.

When this test fails because a field was appended, append it here too. For any other reason the change is
wrong: facts already signed would be read with the wrong names.
"""

import pytest

from app.domain.kinds import KINDS, OPENING_PLACES, Family, Kind, current_kind, known_kind

PLACES = {
    ("log.opened", 1): (
        [
            "key",
            "scope",
            "nonce",
            "device_name",
            "previous_log",
            "previous_head",
            "root_key",
            "certificate",
            "programme",
            "key_serial",
        ],
        [],
    ),
    ("device.granted", 1): (
        ["key", "log", "device_name"],
        [],
    ),
    ("device.revoked", 1): (
        ["log", "position", "head", "cause"],
        [],
    ),
    ("range.granted", 1): (
        ["log", "unit_identifier", "first", "last", "days_after"],
        [],
    ),
    ("code.assigned", 1): (
        ["official_code"],
        [],
    ),
    ("office.profile_set", 1): (
        [],
        [],
    ),
    ("clerk.registered", 1): (
        ["active", "roles"],
        ["full_name", "position", "phone", "work"],
    ),
    ("clerk.changed", 1): (
        ["active", "roles"],
        ["full_name", "position", "phone", "work"],
    ),
    ("procedure.published", 1): (
        ["record", "catalogue_version"],
        [],
    ),
    ("dossier.received", 1): (
        [
            "procedure",
            "catalogue_version",
            "calendar_version",
            "code",
            "provisional",
            "range_first",
            "received_at",
            "due_at",
            "due_rule",
            "limit",
            "channel",
            "sets",
            "holder",
            "book",
            "number",
            "fee",
            "practice",
            "priority",
            "point",
            "competent",
            "distance_km",
        ],
        [
            "full_name",
            "id_number",
            "id_kind",
            "birth_date",
            "sex",
            "ethnicity",
            "address",
            "village",
            "phone",
            "email",
            "submitter",
            "parties",
            "organisation",
            "documents",
            "fields",
            "note",
            "ref",
            "return_at",
            "helpers",
            "no_papers_reason",
        ],
    ),
    ("dossier.amended", 1): (
        [
            "procedure",
            "catalogue_version",
            "calendar_version",
            "code",
            "provisional",
            "range_first",
            "received_at",
            "due_at",
            "due_rule",
            "limit",
            "channel",
            "sets",
            "holder",
            "book",
            "number",
            "fee",
            "practice",
            "priority",
            "point",
            "competent",
            "distance_km",
        ],
        [
            "reason",
            "full_name",
            "id_number",
            "id_kind",
            "birth_date",
            "sex",
            "ethnicity",
            "address",
            "village",
            "phone",
            "email",
            "submitter",
            "parties",
            "organisation",
            "documents",
            "fields",
            "note",
            "ref",
            "return_at",
            "helpers",
            "no_papers_reason",
        ],
    ),
    ("dossier.stepped", 1): (
        [
            "holder",
            "returned_to_kind",
            "received_at",
            "due_at",
            "due_rule",
            "limit",
            "calendar_version",
            "clock_from",
            "extended_from",
            "supplement_due_at",
            "correction_due_at",
            "answer_due_at",
            "book",
            "number",
            "eligible",
            "amount",
            "fingerprint",
            "agreed",
            "transfer_due_at",
            "recorded_by",
            "done_at",
        ],
        [
            "note",
            "reason",
            "returned_to",
            "missing",
            "agency",
            "content",
            "document_number",
            "results",
            "authorisation",
            "witness",
            "place",
            "papers_returned",
            "fee_treatment",
            "cause",
            "costs",
        ],
    ),
    ("dossier.voided", 1): (
        ["voided"],
        ["reason"],
    ),
    ("paper.issued", 1): (
        ["form", "copy_number", "template_version", "programme", "replaces"],
        ["sha256", "replaces_reason"],
    ),
    ("fee.collected", 1): (
        ["amount", "method", "book", "number", "lines", "exempt_group", "fees_version"],
        ["payer", "exempt_proof", "note"],
    ),
    ("certification.entered", 1): (
        ["register", "book", "number", "pages", "copies"],
        ["title", "signer"],
    ),
    ("number.voided", 1): (
        ["fact", "book_kind", "book", "number"],
        ["reason"],
    ),
    ("receipt.noted", 1): (
        ["fact", "symbol", "number", "lookup_code", "issued_on"],
        [],
    ),
    ("calendar.changed", 1): (
        [],
        [],
    ),
    ("fees.changed", 1): (
        [],
        [],
    ),
    ("day.closed", 1): (
        [
            "day",
            "heads",
            "totals",
            "money",
            "books",
            "carried",
            "differences",
            "sheet",
            "warnings",
        ],
        ["note"],
    ),
    ("ticket.issued", 1): (
        ["day", "number", "priority", "field"],
        [],
    ),
    ("ticket.called", 1): (
        ["counter", "outcome"],
        [],
    ),
    ("feedback.received", 1): (
        ["number", "received_at", "due_at", "channel", "about", "holder", "book"],
        ["text", "full_name", "phone", "address"],
    ),
    ("feedback.changed", 1): (
        ["due_at", "holder", "state", "answered_at"],
        ["answer", "note"],
    ),
    ("rating.given", 1): (
        ["day", "procedure", "channel", "scores"],
        ["comment"],
    ),
    ("subject.erased", 1): (
        ["order"],
        [],
    ),
}


def test_every_field_has_the_place_it_was_first_given() -> None:
    written = {
        (kind.name, kind.version): (list(kind.open_fields), list(kind.personal_fields)) for kind in KINDS
    }
    assert written == PLACES


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_field_is_open_and_personal_and_none_stands_twice(kind: Kind) -> None:
    assert known_kind(kind.name, kind.version) is kind
    names = [*kind.open_fields, *kind.personal_fields]
    assert len(names) == len(set(names))
    assert kind.act_fields <= set(names)


def test_every_opening_begins_with_the_same_places() -> None:
    assert current_kind("log.opened").open_fields[: len(OPENING_PLACES)] == OPENING_PLACES


def test_what_only_the_province_may_say_is_marked_so() -> None:
    assert {kind.name for kind in KINDS if kind.by_province} == {
        "device.granted",
        "device.revoked",
        "range.granted",
        "code.assigned",
        "subject.erased",
    }


def test_an_amendment_can_set_whatever_a_reception_states() -> None:
    received, amended = current_kind("dossier.received"), current_kind("dossier.amended")
    assert set(received.open_fields) <= set(amended.open_fields)
    assert set(received.personal_fields) <= set(amended.personal_fields)
    assert received.family is amended.family is Family.DOSSIER

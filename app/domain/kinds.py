"""The kinds of facts this program knows, and the order of their fields on the wire.

Field order is part of the signed bytes: append only, never reorder, never reuse a place. A change of
meaning is a new version with an upcaster beside the old one.
"""

from dataclasses import dataclass
from enum import Enum


class Family(Enum):
    """What sort of subject a fact is about, and so which view it goes into."""

    DEVICE = "device"
    OFFICE = "office"
    CLERK = "clerk"
    PROCEDURE = "procedure"
    DOSSIER = "dossier"
    CALENDAR = "calendar"
    FEES = "fees"
    CLOSING = "closing"
    TICKET = "ticket"
    FEEDBACK = "feedback"
    RATING = "rating"
    ANY = "any"
    """Of a fact that may be about a subject of any family."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fact.

    ``critical``: a program that does not know it must not take life-cycle steps on the subject.
    ``irreversible``: paper issued, money taken, result handed over; such a fact wins ties.
    ``changes``: the fact names only the fields it sets (None clears one); otherwise fields are
    positional and absent means "not stated". ``free_names``: it may also set fields not listed here.
    ``by_province``: it counts only in a log that the province's root key vouches for. ``act_fields`` tell of
    the act, not of the subject: why, by which paper, to whom. They stand in the history and never in the
    view, so that two people's reasons are no disagreement.
    """

    name: str
    family: Family
    open_fields: tuple[str, ...]
    personal_fields: tuple[str, ...] = ()
    version: int = 1
    critical: bool = False
    irreversible: bool = False
    changes: bool = False
    free_names: bool = False
    by_province: bool = False
    act_fields: frozenset[str] = frozenset()


OPENING = "log.opened"
OPENING_PLACES = ("key", "scope", "nonce")
"""The first open fields of a log's opening fact in every version there will ever be."""

NEVER_ASKED = frozenset({"catalogue_version", "calendar_version", "due_rule", "limit", "range_first"})
"""Fields that say how another field was computed: written in parallel they raise no question of their own."""

# `priority`: codes of a table (far, elderly, …). `point`: where it was received. `competent`: the unit that
# decides, when it is not this one (Đ14 k2, Đ20). `helpers`: who interpreted, wrote or guided.
_OPEN_OF_RECEPTION = ("priority", "point", "competent", "distance_km")
_PERSONAL_OF_RECEPTION = ("helpers", "no_papers_reason")

_STEP_STATE = frozenset(
    {
        *("holder", "received_at", "due_at", "due_rule", "limit", "calendar_version", "clock_from"),
        *("extended_from", "supplement_due_at", "correction_due_at", "results"),
    }
)
"""What a step tells of the dossier; the rest of its fields tells of the act."""
_STEP_OPEN = (
    *("holder", "returned_to_kind", "received_at", "due_at", "due_rule", "limit", "calendar_version"),
    *("clock_from", "extended_from", "supplement_due_at", "correction_due_at", "answer_due_at"),
    *("book", "number", "eligible", "amount", "fingerprint", "agreed", "transfer_due_at"),
    *("recorded_by", "done_at"),
)
_STEP_PERSONAL = (
    *("note", "reason", "returned_to", "missing", "agency", "content", "document_number", "results"),
    *("authorisation", "witness", "place", "papers_returned", "fee_treatment", "cause", "costs"),
)

KINDS: tuple[Kind, ...] = (
    # A log's first fact. Its hash is the log's id, so nobody can open a log in another's name.
    # `device_name` is a label on a piece of equipment ("Quầy 2"), never a person's name.
    Kind(
        OPENING,
        Family.DEVICE,
        (
            *("key", "scope", "nonce", "device_name", "previous_log", "previous_head"),
            *("root_key", "certificate", "programme", "key_serial"),
        ),
    ),
    # Written by the province into its own log inside the office's scope.
    Kind("device.granted", Family.DEVICE, ("key", "log", "device_name"), by_province=True),
    # `cause` is one of lost, stolen, retired, copied, other: free text would outlive an erasure here.
    Kind(
        "device.revoked",
        Family.DEVICE,
        ("log", "position", "head", "cause"),
        critical=True,
        by_province=True,
    ),
    Kind(
        "range.granted",
        Family.DEVICE,
        ("log", "unit_identifier", "first", "last", "days_after"),
        by_province=True,
    ),
    Kind("code.assigned", Family.DOSSIER, ("official_code",), irreversible=True, by_province=True),
    # Effective-dated office data: a field is named `hotline@2026-11-22`, valid from that day.
    Kind("office.profile_set", Family.OFFICE, (), changes=True, free_names=True),
    # `work`: the field of work (lĩnh vực công tác) the office makes public (NĐ 118/2025 Đ9 k8).
    Kind("clerk.registered", Family.CLERK, ("active", "roles"), ("full_name", "position", "phone", "work")),
    Kind(
        "clerk.changed",
        Family.CLERK,
        ("active", "roles"),
        ("full_name", "position", "phone", "work"),
        changes=True,
    ),
    Kind("procedure.published", Family.PROCEDURE, ("record", "catalogue_version")),
    # The two kinds below share their fields but not their order: each order stands alone, so that a field
    # appended to one can never move a place of the other.
    Kind(
        "dossier.received",
        Family.DOSSIER,
        (
            *("procedure", "catalogue_version", "calendar_version", "code", "provisional", "range_first"),
            *("received_at", "due_at", "due_rule", "limit", "channel", "sets", "holder", "book", "number"),
            *("fee", "practice", *_OPEN_OF_RECEPTION),
        ),
        (
            *("full_name", "id_number", "id_kind", "birth_date", "sex", "ethnicity", "address", "village"),
            *("phone", "email", "submitter", "parties", "organisation", "documents", "fields", "note"),
            *("ref", "return_at", *_PERSONAL_OF_RECEPTION),
        ),
    ),
    Kind(
        "dossier.amended",
        Family.DOSSIER,
        (
            *("procedure", "catalogue_version", "calendar_version", "code", "provisional", "range_first"),
            *("received_at", "due_at", "due_rule", "limit", "channel", "sets", "holder", "book", "number"),
            *("fee", "practice", *_OPEN_OF_RECEPTION),
        ),
        (
            *("reason", "full_name", "id_number", "id_kind", "birth_date", "sex", "ethnicity", "address"),
            *("village", "phone", "email", "submitter", "parties", "organisation", "documents", "fields"),
            *("note", "ref", "return_at", *_PERSONAL_OF_RECEPTION),
        ),
        changes=True,
        act_fields=frozenset({"reason"}),
    ),
    # `recorded_by`: who was signed in, when somebody else at the same desk took the step (bốn tại chỗ).
    # `clock_from`: when the clock that runs now was started. `extended_from`: the appointment before the
    # extension. `book` and `number` are of the form that goes with the step. `agreed`: the citizen agreed to
    # the closing. `transfer_due_at`: until when the papers are handed on (Đ18 k2).
    Kind(
        "dossier.stepped",
        Family.DOSSIER,
        _STEP_OPEN,
        _STEP_PERSONAL,
        act_fields=frozenset((*_STEP_OPEN, *_STEP_PERSONAL)) - _STEP_STATE,
    ),
    Kind("dossier.voided", Family.DOSSIER, ("voided",), ("reason",), act_fields=frozenset({"reason"})),
    # The hash of the paper is salted like all personal data: from a bare one a name could be guessed.
    Kind(
        "paper.issued",
        Family.DOSSIER,
        ("form", "copy_number", "template_version", "programme", "replaces"),
        ("sha256", "replaces_reason"),
        irreversible=True,
        act_fields=frozenset(
            {"form", "copy_number", "template_version", "programme", "sha256", "replaces", "replaces_reason"}
        ),
    ),
    # Money taken for a dossier. `method`: cash or transfer. `lines`: charge, quantity, unit price, amount.
    # `fees_version`: of the table the lines were computed with.
    Kind(
        "fee.collected",
        Family.DOSSIER,
        ("amount", "method", "book", "number", "lines", "exempt_group", "fees_version"),
        ("payer", "exempt_proof", "note"),
        irreversible=True,
        act_fields=frozenset(
            {
                *("amount", "method", "book", "number", "lines", "exempt_group"),
                *("fees_version", "payer", "exempt_proof", "note"),
            }
        ),
    ),
    # One entry of a certification register (sổ chứng thực): `register` is copy, signature or transaction.
    Kind(
        "certification.entered",
        Family.DOSSIER,
        ("register", "book", "number", "pages", "copies"),
        ("title", "signer"),
        irreversible=True,
        act_fields=frozenset({"register", "book", "number", "pages", "copies", "title", "signer"}),
    ),
    # A number that was used and does not count: of a fee slip, a form, a register. `fact`: what it stood in.
    Kind(
        "number.voided",
        Family.DOSSIER,
        ("fact", "book_kind", "book", "number"),
        ("reason",),
        act_fields=frozenset({"fact", "book_kind", "book", "number", "reason"}),
    ),
    # The e-receipt (biên lai điện tử) that the unit's provider issued for a collection. `fact`: which one.
    Kind(
        "receipt.noted",
        Family.DOSSIER,
        ("fact", "symbol", "number", "lookup_code", "issued_on"),
        act_fields=frozenset({"fact", "symbol", "number", "lookup_code", "issued_on"}),
    ),
    # A field is named by its day, `2026-11-24`; its value says what the day is and why. None clears it.
    Kind("calendar.changed", Family.CALENDAR, (), changes=True, free_names=True),
    # A field is named by charge and first day, `2.000815/copy@2026-07-01`. None ends it.
    Kind("fees.changed", Family.FEES, (), changes=True, free_names=True),
    # `heads`: how far each log had come: log id, position, head. `totals`, `money`, `books`: what the sheet
    # showed. `sheet`: 0 for the first of a day, then the number of the supplement. `warnings`: codes.
    Kind(
        "day.closed",
        Family.CLOSING,
        ("day", "heads", "totals", "money", "books", "carried", "differences", "sheet", "warnings"),
        ("note",),
    ),
    Kind("ticket.issued", Family.TICKET, ("day", "number", "priority", "field")),
    Kind("ticket.called", Family.TICKET, ("counter", "outcome"), changes=True),
    # Feedback and petitions (phản ánh, kiến nghị) and the hotline; kept apart from dossiers.
    Kind(
        "feedback.received",
        Family.FEEDBACK,
        ("number", "received_at", "due_at", "channel", "about", "holder", "book"),
        ("text", "full_name", "phone", "address"),
    ),
    Kind(
        "feedback.changed",
        Family.FEEDBACK,
        ("due_at", "holder", "state", "answered_at"),
        ("answer", "note"),
        changes=True,
    ),
    # Anonymous (Đ29 k3): names no dossier and no person. `scores`: item code to mark.
    Kind("rating.given", Family.RATING, ("day", "procedure", "channel", "scores"), ("comment",)),
    # A retention or erasure order: personal parts and the secret of the subject are deleted everywhere.
    # `order` is the number of the written order.
    Kind("subject.erased", Family.ANY, ("order",), by_province=True),
)

_BY_NAME = {(kind.name, kind.version): kind for kind in KINDS}
_CURRENT = {kind.name: kind for kind in sorted(KINDS, key=lambda kind: kind.version)}


def known_kind(name: str, version: int) -> Kind | None:
    """Return the kind, or None when a newer program wrote it."""
    return _BY_NAME.get((name, version))


def current_kind(name: str) -> Kind:
    """Return the version of a kind that this program writes. Raises KeyError for an unknown name."""
    return _CURRENT[name]

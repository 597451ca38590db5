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
    Kind("clerk.registered", Family.CLERK, ("active", "roles"), ("full_name", "position", "phone")),
    Kind(
        "clerk.changed", Family.CLERK, ("active", "roles"), ("full_name", "position", "phone"), changes=True
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
            *("fee", "practice"),
        ),
        (
            *("full_name", "id_number", "id_kind", "birth_date", "sex", "ethnicity", "address", "village"),
            *("phone", "email", "submitter", "parties", "organisation", "documents", "fields", "note"),
            *("ref", "return_at"),
        ),
    ),
    Kind(
        "dossier.amended",
        Family.DOSSIER,
        (
            *("procedure", "catalogue_version", "calendar_version", "code", "provisional", "range_first"),
            *("received_at", "due_at", "due_rule", "limit", "channel", "sets", "holder", "book", "number"),
            *("fee", "practice"),
        ),
        (
            *("reason", "full_name", "id_number", "id_kind", "birth_date", "sex", "ethnicity", "address"),
            *("village", "phone", "email", "submitter", "parties", "organisation", "documents", "fields"),
            *("note", "ref", "return_at"),
        ),
        changes=True,
        act_fields=frozenset({"reason"}),
    ),
    Kind(
        "dossier.stepped",
        Family.DOSSIER,
        ("holder", "returned_to_kind"),
        ("note", "reason", "returned_to"),
        act_fields=frozenset({"note", "reason", "returned_to", "returned_to_kind"}),
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

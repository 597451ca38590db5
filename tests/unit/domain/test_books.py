"""Numbers of books as the facts of one subject tell them: used, void, set aside."""

from collections.abc import Sequence

from app.domain.books import BookEntry, book_entries, book_number, number_used
from app.domain.collections import collections_of
from app.domain.facts import Author, Fact, FactDraft, Value
from app.domain.fold import fold
from app.domain.identifiers import ClerkId, DeviceId, FactId, Subject
from app.domain.kinds import current_kind
from tests.support.logs import CLERK, NOON

SUBJECT = Subject(b"s" * 16)
BOOK = "7K3QABC/2026"


def fact(number: int, draft: FactDraft, parents: Sequence[Fact] = (), *, quarantined: bool = False) -> Fact:
    kind = current_kind(draft.kind)
    return Fact(
        FactId(bytes([number]) * 32),
        draft.kind,
        kind.version,
        kind.critical,
        draft.subject,
        Author(DeviceId(b"d" * 16), ClerkId(CLERK), "receive"),
        draft.at,
        0,
        tuple(parent.id for parent in parents),
        draft.step,
        draft.fields,
        quarantined=quarantined,
    )


def draft(kind: str, step: str | None = None, **fields: Value) -> FactDraft:
    return FactDraft(kind, SUBJECT, NOON, fields, step)


RECEIVED = fact(1, draft("dossier.received", "receive", book=BOOK, number=7, received_at=NOON - 5))


def entries(*facts: Fact) -> list[BookEntry]:
    return book_entries(SUBJECT, facts, fold(facts))


def places(*facts: Fact) -> list[tuple[str, int, bool, str]]:
    return [(entry.kind, entry.number, entry.void, entry.text) for entry in entries(*facts)]


def fee(number: int, place: int, *parents: Fact, amount: Value = 5000) -> Fact:
    fields = {"amount": amount, "method": "cash", "book": BOOK, "number": place}
    return fact(number, draft("fee.collected", **fields), parents)


def test_a_reception_has_its_place_in_the_register_at_the_moment_of_reception() -> None:
    (entry,) = entries(RECEIVED)
    assert (entry.kind, entry.book, entry.number, entry.at) == ("register", BOOK, 7, NOON - 5)
    assert (entry.clerk, entry.fact, entry.void) == (CLERK, RECEIVED.id, False)


def test_fees_forms_and_certifications_stand_in_books_of_their_own() -> None:
    paid = fee(2, 1, RECEIVED)
    asked = fact(3, draft("dossier.stepped", "transfer", book=BOOK, number=9), (paid,))
    stop = fact(4, draft("dossier.stepped", "ask_stop"), (asked,))
    stopped = fact(5, draft("dossier.stepped", "stop", book=BOOK, number=2), (stop,))
    copied = fact(
        6, draft("certification.entered", register="copy", book=BOOK, number=3, title="Bằng"), (stopped,)
    )
    found = {entry.kind: entry for entry in entries(RECEIVED, paid, asked, stop, stopped, copied)}
    assert set(found) == {"register", "fee", "stop", "copy"}, "a transfer has no form"
    assert (found["fee"].amount, found["fee"].method) == (5000, "cash")
    assert found["copy"].text == "Bằng"


def test_a_voided_number_is_void_with_its_reason() -> None:
    paid = fee(2, 1, RECEIVED)
    other = fee(3, 2, paid)
    by_fact = fact(4, draft("number.voided", fact=paid.id, reason="ghi sai"), (other,))
    by_place = fact(
        5, draft("number.voided", book_kind="fee", book=BOOK, number=2, reason="nhầm"), (by_fact,)
    )
    assert places(RECEIVED, paid, other, by_fact, by_place) == [
        ("register", 7, False, ""),
        ("fee", 1, True, "ghi sai"),
        ("fee", 2, True, "nhầm"),
    ]


def test_a_spoiled_number_that_stood_in_nothing_is_used_up_too() -> None:
    spoiled = fact(
        2, draft("number.voided", book_kind="refusal", book=BOOK, number=4, reason="rách"), (RECEIVED,)
    )
    assert places(RECEIVED, spoiled)[1:] == [("refusal", 4, True, "rách")]


def test_a_voided_reception_leaves_its_number_void() -> None:
    voided = fact(2, draft("dossier.voided", "void", voided=True, reason="nhầm người"), (RECEIVED,))
    assert places(RECEIVED, voided) == [("register", 7, True, "nhầm người")]


def test_the_number_of_a_step_set_aside_is_void_and_not_lost() -> None:
    one = fact(2, draft("dossier.stepped", "ask_stop"), (RECEIVED,))
    voided = fact(3, draft("dossier.voided", "void", voided=True), (RECEIVED,))
    refused = fact(4, draft("dossier.stepped", "stop", book=BOOK, number=1), (one, voided))
    facts = (RECEIVED, one, voided, refused)
    assert fold(facts).set_aside, "one of two parallel ends must give way"
    assert ("stop", 1) in {(entry.kind, entry.number) for entry in entries(*facts)}


def test_quarantined_and_waiting_facts_say_nothing() -> None:
    behind = fact(2, draft("fee.collected", amount=1, book=BOOK, number=1), (RECEIVED,), quarantined=True)
    unseen = fact(9, draft("dossier.stepped", "transfer"), (RECEIVED,))
    waiting = fee(3, 2, unseen)
    assert places(RECEIVED, behind, waiting) == [("register", 7, False, "")]


def test_nonsense_in_the_fields_is_no_number() -> None:
    assert book_number("", 1) is None
    assert book_number(BOOK, 0) is None
    assert book_number(BOOK, "1") is None
    assert book_number(b"x", 1) is None
    assert book_number("x" * 41, 1) is None
    assert number_used(fact(2, draft("certification.entered", register="fee2", book=BOOK, number=1))) is None
    assert number_used(fact(2, draft("certification.entered", register=["a"], book=BOOK, number=1))) is None
    (_, entry) = entries(RECEIVED, fee(2, 1, RECEIVED, amount="nhiều"))
    assert entry.amount is None


def test_on_a_copied_disk_a_number_given_twice_is_void_only_where_it_was_voided() -> None:
    first, second = fee(2, 4, RECEIVED), fee(3, 4, RECEIVED, amount=8000)
    fields: dict[str, Value] = {
        "fact": first.id,
        "book_kind": "fee",
        "book": BOOK,
        "number": 4,
        "reason": "Nhầm",
    }
    void = fact(4, draft("number.voided", None, **fields), (first, second))
    money = [(one.amount, one.void) for one in entries(RECEIVED, first, second, void) if one.kind == "fee"]
    assert money == [(5000, True), (8000, False)]


def test_nonsense_named_by_a_voiding_voids_nothing() -> None:
    paid = fee(2, 4, RECEIVED)
    for named, kind in (([], "fee"), (paid.id, []), ({}, {}), ("text", None)):
        void = fact(3, draft("number.voided", fact=named, book_kind=kind), (paid,))
        facts = (RECEIVED, paid, void)
        assert places(*facts) == places(RECEIVED, paid)
        held = [one.void for one in collections_of(facts, fold(facts))]
        assert held == [named == paid.id]

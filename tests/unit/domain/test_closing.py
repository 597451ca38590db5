"""The closing sheet as a fact: written and read back unchanged, whatever a faulty device put there."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.closing import (
    Act,
    BookSpan,
    Carried,
    ClosedSheet,
    Difference,
    LogHead,
    Money,
    Sheet,
    base_of,
)
from app.domain.facts import Author, FactDraft
from app.domain.identifiers import ClerkId, DeviceId, FactId, Head, LogId, Subject
from sync.protocol.encoding import decode_fact, encode_fact
from tests.support.logs import CLERK, NOON

FULL = Sheet(
    day="2026-11-22",
    number=2,
    acts=(Act(CLERK, "receive", 12), Act(CLERK, "return", 3)),
    returned=(("applicant", 2), ("authorised", 1)),
    money=(Money(CLERK, "7K3QABC/2026", "cash", 4, 45_000),),
    books=(BookSpan("fee", "7K3QABC/2026", 5, 9, 3, (6,), (7,), (2,), 1, 1),),
    differences=(Difference("2026-11-21", CLERK, "fee", 1, "cash", -5000),),
    carried=Carried(
        open=9,
        due_today=1,
        overdue=2,
        ready=3,
        papers=4,
        undelivered=5,
        cash=40_000,
        waiting=((Subject(b"s" * 16), FactId(b"f" * 32)),),
        settled=(FactId(b"g" * 32),),
    ),
    warnings=(("numbers_missing", 1),),
    heads=(LogHead(LogId(b"l" * 16), 120, Head(b"h" * 32)),),
)


def closed(sheet: Sheet, number: int = 1) -> ClosedSheet:
    return ClosedSheet(Subject(bytes([number]) * 16), FactId(bytes([number]) * 32), NOON, CLERK, sheet)


def test_a_sheet_comes_back_from_the_signed_bytes_as_it_was() -> None:
    draft = FactDraft("day.closed", Subject(b"c" * 16), NOON, {**FULL.to_fields(), "note": "Đủ"})
    raw = encode_fact(draft, Author(DeviceId(b"d" * 16), ClerkId(CLERK), "receive"), (), b"s" * 32)
    read = ClosedSheet.from_fact(decode_fact(raw.raw, raw.personal))
    assert (read.sheet, read.note, read.clerk) == (FULL, "Đủ", CLERK)


_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.binary(max_size=4),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=4), inside, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(sorted(FULL.to_fields())), _JUNK))
def test_whatever_stands_in_the_fact_is_read_without_stumbling(fields: dict[str, object]) -> None:
    sheet = Sheet.from_fields(fields)
    assert Sheet.from_fields(sheet.to_fields()) == sheet
    base_of([closed(sheet)])


def test_the_sheets_so_far_cover_what_each_of_them_covers() -> None:
    other = Sheet(
        day="2026-11-23",
        heads=(LogHead(LogId(b"m" * 16), 7, Head(b"n" * 32)),),
        books=(BookSpan("fee", "7K3QABC/2026", 10, 12, 3, (), (), (), 0, 0),),
        carried=Carried(settled=(FactId(b"f" * 32),)),
    )
    base = base_of([closed(FULL), closed(other, 2)])
    assert base.heads == (*FULL.heads, *other.heads)
    assert (base.last_day, base.ends) == ("2026-11-23", {("fee", "7K3QABC/2026"): 12})
    assert (base.waiting, base.parallel) == ({}, 0)
    assert base_of([closed(FULL), closed(FULL, 2)]).parallel == 1


def test_two_sheets_cover_both_lines_of_a_fork() -> None:
    here, there = (LogHead(LogId(b"l" * 16), 9, Head(bytes([n]) * 32)) for n in (1, 2))
    base = base_of(
        [closed(Sheet("2026-11-22", heads=(here,))), closed(Sheet("2026-11-22", 1, heads=(there,)))]
    )
    assert set(base.heads) == {here, there}

"""Every paper drawn from a template, on its pages: nothing lost, nothing over anything else."""

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.documents.page_parts import Page
from app.documents.paper_blocks import (
    Block,
    Box,
    Fields,
    Items,
    Letterhead,
    Paragraph,
    Placed,
    Signatures,
    Table,
    Title,
)
from app.documents.paper_record import Words
from app.domain.problems import DomainProblem
from tests.support.page_checks import assert_clean
from tests.support.papers import letters_of
from tests.support.records import CODE, LONG_ADDRESS, any_record, forms, full_record, laid_out, shelved, words


def said(page: Page) -> str:
    return letters_of(*(text.text for text in page.body))


def shown(block: Placed, told: Words) -> bool:
    return all(map(told.says, block.when)) and not any(map(told.says, block.unless))


def expected(form: str, told: Words, copy: str) -> Iterator[str]:
    """Yield every string of one copy, from template and record alone."""
    yield from told.notices
    for placed in shelved(form).template.blocks:
        if shown(placed, told):
            yield from strings(placed.block, told, copy)


def strings(block: Block, told: Words, copy: str) -> Iterator[str]:  # noqa: C901, PLR0912 - a case for each type
    match block:
        case Letterhead():
            yield from (*told.items(block.agency), *told.common.motto)
            yield from (told.fill(one) for one in (block.number, block.place_date) if one)
        case Title():
            yield from (*told.lines(block.lines), *told.lines(block.under), copy)
            if block.code and told.code:
                yield from (told.fill(block.code), told.code)
        case Fields():
            for field in (field for row in block.rows for field in row):
                value = told.fill(field.value)
                if value or field.blank:
                    yield from (told.fill(field.label), value or told.common_text("blank"))
        case Paragraph():
            yield told.fill(block.text)
        case Items():
            items = told.items(block.of)
            if items or (block.empty and told.fill(block.empty)):
                yield told.fill(block.label) if block.label else ""
            yield from items
            yield from (f"{number}." if block.numbered else "-" for number in range(1, len(items) + 1))
            if block.empty and not items:
                yield told.fill(block.empty)
        case Table():
            yield from table_strings(block, told)
        case Signatures():
            for signer in block.columns:
                yield from (*told.lines(signer.role), *told.lines(signer.note), *told.lines(signer.below))
                yield from told.lines(signer.recipients)
                yield told.fill(signer.name) if signer.name else ""
        case Box():
            yield from (told.fill(big.text) for big in block.lines)
        case _:
            return


def table_strings(table: Table, told: Words) -> Iterator[str]:
    own = told.record["columns"].get(table.rows) or []
    cells = len(table.cells or own)
    rows = told.rows(table.rows, cells)
    if not rows and not table.least_rows:
        if table.empty:
            yield from (told.fill(table.label) if table.label else "", told.fill(table.empty))
        return
    yield told.fill(table.label) if table.label else ""
    heads = [(column.head, column.group) for column in table.columns] or [
        (column["head"], column.get("group", "")) for column in own
    ]
    before = ""
    for head, group in heads:
        yield told.letters.printable(head)
        yield told.letters.printable(group) if group != before else ""
        before = group
    for row in rows + (told.rows(table.totals, cells) if table.totals else []):
        if not table.columns:
            yield from (told.value(cell) for cell in row)
        for column in table.columns:
            named = dict(zip(table.cells, row, strict=True))
            if column.lines:
                yield from (told.fill(line, named) for line in column.lines)
            else:
                yield told.value(row[column.cell], column.written)


def assert_complete(form: str, told: Words, pages: list[Page]) -> None:
    """Each copy says every letter it is given exactly once, and each string that is no cell in one piece."""
    copies = [told.letters.printable(copy) for copy in shelved(form).template.copies] or [""]
    each = len(pages) // len(copies)
    for number, copy in enumerate(copies):
        mine = pages[number * each : (number + 1) * each]
        found = "".join(map(said, mine))
        wanted = list(expected(form, told, copy))
        missing = Counter(letters_of(*wanted))
        missing.subtract(Counter(found))
        assert not {letter: count for letter, count in missing.items() if count}


def assert_pages_clean(form: str, pages: list[Page]) -> None:
    sheet = shelved(form).template.sheet
    for page in pages:
        width, tall = page.size
        assert_clean(page, (sheet.left, sheet.bottom, width - sheet.right, tall - sheet.top))


@pytest.mark.parametrize("form", forms())
@settings(max_examples=12, suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow])
@given(st.data())
def test_any_record_loses_nothing_and_overlaps_nowhere(form: str, data: st.DataObject) -> None:
    record = data.draw(any_record(form))
    told = words(form, record)
    pages = laid_out(form, record)
    assert_complete(form, told, pages)
    assert_pages_clean(form, pages)


@pytest.mark.parametrize("form", forms())
@pytest.mark.parametrize("rows", [1, 5, 30])
def test_thirty_of_everything_and_four_lines_of_address_find_their_place(form: str, rows: int) -> None:
    record = full_record(form, rows=rows, text=LONG_ADDRESS)
    record["practice"] = True
    pages = laid_out(form, record)
    assert_complete(form, words(form, record), pages)
    assert_pages_clean(form, pages)
    assert all(page.watermark is not None for page in pages)


@pytest.mark.parametrize("form", forms())
def test_a_record_that_says_nothing_still_gives_a_paper(form: str) -> None:
    bare = {"columns": full_record(form)["columns"]}
    pages = laid_out(form, bare)
    assert pages
    assert_pages_clean(form, pages)


@pytest.mark.parametrize("form", forms())
def test_running_text_is_never_smaller_than_a_citizen_can_read(form: str) -> None:
    for page in laid_out(form, full_record(form)):
        assert min(text.size for text in page.body) >= 8.0


def test_an_everyday_form_takes_one_page_a_copy() -> None:
    for form in ("supplement", "refusal", "apology", "stop", "return", "reappointment", "control"):
        pages = laid_out(form, full_record(form, rows=1, text="ghi rõ"))
        assert len(pages) == max(1, len(shelved(form).template.copies)), form


def test_the_heading_of_a_table_comes_again_on_every_page() -> None:
    pages = laid_out("register", full_record("register", rows=40))
    assert len(pages) > 2
    for page in pages[1:-1]:
        assert "Mãhồsơ" in letters_of(*(text.text for text in page.heading))


def test_a_row_of_a_table_stays_on_one_page() -> None:
    record = full_record("table", rows=0)
    record["columns"] = {"rows": [{"head": "Số"}, {"head": "Nội dung", "width": 4}]}
    record["tables"]["rows"] = [
        [f"hàng-{number}", f"đầu-{number}: {LONG_ADDRESS} :cuối-{number}."] for number in range(40)
    ]
    pages = laid_out("table", record)
    assert len(pages) > 2
    for number in range(40):
        on = [place for place, page in enumerate(pages) if f"đầu-{number}:" in said(page)]
        ends = [place for place, page in enumerate(pages) if f":cuối-{number}." in said(page)]
        assert len(on) == len(ends) == 1
        assert on == ends


def test_a_row_higher_than_a_page_goes_on_on_the_next() -> None:
    record = full_record("return", rows=1)
    record["tables"]["results"] = [[1, LONG_ADDRESS * 30, "1"]]
    pages = laid_out("return", record)
    assert_complete("return", words("return", record), pages)
    assert_pages_clean("return", pages)


def test_signatures_do_not_stand_alone_on_a_page() -> None:
    for length in range(0, 2200, 60):
        record = full_record("apology")
        record["values"]["reason"] = ("lý do " * 400)[:length] or "-"
        pages = laid_out("apology", record)
        last = said(pages[len(pages) // 2 - 1])
        assert not last.startswith("Nơinhận")


def test_further_pages_bear_the_code_and_the_name_and_are_counted() -> None:
    first, second, *_ = laid_out("supplement", full_record("supplement", rows=30))
    assert CODE in letters_of(*(text.text for text in second.heading))
    assert "GIÀNG" in letters_of(*(text.text for text in second.heading))
    assert "Trang1/" in letters_of(*(text.text for text in first.foot))
    assert first.squares
    assert not second.squares


def test_a_letter_the_fonts_lack_is_a_box_that_is_explained() -> None:
    record = full_record("refusal")
    record["values"]["reason"] = "thiếu 😀"
    page = laid_out("refusal", record)[0]
    assert "thiếu□" in said(page)
    assert "Ô□thaycho" in letters_of(*(text.text for text in page.foot))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"values": []}, "values"),
        ({"practice": "yes"}, "practice"),
        ({"copy_number": True}, "copy_number"),
        ({"tables": {"results": [["one cell"]]}}, "results"),
        ({"tables": {"results": "none"}}, "results"),
        ({"values": {"full_name": b"bytes"}}, "bytes"),
        ({"values": {"full_name": {"at": "today"}}}, "at"),
        ({"values": {"full_name": {"day": "2026-13-01"}}}, "day"),
        ({"values": {"full_name": {}}}, ""),
    ],
)
def test_a_record_that_cannot_be_read_is_refused(change: dict[str, object], field: str) -> None:
    with pytest.raises(DomainProblem) as caught:
        laid_out("return", {**full_record("return"), **change})
    assert caught.value.code == "paper.bad_record"
    assert caught.value.details["field"] == field


def test_more_columns_than_the_page_has_room_for_are_refused() -> None:
    record = full_record("table")
    record["columns"] = {"rows": [{"head": "x"}] * 40}
    record["tables"]["rows"] = [["x"] * 40]
    with pytest.raises(DomainProblem, match=r"paper\.bad_record"):
        laid_out("table", record)

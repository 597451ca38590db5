import unicodedata
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.text import begins_words, fold, word_line, words
from app.storage.database import Connection, Database
from app.storage.search_index import LONGEST_TYPED, DossierSearch, match_expression, searched_text
from tests.support.dossier_rows import UNIT, filled_office, insert_rows, made_up_rows, row_is_sought
from tests.support.people_names import keystrokes

COUNT = 250
ROWS = list(made_up_rows(COUNT))
EVERYTHING = 10 * COUNT


def own_row(**changed: Any) -> dict[str, Any]:
    """Return a row like the others with some columns of its own; its words follow from them."""
    row = {**ROWS[0], "phone": "", **changed}
    return {**row, "search_text": searched_text(row)}


OWN_ROWS = [
    own_row(
        subject=b"1" * 16,
        code=f"{UNIT}-231027-0361",
        full_name="Giàng A S",
        id_number="011201001234",
        phone="0912345678",
    ),
    own_row(
        subject=b"2" * 16, code=f"{UNIT}-231027-0362", full_name="Đèo Thị Đường", id_number="036112345678"
    ),
    own_row(subject=b"3" * 16, code="TAM-K7Q-231027-0001", full_name="Lý Thị Mỷ Ơ", village="Bản H'Mông Đề"),
    own_row(subject=b"5" * 16, code="TAM-K7Q-231027-100", full_name="Cầm Thị Ơn"),
    own_row(subject=b"6" * 16, code="TAM-K7Q-231027-1000", full_name="Cầm Thị Ún"),
    own_row(subject=b"4" * 16, code=f"{UNIT}-231027-0363", full_name="Nguyễn Quý", phone="0361000000"),
]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder: Path = tmp_path_factory.mktemp("search")
    made = filled_office(folder, COUNT)
    with made.write() as connection:
        insert_rows(connection, iter(OWN_ROWS))
    yield made
    made.close()


@pytest.fixture(scope="module")
def connection(database: Database) -> Iterator[Connection]:
    with database.read() as reading:
        yield reading


def truth(typed: str) -> set[bytes]:
    """Find by reading every row."""
    return {row["subject"] for row in [*ROWS, *OWN_ROWS] if row_is_sought(row, typed)}


def found(connection: Connection, typed: str, limit: int = EVERYTHING) -> set[bytes]:
    return {row.subject for row in DossierSearch(connection).search(typed, limit)}


def names_found(connection: Connection, typed: str) -> list[str]:
    return [row.full_name for row in DossierSearch(connection).search(typed)]


def test_every_keystroke_finds_what_reading_every_row_finds(connection: Connection) -> None:
    random = Random(5)
    looked_for = 0
    for row in random.sample(ROWS, 3) + OWN_ROWS[:3]:
        texts = (row["full_name"], row["village"], row["code"], row["id_number"] or "", row["procedure"])
        for typed in [typed for text in texts for typed in keystrokes(text)]:
            assert found(connection, typed) == truth(typed), typed
            looked_for += 1
    assert looked_for > 150


MANGLED = (
    str.lower,
    str.upper,
    fold,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: unicodedata.normalize("NFD", text).upper(),
    lambda text: f"  {text} ",
)


@given(data=st.data())
def test_however_words_are_typed_and_shortened_they_find_the_same(
    connection: Connection, data: st.DataObject
) -> None:
    row = data.draw(st.sampled_from([*ROWS[:50], *OWN_ROWS]))
    whole = " ".join((row["full_name"], row["village"], row["id_number"] or ""))
    some = data.draw(st.lists(st.sampled_from(whole.split()), min_size=1, max_size=5))
    typed = " ".join(word[: data.draw(st.integers(1, len(word)))] for word in some)
    typed = data.draw(st.sampled_from(MANGLED))(typed)
    assert found(connection, typed) == truth(typed)
    assert row["subject"] in found(connection, typed)


@pytest.mark.parametrize("typed", ["giàng a s", "Giang A S", "GIANG A S", "s giang", "a s gi"])
def test_one_letter_words_are_words(connection: Connection, typed: str) -> None:
    assert "Giàng A S" in names_found(connection, typed)


@pytest.mark.parametrize("typed", ["đèo", "deo", "Đèo Thị Đường", "deo duong", "duong thi d"])
def test_the_barred_d_is_a_d(connection: Connection, typed: str) -> None:
    assert "Đèo Thị Đường" in names_found(connection, typed)


@pytest.mark.parametrize("typed", ["lý thị mỷ", "lí thị mỉ", "ly thi my", "hmong", "h'mông", "H’Mông đề"])
def test_spellings_of_one_name_find_it(connection: Connection, typed: str) -> None:
    assert "Lý Thị Mỷ Ơ" in names_found(connection, typed)


@pytest.mark.parametrize(
    "typed", ["0912345678", "0912 345 678", "0912.345.678", "+84 912 345 678", "0912 345"]
)
def test_a_phone_is_found_however_it_is_grouped(connection: Connection, typed: str) -> None:
    assert "Giàng A S" in names_found(connection, typed)


@pytest.mark.parametrize(
    "typed",
    [
        "TAM-K7Q-231027-0001",
        "231027-0001",
        "0001 231027",
        "k7q-2310",
        "lý TAM",
        "tam-",
        "tam–k7q",
        "Tam-K7q-231027-0001 ",
    ],
)
def test_a_code_is_found_by_any_of_its_parts(connection: Connection, typed: str) -> None:
    assert "Lý Thị Mỷ Ơ" in names_found(connection, typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        *(("345678", "1"), ("5678", "1"), ("345 678", "1"), ("912.345.678", "1")),
        *(("0361", "1"), ("27-0361", "1"), ("027-0001", "3"), ("027-100", "5"), ("0271000", "6")),
    ],
)
def test_a_phone_and_a_code_are_found_by_how_they_end(
    connection: Connection, typed: str, number: str
) -> None:
    assert number.encode() * 16 in found(connection, typed)
    assert found(connection, typed) == truth(typed)


def test_three_digits_are_no_ending(connection: Connection) -> None:
    assert b"1" * 16 not in found(connection, "678")


def test_the_endings_of_both_codes_are_searched() -> None:
    words_of = searched_text({"code": "TAM-03328-K7QABCD-261122-002", "official_code": "H18.22-261122-0042"})
    assert words_of.split()[-2:] == ["¶200221162", "¶2400221162"]


def test_letters_of_codes_are_no_words_of_names(connection: Connection) -> None:
    assert all(row["code"].startswith((UNIT, "TAM-K7Q")) for row in ROWS)
    for typed, letters in (("lò thị h", "h"), ("giàng a k", "k"), ("tâm", "tam"), ("tam", "tam")):
        for row in DossierSearch(connection).search(typed, EVERYTHING):
            assert f" {letters}" in word_line(row.full_name, row.village)


@pytest.mark.parametrize("typed", ["TAM", f"{UNIT}-2", "h18-25", "H18-"])
def test_the_beginning_of_a_code_finds_all_that_begin_so(connection: Connection, typed: str) -> None:
    seen = [row["code"] for row in [*ROWS, *OWN_ROWS] if typed.upper() in row["code"]]
    assert len(DossierSearch(connection).search(typed, EVERYTHING)) >= len(seen) > 3


@pytest.mark.parametrize("typed", ["TAM-K7Q-231027-100", " tam-k7q-231027-100 "])
def test_the_dossier_whose_code_was_typed_leads(connection: Connection, typed: str) -> None:
    codes = [row.code for row in DossierSearch(connection).search(typed)]
    assert codes == ["TAM-K7Q-231027-100", "TAM-K7Q-231027-1000"]


def test_it_leads_before_newer_ones_in_which_every_number_begins_a_word(connection: Connection) -> None:
    # The phone of 0363 begins with 0361.
    assert names_found(connection, "231027-0361")[0] == "Nguyễn Quý"
    assert names_found(connection, f"{UNIT}-231027-0361")[0] == "Giàng A S"


def test_the_rest_comes_newest_first_and_no_more_than_asked(connection: Connection) -> None:
    rows = DossierSearch(connection).search("a", 20)
    assert len(rows) == 20
    assert [row.seq for row in rows] == sorted((row.seq for row in rows), reverse=True)
    assert rows[0].seq > COUNT


@pytest.mark.parametrize("typed", ["", "  ", "?!", "🙂", "'", '"', "*", "-", "()"])
def test_without_a_word_nothing_is_found(connection: Connection, typed: str) -> None:
    assert DossierSearch(connection).search(typed) == []


@given(typed=st.text(max_size=60) | st.text(alphabet='abđ12 "*()^:-+.NEARANDOT', max_size=40))
def test_whatever_is_typed_is_only_looked_for(connection: Connection, typed: str) -> None:
    assert truth(typed) <= found(connection, typed)


def test_a_page_of_text_in_the_search_box_is_cut(connection: Connection) -> None:
    assert DossierSearch(connection).search("giàng a s " * 1_000_000) != []
    expression = match_expression(" ".join(f"từ{n}" for n in range(LONGEST_TYPED)))
    assert expression is not None
    assert expression.count("AND") < 20


def test_words_that_begin_another_are_not_asked_for() -> None:
    assert match_expression("g gi giang giang a") == '"a" * AND "giang" *'
    assert match_expression("000.00.06") == '("000" * AND "06" *) OR "0000006" * OR "¶6000000" *'
    assert match_expression("kí kiên") == '"kien" *'


def test_a_corrected_name_is_found_and_the_old_one_is_not(tmp_path: Path) -> None:
    database = filled_office(tmp_path, 1)
    with database.write() as connection:
        connection.execute("UPDATE dossier SET search_text = ?", (word_line("Vừ Thị Xuất"),))
    with database.read() as connection:
        assert len(names_found(connection, "vu xuat")) == 1
        assert names_found(connection, ROWS[0]["full_name"]) == []
    database.close()


def test_everybody_concerned_is_searched() -> None:
    line = searched_text(
        {
            "code": "TAM-K7Q-261122-0001",
            "official_code": f"{UNIT}-261122-0007",
            "procedure": "1.000894",
            "full_name": "Vàng A Dơ",
            "village": "Bản Huổi Lếch",
            "submitter": {"full_name": "Lò Văn Ơn", "phone": "0912345678"},
            "parties": [{"full_name": "Sùng Thị Mỷ", "id_number": "011201001234", "village": "Đội 7"}],
            "organisation": {"name": "Hợp tác xã Mường Phăng", "tax_code": "5600123456-001"},
            "address": "không tìm theo địa chỉ",
        }
    )
    typed = "0001 0007 000894 vang do huoi lech lo on 0912 sung my 011201 doi 7 hop tac phang 5600123456"
    assert begins_words(words(fold(typed)), line)
    assert not begins_words(["chi"], line)


def test_fields_nobody_stated_are_no_words() -> None:
    assert words(
        searched_text({"full_name": "Lò Thị Ín", "submitter": None, "parties": None, "phone": None})
    ) == [
        "lo",
        "thi",
        "in",
    ]

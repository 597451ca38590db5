"""Fills the table of dossiers without facts behind them: for lists and search over very many."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from app.domain.phone import normal_phone
from app.domain.text import begins_words, fold, word_line, words
from app.storage.database import Connection, Database
from app.storage.migrations.runner import create_database
from app.storage.search_index import searched_text
from tests.support.people_names import FREQUENT_PROCEDURES, office_moments, person

UNIT = "000.00.06.H18"
KEY = bytes(range(32))

_INSERT = """
INSERT INTO dossier (
    subject, undelivered, status, voided, provisional, open_questions, set_aside, waiting, received_at,
    due_at, holder, code, first_code, procedure, full_name, village, id_number, search_text
) VALUES (
    :subject, :undelivered, :status, :voided, :provisional, :open_questions, :set_aside, 0, :received_at,
    :due_at, :holder, :code, NULL, :procedure, :full_name, :village, :id_number, :search_text
)
"""
_DAY = 24 * 3600 * 1000


def made_up_rows(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yield the columns of `count` dossiers in order of arrival, with `phone` beside them.

    One in fifty still waits for the province under a provisional code, the newest two hundred are unfinished.
    """
    random = Random(seed)
    clerks = [random.randbytes(16) for _ in range(4)]
    numbers: dict[date, int] = {}
    first = date(2025, 7, 1)
    moments = office_moments(first, first + timedelta(days=365 + count // 60), count, random)
    for place, at in enumerate(moments, 1):
        number = numbers[at.date()] = numbers.get(at.date(), 0) + 1
        who = person(random)
        provisional = random.random() < 0.02
        unfinished = place > count - 200 or random.random() < 0.01
        received = int(at.timestamp() * 1000)
        code = f"TAM-K7Q-{at:%y%m%d}-{number:04d}" if provisional else f"{UNIT}-{at:%y%m%d}-{number:04d}"
        row = {
            "subject": received.to_bytes(6, "big") + random.randbytes(10),
            "undelivered": provisional,
            "status": random.choice((2, 2, 4, 9)) if unfinished else random.choice((10,) * 30 + (3, 8)),
            "voided": 0,
            "provisional": provisional,
            "open_questions": int(random.random() < 0.0005),
            "set_aside": int(random.random() < 0.0002),
            "received_at": received,
            "due_at": received + random.randint(1, 10) * _DAY if random.random() < 0.97 else None,
            "holder": random.choice(clerks),
            "code": code,
            "procedure": random.choice(FREQUENT_PROCEDURES),
            "full_name": who.full_name,
            "village": who.village,
            "id_number": who.id_number or None,
            "phone": who.phone,
        }
        yield {**row, "search_text": searched_text(row)}


def insert_rows(connection: Connection, rows: Iterator[Mapping[str, Any]]) -> None:
    """Insert rows of `made_up_rows`; the triggers fill the search index."""
    connection.executemany(_INSERT, rows)


def filled_office(folder: Path, count: int, seed: int = 1) -> Database:
    """Make an encrypted office file whose table of dossiers holds `count` rows."""
    path = folder / "office.db"
    create_database(path, KEY)
    database = Database(path, KEY)
    with database.write() as connection:
        insert_rows(connection, made_up_rows(count, seed))
    database.checkpoint()
    return database


@cache
def _lines(shown: tuple[str, ...], code: str) -> tuple[str, str]:
    """Return the words of a row without and with the letters of its code."""
    groups = words(fold(code))
    return word_line(*shown, *(group for group in groups if group.isdigit())), word_line(*shown, *groups)


def row_is_sought(row: Mapping[str, Any], typed: str) -> bool:
    """Tell by reading one row whether search must find it: the rule in the plainest words, for comparison.

    Each word begins a word of name, village, procedure or a number, or, in what is typed like a code, a group
    of the dossier's code; a phone may be typed in groups. Four to ten digits may end a code or a phone.
    """
    shown = (row["full_name"], row["village"], row["procedure"], row["id_number"] or "", row["phone"] or "")
    line, line_with_code = _lines(shown, row["code"])

    def fits(chunk: str) -> bool:
        letters = any(sign.isalpha() for sign in chunk)
        like_a_code = chunk == "TAM" or (letters and any(sign.isdigit() or sign in "-–" for sign in chunk))
        return all(
            begins_words([word], line_with_code if like_a_code else line) for word in words(fold(chunk))
        )

    number = normal_phone(typed)
    ending = "".join(sign for sign in typed if sign not in " -.")
    ends = (
        ending.isdigit()
        and 4 <= len(ending) <= 10
        and any(text.replace("-", "").endswith(ending) for text in (row["code"], row["phone"] or ""))
    )
    return bool(words(fold(typed))) and (
        all(fits(chunk) for chunk in typed.split()) or (number.isdigit() and f" {number}" in line) or ends
    )

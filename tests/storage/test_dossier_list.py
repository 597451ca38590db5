from collections.abc import Iterator
from typing import Any

import pytest

from app.domain.identifiers import ClerkId, Subject
from app.domain.lifecycle import FINAL
from app.storage.database import Connection
from app.storage.dossier_list import DossierList
from app.use_cases.ports import ListFilter
from tests.support.dossier_rows import filled_office, insert_rows, made_up_rows

COUNT = 1500
ROWS = list(made_up_rows(COUNT))
CLERK = ClerkId(ROWS[-1]["holder"])
MIDDLE = ROWS[COUNT - 100]["due_at"] or ROWS[COUNT - 101]["due_at"]

FILTERS = [
    ListFilter(),
    ListFilter(statuses=frozenset({10})),
    ListFilter(statuses=frozenset({2, 4, 9})),
    ListFilter(statuses=frozenset({3, 8, 10})),
    ListFilter(statuses=frozenset({6})),
    ListFilter(holder=CLERK),
    ListFilter(due_before=MIDDLE),
    ListFilter(holder=CLERK, due_before=MIDDLE),
    ListFilter(due_from=MIDDLE - 86_400_000, due_before=MIDDLE),
    ListFilter(statuses=frozenset({4}), due_from=MIDDLE),
    ListFilter(needs_decision=True),
    ListFilter(not_delivered=True),
    ListFilter(statuses=frozenset({10}), not_delivered=True),
    ListFilter(statuses=frozenset({2}), holder=CLERK, due_before=MIDDLE, not_delivered=True),
    ListFilter(needs_decision=True, not_delivered=True),
]


SHOWN = [
    {**row, "open_questions": int(n % 45 == 0), "set_aside": int(n % 89 == 0), "undelivered": int(n % 5 == 0)}
    for n, row in enumerate(ROWS)
]
"""What is rare among many must occur among few."""


def shown_by(which: ListFilter) -> list[bytes]:
    """Filter by reading every row, newest first."""
    dated = which.due_before is not None or which.due_from is not None
    unfinished_only = which.holder is not None or dated
    return [
        row["subject"]
        for row in reversed(SHOWN)
        if (not which.statuses or row["status"] in which.statuses)
        and (not unfinished_only or row["status"] not in FINAL)
        and (which.holder is None or row["holder"] == which.holder)
        and (which.due_before is None or (row["due_at"] is not None and row["due_at"] < which.due_before))
        and (which.due_from is None or (row["due_at"] is not None and row["due_at"] >= which.due_from))
        and (not which.needs_decision or row["open_questions"] + row["set_aside"] > 0)
        and (not which.not_delivered or row["undelivered"])
    ]


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    database = filled_office(tmp_path_factory.mktemp("list"), 0)
    with database.write() as writing:
        insert_rows(writing, iter(SHOWN))
    with database.read() as reading:
        yield reading
    database.close()


@pytest.mark.parametrize("which", FILTERS, ids=str)
def test_the_pages_of_a_list_are_its_rows_newest_first(connection: Connection, which: ListFilter) -> None:
    dossiers = DossierList(connection)
    expected = shown_by(which)
    assert dossiers.count(which) == len(expected)
    paged = [row.subject for at in range(0, len(expected) + 64, 64) for row in dossiers.page(which, at, 64)]
    assert paged == expected


def test_the_filters_of_this_test_leave_something() -> None:
    assert sum(bool(shown_by(which)) for which in FILTERS) >= len(FILTERS) - 1


@pytest.mark.parametrize("which", FILTERS, ids=str)
def test_no_list_reads_whole_rows_of_dossiers_it_does_not_show(
    connection: Connection, which: ListFilter
) -> None:
    asked: list[tuple[str, Any]] = []

    class Listening:
        """Takes down what is asked, and passes it on."""

        def execute(self, sql: str, parameters: Any = ()) -> Any:
            asked.append((sql, parameters))
            return connection.execute(sql, parameters)

    dossiers = DossierList(Listening())  # type: ignore[arg-type]  # the part of a connection used here
    dossiers.count(which)
    dossiers.page(which, 0, 50)
    for sql, parameters in asked:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)]
        assert "SCAN dossier" not in plan, (sql, plan)


def test_a_row_tells_what_a_list_shows(connection: Connection) -> None:
    newest = SHOWN[-1]
    [row] = DossierList(connection).page(ListFilter(), 0, 1)
    assert row.seq == COUNT
    told = (
        "subject",
        "code",
        "provisional",
        "procedure",
        "full_name",
        "village",
        "received_at",
        "due_at",
        "holder",
    )
    assert [getattr(row, name) for name in told] == [newest[name] for name in told]
    assert (row.status, row.voided, row.open_questions) == (newest["status"], False, newest["open_questions"])


def test_a_row_tells_how_far_it_has_come(connection: Connection) -> None:
    delivery = {row.subject: row.delivery for row in DossierList(connection).page(ListFilter(), 0, COUNT)}
    for row in SHOWN:
        expected = "set_aside" if row["set_aside"] else "saved" if row["undelivered"] else "province"
        assert delivery[row["subject"]] == expected


def test_rows_of_given_dossiers_come_newest_first_and_once(connection: Connection) -> None:
    wanted = [Subject(row["subject"]) for row in SHOWN[::2]]
    rows = DossierList(connection).rows([*wanted, wanted[3], Subject(b"?" * 16)])
    assert [row.subject for row in rows] == wanted[::-1]
    assert DossierList(connection).rows([]) == []


def test_unfinished_dossiers_of_a_person_are_found_by_number_and_procedure(connection: Connection) -> None:
    unfinished = next(row for row in reversed(SHOWN) if row["status"] not in FINAL and row["id_number"])
    finished = next(row for row in SHOWN if row["status"] in FINAL and row["id_number"])
    dossiers = DossierList(connection)
    [found] = dossiers.open_dossiers(unfinished["id_number"], unfinished["procedure"])
    assert found.subject == unfinished["subject"]
    assert dossiers.open_dossiers(unfinished["id_number"], "9.999999") == []
    assert dossiers.open_dossiers(finished["id_number"], finished["procedure"]) == []

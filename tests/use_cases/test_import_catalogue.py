"""Corrected catalogues: only rows that differ become facts, and dossiers keep the version they used."""

import json
from datetime import date

import pytest

from app.domain.catalogue import Catalogue
from app.domain.problems import DomainProblem
from app.machine.resource_files import load_catalogue
from tests.support.desks import Counter


def corrected(code: str, **changes: object) -> bytes:
    row = load_catalogue().find(code, date(2026, 11, 23))
    assert row is not None
    return json.dumps({"procedures": [{**row.to_record(), **changes}]}).encode()


def test_a_corrected_limit_makes_other_appointments(counter: Counter) -> None:
    desk = counter.desk
    before = counter.receive(procedure="1.004873")
    done = desk.import_catalogue(
        corrected("1.004873", time_limit={"unit": "working_days", "value": 1}), desk.acting()
    )
    assert done.value.published == ("1.004873",)
    after = counter.receive(procedure="1.004873")
    assert after.due_at < before.due_at
    versions = {desk.show(one.subject).dossier.values["catalogue_version"] for one in (before, after)}
    assert len(versions) == 2


def test_a_coming_row_stands_beside_the_one_in_force(counter: Counter) -> None:
    desk = counter.desk
    coming = corrected("1.004873", valid_from="2027-03-01", name="Theo Luật Hộ tịch mới")
    desk.import_catalogue(coming, desk.acting())
    catalogue: Catalogue = desk.receive.catalogue()
    now, then = (catalogue.find("1.004873", date(year, 3, 1)) for year in (2026, 2027))
    assert now is not None
    assert then is not None
    assert now.name != then.name == "Theo Luật Hộ tịch mới"


def test_importing_again_writes_nothing(counter: Counter) -> None:
    desk = counter.desk
    content = corrected("1.001193", name="Thủ tục đăng ký khai sinh (mới)")
    assert len(desk.import_catalogue(content, desk.acting()).value.published) == 1
    again = desk.import_catalogue(content, desk.acting()).value
    assert (again.published, again.unchanged) == ((), 1)


def test_the_shipped_catalogue_differs_in_nothing(counter: Counter) -> None:
    rows = [row.to_record() for row in load_catalogue().rows]
    content = json.dumps({"procedures": rows}).encode()
    done = counter.desk.import_catalogue(content, counter.desk.acting()).value
    assert (done.published, done.unchanged) == ((), len(rows))


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"{", "catalogue.not_json"), (b"[]", "table.missing"), (b'{"procedures": [{}]}', "table.bad_row")],
)
def test_a_bad_file_imports_nothing(counter: Counter, content: bytes, code: str) -> None:
    with pytest.raises(DomainProblem) as caught:
        counter.desk.import_catalogue(content, counter.desk.acting())
    assert caught.value.code == code

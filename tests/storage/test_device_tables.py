"""Settings, drafts and papers: small tables that never leave the device."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.facts import Value
from app.domain.identifiers import FactId, Subject
from app.domain.problems import DomainProblem
from app.storage.database import Connection
from app.storage.drafts import Drafts
from app.storage.papers import PaperTable
from app.storage.settings_table import SettingsTable
from tests.support.dossier_rows import filled_office

DOSSIER, OTHER = Subject(b"d" * 16), Subject(b"e" * 16)
FACT = FactId(b"f" * 32)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    database = filled_office(tmp_path, 0)
    with database.write() as writing:
        yield writing
    database.close()


@pytest.mark.parametrize("value", ["Quầy số 1", 0, False, [1, "hai"], {"chỗ": {"hai": None}}, "", 2**60])
def test_a_setting_comes_back_as_it_was_kept(connection: Connection, value: Value) -> None:
    settings = SettingsTable(connection)
    settings.set("name", "before")
    settings.set("name", value)
    assert settings.get("name") == value
    assert type(settings.get("name")) is type(value)


def test_a_setting_is_forgotten(connection: Connection) -> None:
    settings = SettingsTable(connection)
    settings.set("name", 1)
    settings.set("name", None)
    assert settings.get("name") is None
    assert settings.get("never") is None


def test_drafts_of_a_page_come_newest_first(connection: Connection) -> None:
    drafts = Drafts(connection)
    first = drafts.save("receive", {"full_name": "Giàng A"}, None, 100)
    second = drafts.save("receive", {"full_name": "Lò Thị"}, None, 200)
    drafts.save("amend", {}, None, 300)
    assert drafts.save("receive", {"full_name": "Giàng A Mẫu"}, first, 400) == first
    assert drafts.drafts("receive") == [
        {"full_name": "Giàng A Mẫu", "id": first, "saved_at": 400},
        {"full_name": "Lò Thị", "id": second, "saved_at": 200},
    ]


def test_a_dropped_draft_is_gone_and_what_is_typed_on_is_kept_anew(connection: Connection) -> None:
    drafts = Drafts(connection)
    draft = drafts.save("receive", {"village": "Bản Nà Nghè"}, None, 100)
    drafts.drop(draft)
    drafts.drop(draft)
    assert drafts.drafts("receive") == []
    drafts.save("receive", {"village": "Bản Nà Nghè, đội 2"}, draft, 200)
    assert [kept["village"] for kept in drafts.drafts("receive")] == ["Bản Nà Nghè, đội 2"]


def test_a_paper_is_ordered_drawn_and_kept(connection: Connection) -> None:
    papers = PaperTable(connection)
    record = {"schema": 1, "applicant": {"full_name": "Quàng Văn Ơn"}}
    number = papers.order(DOSSIER, "slip", 0, record, 100)
    papers.order(OTHER, "slip", 0, {}, 150)
    [waiting, _] = papers.unprinted()
    assert (waiting.id, waiting.subject, waiting.record, waiting.issued_at) == (number, DOSSIER, record, 100)
    assert (waiting.fact, waiting.pdf) == (None, None)

    papers.store(number, FACT, b"%PDF", 200)
    assert [paper.subject for paper in papers.unprinted()] == [OTHER]
    copy = papers.order(DOSSIER, "slip", 1, record, 300)
    [issued, ordered] = papers.papers(DOSSIER)
    assert (issued.id, issued.issued_at, issued.fact, issued.pdf) == (number, 200, FACT, b"%PDF")
    assert (ordered.id, ordered.copy_number, ordered.issued_at) == (copy, 1, 300)


def test_an_issued_paper_is_frozen(connection: Connection) -> None:
    papers = PaperTable(connection)
    number = papers.order(DOSSIER, "slip", 0, {}, 100)
    papers.store(number, FACT, b"first", 200)
    with pytest.raises(DomainProblem, match=r"paper\.frozen"):
        papers.store(number, FACT, b"second", 300)
    with pytest.raises(DomainProblem, match=r"paper\.unknown"):
        papers.store(number + 1, FACT, b"second", 300)
    [paper] = papers.papers(DOSSIER)
    assert paper.pdf == b"first"


def test_old_files_are_forgotten_but_not_what_stood_on_them(connection: Connection) -> None:
    papers = PaperTable(connection)
    for at in (100, 200, 300):
        papers.store(papers.order(DOSSIER, "slip", 0, {"at": at}, at), FACT, b"%d" % at, at)
    papers.order(DOSSIER, "slip", 0, {}, 50)
    assert papers.forget_files(200) == 1
    assert papers.forget_files(200) == 0
    held = papers.papers(DOSSIER)
    assert [paper.pdf for paper in held] == [None, b"200", b"300", None]
    assert held[0].record == {"at": 100}
    kept = connection.execute("SELECT sha256 FROM paper WHERE id = ?", (held[0].id,)).fetchone()[0]
    assert kept == hashlib.sha256(b"100").digest()

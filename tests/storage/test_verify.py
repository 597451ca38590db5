"""What `verify` finds: every change made behind the program's back, with log and place."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.problems import DomainProblem
from app.localization.translate import current_language, set_language
from app.storage.findings import _TEXTS, Finding
from app.storage.office_store import OfficeStore
from app.storage.verify import verify
from tests.support.offices import (
    KEY,
    Province,
    carry,
    new_office,
    now_ms,
    open_office,
    pair,
    receive,
    step,
)

PAGE = 4096


@pytest.fixture
def office(tmp_path: Path) -> Iterator[OfficeStore]:
    """An office with ten dossiers; number 5 stands at position 6 of the own log, after the opening."""
    store = new_office(tmp_path)
    for number in range(10):
        receive(store, f"Giàng A {number}")
    yield store
    store.close()


def found(store: OfficeStore) -> list[tuple[str, str, int]]:
    return [(finding.kind, finding.log, finding.seq) for finding in verify(store.database).findings]


def change(store: OfficeStore, sql: str, *parameters: object) -> None:
    """Change the file as somebody would who has the key."""
    with store.database.write() as connection:
        assert connection.execute(sql, parameters).rowcount == 1


def one_byte_on(stored: bytes, at: int = -1) -> bytes:
    """Return the bytes with one of them changed."""
    changed = bytearray(stored)
    changed[at] ^= 1
    return bytes(changed)


def value(store: OfficeStore, sql: str) -> Any:
    with store.database.read() as connection:
        return connection.execute(sql).fetchone()[0]


def test_a_sound_office_is_sound(office: OfficeStore, tmp_path: Path) -> None:
    province = Province()
    province.enrol(office)
    other = new_office(tmp_path, "quay-2")
    pair(office, other)
    subject = receive(office)
    step(office, subject, "transfer")
    carry(office, other)
    verdict = verify(office.database)
    assert verdict.ok
    assert (verdict.logs, verdict.dossiers, verdict.facts) == (2, 11, 16)
    assert verify(other.database).ok
    other.close()


def test_one_changed_byte_of_a_fact_is_found_in_its_place(office: OfficeStore) -> None:
    own = office.memory.own_log().hex()
    stored = value(office, "SELECT bytes FROM fact WHERE seq = 6")
    for at in (1, len(stored) // 2, -1):
        change(office, "UPDATE fact SET bytes = ? WHERE seq = 6", one_byte_on(stored, at))
        assert ("fact.changed", own, 6) in found(office)
    change(office, "UPDATE fact SET bytes = ? WHERE seq = 6", stored)
    assert verify(office.database).ok


def test_one_changed_byte_of_a_personal_part_is_found_in_its_place(office: OfficeStore) -> None:
    own = office.memory.own_log().hex()
    stored = value(office, "SELECT personal FROM fact WHERE seq = 6")
    change(office, "UPDATE fact SET personal = ? WHERE seq = 6", one_byte_on(stored))
    assert ("personal.changed", own, 6) in found(office)
    change(office, "UPDATE fact SET personal = NULL WHERE seq = 6")
    assert ("personal.missing", own, 6) in found(office)


@pytest.mark.parametrize(
    ("sql", "kind", "position"),
    [
        ("UPDATE entry SET head = zeroblob(32) WHERE position = 6", "chain.broken", 6),
        ("UPDATE entry SET head = zeroblob(32) WHERE position = 6", "chain.broken", 7),
        ("UPDATE entry SET head = zeroblob(32) WHERE position = 6", "signature.wrong", 6),
        ("UPDATE entry SET signature = zeroblob(64) WHERE position = 4", "signature.wrong", 4),
        ("UPDATE entry SET signature = NULL WHERE position = 11", "signature.missing", 11),
        ("UPDATE log SET id = randomblob(16)", "log.opening", 1),
        ("UPDATE fact SET id = randomblob(32) WHERE seq = 3", "fact.changed", 3),
        ("UPDATE entry SET fact = 5 WHERE position = 6", "chain.broken", 6),
    ],
)
def test_a_change_of_the_chain_is_found_in_its_place(
    office: OfficeStore, sql: str, kind: str, position: int
) -> None:
    change(office, sql)
    with office.database.read() as connection:
        own = connection.execute("SELECT id FROM log").fetchone()[0].hex()
    assert (kind, own, position) in found(office)


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("UPDATE dossier SET full_name = 'Giàng A Khác' WHERE seq = 3", "view.differs"),
        ("UPDATE dossier SET status = 10 WHERE seq = 3", "view.differs"),
        ("UPDATE dossier SET search_text = 'khac' WHERE seq = 3", "view.differs"),
        ("DELETE FROM dossier WHERE seq = 3", "view.differs"),
        ("UPDATE dossier SET code = (SELECT code FROM dossier WHERE seq = 4) WHERE seq = 3", "number.twice"),
        ("UPDATE dossier SET subject = randomblob(16) WHERE seq = 3", "view.without_facts"),
        ("DELETE FROM used_number WHERE number = 10", "number.counter"),
        (
            "INSERT INTO fact (id, subject, standing, bytes) VALUES (x'01', x'02', 0, x'03')",
            "fact.without_entry",
        ),
        ("INSERT INTO dossier_search (rowid, search_text) VALUES (77, 'ma')", "search.differs"),
    ],
)
def test_what_does_not_follow_from_the_facts_is_found(office: OfficeStore, sql: str, kind: str) -> None:
    change(office, sql)
    assert kind in [each for each, _, _ in found(office)]


def test_a_code_outside_the_granted_range_is_found(office: OfficeStore) -> None:
    Province().enrol(office, 1, 200)
    receive(office)
    assert verify(office.database).ok
    change(office, "UPDATE code_range SET first = 100")
    own = office.memory.own_log().hex()
    assert ("number.outside_range", own, 12) in found(office)


def test_damage_on_the_disk_is_found_with_the_facts_it_hit(tmp_path: Path) -> None:
    store = new_office(tmp_path)
    for number in range(120):
        receive(store, f"Giàng A {number}", note="x" * 3000)
    own = store.memory.own_log().hex()
    store.close()
    content = bytearray(store.database.path.read_bytes())
    # Nearly all pages hold facts as long as these.
    damaged = len(content) // PAGE // 2
    content[damaged * PAGE + 2000] ^= 1
    store.database.path.write_bytes(content)
    again = open_office(store)
    verdict = verify(again.database)
    again.close()
    unreadable = [finding for finding in verdict.findings if finding.kind == "fact.unreadable"]
    assert unreadable
    assert {finding.log for finding in unreadable} == {own}
    assert verdict.facts == 121, "what follows the damage was looked at too"
    assert "file.damaged" in {finding.kind for finding in verdict.findings}


def test_a_file_damaged_at_its_root_is_refused_with_a_sentence(office: OfficeStore) -> None:
    office.close()
    content = bytearray(office.database.path.read_bytes())
    content[2000] ^= 1
    office.database.path.write_bytes(content)
    with pytest.raises(DomainProblem) as refused:
        OfficeStore.open(office.database.path, KEY, office.database.path.parent, now_ms)
    assert refused.value.code in {"storage.wrong_key", "storage.corrupt"}


def test_every_finding_has_a_sentence() -> None:
    language = current_language()
    set_language("en")
    details = tuple(
        (name, 1) for name in ("book", "code", "count", "day", "id", "kind", "number", "pages", "why")
    )
    texts = [Finding(kind, details=details).text for kind in _TEXTS]
    set_language(language)
    assert all(text.endswith(".") and "{" not in text for text in texts)

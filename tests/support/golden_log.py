"""Golden logs: what a release wrote, and what it folded that to. Every later program must agree.

    python -m tests.support.golden_log tests/fixtures/logs/v0.1.0

writes a small office as the program of this moment does: two counters enrolled by a province, a dossier
through its whole life, one amended by both counters unseen, one voided, one erased, a step set aside, a
revoked device, a kind of fact that only a newer program knows. Run it once for a release, never again for
the same one: a golden log that is made anew proves nothing.
"""

import json
import sys
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.facts import FactDraft, Value
from app.domain.fold import View, tips
from app.domain.identifiers import Subject, named_subject
from app.storage.office_store import OfficeStore
from sync.protocol.encoding import join_fact, split_fact
from sync.protocol.holdings import as_list
from sync.protocol.runs import RUN_BYTES, CarriedFact
from sync.protocol.wire import StreamWriter
from tests.support.logs import CLERK, NOON, SCOPE, Device
from tests.support.offices import Province, carry, new_office, receive, record, step

STREAM = "runs.zst"
EXPECTED = "expected.json"


@dataclass(frozen=True, slots=True)
class Written:
    """An office whose log is to be kept, with what a reader must be told beside it."""

    office: OfficeStore
    province: Province


def write_office(folder: Path) -> Written:
    """Let two counters, a province and a stolen laptop write what there is to write."""
    province = Province()
    first, second = new_office(folder, "quay-1"), new_office(folder, "quay-2")
    for store, range_first in ((first, 1), (second, 201)):
        store.memory.join(province.membership())
        first.logs.store_run(SCOPE, province.grant(store, range_first, range_first + 199))
    carry(first, second)
    _office_itself(first)
    whole = receive(first, "Giàng A Mẫu", ref="công văn 12")
    for name in ("transfer", "finish"):
        step(first, whole, name)
    _paper(first, whole)
    amended, voided = receive(first, "Lò Thị Xuân"), receive(first, "Nhận Nhầm")
    erased = receive(second, "Sùng Thị Dợ", note="gọi buổi tối")
    _meet(first, second)
    record(first, amended, phone="0912000001", reason="gọi lại")
    record(second, amended, phone="0912000002", village="Bản Phủ", reason="nghe nhầm")
    step(first, whole, "return", returned_to="Giàng A Mẫu")
    step(second, whole, "return", returned_to="Vàng Thị Máy")
    record(first, voided, "dossier.voided", "void", voided=True, reason="nhầm người")
    _meet(first, second)
    _by_province(first, province, erased, "subject.erased", order="17/QĐ-UBND")
    _by_province(first, province, amended, "code.assigned", official_code="H18.22-261122-0900")
    _stolen_laptop(first, province)
    second.close()
    return Written(first, province)


def _office_itself(store: OfficeStore) -> None:
    """Register a clerk, enter the profile, publish a procedure."""
    clerk = Subject(CLERK)
    stated: dict[str, Value] = {"active": True, "roles": ["receive"], "full_name": "Quàng Văn Ơn"}
    record(store, clerk, "clerk.registered", position="Công chức", phone="02153", **stated)
    record(store, clerk, "clerk.changed", phone="02159")
    profile = {"name@2025-07-01": "UBND xã Thanh Chăn", "hotline@2026-01-01": "0215 3"}
    record(store, Subject(SCOPE), "office.profile_set", **profile)
    published = {"code": "1.001193", "name": "Đăng ký khai sinh", "days": 1}
    subject = named_subject("1.001193")
    record(store, subject, "procedure.published", record=published, catalogue_version="2026-11")


def _paper(store: OfficeStore, subject: Subject) -> None:
    fields: dict[str, Value] = {
        "form": "slip",
        "copy_number": 0,
        "template_version": "1",
        "programme": "0.1.0",
    }
    record(store, subject, "paper.issued", sha256=bytes(32), **fields)


def _meet(first: OfficeStore, second: OfficeStore) -> None:
    carry(first, second)
    carry(second, first)


def _by_province(
    store: OfficeStore, province: Province, subject: Subject, kind: str, **fields: Value
) -> None:
    """Have the province write about a subject, having seen all that the office has."""
    with store.reading() as reading:
        newest = tips(reading.facts(subject), reading.view(subject))
    province.writer.add(FactDraft(kind, subject, NOON, fields), parents=newest)
    store.logs.store_run(SCOPE, province.writer.run())


def _stolen_laptop(store: OfficeStore, province: Province) -> None:
    """Have a third device write before and after its fence, and one fact that nobody knows yet."""
    laptop = Device()
    early = laptop.receive("Mùa A Pó", code="TAM-03325-LAPT-261122-001", provisional=True)
    carried = laptop.add(FactDraft("dossier.stepped", early, NOON, {"holder": CLERK}, "transfer"))
    parts = replace(split_fact(carried.raw), kind="dossier.teleported", version=3, flags=1)
    laptop._pending[-1] = CarriedFact(join_fact(parts))
    store.logs.store_run(SCOPE, laptop.run())
    province.grant_key(laptop.key.public, Subject(laptop.id), laptop.log)
    place = {"log": laptop.log, "position": laptop.position, "head": laptop.head, "cause": "stolen"}
    province.writer.add(FactDraft("device.revoked", Subject(laptop.id), NOON, place))
    laptop.receive("Sau Khi Mất", code="TAM-03325-LAPT-261122-002", provisional=True)
    for run in (laptop.run(), province.writer.run()):
        store.logs.store_run(SCOPE, run)


def stream_of(store: OfficeStore) -> bytes:
    """Return the whole of an office's logs as a stream of runs, every fact carried whole."""
    writer = StreamWriter(store.logs.located(SCOPE), whole=True)
    return b"".join(writer.run(run) for run in store.logs.runs_beyond(SCOPE, {}, RUN_BYTES))


def subjects_in(store: OfficeStore) -> list[Subject]:
    """Return every subject with facts that fold."""
    with store.database.read() as connection:
        rows = connection.execute("SELECT DISTINCT subject FROM fact WHERE standing > 0 ORDER BY subject")
        return [Subject(subject) for (subject,) in rows]


def expectation(store: OfficeStore, province_root: bytes) -> dict[str, Any]:
    """Return what this program makes of an office's logs, in JSON."""
    with store.reading() as reading:
        views = {subject.hex(): view_record(reading.view(subject)) for subject in subjects_in(store)}
        profile, people = reading.profile(date(2026, 11, 22)), reading.people()
    holdings = plain(as_list(store.logs.holdings(SCOPE)))
    return {
        "root_key": province_root.hex(),
        "holdings": holdings,
        "views": views,
        "profile": profile,
        "people": [[person.full_name, person.phone, person.active] for person in people],
    }


def view_record(view: View) -> dict[str, Any]:
    """Return a view in JSON: values with the facts that wrote them, and whatever else it tells."""
    return {
        "status": int(view.status),
        "values": {name: [plain(held.value), held.fact.hex()] for name, held in sorted(view.values.items())},
        "open_questions": {
            name: sorted(f.hex() for f in facts) for name, facts in view.open_questions.items()
        },
        "set_aside": [[item.fact.hex(), item.step, int(item.status), item.reason] for item in view.set_aside],
        "waiting": sorted(fact.hex() for fact in view.waiting),
        "parallel": [fact.hex() for fact in view.parallel],
        "unknown": [fact.hex() for fact in view.unknown],
        "quarantined": [fact.hex() for fact in view.quarantined],
        "needs_newer_program": view.needs_newer_program,
        "erased": view.erased,
        "trail": [fact.hex() for fact in view.trail],
    }


def plain(value: Value) -> Any:
    """Return a value as JSON can say it."""
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    return value


def main() -> None:
    """Write a golden log into a folder that must not hold one yet."""
    target = Path(sys.argv[1])
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        written = write_office(Path(folder))
        (target / STREAM).write_bytes(stream_of(written.office))
        expected = expectation(written.office, written.province.root.public)
        text = json.dumps(expected, ensure_ascii=False, indent=1, sort_keys=True)
        (target / EXPECTED).write_text(text + "\n", encoding="utf-8")
        written.office.close()


if __name__ == "__main__":
    main()

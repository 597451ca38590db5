"""Whose logs count at the province: granted devices up to their line, and nobody in its own name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.facts import FactDraft
from app.domain.fold import View, fold
from app.domain.identifiers import Subject
from sync.protocol.problems import ProtocolProblem
from sync.protocol.runs import Run
from sync.server.arrivals import settle
from sync.server.fact_table import folding_facts
from sync.server.granting import welcome
from sync.server.province import Province
from sync.server.province_log import record
from tests.support.logs import SCOPE, Device
from tests.support.offices import now_ms
from tests.support.provinces import OFFICE, new_province


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    made = new_province(tmp_path)
    made.registry.enter(OFFICE)
    yield made
    made.close()


def store(province: Province, *runs: Run) -> None:
    for run in runs:
        province.logs.store_run(SCOPE, run)


def grant(province: Province, device: Device) -> None:
    with province.logs.work(SCOPE) as work:
        welcome(work, device.id, device.key.public, device.log, "quầy")


def says(province: Province, kind: str, subject: Subject, **fields: object) -> None:
    with province.logs.work(SCOPE) as work:
        record(work, [FactDraft(kind, subject, work.now, fields)])
        settle(work)


def revoke(province: Province, device: Device, position: int, head: bytes) -> None:
    fields = {"log": device.log, "position": position, "head": head, "cause": "stolen"}
    says(province, "device.revoked", Subject(device.id), **fields)


def view(province: Province, subject: Subject) -> View:
    with province.database.reading() as connection:
        return fold(folding_facts(connection, SCOPE, [subject]).get(subject, []))


def codes(province: Province) -> list[str]:
    return sorted(province.dossiers(OFFICE))


def test_a_junk_certificate_gains_a_granted_device_nothing(province: Province) -> None:
    device, outsider = Device(), Device()
    device.open(certificate=b"junk", root_key=province.identity.root_key)
    outsider.receive(code="H18-261122-0077")
    grant(province, device)
    key = {"key": outsider.key.public, "log": outsider.log, "device_name": "x"}
    device.add(FactDraft("device.granted", Subject(outsider.id), now_ms(), key))
    honest = device.receive(code="H18-261122-0001")
    device.add(FactDraft("subject.erased", honest, now_ms(), {"order": "x"}))
    device.add(FactDraft("code.assigned", honest, now_ms(), {"official_code": "H18-261122-9999"}))
    store(province, device.run(), outsider.run())
    assert codes(province) == ["H18-261122-0001"]
    seen = view(province, honest)
    assert (seen.erased, seen.value("full_name"), len(seen.quarantined)) == (False, "Giàng A Mẫu", 2)
    assert [row.device for row in province.devices(OFFICE)] == [device.id]
    assert province.verify().ok


def test_a_revoked_device_opens_no_other_log_and_moves_no_line(province: Province) -> None:
    device = Device()
    device.receive(code="H18-261122-0001")
    store(province, device.run())
    grant(province, device)
    place = (device.position, device.head)
    device.receive(code="H18-261122-0002")
    second = device.run()
    store(province, second)
    assert codes(province) == ["H18-261122-0001", "H18-261122-0002"]
    revoke(province, device, *place)
    assert codes(province) == ["H18-261122-0001"]
    again = Device(key=device.key, id=device.id, at=now_ms())
    stolen = again.receive(code="H18-261122-0003")
    store(province, again.run())
    assert codes(province) == ["H18-261122-0001"]
    assert len(view(province, stolen).quarantined) == 1
    revoke(province, device, device.position, device.head)
    assert codes(province) == ["H18-261122-0001", "H18-261122-0002"], "the line was moved"
    assert province.verify().ok


def test_honest_work_after_what_was_revoked_goes_on(province: Province) -> None:
    honest, laptop = Device(), Device().open()
    subject = honest.receive()
    store(province, honest.run(), laptop.run())
    grant(province, honest)
    grant(province, laptop)
    place = (laptop.position, laptop.head)
    reception = honest.made[-1].fact.id
    laptop.add(FactDraft("dossier.amended", subject, now_ms(), {"village": "Bản Lạ"}), parents=[reception])
    store(province, laptop.run())
    honest.add(
        FactDraft("dossier.stepped", subject, now_ms(), {}, "transfer"), parents=[laptop.made[-1].fact.id]
    )
    store(province, honest.run())
    revoke(province, laptop, *place)
    seen = view(province, subject)
    assert (seen.status, seen.value("village"), seen.waiting) == (4, "Bản Huổi Mí", frozenset())


def test_a_line_that_is_not_the_one_named_does_not_count(province: Province) -> None:
    device = Device()
    device.receive(code="H18-261122-0001")
    store(province, device.run())
    grant(province, device)
    thief = Device(key=device.key, id=device.id, log=device.log, position=device.position, head=device.head)
    device.receive(code="H18-261122-0002")
    real = device.run()
    thief.receive(code="H18-261122-0003")
    store(province, thief.run())
    revoke(province, device, device.position, device.head)
    assert "H18-261122-0003" not in codes(province)
    store(province, real)
    assert codes(province) == ["H18-261122-0001", "H18-261122-0002"]
    assert province.verify().ok


def test_an_order_to_erase_acts_when_what_came_before_it_is_here(province: Province) -> None:
    device = Device()
    subject = device.receive()
    store(province, device.run())
    grant(province, device)
    says(province, "subject.erased", subject, order="12/QĐ")
    assert view(province, subject).erased
    assert view(province, subject).value("full_name") is None
    device.add(FactDraft("dossier.amended", subject, now_ms(), {"note": "gọi"}))
    store(province, device.run())
    assert view(province, subject).value("note") is None, "nothing comes back"
    clerk = Subject(b"\x01" * 16)
    says(province, "subject.erased", clerk, order="13/QĐ")
    assert len(codes(province)) == 1, "no dossier of another sort of subject"
    assert province.verify().ok


def test_personal_parts_erased_elsewhere_are_owed_until_the_order_is_known(
    province: Province, tmp_path: Path
) -> None:
    device = Device()
    subject = device.receive()
    run = device.run()
    store(province, run)
    grant(province, device)
    says(province, "subject.erased", subject, order="12/QĐ")
    second = new_province(_folder(tmp_path))
    second.registry.enter(OFFICE)
    (erased,) = [r for r in province.logs.runs_beyond(SCOPE, {}, 1 << 16) if r.log == device.log]
    with pytest.raises(ProtocolProblem) as refused:
        store(second, erased)
    assert refused.value.code == "run.personal_owed"
    second.close()


def _folder(parent: Path) -> Path:
    (parent / "second").mkdir()
    return parent / "second"

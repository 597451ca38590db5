"""Reading one dossier whole: the history of two counters, open questions, what is set aside."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.commands.answers import detail_json, detail_text, history_lines
from app.domain.facts import FactDraft
from app.domain.identifiers import Subject
from app.domain.moments import to_milliseconds
from app.storage.office_store import OfficeStore
from app.storage.verify import verify
from sync.protocol.runs import RUN_BYTES
from tests.support.desks import MONDAY, Counter, new_counter, person
from tests.support.logs import Device
from tests.support.offices import pair

MOMENT = to_milliseconds(MONDAY)


@pytest.fixture
def second(tmp_path: Path, counter: Counter) -> Iterator[Counter]:
    """Another counter of the same office, paired with the first."""
    made = new_counter(tmp_path / "second")
    pair(store_of(counter), store_of(made))
    yield made
    made.desk.close()


def store_of(counter: Counter) -> OfficeStore:
    assert isinstance(counter.desk.office, OfficeStore)
    return counter.desk.office


def meet(*counters: Counter) -> None:
    """Carry what each counter has to the other."""
    for giving, taking in (counters, counters[::-1]):
        giver, taker = store_of(giving), store_of(taking)
        for run in giver.logs.runs_beyond(giver.scope, taker.logs.holdings(taker.scope), RUN_BYTES):
            taker.logs.store_run(taker.scope, run)


def test_two_counters_that_wrote_different_names_ask_a_person(counter: Counter, second: Counter) -> None:
    subject = counter.receive().subject
    meet(counter, second)
    for desk, name in ((counter.desk, "Giàng A Sử"), (second.desk, "Giàng A Sính")):
        desk.amend(subject, {"full_name": name}, f"đúng là {name}", desk.acting())
    meet(counter, second)
    detail = counter.desk.show(subject)
    (question,) = detail.open_questions
    assert question.name == "full_name"
    assert {answer.value for answer in question.answers} == {"Giàng A Sử", "Giàng A Sính"}
    assert [item.state for item in detail.history] == ["applied", "applied", "parallel"]
    counter.desk.amend(subject, {"full_name": detail.dossier.full_name}, "đã hỏi", counter.desk.acting())
    meet(counter, second)
    assert counter.desk.show(subject).open_questions == second.desk.show(subject).open_questions == ()


def test_a_step_overtaken_by_another_counter_is_set_aside(counter: Counter, second: Counter) -> None:
    subject = counter.receive().subject
    meet(counter, second)
    for desk in (counter.desk, second.desk):
        desk.step(subject, "transfer", desk.acting())
    meet(counter, second)
    for desk in (counter.desk, second.desk):
        states = [item.state for item in desk.show(subject).history]
        assert states == ["applied", "applied", "set_aside"]
        assert desk.show(subject).delivery.state == "set_aside"


def test_history_tells_each_act_once_and_in_order(counter: Counter) -> None:
    desk, subject = counter.desk, counter.receive(applicant=person(phone="0912345678")).subject
    desk.print_paper(subject, "slip", desk.acting())
    desk.amend(subject, {"phone": "0987654321"}, "đổi số", desk.acting())
    desk.step(subject, "transfer", desk.acting(), {"note": "xem kỹ"})
    history = desk.show(subject).history
    assert [(item.kind, item.state) for item in history] == [
        ("dossier.received", "applied"),
        ("paper.issued", "applied"),
        ("dossier.amended", "applied"),
        ("dossier.stepped", "applied"),
    ]
    assert {item.actor for item in history} == {"Quàng Thị Hương"}
    assert history[2].changes[0].before == "0912345678"


def test_papers_and_allowed_steps_come_with_it(counter: Counter) -> None:
    desk, subject = counter.desk, counter.receive().subject
    desk.print_paper(subject, "slip", desk.acting())
    detail = desk.show(subject)
    assert [paper.copy_number for paper in detail.papers] == [0]
    allowed = ["transfer", "hand_over", "extend", "ask_stop", "void", "report_loss"]
    assert [step.name for step in detail.allowed_steps] == allowed
    assert detail.procedure_name == "Đăng ký khai sinh"


def test_find_reads_words_in_any_order_without_marks(counter: Counter) -> None:
    counter.receive(applicant=person(full_name="Đặng Thị Mỷ", village="Nậm Pó"))
    counter.receive()
    rows = counter.desk.find("po dang")
    assert [row.full_name for row in rows] == ["Đặng Thị Mỷ"]
    assert counter.desk.find("khong co ai") == []


STRANGE = (
    {"received_at": "soon", "due_at": [1], "holder": "x", "code": ["H18"], "provisional": 7},
    {"received_at": 2**52, "due_at": -(2**52), "sets": 2**52, "full_name": [1], "village": {"a": 1}},
    {"parties": "x", "submitter": [1], "organisation": 7, "documents": [1, {"name": 2}], "fields": 3},
)


@pytest.mark.parametrize("fields", STRANGE)
def test_what_a_faulty_device_wrote_stops_nobody(counter: Counter, fields: dict[str, Any]) -> None:
    store, subject = store_of(counter), counter.receive().subject
    device = Device(scope=store.scope).open()
    store.memory.pair(device.key.public, Subject(device.id))
    with store.reading() as reading:
        tips = reading.view(subject).trail
    device.add(FactDraft("dossier.amended", subject, MOMENT, fields), parents=tips)
    device.add(FactDraft("paper.issued", subject, MOMENT, {"form": "slip", "copy_number": "two"}))
    device.add(FactDraft("dossier.received", strange := Subject(bytes(16)), MOMENT, fields, "receive"))
    store.logs.store_run(store.scope, device.run())
    for each in (subject, strange):
        detail = counter.desk.show(each)
        assert detail_json(detail)["id"]
        assert history_lines(detail)
        assert detail_text(detail)
    with store.reading() as reading:
        assert len(reading.rows([subject, strange])) == 2
    assert verify(store.database).ok

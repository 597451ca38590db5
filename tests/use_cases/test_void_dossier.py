"""Voiding a mistaken reception: final, with a reason, the number accounted for."""

import pytest

from app.domain.lifecycle import Status
from app.domain.problems import DomainProblem
from tests.support.desks import Counter


def test_a_voided_reception_keeps_its_number(counter: Counter) -> None:
    desk, received = counter.desk, counter.receive()
    assert desk.void(received.subject, "Nhập hai lần", desk.acting()).value is Status.STOPPED
    detail = desk.show(received.subject)
    assert detail.dossier.voided
    assert detail.history[-1].details["reason"] == "Nhập hai lần"
    assert desk.find.subject(received.code) == received.subject
    assert counter.receive().code.endswith("-002")


def test_a_reason_must_be_given(counter: Counter) -> None:
    subject = counter.receive().subject
    with pytest.raises(DomainProblem) as caught:
        counter.desk.void(subject, "  ", counter.desk.acting())
    assert (caught.value.code, caught.value.details) == ("field.missing", {"field": "reason"})


def test_a_result_cannot_be_voided(counter: Counter) -> None:
    desk, subject = counter.desk, counter.receive().subject
    desk.step(subject, "transfer", desk.acting())
    desk.step(subject, "finish", desk.acting())
    with pytest.raises(DomainProblem, match=r"step\.not_allowed"):
        desk.void(subject, "nhầm", desk.acting())

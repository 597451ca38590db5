"""Steps of the life cycle over a real office: the simple path, its refusals, who holds the dossier."""

import pytest

from app.domain.lifecycle import Status
from app.domain.problems import DomainProblem
from app.use_cases.manage_people import NewClerk
from tests.support.desks import Counter


def test_the_simple_path_from_reception_to_the_result(counter: Counter) -> None:
    desk, subject = counter.desk, counter.receive().subject
    assert desk.step(subject, "transfer", desk.acting()).value.status is Status.PROCESSING
    assert desk.step(subject, "done", desk.acting()).value.status is Status.DONE
    paper = "Giấy ủy quyền ngày 20/11/2026"
    handed = {"returned_to": "Giàng A Sử", "returned_to_kind": "authorised", "authorisation": paper}
    assert desk.step(subject, "returned", desk.acting(), handed).value.status is Status.RETURNED
    detail = desk.show(subject)
    assert [item.step for item in detail.history] == ["receive", "transfer", "finish", "return"]
    assert detail.history[-1].details["returned_to"] == "Giàng A Sử"
    assert {step.to for step in detail.allowed_steps} == {None}, "only events follow the end"


def test_an_illegal_step_says_what_is_allowed_now(counter: Counter) -> None:
    subject = counter.receive().subject
    with pytest.raises(DomainProblem) as caught:
        counter.desk.step(subject, "return", counter.desk.acting())
    assert caught.value.code == "step.not_allowed"
    allowed = "transfer, hand_over, extend, ask_stop, void, report_loss"
    assert caught.value.details == {"step": "return", "status": 2, "allowed": allowed}


@pytest.mark.parametrize(
    ("step", "fields", "code"),
    [
        ("fly", {}, "step.unknown"),
        ("void", {}, "step.unknown"),
        ("transfer", {"returned_to": "x"}, "step.unknown_field"),
        ("transfer", {"holder": "Người Lạ"}, "clerk.unknown"),
        ("transfer", {"note": "a\x00"}, "text.control_character"),
    ],
)
def test_wrong_names_are_refused(counter: Counter, step: str, fields: dict[str, object], code: str) -> None:
    subject = counter.receive().subject
    with pytest.raises(DomainProblem) as caught:
        counter.desk.step(subject, step, counter.desk.acting(), fields)
    assert caught.value.code == code
    assert counter.desk.show(subject).dossier.status is Status.RECEIVED


def test_one_person_holds_the_dossier_at_every_moment(counter: Counter) -> None:
    desk = counter.desk
    other = desk.people.register(NewClerk("Lò Văn Pánh"), "mật khẩu", desk.acting()).value
    subject = counter.receive().subject
    desk.step(subject, "transfer", desk.acting(), {"holder": "lo van panh"})
    assert desk.show(subject).dossier.holder == other.id
    assert desk.show(subject).holder_name == "Lò Văn Pánh"
    desk.step(subject, "finish", desk.acting())
    assert desk.show(subject).holder_name == "Quàng Thị Hương"


def test_no_step_on_what_is_no_dossier(counter: Counter) -> None:
    with pytest.raises(DomainProblem, match=r"dossier\.unknown"):
        counter.desk.find.subject("TAM-1")

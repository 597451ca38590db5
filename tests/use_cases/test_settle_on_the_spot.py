"""Four at one place: parts pressed one by one, all at once, interrupted, and by the wrong people."""

from datetime import datetime
from pathlib import Path

import pytest

from app.domain.identifiers import ClerkId, Subject
from app.domain.lifecycle import Status
from app.domain.moments import VIET_NAM
from app.domain.on_the_spot import APPRAISE, APPROVE, RECEIVE, RETURN
from app.domain.problems import DomainProblem
from app.use_cases.manage_people import NewClerk
from app.use_cases.settle_on_the_spot import OnTheSpot
from tests.support.desks import Counter, new_counter


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    """Return a desk with a second and a third person in the office."""
    made = new_counter(tmp_path / "office")
    acting = made.desk.acting()
    people = made.desk.people
    people.register(NewClerk("Lò Văn Ín", "Tư pháp - hộ tịch", "", ("processing",)), "khóa 1", acting)
    people.register(NewClerk("Vừ A Páo", "Phó Chủ tịch", "", ("approval",)), "khóa 2", acting)
    return made


def _clerk(counter: Counter, name: str) -> ClerkId:
    return next(person.id for person in counter.desk.people.all() if person.full_name == name)


def _press(counter: Counter, subject: Subject, part: str, name: str, **fields: object) -> Status:
    desk = counter.desk
    return desk.on_the_spot.press(subject, part, _clerk(counter, name), desk.acting(), fields).value.status


def _facts(counter: Counter, subject: Subject) -> list[tuple[str | None, str, str, str]]:
    """Return step, who did it, who holds it then, who was signed in."""
    return [
        (
            item.step,
            item.actor,
            str(item.details.get("holder") or ""),
            str(item.details.get("recorded_by") or ""),
        )
        for item in counter.desk.show(subject).history
        if item.step
    ]


def test_three_people_at_one_desk_settle_a_dossier_in_three_presses(counter: Counter) -> None:
    subject = counter.receive().subject
    assert _press(counter, subject, APPRAISE, "Lò Văn Ín") == Status.PROCESSING
    assert _press(counter, subject, APPROVE, "Vừ A Páo", document_number="12/TLKS") == Status.DONE
    assert (
        _press(counter, subject, RETURN, "Quàng Thị Hương", returned_to_kind="applicant") == Status.RETURNED
    )
    hand, ten, boss = "Quàng Thị Hương", "Lò Văn Ín", "Vừ A Páo"
    assert _facts(counter, subject) == [
        ("receive", hand, hand, ""),
        ("transfer", hand, ten, ""),
        ("appraise", ten, ten, hand),
        ("submit", ten, boss, hand),
        ("approve", boss, boss, hand),
        ("finish", boss, hand, hand),
        ("return", hand, "", ""),
    ]
    roles = [(part, signed.name, signed.role) for part, signed in _shown(counter, subject).done.items()]
    assert roles == [
        (RECEIVE, hand, "reception"),
        (APPRAISE, ten, "processing"),
        (APPROVE, boss, "approval"),
        (RETURN, hand, "return"),
    ]


def _shown(counter: Counter, subject: Subject) -> OnTheSpot:
    return counter.desk.on_the_spot.show(subject, counter.desk.clerk.id)


def test_all_that_is_left_is_one_commit(counter: Counter) -> None:
    subject = counter.receive().subject
    desk = counter.desk
    by = {APPRAISE: _clerk(counter, "Lò Văn Ín"), APPROVE: _clerk(counter, "Vừ A Páo")}
    with pytest.raises(DomainProblem) as refused:
        desk.on_the_spot.settle(subject, {**by, RETURN: by[APPRAISE]}, desk.acting())
    assert refused.value.code == "on_the_spot.no_role"
    assert [item.step for item in desk.show(subject).history if item.step] == ["receive"]
    settled = desk.on_the_spot.settle(subject, by, desk.acting()).value
    assert [taken.step for taken in settled.steps] == [
        *("transfer", "appraise", "submit", "approve", "finish", "return"),
    ]
    assert settled.status is Status.RETURNED
    assert desk.verify().ok


def test_the_way_goes_on_where_it_was_left(counter: Counter) -> None:
    subject = counter.receive().subject
    counter.clock.set(datetime(2026, 11, 23, 9, 20, tzinfo=VIET_NAM))
    _press(counter, subject, APPRAISE, "Lò Văn Ín")
    shown = _shown(counter, subject)
    assert (shown.next, sorted(shown.done)) == (APPROVE, [APPRAISE, RECEIVE])
    assert shown.done[APPRAISE].at == counter.clock.now_ms()
    # Half of the approval was done in the list meanwhile: only the rest is left.
    desk = counter.desk
    desk.step(subject, "submit", desk.acting(), {"holder": "Vừ A Páo"})
    assert _press(counter, subject, APPROVE, "Vừ A Páo") == Status.DONE
    assert [step for step, *_rest in _facts(counter, subject)].count("submit") == 1


def test_who_did_a_part_last_is_proposed_the_next_time(counter: Counter) -> None:
    first, second = counter.receive().subject, counter.receive().subject
    assert _shown(counter, first).usual[APPRAISE] == counter.desk.clerk.id
    _press(counter, first, APPRAISE, "Lò Văn Ín")
    assert _shown(counter, second).usual[APPRAISE] == _clerk(counter, "Lò Văn Ín")


def test_an_online_dossier_is_accepted_first(counter: Counter) -> None:
    subject = counter.receive(channel="online", accept=False).subject
    shown = _shown(counter, subject)
    assert (shown.dossier.status, shown.next) == (Status.REGISTERED, RECEIVE)
    assert _press(counter, subject, RECEIVE, "Quàng Thị Hương") == Status.RECEIVED
    assert _shown(counter, subject).next == APPRAISE


@pytest.mark.parametrize(
    ("steps", "part", "code"),
    [
        ((), APPROVE, "on_the_spot.not_next"),
        ((("transfer", {}), ("appraise", {"eligible": False})), APPROVE, "on_the_spot.not_eligible"),
        ((("transfer", {}), ("ask_supplement", {"missing": ["CCCD"]})), APPRAISE, "on_the_spot.blocked"),
        ((("transfer", {}), ("finish", {}), ("return", {})), RETURN, "on_the_spot.nothing_left"),
    ],
)
def test_what_cannot_be_done_now_is_refused_and_nothing_is_written(
    counter: Counter, steps: tuple[tuple[str, dict[str, object]], ...], part: str, code: str
) -> None:
    subject, desk = counter.receive().subject, counter.desk
    for name, fields in steps:
        desk.step(subject, name, desk.acting(), fields)
    before = len(desk.show(subject).history)
    with pytest.raises(DomainProblem) as refused:
        desk.on_the_spot.press(subject, part, desk.clerk.id, desk.acting())
    assert refused.value.code == code
    assert len(desk.show(subject).history) == before


def test_a_part_takes_no_field_of_another(counter: Counter) -> None:
    subject, desk = counter.receive().subject, counter.desk
    with pytest.raises(DomainProblem) as refused:
        desk.on_the_spot.press(subject, APPRAISE, desk.clerk.id, desk.acting(), {"eligible": False})
    assert refused.value.code == "step.unknown_field"
    assert _shown(counter, subject).next == APPRAISE

"""Steps that two counters took without having seen each other: the table decides, and nothing is lost."""

from datetime import date
from itertools import permutations

import pytest

from app.domain.acts import acts, correction_owed, open_consultations
from app.domain.custody import custody
from app.domain.dossier import Dossier
from app.domain.facts import Fact, Value
from app.domain.fold import View, fold
from app.domain.lifecycle import Status
from tests.support.lives import HUONG, LEADER, PANH, SUBJECT, Life, fact, ms
from tests.support.walks import one_at_a_time

MONDAY = "2026-11-23T09:12"


def at_work() -> Life:
    life = Life().begin(MONDAY)
    life.take("transfer", MONDAY, holder=PANH)
    return life


def beside(life: Life, *steps: tuple[str, dict[str, Value]]) -> tuple[list[Fact], View]:
    """Take steps at several counters that saw the life so far and not each other."""
    parents = [life.view.trail[-1]]
    made = []
    for number, (step, stated) in enumerate(steps):
        at = ms("2026-11-25T09:00") + number
        plan = life.plan(step, at, LEADER, **stated)
        made.append(fact(f"{step} at {number}", parents, at=at, clerk=LEADER, step=step, fields=plan.fields))
    facts = [*life.facts, *made]
    view = fold(facts)
    assert all(fold(order) == view for order in permutations(facts)), "whatever arrives first"
    return facts, view


def extension(day: str) -> tuple[str, dict[str, Value]]:
    return "extend", {"due_at": date.fromisoformat(day), "reason": "chờ xác minh"}


def test_of_two_extensions_unseen_by_each_other_one_is_set_aside() -> None:
    facts, view = beside(at_work(), extension("2026-12-08"), extension("2026-12-10"))
    (aside,) = view.set_aside
    assert (aside.step, aside.reason, aside.status) == ("extend", "not_allowed", Status.PROCESSING)
    (counts,) = [act for act in acts(facts, view) if act.step == "extend"]
    assert view.value("due_at") == counts.fields["due_at"]
    assert view.value("extended_from") == ms("2026-12-01T17:00")
    assert view.open_questions == {}, "what was set aside asks nothing more"


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        (("finish", {}), ("reject", {"reason": "x"}), {Status.DONE, Status.REFUSED}),
        (("finish", {}), ("ask_stop", {}), {Status.DONE, Status.WITHDRAWAL_ASKED}),
        (("ask_supplement", {"missing": ["x"]}), ("finish", {}), {Status.SUPPLEMENT, Status.DONE}),
        (("demand_payment", {"amount": 1}), ("finish", {}), {Status.OBLIGATION, Status.DONE}),
    ],
)
def test_of_two_steps_that_exclude_each_other_one_is_set_aside_visibly(
    one: tuple[str, dict[str, Value]], other: tuple[str, dict[str, Value]], status: set[Status]
) -> None:
    facts, view = beside(at_work(), one, other)
    assert view.status in status
    (aside,) = view.set_aside
    assert aside.step in {one[0], other[0]}
    assert {act.step for act in acts(facts, view)} == {"receive", "transfer", one[0], other[0]} - {aside.step}


def test_hand_overs_to_two_people_leave_one_holder_and_ask_who_it_is() -> None:
    facts, view = beside(at_work(), ("hand_over", {"holder": HUONG}), ("hand_over", {"holder": LEADER}))
    assert view.open_questions.keys() == {"holder"}
    chain = custody(acts(facts, view))
    one_at_a_time(chain)
    assert chain[-1].holder == view.value("holder") == Dossier.from_view(SUBJECT, view).holder


def test_events_that_do_not_exclude_each_other_both_count() -> None:
    asked = {"agency": "Công an xã", "content": "?", "answer_due_at": date.fromisoformat("2026-12-01")}
    facts, view = beside(at_work(), ("consult", asked), ("consult", {**asked, "agency": "Trạm Y tế"}))
    assert not view.set_aside
    assert {one.agency for one in open_consultations(acts(facts, view))} == {"Công an xã", "Trạm Y tế"}


def test_the_return_of_a_result_wins_over_what_was_taken_beside_it() -> None:
    life = at_work()
    life.take("finish", "2026-11-25T08:00")
    for number in range(10):
        returned = life.plan("return", ms("2026-11-25T10:00"), HUONG)
        parents = [life.view.trail[-1]]
        made = [
            fact(f"r{number}", parents, at=ms("2026-11-25T10:00"), step="return", fields=returned.fields),
            fact(
                f"h{number}", parents, at=ms("2026-11-25T09:59"), step="hand_over", fields={"holder": LEADER}
            ),
        ]
        view = fold([*life.facts, *made])
        assert view.status is Status.RETURNED
        assert [aside.step for aside in view.set_aside] == ["hand_over"]


def test_a_correction_is_owed_from_its_request_on() -> None:
    life = at_work()
    life.take("finish", "2026-11-25T08:00")
    life.take("return", "2026-11-25T10:00")
    assert correction_owed(life.acts) is None
    life.take("ask_correction", "2026-11-26T10:00", content="sai")
    assert correction_owed(life.acts) == ms("2026-12-01T17:00")

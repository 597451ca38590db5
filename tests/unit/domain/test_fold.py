"""The fold: same set, same view; nothing vanishes; parallel work merges or asks."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.facts import Author, Fact, Value
from app.domain.fold import MAX_PARENTS, SetAside, View, fold, tips
from app.domain.identifiers import ClerkId, DeviceId, FactId, Subject
from app.domain.lifecycle import STEPS, Status

SUBJECT = Subject(bytes(16))


def fact(
    label: str,
    *parents: Fact,
    step: str | None = None,
    fields: Mapping[str, Value] | None = None,
    kind: str = "dossier.amended",
    critical: bool = False,
    known: bool = True,
    personal: tuple[str, ...] = (),
    personal_missing: bool = False,
) -> Fact:
    """Build a fact whose id is the hash of its label."""
    return Fact(
        id=FactId(hashlib.sha256(label.encode()).digest()),
        kind=kind,
        version=1,
        critical=critical,
        subject=SUBJECT,
        author=Author(DeviceId(bytes(16)), ClerkId(bytes(16)), "reception"),
        at=0,
        clock_offset=0,
        parents=tuple(sorted(parent.id for parent in parents)),
        step=step,
        fields=(fields or {}) if known else None,
        personal=frozenset(personal),
        personal_missing=personal_missing,
    )


def received(**fields: Value) -> Fact:
    return fact("received", step="receive", fields=fields, kind="dossier.received")


def test_different_fields_written_in_parallel_both_apply() -> None:
    first = received(phone="1")
    name, phone = (
        fact("name", first, fields={"full_name": "Lò Thị Ín"}),
        fact("phone", first, fields={"phone": "2"}),
    )
    view = fold([first, name, phone])
    assert (view.value("full_name"), view.value("phone")) == ("Lò Thị Ín", "2")
    assert view.open_questions == {}
    assert len(view.parallel) == 1, "the history tells that one author had not seen the other"


def test_the_same_field_written_in_parallel_asks_a_person_until_one_who_saw_both_settles_it() -> None:
    first = received(phone="1")
    here, there = fact("here", first, fields={"phone": "2"}), fact("there", first, fields={"phone": "3"})
    asked = fold([first, here, there])
    assert asked.open_questions == {"phone": frozenset({here.id, there.id})}
    settled = fold([first, here, there, fact("settled", here, there, fields={"phone": "3"})])
    assert settled.open_questions == {}
    assert settled.value("phone") == "3"


def test_the_same_value_written_twice_is_no_question() -> None:
    first = received(phone="1")
    view = fold(
        [first, fact("here", first, fields={"phone": "2"}), fact("there", first, fields={"phone": "2"})]
    )
    assert view.open_questions == {}


def test_reasons_and_papers_of_parallel_acts_are_no_disagreement() -> None:
    first = received(note="thiếu giấy chứng sinh")
    name = fact("name", first, fields={"full_name": "Lò Thị Ín", "reason": "sai tên"})
    phone = fact("phone", first, fields={"phone": "2", "reason": "đổi số"})
    paper = fact("paper", first, fields={"form": "slip", "copy_number": 0}, kind="paper.issued")
    handed = fact("step", first, step="transfer", fields={"note": "gấp"}, kind="dossier.stepped")
    view = fold([first, name, phone, paper, handed])
    assert view.open_questions == {}
    assert view.value("note") == "thiếu giấy chứng sinh"
    assert not {"reason", "form", "copy_number"} & view.values.keys()


def test_a_step_that_a_parallel_one_made_impossible_is_set_aside_with_all_it_says() -> None:
    first = received(holder=b"a")
    to_b = fact("to b", first, step="transfer", fields={"holder": b"b"})
    to_c = fact("to c", first, step="transfer", fields={"holder": b"c"})
    view = fold([first, to_b, to_c])
    loser = max(to_b, to_c, key=lambda one: one.id)
    assert view.status is Status.PROCESSING
    assert view.set_aside == [SetAside(loser.id, "transfer", Status.PROCESSING, "not_allowed")]
    assert view.open_questions == {}, "what was set aside asks nothing more"


def test_an_irreversible_step_wins_the_tie() -> None:
    first = received()
    moved = fact("moved", first, step="transfer")
    done = fact("done", moved, step="finish")
    for label in map(str, range(20)):
        returned, voided = fact("r" + label, done, step="return"), fact("v" + label, done, step="void")
        assert fold([first, moved, done, returned, voided]).status is Status.RETURNED


def test_a_fact_with_a_missing_parent_waits_and_so_do_its_children() -> None:
    first = received(phone="1")
    lost = fact("lost", first, fields={"phone": "2"})
    child = fact("child", lost, fields={"phone": "3"})
    grandchild = fact("grandchild", child, fields={"village": "Nà Nhạn"})
    view = fold([first, child, grandchild])
    assert view.waiting == {child.id, grandchild.id}
    assert view.value("phone") == "1"
    assert tips([first, child, grandchild], view) == (first.id,), "what waits is never a parent"
    assert fold([first, child, grandchild, lost]).waiting == frozenset()


def test_a_fact_whose_personal_part_has_not_come_waits() -> None:
    first = received()
    half = fact("half", first, personal_missing=True)
    assert fold([first, half]).waiting == {half.id}


def test_an_erasure_hides_personal_fields_whoever_still_holds_them() -> None:
    first = fact(
        "r", step="receive", fields={"code": "X", "full_name": "Giàng A Páo"}, personal=("full_name",)
    )
    gone = replace(first, fields={"code": "X"}, personal=frozenset(), personal_missing=True)
    order = fact("erase", first, kind="subject.erased")
    held, erased = fold([first, order]), fold([gone, order])
    assert held == erased
    assert held.erased
    assert (held.value("code"), held.value("full_name"), held.status) == ("X", None, Status.RECEIVED)


def test_an_unknown_kind_is_shown_and_a_critical_one_stops_life_cycle_steps() -> None:
    first = received()
    plain = fact("new thing", first, kind="dossier.weighed", known=False)
    step = fact("step", plain, step="transfer")
    assert fold([first, plain, step]).status is Status.PROCESSING
    assert fold([first, plain]).unknown == [plain.id]
    critical = fact("newer law", first, kind="dossier.frozen", known=False, critical=True)
    after = fact("after", critical, step="transfer")
    view = fold([first, critical, after])
    assert view.needs_newer_program
    assert view.set_aside == [SetAside(after.id, "transfer", Status.RECEIVED, "needs_newer_program")]


def test_a_step_of_a_newer_program_stops_life_cycle_steps() -> None:
    first = received()
    newer = fact("newer", first, kind="dossier.stepped", step="supplement")
    after = fact("after", newer, kind="dossier.stepped", step="transfer")
    view = fold([first, newer, after])
    assert view.needs_newer_program
    assert [item.reason for item in view.set_aside] == ["needs_newer_program"] * 2


def test_a_kind_for_another_sort_of_subject_says_nothing_here() -> None:
    first = received(full_name="Lò Thị Ín")
    stray = fact("stray", first, kind="clerk.changed", fields={"full_name": "Ai Đó"})
    view = fold([first, stray])
    assert view.value("full_name") == "Lò Thị Ín"
    assert view.unknown == [stray.id]


def test_a_quarantined_fact_keeps_its_place_and_says_nothing() -> None:
    first = received(phone="1")
    stolen = replace(fact("stolen", first, fields={"phone": "2"}), quarantined=True)
    honest = fact("honest", stolen, fields={"village": "Nà Nhạn"})
    view = fold([first, stolen, honest])
    assert (view.value("phone"), view.value("village")) == ("1", "Nà Nhạn")
    assert view.quarantined == [stolen.id]
    assert view.waiting == frozenset()


def test_how_a_field_was_computed_is_never_asked() -> None:
    first = received()
    here, there = (fact(v, first, fields={"catalogue_version": v}) for v in ("a1", "b2"))
    assert fold([first, here, there]).open_questions == {}


def test_a_fact_names_a_bounded_number_of_parents() -> None:
    first = received()
    crowd = [first, *(fact(f"c{n}", first, fields={"phone": "1"}) for n in range(500))]
    named = tips(crowd, fold(crowd))
    assert len(named) == MAX_PARENTS
    assert list(named) == sorted(named)


def test_a_chain_of_a_thousand_facts_folds() -> None:
    chain = [received(phone="0")]
    for n in range(1, 1000):
        chain.append(fact(str(n), chain[-1], fields={"phone": str(n)}))
    assert fold(reversed(chain)).value("phone") == "999"


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    """Draw a set of facts whose parents are any of the earlier ones."""
    facts: list[Fact] = []
    for n in range(draw(st.integers(1, 12))):
        parents = (
            draw(st.lists(st.sampled_from(facts), max_size=3, unique_by=lambda one: one.id)) if facts else []
        )
        step = draw(st.one_of(st.none(), st.sampled_from(sorted(STEPS))))
        fields = draw(st.dictionaries(st.sampled_from("xyz"), st.integers(0, 3), max_size=2))
        facts.append(fact(f"{n}", *parents, step=step, fields=fields))
    return facts


@given(histories(), st.data())
def test_the_same_set_gives_the_same_view_and_every_fact_is_somewhere(
    facts: list[Fact], data: st.DataObject
) -> None:
    kept = data.draw(st.lists(st.sampled_from(facts), min_size=1, unique_by=lambda one: one.id))
    again = data.draw(st.permutations(kept + kept))
    view = fold(kept)
    assert fold(again) == view
    assert set(view.trail) | view.waiting == {one.id for one in kept}
    assert not set(view.trail) & view.waiting
    _nothing_vanished(kept, view)


def _nothing_vanished(facts: list[Fact], view: View) -> None:
    """Each value shows, or was overwritten by one who had seen it, or is in a question, or aside."""
    aside = {item.fact for item in view.set_aside}
    by_id = {one.id: one for one in facts}

    def seen(one: Fact) -> set[FactId]:
        return {parent for p in one.parents for parent in {p, *seen(by_id[p])}}

    for i in view.trail:
        for name, value in (by_id[i].fields or {}).items():
            if i in aside or view.values[name].value == value:
                continue
            overwritten = any(
                name in (by_id[j].fields or {}) and i in seen(by_id[j]) for j in view.trail if j not in aside
            )
            assert overwritten or i in view.open_questions.get(name, ())

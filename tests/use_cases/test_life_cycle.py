"""The whole life of a dossier over a real office: each step with its terms, number and paper at once."""

from random import Random

import pytest

from app.commands.answers import detail_json
from app.domain.acts import acts
from app.domain.identifiers import ClerkId, Subject
from app.domain.lifecycle import FINAL, STEPS, Status, next_status, steps_from
from app.domain.moments import parse_moment, to_milliseconds
from app.domain.problems import DomainProblem
from app.domain.time_limit import TimeLimit
from app.storage.office_store import OfficeStore
from app.storage.verify import verify
from app.use_cases.manage_people import NewClerk
from app.use_cases.ports import Acting
from app.use_cases.reception_request import ReceptionRequest
from app.use_cases.take_step import COUNTER_STEPS, StepTaken
from tests.support.desks import Counter, request
from tests.support.lives import text
from tests.support.refusals import refusal_of
from tests.support.walks import Watch, next_moment, stated

FIVE_DAYS = "1.003583"
"""A procedure with a limit of five working days."""


def acting(counter: Counter) -> Acting:
    """Return who acts; whether the clock may be right is another test's question."""
    return Acting(counter.desk.clerk.id, "reception", counter.clock.now_ms())


def at(counter: Counter, moment: str) -> None:
    counter.clock.set(parse_moment(moment))


def take(counter: Counter, subject: Subject, step: str, **fields: object) -> StepTaken:
    return counter.desk.step(subject, step, acting(counter), fields).value


def papers(counter: Counter) -> list[tuple[str, int]]:
    return [(paper.form, paper.copy_number) for paper in counter.desk.print_paper.pending()]


def draw_all(counter: Counter) -> None:
    desk = counter.desk
    for paper in desk.print_paper.pending():
        pdf = desk.print_paper.draw(paper)
        assert pdf.startswith(b"%PDF")
        desk.print_paper.record(paper, pdf, acting(counter))


@pytest.fixture
def other(counter: Counter) -> ClerkId:
    desk = counter.desk
    return desk.people.register(NewClerk("Lò Văn Pánh"), "mật khẩu", acting(counter)).value.id


def registered(counter: Counter, **parts: object) -> Subject:
    line = request(**{"procedure": FIVE_DAYS, "accept": False, "channel": "online", **parts})
    return counter.desk.receive(line, acting(counter)).value.subject


def working(counter: Counter) -> Subject:
    subject = Subject(counter.receive(procedure=FIVE_DAYS).subject)
    take(counter, subject, "transfer")
    return subject


# --- registration ---------------------------------------------------------------------------------------


def test_a_registered_dossier_is_promised_nothing_until_it_is_accepted(counter: Counter) -> None:
    desk, subject = counter.desk, registered(counter)
    detail = desk.show(subject)
    assert (detail.dossier.status, detail.dossier.due_at) == (Status.REGISTERED, None)
    assert [step.name for step in detail.allowed_steps][:3] == ["accept", "refuse", "ask_supplement"]
    assert text(detail.course.reaction_due_at) == "2026-11-25T09:12", "eight working hours, 24/11 is off"
    assert papers(counter) == []
    with pytest.raises(DomainProblem, match=r"paper\.step_not_taken"):
        desk.print_paper(subject, "slip", acting(counter))
    at(counter, "2026-11-25T08:00")
    taken = take(counter, subject, "accept")
    assert text(taken.fields["due_at"]) == "2026-12-02T17:00"
    assert text(desk.show(subject).dossier.received_at) == "2026-11-25T08:00"
    assert papers(counter) == [("slip", 0)]
    draw_all(counter)
    assert desk.show(subject).course.reaction_due_at is None


def test_a_typed_date_belongs_to_an_accepted_dossier(counter: Counter) -> None:
    with pytest.raises(DomainProblem, match=r"reception\.due_without_acceptance"):
        registered(counter, due_at="2026-11-30")
    subject = registered(counter)
    with pytest.raises(DomainProblem, match=r"reception\.due_without_acceptance"):
        counter.desk.amend(subject, {"due_at": "2026-11-30"}, "hẹn sớm", acting(counter))
    counter.desk.amend(subject, {"procedure": "1.001193"}, "nhầm thủ tục", acting(counter))
    assert counter.desk.show(subject).dossier.due_at is None
    assert refusal_of(lambda: request(accept="no")) == "field.not_a_flag"


def test_a_mistaken_registration_is_voided(counter: Counter) -> None:
    subject = registered(counter)
    assert counter.desk.void(subject, "nhập hai lần", acting(counter)).value is Status.STOPPED
    assert counter.desk.show(subject).dossier.voided


@pytest.mark.parametrize(
    ("answer", "fields", "status", "form"),
    [
        ("refuse", {"reason": "không thuộc thẩm quyền"}, Status.REFUSED, "refusal"),
        ("ask_supplement", {"missing": ["Giấy chứng sinh", "Tờ khai"]}, Status.SUPPLEMENT, "supplement"),
    ],
)
def test_turned_away_at_the_counter_in_one_commit(
    counter: Counter, answer: str, fields: dict[str, object], status: Status, form: str
) -> None:
    desk = counter.desk
    draft = desk.drafts("receive", {"full_name": "Giàng A Mẫu"}, acting(counter)).value
    away = desk.turn_away(request(procedure=FIVE_DAYS), answer, fields, acting(counter), draft).value
    detail = desk.show(away.received.subject)
    assert [item.step for item in detail.history] == ["register", answer]
    assert detail.dossier.status is away.taken.status is status
    assert (away.taken.fields["number"], papers(counter)) == (1, [(form, 0)])
    assert desk.drafts.kept("receive") == []
    draw_all(counter)
    second = desk.turn_away(request(procedure=FIVE_DAYS), answer, fields, acting(counter)).value
    assert second.taken.fields["number"] == 2
    assert second.taken.fields["book"] == away.taken.fields["book"]


def test_nothing_is_kept_when_the_answer_is_refused(counter: Counter) -> None:
    desk = counter.desk
    for answer, fields, code in (
        ("refuse", {}, "field.missing"),
        ("ask_supplement", {"missing": []}, "field.missing"),
        ("ask_supplement", {"missing": ["x" * 501]}, "text.too_long"),
        ("finish", {}, "step.unknown"),
    ):
        one = request(procedure=FIVE_DAYS)
        assert refusal_of(lambda a=answer, f=fields, r=one: desk.turn_away(r, a, f, acting(counter))) == code
    assert desk.find("mau") == []
    away = desk.turn_away(request(), "refuse", {"reason": "x"}, acting(counter)).value
    assert away.taken.fields["number"] == 1, "no number was used up"
    assert away.received.code.endswith("-001")


def test_what_was_received_before_is_not_turned_away(counter: Counter) -> None:
    counter.receive(ref="DVC-1")
    turn_away = counter.desk.turn_away
    with pytest.raises(DomainProblem, match=r"reception\.received_before"):
        turn_away(request(ref="DVC-1"), "refuse", {"reason": "x"}, acting(counter))


# --- the clock, papers and numbers -----------------------------------------------------------------------


def test_a_supplement_restarts_the_clock_with_a_slip_that_replaces_the_first(counter: Counter) -> None:
    desk, subject = counter.desk, working(counter)
    desk.print_paper(subject, "slip", acting(counter))
    at(counter, "2026-11-25T10:00")
    asked = take(counter, subject, "ask_supplement", missing=["Giấy chứng sinh"], reason="mờ số")
    assert (asked.fields["number"], asked.cautions, asked.paper is not None) == (1, (), True)
    assert text(desk.show(subject).course.supplement_due_at) == "2026-12-10T17:00"
    draw_all(counter)
    at(counter, "2026-12-08T10:00")
    again = take(counter, subject, "receive_supplement")
    detail = desk.show(subject)
    assert text(detail.dossier.due_at) == text(again.fields["due_at"]) == "2026-12-15T17:00"
    assert detail.course.supplement_due_at is None
    (waiting,) = desk.print_paper.pending()
    assert (waiting.form, waiting.copy_number) == ("slip", 0)
    assert "tính lại từ đầu" in waiting.record["replaces"]["reason"]
    draw_all(counter)
    history = [(item.step, item.details.get("due_at")) for item in desk.show(subject).history]
    assert history[0] == ("receive", to_milliseconds(parse_moment("2026-12-01T17:00")))


def test_a_slip_that_waits_to_be_drawn_is_overtaken_by_the_new_appointment(counter: Counter) -> None:
    desk = counter.desk
    received = desk.receive(request(procedure=FIVE_DAYS), acting(counter), paper=True).value
    take(counter, received.subject, "transfer")
    take(counter, received.subject, "ask_supplement", missing=["x"])
    at(counter, "2026-12-08T10:00")
    take(counter, received.subject, "receive_supplement")
    slips = [paper for paper in desk.print_paper.pending() if paper.form == "slip"]
    assert [text(one.record["due_at"]) for one in slips] == ["2026-12-15T17:00"]


def test_a_late_request_is_taken_and_said_before_and_after(counter: Counter) -> None:
    subject = working(counter)
    at(counter, "2026-11-30T10:00")
    fields = {"missing": ["x"]}
    foreseen = counter.desk.step.foresee(subject, "ask_supplement", acting(counter), fields)
    assert [one.code for one in foreseen.cautions] == ["supplement.notice_late"]
    assert counter.desk.show(subject).dossier.status is Status.PROCESSING, "foreseeing keeps nothing"
    taken = take(counter, subject, "ask_supplement", **fields)
    assert [one.code for one in taken.cautions] == ["supplement.notice_late"]


def test_an_extension_once_in_time_with_an_apology(counter: Counter) -> None:
    desk, subject = counter.desk, working(counter)
    at(counter, "2026-11-27T10:00")
    extend = {"due_at": "2026-12-08", "reason": "chờ xác minh"}
    taken = take(counter, subject, "extend", **extend)
    assert (text(taken.fields["extended_from"]), text(taken.fields["due_at"])) == (
        "2026-12-01T17:00",
        "2026-12-08T17:00",
    )
    assert (taken.fields["number"], papers(counter)) == (1, [("apology", 0)])
    draw_all(counter)
    assert refusal_of(lambda: take(counter, subject, "extend", **extend)) == "step.not_allowed"
    assert desk.show(subject).dossier.status is Status.PROCESSING
    # A later correction of something else leaves the new appointment alone.
    desk.amend(subject, {"received_at": "2026-11-23T08:00:00+07:00"}, "ghi nhầm giờ", acting(counter))
    assert text(desk.show(subject).dossier.due_at) == "2026-12-08T17:00"


def test_an_extension_on_the_last_day_is_refused_and_uses_no_number(counter: Counter) -> None:
    subject = working(counter)
    at(counter, "2026-12-01T08:00")
    late = {"due_at": "2026-12-08", "reason": "x"}
    assert refusal_of(lambda: take(counter, subject, "extend", **late)) == "extension.asked_late"
    assert counter.desk.show(subject).dossier.due_at == to_milliseconds(parse_moment("2026-12-01T17:00"))
    assert papers(counter) == []
    with counter.desk.office.reading() as reading:
        day = parse_moment("2026-12-01").date()
        assert reading.book_entries("apology", day, day) == []


def test_every_paper_of_a_step_is_ordered_with_it_and_can_be_drawn(counter: Counter) -> None:
    desk = counter.desk
    for path, form in (
        ((("reject", {"reason": "không đủ điều kiện"}),), "refusal"),
        ((("ask_stop", {"reason": "thôi"}), ("stop", {"papers_returned": "đã trả đủ"})), "stop"),
        ((("finish", {"results": [{"name": "Trích lục", "number": "5"}]}), ("return", {})), "return"),
    ):
        subject = working(counter)
        for step, fields in path:
            taken = take(counter, subject, step, **fields)
        assert papers(counter) == [(form, 0)]
        assert taken.paper == desk.print_paper.pending()[0].id
        draw_all(counter)


# --- other agencies, money, correction, closing ------------------------------------------------------------


def test_open_consultations_are_listed_until_they_are_answered(counter: Counter) -> None:
    subject = working(counter)
    asked = {"agency": "Công an xã", "content": "Xác minh cư trú", "answer_due_at": "2026-11-27"}
    take(counter, subject, "consult", **asked)
    (waiting,) = counter.desk.pending.consultations()
    assert (waiting.consultation.agency, text(waiting.consultation.answer_due_at)) == (
        "Công an xã",
        "2026-11-27T17:00",
    )
    shown = detail_json(counter.desk.show(subject))
    assert shown["consultations"][0]["agency"] == "Công an xã"
    take(counter, subject, "answer", agency="cong an xa", content="Có cư trú")
    assert counter.desk.pending.consultations() == []


def test_a_supplement_that_is_over_is_proposed_and_closed_by_a_person(counter: Counter) -> None:
    desk, subject = counter.desk, working(counter)
    take(counter, subject, "ask_supplement", missing=["x"])
    assert desk.pending.supplements_over(counter.clock.now_ms()) == []
    refused = refusal_of(lambda: take(counter, subject, "close", reason="không bổ sung"))
    assert refused == "close.too_early"
    at(counter, "2026-12-09T00:00")
    (one,) = desk.pending.supplements_over(counter.clock.now_ms())
    assert (one.row.subject, text(one.until)) == (subject, "2026-12-08T17:00")
    assert desk.show(subject).dossier.status is Status.SUPPLEMENT, "nothing closes by itself"
    take(counter, subject, "close", reason="không bổ sung")
    assert desk.show(subject).dossier.status is Status.STOPPED
    assert desk.pending.supplements_over(counter.clock.now_ms()) == []


def test_online_dossiers_without_an_answer_are_listed_the_oldest_first(counter: Counter) -> None:
    desk = counter.desk
    first = registered(counter)
    at(counter, "2026-11-23T10:00")
    second = registered(counter)
    counter.receive(accept=False)
    at(counter, "2026-11-25T09:30")
    found = desk.pending.reactions(counter.clock.now_ms())
    assert [(one.row.subject, one.over) for one in found] == [(first, True), (second, False)]
    taken = take(counter, first, "refuse", reason="trùng hồ sơ")
    assert [one.code for one in taken.cautions] == ["reaction.late"]


def test_a_correction_after_the_return_runs_three_working_days(counter: Counter) -> None:
    desk, subject = counter.desk, working(counter)
    take(counter, subject, "finish")
    take(counter, subject, "return")
    take(counter, subject, "ask_correction", content="sai ngày sinh")
    assert text(desk.show(subject).course.correction_due_at) == "2026-11-27T17:00"
    take(counter, subject, "correct")
    assert desk.show(subject).course.correction_due_at is None
    assert desk.show(subject).dossier.status is Status.RETURNED


def test_the_chain_of_custody_names_who_had_it(counter: Counter, other: ClerkId) -> None:
    desk, subject = counter.desk, Subject(counter.receive(procedure=FIVE_DAYS).subject)
    take(counter, subject, "transfer", holder="lo van panh")
    at(counter, "2026-11-25T09:00")
    take(counter, subject, "finish")
    chain = detail_json(desk.show(subject))["custody"]
    assert [held["holder"] for held in chain] == ["Quàng Thị Hương", "Lò Văn Pánh", "Quàng Thị Hương"]
    assert [held["result"] for held in chain] == ["on_time", "early", None]
    assert desk.show(subject).course.custody[1].holder == other


def test_a_named_holder_is_an_active_clerk(counter: Counter, other: ClerkId) -> None:
    desk, subject = counter.desk, working(counter)
    for holder in ("Người Lạ", 7, b"x" * 16):
        assert refusal_of(lambda h=holder: take(counter, subject, "hand_over", holder=h)) == "clerk.unknown"
    take(counter, subject, "hand_over", holder=other)
    assert desk.show(subject).dossier.holder == other
    desk.people.remove(other, acting(counter))
    assert refusal_of(lambda: take(counter, subject, "hand_over", holder=other)) == "clerk.unknown"


LED_THERE_BY = {
    "answer": ("consult",),
    "close": ("ask_supplement",),
    "ask_correction": ("finish", "return"),
}


@pytest.mark.parametrize("step", [name for name in COUNTER_STEPS if STEPS[name].required])
def test_a_step_that_lacks_a_field_leaves_everything_as_it_was(counter: Counter, step: str) -> None:
    subject = registered(counter) if step in {"refuse", "accept"} else working(counter)
    fields = {"agency": "x", "content": "?", "answer_due_at": "2026-12-01", "missing": ["x"]}
    for before in LED_THERE_BY.get(step, ()):
        take(counter, subject, before, **{n: v for n, v in fields.items() if n in STEPS[before].fields})
    facts = len(counter.desk.show(subject).history)
    assert refusal_of(lambda: take(counter, subject, step)) == "field.missing"
    assert len(counter.desk.show(subject).history) == facts


# --- walks through the real use case -----------------------------------------------------------------------


def test_hundreds_of_random_lives_through_the_database(counter: Counter, other: ClerkId) -> None:
    """As in the pure domain, with the real transaction: facts, views, numbers, papers."""
    desk = counter.desk
    people = [desk.clerk.id, other]
    numbers: dict[tuple[str, str], list[int]] = {}
    for seed in range(200):
        random = Random(seed)
        counter.clock.at = next_moment(random, to_milliseconds(parse_moment("2026-11-23T09:12")))
        accepted = random.random() < 0.6
        line = {"procedure": FIVE_DAYS, "applicant": {"full_name": "Giàng A Mẫu"}, "accept": accepted}
        asked = ReceptionRequest.from_record({**line, "channel": "online"})
        subject = desk.receive(asked, acting(counter)).value.subject
        watch = Watch(TimeLimit.parse("5 working_days"))
        watch.saw("receive" if accepted else "register", counter.clock.at, None)
        watch.status = 2 if accepted else 1
        dossier = desk.show(subject).dossier
        for _turn in range(10):
            steps = steps_from(dossier.status, dossier.taken)
            if not steps:
                break
            counter.clock.at = next_moment(random, counter.clock.at)
            step = random.choice([one.name for one in steps if one.name != "void"] or ["report_loss"])
            fields = stated(random, step, counter.clock.at, dossier.due_at)
            due = fields.get("due_at")
            told = {n: v.isoformat() if n.endswith("due_at") else v for n, v in fields.items()}
            if step == "hand_over":
                told["holder"] = random.choice(people)
            before = dossier.status
            try:
                taken = take(counter, subject, step, **told)
            except DomainProblem as problem:
                refused = problem.code
            else:
                refused = ""
                watch.saw(step, counter.clock.at, due)
                if "number" in taken.fields:
                    book = (STEPS[step].form, taken.fields["book"])
                    numbers.setdefault(book, []).append(taken.fields["number"])
                assert (taken.paper is not None) == bool(STEPS[step].form)
            shown = desk.show(subject)
            if refused:
                assert shown.dossier.status is before
                assert next_status(before, step, dossier.taken) is not None
            with desk.office.reading() as reading:
                done = acts(reading.facts(subject), reading.view(subject))
            watch.check(shown.dossier, done, shown.course.custody)
            assert shown.dossier.status in FINAL or shown.holder_name
            dossier = shown.dossier
    assert {form for form, _book in numbers} == {"supplement", "refusal", "apology", "stop"}
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values()), "no number is missing"
    assert isinstance(desk.office, OfficeStore)
    assert verify(desk.office.database).ok

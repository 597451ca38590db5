"""What each step sets off: terms, the responsible person, warnings and refusals."""

from dataclasses import replace

import pytest

from app.domain.certainty import Certainty
from app.domain.deadline_rules import WaitingForPayment
from app.domain.lifecycle import Status
from app.domain.moments import parse_moment
from app.domain.problems import DomainProblem
from app.domain.time_limit import LimitUnit, TimeLimit
from tests.support.lives import FIGURES, HUONG, LEADER, PANH, RULES, Life, ms, text

MONDAY = "2026-11-23T09:12"


def working() -> Life:
    """Return a life received on a Monday with five working days (24 November is a holiday), handed on."""
    life = Life().begin(MONDAY)
    life.take("transfer", MONDAY, holder=PANH)
    return life


def refused(life: Life, step: str, at: str, **stated: object) -> DomainProblem:
    with pytest.raises(DomainProblem) as caught:
        life.plan(step, ms(at), **stated)
    return caught.value


def day(iso: str) -> object:
    return parse_moment(f"{iso}T00:00").date()


# --- the clock -----------------------------------------------------------------------------------------


def test_a_registered_dossier_has_no_appointment_until_it_is_accepted() -> None:
    life = Life().begin(MONDAY, "register", channel="online")
    assert (life.dossier.due_at, life.dossier.status) == (None, Status.REGISTERED)
    plan = life.take("accept", "2026-11-25T08:00")
    assert (life.dossier.status, text(life.dossier.due_at)) == (Status.RECEIVED, "2026-12-02T17:00")
    assert text(life.dossier.received_at) == "2026-11-25T08:00", "R1: the acceptance, not the registration"
    assert plan.fields["calendar_version"] == RULES.calendar.version
    assert plan.fields["limit"] == "5 working_days"
    assert life.acts[0].fields["received_at"] == ms(MONDAY), "when it came in stays in the history"


def test_a_supplement_starts_the_clock_from_zero_and_the_old_appointment_stays_in_the_history() -> None:
    life = working()
    before = life.dossier.due_at
    assert text(before) == "2026-12-01T17:00"
    asked = life.take("ask_supplement", "2026-11-26T10:00", missing=["Giấy chứng sinh"])
    assert text(asked.fields["supplement_due_at"]) == "2026-12-11T17:00"
    assert asked.cautions == ()
    again = life.take("receive_supplement", "2026-12-08T10:00")
    assert (life.dossier.status, text(life.dossier.due_at)) == (Status.PROCESSING, "2026-12-15T17:00")
    assert text(again.fields["clock_from"]) == "2026-12-08T10:00"
    assert text(life.dossier.received_at) == MONDAY, "the reception stays what it was"
    assert life.acts[0].fields["due_at"] == before


def test_the_limit_of_the_reception_counts_again_whatever_the_catalogue_says_by_now() -> None:
    life = working()
    life.take("ask_supplement", "2026-11-26T10:00", missing=["x"])
    life.limit = TimeLimit(LimitUnit.WORKING_DAYS, 30)
    life.take("receive_supplement", "2026-12-08T10:00")
    assert text(life.dossier.due_at) == "2026-12-15T17:00"


def test_without_a_limit_the_old_typed_appointment_does_not_go_on_standing() -> None:
    life = Life(limit=TimeLimit(LimitUnit.NONE)).begin(MONDAY, due_at=None)
    life.take("transfer", MONDAY)
    assert life.dossier.due_at is None
    life.take("ask_supplement", MONDAY, missing=["x"])
    assert "due_at" not in life.plan("receive_supplement", ms("2026-12-01T08:00")).fields
    typed = life.take("receive_supplement", "2026-12-01T08:00", due_at=day("2026-12-10"))
    assert (text(typed.fields["due_at"]), typed.fields["due_rule"]) == ("2026-12-10T17:00", "typed")
    life.take("ask_supplement", "2026-12-02T08:00", missing=["y"])
    problem = refused(life, "receive_supplement", "2026-12-03T08:00")
    assert (problem.code, problem.details) == ("field.missing", {"field": "due_at"})


def test_a_typed_appointment_is_within_the_law() -> None:
    life = Life().begin(MONDAY, "register")
    sooner = life.plan("accept", ms(MONDAY), due_at=day("2026-11-27"))
    assert text(sooner.fields["due_at"]) == "2026-11-27T17:00"
    assert refused(life, "accept", MONDAY, due_at=day("2026-12-02")).code == "reception.due_after_limit"
    assert refused(life, "accept", MONDAY, due_at=day("2026-11-20")).code == "reception.due_before_received"


def test_asking_later_than_three_working_days_is_said_and_never_refused() -> None:
    life = working()
    last = life.plan("ask_supplement", ms("2026-11-27T17:00"), missing=["x"])
    late = life.plan("ask_supplement", ms("2026-11-27T17:01"), missing=["x"])
    assert last.cautions == ()
    (caution,) = late.cautions
    assert (caution.code, caution.details) == (
        "supplement.notice_late",
        {"days": 3, "due": ms("2026-11-27T17:00")},
    )


def test_asking_twice_is_said() -> None:
    life = working()
    life.take("ask_supplement", "2026-11-26T10:00", missing=["x"])
    life.take("receive_supplement", "2026-12-08T10:00")
    plan = life.plan("ask_supplement", ms("2026-12-08T11:00"), missing=["y"])
    assert [one.code for one in plan.cautions] == ["supplement.asked_again"]


@pytest.mark.parametrize(("at", "late"), [("2026-11-25T09:12", False), ("2026-11-25T09:13", True)])
@pytest.mark.parametrize("step", ["accept", "refuse", "ask_supplement"])
def test_an_online_dossier_is_answered_within_eight_working_hours(step: str, at: str, late: bool) -> None:
    stated = {"refuse": {"reason": "x"}, "ask_supplement": {"missing": ["x"]}}.get(step, {})
    online = Life().begin(MONDAY, "register", channel="online").plan(step, ms(at), **stated)
    assert [one.code for one in online.cautions] == (["reaction.late"] if late else [])
    direct = Life().begin(MONDAY, "register", channel="direct").plan(step, ms(at), **stated)
    assert direct.cautions == ()


# --- extensions ----------------------------------------------------------------------------------------


def test_an_extension_keeps_the_old_appointment_and_takes_the_new_one() -> None:
    life = working()
    plan = life.take("extend", "2026-11-30T16:59", reason="chờ xác minh", due_at=day("2026-12-08"))
    assert (text(plan.fields["extended_from"]), text(plan.fields["due_at"])) == (
        "2026-12-01T17:00",
        "2026-12-08T17:00",
    )
    assert plan.fields["due_rule"] == "extended"
    assert life.dossier.status is Status.PROCESSING
    with pytest.raises(DomainProblem, match=r"step\.not_allowed"):
        life.plan("extend", ms("2026-12-01T08:00"), reason="x", due_at=day("2026-12-30"))


@pytest.mark.parametrize(
    ("at", "new", "code"),
    [
        ("2026-12-01T07:00", day("2026-12-08"), "extension.asked_late"),
        ("2026-12-05T08:00", day("2026-12-08"), "extension.asked_late"),
        ("2026-11-27T08:00", day("2026-12-01"), "extension.not_later"),
        ("2026-11-27T08:00", day("2026-11-30"), "extension.not_later"),
        ("2026-11-27T08:00", day("2026-12-05"), "extension.day_off"),
        ("2026-11-27T08:00", parse_moment("2026-12-08T12:00"), "extension.outside_hours"),
        ("2026-11-27T08:00", parse_moment("2026-12-08T17:01"), "extension.outside_hours"),
    ],
)
def test_an_extension_that_the_law_does_not_allow_is_refused(at: str, new: object, code: str) -> None:
    assert refused(working(), "extend", at, reason="x", due_at=new).code == code


def test_closing_time_itself_may_be_appointed() -> None:
    plan = working().plan(
        "extend", ms("2026-11-27T08:00"), reason="x", due_at=parse_moment("2026-12-08T11:30")
    )
    assert text(plan.fields["due_at"]) == "2026-12-08T11:30"


def test_nothing_appointed_cannot_be_put_off() -> None:
    life = Life(limit=TimeLimit(LimitUnit.NONE)).begin(MONDAY, due_at=None)
    problem = refused(life, "extend", MONDAY, reason="x", due_at=day("2026-12-08"))
    assert problem.code == "extension.no_appointment"


def test_a_second_extension_is_refused_after_a_supplement_too() -> None:
    life = working()
    life.take("extend", "2026-11-27T08:00", reason="x", due_at=day("2026-12-08"))
    life.take("ask_supplement", "2026-11-27T09:00", missing=["x"])
    life.take("receive_supplement", "2026-12-01T09:00")
    assert text(life.dossier.due_at) == "2026-12-08T17:00", "counted from zero, the extension is gone"
    assert life.dossier.values["due_rule"] == "working_days"
    assert refused(life, "extend", "2026-12-02T08:00", reason="x", due_at=day("2026-12-10")).code == (
        "step.not_allowed"
    )


# --- handing on, other agencies, money -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "papers"),
    [
        ("2026-11-26T15:00", "2026-11-26T17:00"),
        ("2026-11-26T15:01", "2026-11-27T07:00"),
        ("2026-11-27T15:01", "2026-11-30T07:00"),
        ("2026-11-28T09:00", "2026-11-30T07:00"),
    ],
)
def test_papers_go_the_same_day_or_the_next_working_morning(received: str, papers: str) -> None:
    plan = Life().begin(received).plan("transfer", ms(received) + 60_000)
    assert text(plan.fields["transfer_due_at"]) == papers


def test_a_consultation_is_open_until_that_agency_answers() -> None:
    life = working()
    for agency in ("Công an xã", "Trạm Y tế"):
        life.take("consult", "2026-11-25T09:00", agency=agency, content="?", answer_due_at=day("2026-11-27"))
    assert [one.code for one in life.plan("finish", ms("2026-11-25T10:00")).cautions] == [
        "consultation.still_open"
    ]
    unknown = refused(life, "answer", "2026-11-26T09:00", agency="Phòng Kinh tế", content="đồng ý")
    assert (unknown.code, unknown.details["open"]) == ("consultation.unknown", 2)
    life.take("answer", "2026-11-26T09:00", agency="CÔNG AN  XÃ", content="đồng ý")
    assert refused(life, "answer", "2026-11-26T09:00", agency="Công an xã", content="x").code == (
        "consultation.unknown"
    )
    life.take("answer", "2026-11-26T10:00", agency="trạm y tế", content="đồng ý")
    assert life.plan("finish", ms("2026-11-26T10:00")).cautions == ()


def test_an_answer_is_not_expected_before_the_question() -> None:
    asked = {"agency": "x", "content": "?", "answer_due_at": day("2026-11-20")}
    assert refused(working(), "consult", MONDAY, **asked).code == "consultation.due_in_past"


def test_waiting_for_money_leaves_the_clock_running_unless_the_data_say_otherwise() -> None:
    for stops, due in ((False, "2026-12-01T17:00"), (True, "2026-12-04T17:00")):
        waiting = WaitingForPayment(stops, Certainty.UNCONFIRMED, "")
        life = working()
        life.rules = replace(RULES, figures=replace(FIGURES, waiting_for_payment=waiting))
        life.take("demand_payment", "2026-11-25T09:00", amount=1_250_000)
        assert life.dossier.status is Status.OBLIGATION
        life.take("payment_met", "2026-11-30T09:00")
        assert text(life.dossier.due_at) == due
        assert life.dossier.status is Status.PROCESSING


def test_days_of_waiting_count_as_the_limit_counts_them() -> None:
    due, asked, met = ms("2026-12-01T17:00"), ms("2026-11-25T09:00"), ms("2026-11-30T09:00")
    calendar_days = TimeLimit(LimitUnit.CALENDAR_DAYS, 15)
    assert text(RULES.paused(due, asked, met, calendar_days)) == "2026-12-07T17:00", "the 6th is a Sunday"
    assert RULES.paused(due, asked, asked + 3_600_000, calendar_days) == due
    assert RULES.paused(due, met, asked, calendar_days) == due, "a clock that was set back adds nothing"


# --- the end -------------------------------------------------------------------------------------------


def test_closing_waits_for_the_last_day_unless_the_citizen_agreed() -> None:
    life = working()
    life.take("ask_supplement", "2026-11-26T10:00", missing=["x"])
    early = refused(life, "close", "2026-12-11T23:59", reason="không bổ sung")
    assert (early.code, early.details) == ("close.too_early", {"until": "2026-12-11"})
    assert life.plan("close", ms("2026-12-12T00:00"), reason="không bổ sung").status is Status.STOPPED
    agreed = life.plan("close", ms("2026-11-27T08:00"), reason="dân thôi không làm", agreed=True)
    assert agreed.status is Status.STOPPED
    with pytest.raises(DomainProblem, match=r"close\.too_early"):
        life.plan("close", ms("2026-11-27T08:00"), reason="dân đồng ý", agreed=False)


def test_closing_for_money_is_the_sectors_business_and_said_so() -> None:
    life = working()
    life.take("demand_payment", "2026-11-25T09:00", amount=1)
    plan = life.plan("close", ms("2027-03-01T09:00"), reason="không nộp")
    assert [one.code for one in plan.cautions] == ["close.no_term"]


@pytest.mark.parametrize(
    ("stated", "problem"),
    [
        ({"returned_to_kind": "authorised"}, ("return.needs_authorisation", "returned_to")),
        (
            {"returned_to_kind": "authorised", "returned_to": "Lò B"},
            ("return.needs_authorisation", "authorisation"),
        ),
        ({"fingerprint": True}, ("return.needs_witness", "witness")),
    ],
)
def test_who_takes_the_result_for_another_brings_a_paper(
    stated: dict[str, object], problem: tuple[str, str]
) -> None:
    life = working()
    life.take("finish", "2026-11-27T09:00")
    found = refused(life, "return", "2026-11-27T10:00", **stated)
    assert (found.code, found.details["field"]) == problem
    whole = {"returned_to": "Lò B", "authorisation": "giấy ủy quyền", "witness": "Lò C", "place": "bản"}
    life.take("return", "2026-11-27T10:00", **{**whole, **stated})
    assert life.dossier.status is Status.RETURNED


def test_a_correction_is_owed_for_three_working_days_and_given_once() -> None:
    life = working()
    life.take("finish", "2026-11-27T09:00")
    life.take("return", "2026-11-27T10:00")
    plan = life.take("ask_correction", "2026-11-27T15:30", content="sai ngày sinh")
    assert text(plan.fields["correction_due_at"]) == "2026-12-02T17:00"
    assert life.dossier.status is Status.RETURNED
    life.take("correct", "2026-12-01T09:00")
    assert refused(life, "correct", "2026-12-01T09:00").code == "correction.none_open"
    life.take("ask_correction", "2026-12-02T09:00", content="sai họ")
    assert life.plan("correct", ms("2026-12-02T10:00")).status is Status.RETURNED


# --- who is responsible --------------------------------------------------------------------------------

TAKERS = {
    "accept": HUONG,
    "transfer": HUONG,
    "receive_supplement": HUONG,
    "finish": HUONG,
    "ask_correction": HUONG,
}
"""Steps after which the dossier is with whoever took them (here always HUONG)."""
BEFORE = {
    "accept": [("begin", "register")],
    "refuse": [("begin", "register")],
    "ask_supplement": [],
    "receive_supplement": ["ask_supplement"],
    "close": ["ask_supplement"],
    "payment_met": ["demand_payment"],
    "answer": ["consult"],
    "resume": ["ask_stop"],
    "stop": ["ask_stop"],
    "return": ["finish"],
    "ask_correction": ["finish", "return"],
    "correct": ["finish", "return", "ask_correction"],
}
STATED = {
    "refuse": {"reason": "x"},
    "reject": {"reason": "x"},
    "send_back": {"reason": "x"},
    "ask_supplement": {"missing": ["x"]},
    "consult": {"agency": "x", "content": "?", "answer_due_at": day("2026-12-10")},
    "answer": {"agency": "x", "content": "!"},
    "demand_payment": {"amount": 1},
    "extend": {"due_at": day("2026-12-08"), "reason": "x"},
    "close": {"reason": "x", "agreed": True},
    "ask_correction": {"content": "x"},
    "report_loss": {"cause": "x"},
}
OTHERS = [
    *(
        "accept",
        "refuse",
        "ask_supplement",
        "receive_supplement",
        "transfer",
        "appraise",
        "consult",
        "answer",
    ),
    *("demand_payment", "payment_met", "submit", "approve", "send_back", "reject", "extend", "finish"),
    *("return", "ask_stop", "resume", "stop", "close", "ask_correction", "correct", "report_loss"),
]


@pytest.mark.parametrize("step", OTHERS)
def test_a_step_without_a_named_holder_takes_the_dossier_or_leaves_it(step: str) -> None:
    path = BEFORE.get(step, [])
    if ("begin", "register") in path:
        life = Life().begin(MONDAY, "register", clerk=PANH)
        path = []
    else:
        life = Life().begin(MONDAY, clerk=PANH)
    if step != "transfer" and life.dossier.status is Status.RECEIVED:
        life.take("transfer", MONDAY, PANH)
    for earlier in path:
        assert isinstance(earlier, str)
        holder = {} if earlier == "return" else {"holder": PANH}
        life.take(earlier, MONDAY, PANH, **STATED.get(earlier, {}), **holder)
    plan = life.take(step, "2026-11-23T10:00", HUONG, **STATED.get(step, {}))
    assert plan.fields.get("holder") == TAKERS.get(step)
    assert life.dossier.holder == TAKERS.get(step, PANH)


def test_what_is_sent_back_goes_to_who_submitted_it() -> None:
    life = working()
    life.take("submit", "2026-11-25T09:00", PANH, holder=LEADER)
    assert life.dossier.holder == LEADER
    life.take("send_back", "2026-11-25T10:00", LEADER, reason="thiếu căn cứ")
    assert life.dossier.holder == PANH


def test_a_dossier_that_a_faulty_device_left_to_nobody_goes_to_who_acts() -> None:
    life = Life().begin(MONDAY, clerk=HUONG, holder=None)
    assert life.dossier.holder is None
    life.take("hand_over", MONDAY, holder=PANH)
    assert life.dossier.holder == PANH
    nobody = Life().begin(MONDAY, holder=None)
    nobody.take("report_loss", MONDAY, LEADER, cause="mưa dột")
    assert nobody.dossier.holder == LEADER


def test_a_refusal_names_what_is_allowed_in_this_situation() -> None:
    life = working()
    life.take("extend", "2026-11-27T08:00", reason="x", due_at=day("2026-12-08"))
    problem = refused(life, "return", "2026-11-27T09:00")
    allowed = str(problem.details["allowed"]).split(", ")
    assert {"finish", "ask_supplement"} <= set(allowed)
    assert "extend" not in allowed, "there was one already"
    assert "answer" not in allowed, "nobody was asked"

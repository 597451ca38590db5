"""The life cycle table against one written out by hand: every status, every step, every situation."""

import pytest

from app.domain.lifecycle import ALIASES, FINAL, RECEPTION_STEPS, STEPS, Status, next_status, steps_from

NEW, REGISTERED, RECEIVED = Status.NEW, Status.REGISTERED, Status.RECEIVED
REFUSED, PROCESSING, SUPPLEMENT = Status.REFUSED, Status.PROCESSING, Status.SUPPLEMENT
OBLIGATION, WITHDRAWAL, STOPPED = Status.OBLIGATION, Status.WITHDRAWAL_ASKED, Status.STOPPED
DONE, RETURNED = Status.DONE, Status.RETURNED

ALWAYS = {"hand_over", "report_loss"}
"""Events of every dossier that is not at its end."""
AT_WORK = {
    "ask_supplement": SUPPLEMENT,
    "appraise": PROCESSING,
    "consult": PROCESSING,
    "demand_payment": OBLIGATION,
    "submit": PROCESSING,
    "approve": PROCESSING,
    "send_back": PROCESSING,
    "reject": REFUSED,
    "finish": DONE,
    "ask_stop": WITHDRAWAL,
    "void": STOPPED,
}
"""What may always be done with a dossier that is worked on (Đ19), whatever went before."""

TABLE: dict[tuple[Status, frozenset[str]], dict[str, Status]] = {
    (NEW, frozenset()): {"receive": RECEIVED, "register": REGISTERED},
    (REGISTERED, frozenset({"register"})): {
        "accept": RECEIVED,
        "refuse": REFUSED,
        "ask_supplement": SUPPLEMENT,
        "void": STOPPED,
    },
    # Never accepted: no clock, nothing to stop or to restart; completed it is accepted for the first time.
    (SUPPLEMENT, frozenset({"register", "ask_supplement"})): {"accept": RECEIVED, "close": STOPPED},
    (RECEIVED, frozenset({"receive"})): {
        "transfer": PROCESSING,
        "extend": RECEIVED,
        "ask_stop": WITHDRAWAL,
        "void": STOPPED,
    },
    (RECEIVED, frozenset({"register", "accept"})): {
        "transfer": PROCESSING,
        "extend": RECEIVED,
        "ask_stop": WITHDRAWAL,
        "void": STOPPED,
    },
    (RECEIVED, frozenset({"receive", "extend"})): {
        "transfer": PROCESSING,
        "ask_stop": WITHDRAWAL,
        "void": STOPPED,
    },
    (PROCESSING, frozenset({"receive", "transfer"})): {**AT_WORK, "extend": PROCESSING},
    (PROCESSING, frozenset({"receive", "transfer", "extend"})): AT_WORK,
    (PROCESSING, frozenset({"receive", "transfer", "consult"})): {
        **AT_WORK,
        "extend": PROCESSING,
        "answer": PROCESSING,
    },
    (PROCESSING, frozenset({"receive", "transfer", "ask_supplement", "receive_supplement"})): {
        **AT_WORK,
        "extend": PROCESSING,
    },
    (SUPPLEMENT, frozenset({"receive", "transfer", "ask_supplement"})): {
        "receive_supplement": PROCESSING,
        "ask_stop": WITHDRAWAL,
        "close": STOPPED,
    },
    (OBLIGATION, frozenset({"receive", "transfer", "demand_payment"})): {
        "payment_met": PROCESSING,
        "extend": OBLIGATION,
        "ask_stop": WITHDRAWAL,
        "close": STOPPED,
    },
    (OBLIGATION, frozenset({"receive", "transfer", "demand_payment", "extend"})): {
        "payment_met": PROCESSING,
        "ask_stop": WITHDRAWAL,
        "close": STOPPED,
    },
    (WITHDRAWAL, frozenset({"receive", "ask_stop"})): {"resume": PROCESSING, "stop": STOPPED},
    (DONE, frozenset({"receive", "transfer", "finish"})): {"return": RETURNED},
    (RETURNED, frozenset({"receive", "transfer", "finish", "return"})): {"ask_correction": RETURNED},
    (RETURNED, frozenset({"receive", "transfer", "finish", "return", "ask_correction"})): {
        "ask_correction": RETURNED,
        "correct": RETURNED,
    },
    (REFUSED, frozenset({"register", "refuse"})): {},
    (REFUSED, frozenset({"receive", "transfer", "reject"})): {},
    (STOPPED, frozenset({"receive", "ask_stop", "stop"})): {},
    (STOPPED, frozenset({"receive", "void"})): {},
}
CASES = [(status, taken, step) for status, taken in TABLE for step in (*STEPS, "fly", "done", "returned", "")]


def expected(status: Status, taken: frozenset[str], step: str) -> Status | None:
    if step in ALWAYS:
        return None if status in FINAL or status is NEW else status
    return TABLE[status, taken].get(step)


@pytest.mark.parametrize(
    ("status", "taken", "step"), CASES, ids=[f"{s.name}-{'+'.join(sorted(t))}-{n}" for s, t, n in CASES]
)
def test_every_legal_and_every_illegal_transition(status: Status, taken: frozenset[str], step: str) -> None:
    reached = next_status(status, step, taken)
    assert reached == expected(status, taken, step)
    assert (reached is not None) == (step in {one.name for one in steps_from(status, taken)})


def test_the_table_above_walks_every_status_and_every_step() -> None:
    assert {status for status, _taken in TABLE} == set(Status)
    walked = {step for (status, taken), steps in TABLE.items() for step in steps} | ALWAYS
    assert walked == STEPS.keys()


@pytest.mark.parametrize("status", sorted(FINAL))
def test_nothing_leads_away_from_the_end(status: Status) -> None:
    for taken in (frozenset[str](), frozenset(STEPS)):
        assert {step.to for step in steps_from(status, taken)} <= {None}


def test_an_alias_names_the_status_its_step_leads_to() -> None:
    for alias, step in ALIASES.items():
        assert STEPS[step].to is Status[alias.upper()]
    assert not RECEPTION_STEPS & set(ALIASES.values())


def test_papers_go_with_the_steps_that_the_law_gives_them() -> None:
    forms = {name: step.form for name, step in STEPS.items() if step.form}
    assert forms == {
        "receive": "slip",
        "accept": "slip",
        "receive_supplement": "slip",
        "refuse": "refusal",
        "reject": "refusal",
        "ask_supplement": "supplement",
        "extend": "apology",
        "stop": "stop",
        "return": "return",
    }

"""Ten thousand histories at random through the pure domain: what must hold holds after every step."""

from collections import Counter
from functools import partial
from random import Random

from app.domain.lifecycle import STEPS, Status, next_status, steps_from
from app.domain.time_limit import LimitUnit, TimeLimit
from tests.support.lives import Life, ms
from tests.support.refusals import refusal_of
from tests.support.walks import Watch, clerks, next_moment, stated

HISTORIES, STEPS_AT_MOST = 10_000, 14
LIMITS = (
    TimeLimit(LimitUnit.SAME_DAY),
    TimeLimit(LimitUnit.WORKING_DAYS, 3),
    TimeLimit(LimitUnit.WORKING_DAYS, 10),
    TimeLimit(LimitUnit.CALENDAR_DAYS, 15),
)
PEOPLE = clerks(4)
LIKELY = {"hand_over", "report_loss", "void", "refuse", "reject"}
"""Events and early ends, taken seldom so that walks get far."""


def choose(random: Random, life: Life) -> str:
    """Choose a step that is open, or now and then any."""
    dossier = life.dossier
    if random.random() < 0.1:
        return random.choice(tuple(STEPS))
    names = [step.name for step in steps_from(dossier.status, dossier.taken)] or list(STEPS)
    usual = [name for name in names if name not in LIKELY]
    return random.choice(usual if usual and random.random() < 0.85 else names)


def walk(random: Random, tally: Counter[str]) -> None:
    limit = random.choice(LIMITS)
    life, watch = Life(limit=limit), Watch(limit)
    begin = random.choice(("receive", "receive", "register"))
    now = next_moment(random, ms("2026-01-05T07:00"))
    life.begin_at(now, begin, random.choice(PEOPLE), channel="online")
    watch.saw(begin, now, None)
    watch.check(life.dossier, life.acts, life.custody)
    for _turn in range(random.randrange(1, STEPS_AT_MOST)):
        now = next_moment(random, now)
        step, dossier = choose(random, life), life.dossier
        told = stated(random, step, now, dossier.due_at)
        if "holder" in STEPS[step].fields and (step == "hand_over" or random.random() < 0.4):
            told["holder"] = random.choice(PEOPLE)
        legal = next_status(dossier.status, step, dossier.taken) is not None
        refused = refusal_of(partial(life.take, step, now, random.choice(PEOPLE), **told))
        assert (refused == "step.not_allowed") == (not legal)
        tally[refused or step] += 1
        if refused is None:
            watch.saw(step, now, told.get("due_at"))
        watch.check(life.dossier, life.acts, life.custody)
    tally[f"ends at {int(life.dossier.status)}"] += 1


def test_ten_thousand_histories_keep_the_invariants() -> None:
    tally: Counter[str] = Counter()
    for seed in range(HISTORIES):
        walk(Random(seed), tally)
    assert STEPS.keys() - {"receive", "register"} <= tally.keys(), "every step was taken somewhere"
    assert {f"ends at {int(status)}" for status in set(Status) - {Status.NEW}} <= tally.keys()
    refusals = {"step.not_allowed", "extension.asked_late", "extension.not_later", "extension.day_off"}
    refusals |= {
        "close.too_early",
        "return.needs_authorisation",
        "consultation.unknown",
        "correction.none_open",
    }
    assert refusals <= tally.keys()

"""Who held a dossier from when to when, what they did, and whether they kept their time."""

from app.domain.custody import custody
from app.domain.timeliness import Compare, Timeliness
from tests.support.lives import HUONG, LEADER, PANH, Life, ms, text

MONDAY = "2026-11-23T09:12"


def told(life: Life, compare: Compare = Compare.DATE) -> list[tuple[object, ...]]:
    """Return each stretch in short: holder, from, to, steps, due, result."""
    return [
        (
            held.holder,
            text(held.since),
            text(held.until),
            [act.step for act in held.done],
            text(held.due_at),
            held.result,
        )
        for held in custody(life.acts, compare)
    ]


def whole() -> Life:
    """Return the life of a dossier that three people had, from Monday to Tuesday of the week after."""
    life = Life().begin(MONDAY)
    life.take("transfer", "2026-11-23T16:00", HUONG, holder=PANH)
    life.take("appraise", "2026-11-25T08:00", PANH, eligible=True)
    life.take("submit", "2026-11-25T09:00", PANH, holder=LEADER)
    life.take("approve", "2026-11-26T09:00", LEADER)
    life.take("finish", "2026-11-27T09:00", HUONG)
    life.take("return", "2026-12-08T09:00", HUONG)
    return life


def test_each_stretch_begins_where_the_one_before_ends() -> None:
    assert told(whole()) == [
        (
            HUONG,
            MONDAY,
            "2026-11-23T16:00",
            ["receive", "transfer"],
            "2026-11-23T17:00",
            Timeliness.ON_TIME,
        ),
        (
            PANH,
            "2026-11-23T16:00",
            "2026-11-25T09:00",
            ["appraise", "submit"],
            "2026-12-01T17:00",
            Timeliness.EARLY,
        ),
        (
            LEADER,
            "2026-11-25T09:00",
            "2026-11-27T09:00",
            ["approve", "finish"],
            "2026-12-01T17:00",
            Timeliness.EARLY,
        ),
        # A citizen who comes a week later makes nobody late.
        (HUONG, "2026-11-27T09:00", "2026-12-08T09:00", ["return"], None, Timeliness.UNDATED),
    ]
    assert [held.handed_by for held in whole().custody] == [HUONG, HUONG, PANH, HUONG]
    assert [held.by_step for held in whole().custody] == ["receive", "transfer", "submit", "finish"]


def test_what_was_finished_by_its_holder_is_judged_by_that_moment() -> None:
    life = Life().begin(MONDAY)
    life.take("transfer", MONDAY)
    life.take("finish", "2026-12-01T17:05")
    life.take("return", "2026-12-15T09:00")
    (one,) = told(life)
    assert one[4:] == ("2026-12-01T17:00", Timeliness.ON_TIME), "by date"
    (one,) = told(life, Compare.MINUTE)
    assert one[5] is Timeliness.LATE


def test_papers_handed_on_too_late_show_with_who_kept_them() -> None:
    life = Life().begin(MONDAY)
    life.take("transfer", "2026-11-25T08:00", holder=PANH)
    assert told(life)[0][4:] == ("2026-11-23T17:00", Timeliness.LATE)
    assert told(life)[1][4:] == ("2026-12-01T17:00", None), "who has it now still has time"


def test_while_the_citizen_is_waited_for_nobody_is_late() -> None:
    life = Life().begin(MONDAY)
    life.take("transfer", MONDAY, holder=PANH)
    life.take("ask_supplement", "2026-11-25T08:00", PANH, missing=["x"])
    assert told(life)[-1][4] is None
    life.take("receive_supplement", "2026-12-08T08:00", HUONG)
    assert told(life)[1][4:] == (None, Timeliness.UNDATED)
    assert told(life)[2] == (HUONG, "2026-12-08T08:00", None, [], "2026-12-15T17:00", None)


def test_a_correction_after_the_return_is_a_stretch_of_its_own() -> None:
    life = whole()
    life.take("ask_correction", "2026-12-09T09:00", HUONG, content="sai tên", holder=PANH)
    assert told(life)[-1] == (PANH, "2026-12-09T09:00", None, ["ask_correction"], "2026-12-14T17:00", None)
    life.take("correct", "2026-12-15T09:00", PANH)
    assert told(life)[-1][2:] == (
        "2026-12-15T09:00",
        ["ask_correction", "correct"],
        "2026-12-14T17:00",
        Timeliness.LATE,
    )


def test_a_clock_set_back_makes_no_gap_and_no_overlap() -> None:
    life = Life().begin(MONDAY)
    life.take("transfer", "2026-11-20T09:00", holder=PANH)
    life.take("hand_over", "2026-11-19T09:00", PANH, holder=LEADER)
    moments = [(held.since, held.until) for held in life.custody]
    assert moments == [(ms(MONDAY), ms(MONDAY)), (ms(MONDAY), ms(MONDAY)), (ms(MONDAY), None)]


def test_handing_over_to_the_same_person_begins_nothing() -> None:
    life = Life().begin(MONDAY)
    life.take("hand_over", "2026-11-23T10:00", holder=HUONG)
    (one,) = told(life)
    assert one[3] == ["receive", "hand_over"]


def test_nothing_received_was_held_by_nobody() -> None:
    assert custody(()) == ()

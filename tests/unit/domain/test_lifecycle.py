"""The life cycle table: what may follow what."""

import pytest

from app.domain.lifecycle import ALIASES, FINAL, STEPS, Status, next_status, steps_from

LEGAL = {
    (Status.NEW, "receive"): Status.RECEIVED,
    (Status.RECEIVED, "transfer"): Status.PROCESSING,
    (Status.RECEIVED, "void"): Status.STOPPED,
    (Status.PROCESSING, "finish"): Status.DONE,
    (Status.PROCESSING, "void"): Status.STOPPED,
    (Status.DONE, "return"): Status.RETURNED,
}


@pytest.mark.parametrize(("status", "step"), LEGAL)
def test_the_usual_way_is_open(status: Status, step: str) -> None:
    assert next_status(status, step) == LEGAL[status, step]


@pytest.mark.parametrize("status", sorted(FINAL))
def test_nothing_leads_away_from_the_end(status: Status) -> None:
    assert {step.to for step in steps_from(status)} <= {None}


def test_an_alias_names_the_status_its_step_leads_to() -> None:
    assert {alias: STEPS[step].to.name.lower() for alias, step in ALIASES.items()} == {
        name: name for name in ALIASES
    }

"""The domain's problem keeps its code and details wherever it travels."""

import pickle

from app.domain.problems import DomainProblem


def test_text_names_the_code_and_the_details() -> None:
    assert (
        str(DomainProblem("text.too_long", max_chars=60, chars=61))
        == "text.too_long (max_chars=60, chars=61)"
    )
    assert str(DomainProblem("name.missing")) == "name.missing"


def test_pickling_keeps_code_and_details() -> None:
    copy = pickle.loads(pickle.dumps(DomainProblem("table.bad_row", row=7)))  # noqa: S301 - our own bytes
    assert isinstance(copy, DomainProblem)
    assert (copy.code, copy.details) == ("table.bad_row", {"row": 7})

"""Until when somebody outside the office was given time: the citizen for papers, an agency for its answer."""

from collections.abc import Iterable

from app.domain.acts import acts, open_consultations
from app.domain.facts import Fact
from app.domain.field_values import readable
from app.domain.fold import View
from app.domain.lifecycle import Status


def waits_until(facts: Iterable[Fact], view: View) -> int | None:
    """Return the first of these terms (milliseconds); None while nobody is waited for.

    While papers are awaited: the end of the time to bring them (NĐ 118/2025 Đ19 k5). While the dossier is
    in process: the earliest day by which an agency that was consulted should have answered (Đ19 k4).
    """
    if view.status is Status.SUPPLEMENT:
        until = readable("supplement_due_at", view.value("supplement_due_at"))
        return until if isinstance(until, int) else None
    if view.status is not Status.PROCESSING or "consult" not in view.taken:
        return None
    waiting = open_consultations(acts(facts, view))
    return min((one.answer_due_at for one in waiting if one.answer_due_at is not None), default=None)

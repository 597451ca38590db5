"""Random walks through the life cycle, and what must hold after every step of one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from app.domain.acts import Act
from app.domain.custody import Held
from app.domain.dossier import Dossier
from app.domain.identifiers import ClerkId
from app.domain.lifecycle import FINAL, STEPS, Status
from app.domain.moments import from_milliseconds, to_milliseconds
from app.domain.time_limit import TimeLimit
from tests.support import day_walker

LAW = {
    0: {1, 2},
    1: {2, 3, 5, 8},
    2: {4, 7, 8},
    3: set[int](),
    4: {3, 5, 6, 7, 8, 9},
    5: {2, 4, 7, 8},
    6: {4, 7, 8},
    7: {4, 8},
    8: set[int](),
    9: {10},
    10: set[int](),
}
"""DOMAIN §3.2 by portal codes, with the first acceptance after a supplement at intake, and voiding (to 8)."""
RESTARTS = {"receive", "accept", "receive_supplement"}


def next_moment(random: Random, now: int) -> int:
    """Return a moment some minutes to days later, mostly while people work."""
    moment = from_milliseconds(now) + timedelta(
        days=random.choice((0, 0, 0, 0, 1, 1, 2, 4, 16)), minutes=random.randrange(1, 400)
    )
    return to_milliseconds(moment.replace(second=0, microsecond=0))


def stated(random: Random, step: str, now: int, due_at: int | None) -> dict[str, Any]:
    """Return fields for a step as a clerk might state them, right and wrong ones."""
    today = from_milliseconds(now).date()
    made: dict[str, Any] = {"reason": "lý do", "cause": "mưa dột", "content": "nội dung", "amount": 10_000}
    made["missing"] = ["Giấy chứng sinh"]
    made["agency"] = random.choice(("Công an xã", "Trạm Y tế"))
    made["answer_due_at"] = today + timedelta(days=random.randrange(5))
    made["agreed"] = random.random() < 0.4
    made["returned_to_kind"] = random.choice(("applicant", "authorised"))
    if random.random() < 0.5:
        made |= {"returned_to": "Lò B", "authorisation": "giấy ủy quyền"}
    if step == "extend":
        base = today if due_at is None else from_milliseconds(due_at).date()
        made["due_at"] = base + timedelta(days=random.randrange(-2, 15))
    fields = STEPS[step].fields
    return {
        name: value
        for name, value in made.items()
        if name in fields and (name != "due_at" or step == "extend")
    }


@dataclass
class Watch:
    """Follows one dossier beside the program: its clock by the day walker, and the invariants."""

    limit: TimeLimit
    status: int = 0
    due: datetime | None = None
    extensions: int = 0
    seen: list[str] = field(default_factory=list)
    ended: bool = False

    def saw(self, step: str, at: int, new_due: date | None) -> None:
        """Note a step that was taken, and what the law makes of the clock."""
        self.seen.append(step)
        if step in RESTARTS:
            self.due = day_walker.due(from_milliseconds(at), self.limit)
        elif step == "extend":
            self.extensions += 1
            assert self.due is not None
            assert new_due is not None
            assert day_walker.extension_in_time(from_milliseconds(at), self.due)
            later = day_walker.at(new_due, day_walker.CLOSING)
            assert later > self.due
            assert day_walker.worked(new_due)
            self.due = later

    def check(self, dossier: Dossier, done: tuple[Act, ...], chain: tuple[Held, ...]) -> None:
        """Check what must hold after every step."""
        status = int(dossier.status)
        assert status == self.status or status in LAW[self.status], (self.status, status, self.seen)
        assert not (self.ended and status != self.status), "nothing leads away from the end"
        self.status, self.ended = status, Status(status) in FINAL
        assert [act.step for act in done] == self.seen
        assert self.seen.count("extend") == self.extensions <= 1
        due = None if dossier.due_at is None else from_milliseconds(dossier.due_at)
        assert due == self.due, self.seen
        if dossier.status is Status.SUPPLEMENT:
            asked = next(act for act in reversed(done) if act.step == "ask_supplement")
            end = day_walker.supplement_end(from_milliseconds(asked.at))
            assert from_milliseconds(dossier.values["supplement_due_at"]) == end
        one_at_a_time(chain)
        if not self.ended:
            assert isinstance(dossier.holder, bytes)
            assert chain[-1].until is None
            assert chain[-1].holder == dossier.holder, "exactly one person answers for it"


def one_at_a_time(chain: Iterable[Held]) -> None:
    """Check that the stretches of a chain of custody follow one another without gap or overlap."""
    before: Held | None = None
    for held in chain:
        if before is not None:
            assert before.until is not None
            assert held.since >= before.until
            # Only after the end, before a correction is asked for, nobody holds it.
            assert held.since == before.until or held.by_step == "ask_correction"
            assert held.holder != before.holder or held.by_step == "ask_correction"
        assert held.until is None or held.until >= held.since
        before = held


def clerks(count: int) -> list[ClerkId]:
    """Return so many clerks."""
    return [ClerkId(bytes([number + 1]) * 16) for number in range(count)]

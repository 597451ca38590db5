"""Lives of dossiers in the pure domain: facts made as the use case makes them, folded, without a database."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from app.domain.acts import Act, acts
from app.domain.custody import Held, custody
from app.domain.dossier import Dossier
from app.domain.facts import Author, Fact, Value
from app.domain.fold import View, fold, tips
from app.domain.identifiers import ClerkId, DeviceId, FactId, Subject
from app.domain.lifecycle import STEPS
from app.domain.moments import parse_moment, to_milliseconds
from app.domain.step_rules import StepPlan, Taking, plan_step
from app.domain.step_terms import TermRules
from app.domain.time_limit import LimitUnit, TimeLimit
from app.machine.resource_files import deadline_rules_on, load_calendar

SUBJECT = Subject(bytes(16))
HUONG, PANH, LEADER = (ClerkId(bytes([number]) * 16) for number in (1, 2, 3))
FIVE_DAYS = TimeLimit(LimitUnit.WORKING_DAYS, 5)
FIGURES = deadline_rules_on(date(2026, 11, 22))
RULES = TermRules(load_calendar(), FIGURES, lambda _day: FIGURES.default_hours)


def ms(text: str) -> int:
    """Return a moment written as ISO 8601, in milliseconds."""
    return to_milliseconds(parse_moment(text))


def text(at: int | None) -> str | None:
    """Return a moment as a test writes it: ``2026-11-23T09:12``."""
    return (
        None
        if at is None
        else datetime.fromtimestamp(at / 1000, parse_moment("2026-01-01").tzinfo).isoformat()[:16]
    )


def fact(
    name: str,
    parents: Iterable[FactId],
    *,
    at: int,
    clerk: ClerkId = HUONG,
    kind: str = "dossier.stepped",
    step: str | None = None,
    fields: Mapping[str, Value] | None = None,
) -> Fact:
    """Build a fact whose id is the hash of its name."""
    return Fact(
        id=FactId(hashlib.sha256(name.encode()).digest()),
        kind=kind,
        version=1,
        critical=False,
        subject=SUBJECT,
        author=Author(DeviceId(bytes(16)), clerk, "reception"),
        at=at,
        clock_offset=0,
        parents=tuple(sorted(parents)),
        step=step,
        fields=fields or {},
    )


@dataclass
class Life:
    """One dossier from its reception on; every step is worked out by the rules and folded."""

    limit: TimeLimit = FIVE_DAYS
    rules: TermRules = RULES
    facts: list[Fact] = field(default_factory=list)
    view: View = field(default_factory=View)

    @cached_property
    def dossier(self) -> Dossier:
        """The dossier as it stands."""
        return Dossier.from_view(SUBJECT, self.view)

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """What counted, in order."""
        return acts(self.facts, self.view)

    @property
    def custody(self) -> tuple[Held, ...]:
        """Who held it from when to when."""
        return custody(self.acts)

    def begin(self, at: str, step: str = "receive", clerk: ClerkId = HUONG, **more: Value) -> "Life":
        """Receive or register the dossier."""
        return self.begin_at(ms(at), step, clerk, **more)

    def begin_at(self, start: int, step: str, clerk: ClerkId, **more: Value) -> "Life":
        """Receive or register the dossier at a moment in milliseconds."""
        fields: dict[str, Any] = {"received_at": start, "holder": clerk, "limit": str(self.limit)}
        if step == "receive":
            due_at, fields["due_rule"] = self.rules.appointed(start, self.limit, None)
            fields["due_at"] = due_at
        fields |= more
        self.add(fact("begin", (), at=start, clerk=clerk, kind="dossier.received", step=step, fields=fields))
        return self

    def plan(self, step: str, at: int, clerk: ClerkId = HUONG, **stated: Value) -> StepPlan:
        """Work a step out."""
        return plan_step(
            Taking(self.dossier, STEPS[step], stated, clerk, at, self.rules, self.acts, self.limit)
        )

    def take(self, step: str, at: str | int, clerk: ClerkId = HUONG, **stated: Value) -> StepPlan:
        """Take a step and fold it. Raises as `plan_step`."""
        moment = ms(at) if isinstance(at, str) else at
        plan = self.plan(step, moment, clerk, **stated)
        made = fact(
            f"{len(self.facts)} {step}",
            tips(self.facts, self.view),
            at=moment,
            clerk=clerk,
            kind="dossier.voided" if step == "void" else "dossier.stepped",
            step=step,
            fields=plan.fields,
        )
        self.add(made)
        return plan

    def add(self, one: Fact) -> None:
        """Fold one more fact."""
        self.facts.append(one)
        self.view = fold(self.facts)
        for name in ("dossier", "acts"):
            self.__dict__.pop(name, None)

"""The forms a dossier can have, which fact each tells of, and what makes its record.

A paper is issued once for each such fact: what was printed since is copied, never made anew. Further forms
are added to `DOSSIER_FORMS` by the module that knows them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.domain.facts import Fact
from app.domain.lifecycle import STEPS, Status
from app.use_cases.control_sheet import control
from app.use_cases.fee_slip import fee_slip
from app.use_cases.paper_source import PaperSource, Record
from app.use_cases.papers_of_steps import (
    apology,
    reappointment,
    refusal,
    returned,
    stop,
    supplement,
)

SLIP = "slip"
PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class DossierForm:
    """One form: whether it tells of a fact, and its record."""

    tells_of: Callable[[Fact], bool]
    make: Callable[[PaperSource], Record]

    def basis(self, facts: Iterable[Fact]) -> Fact | None:
        """Return the newest of these facts the form tells of; None when it has nothing to tell yet."""
        return next((fact for fact in reversed(tuple(facts)) if self.tells_of(fact)), None)


def of_steps(*names: str) -> Callable[[Fact], bool]:
    """Return whether a fact is one of these steps."""
    return lambda fact: fact.step in names


def of_kind(*kinds: str) -> Callable[[Fact], bool]:
    """Return whether a fact is of one of these kinds."""
    return lambda fact: fact.kind in kinds


def _of_form(form: str) -> Callable[[Fact], bool]:
    return of_steps(*(step.name for step in STEPS.values() if step.form == form))


def _moves_the_appointment(fact: Fact) -> bool:
    return fact.kind == "dossier.amended" and bool((fact.fields or {}).get("due_at"))


def _accepts(fact: Fact) -> bool:
    return fact.step in _ACCEPTING or fact.kind == "dossier.amended"


_ACCEPTING = {"receive", "accept", "receive_supplement"}


def _pictured(fact: Fact) -> bool:
    return _accepts(fact) or fact.step == "ask_supplement"


def _picture(source: PaperSource) -> Record:
    """Return the slip of the dossier, with the papers asked for while it waits for them (`bring`)."""
    asked = source.said("missing") if source.dossier.status is Status.SUPPLEMENT else None
    return {**(source.slip or {}), "bring": list(asked or ())}


SLIP_TELLS_OF = _accepts
"""The slip tells of the acceptance, of a clock begun anew, and of every correction since."""

DOSSIER_FORMS: dict[str, DossierForm] = {
    "supplement": DossierForm(_of_form("supplement"), supplement),
    "refusal": DossierForm(_of_form("refusal"), refusal),
    "apology": DossierForm(_of_form("apology"), apology),
    "stop": DossierForm(_of_form("stop"), stop),
    "return": DossierForm(_of_form("return"), returned),
    "fee": DossierForm(of_kind("fee.collected"), fee_slip),
    "control": DossierForm(lambda fact: fact.step is not None, control),
    "reappointment": DossierForm(_moves_the_appointment, reappointment),
    PICTURE: DossierForm(_pictured, _picture),
}
"""Every form of a dossier but the slip."""

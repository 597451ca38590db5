"""What is typed when money is taken: counts, exemption, way of paying; read strictly at the boundary."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.collections import CASH, METHODS
from app.domain.facts import Value
from app.domain.fees import Quantities
from app.domain.problems import DomainProblem
from app.use_cases.dossier_fields import (
    NAME,
    REASON,
    Reader,
    choice_reader,
    located,
    text_reader,
    whole_reader,
)

_PROOF = text_reader(300)

_READERS: Mapping[str, Reader] = {
    "pages": whole_reader(1, 10_000),
    "copies": whole_reader(1, 9_999),
    "cases": whole_reader(1, 9_999),
    "exempt_group": text_reader(40),
    "exempt_proof": _PROOF,
    "method": choice_reader(*METHODS),
    "payer": NAME,
    "note": REASON,
}


@dataclass(frozen=True, slots=True)
class FeeRequest:
    """What is collected: how much is asked for, who is freed and by which paper, how it is paid.

    ``again``: a person confirmed that the same charge is collected a second time.
    """

    pages: int = 1
    copies: int = 1
    cases: int = 1
    exempt_group: str = ""
    exempt_proof: str = ""
    method: str = CASH
    payer: str = ""
    note: str = ""
    again: bool = False

    @classmethod
    def from_record(cls, record: Mapping[str, object], *, again: bool = False) -> "FeeRequest":
        """Read what was typed. Raises DomainProblem ``field.*`` or ``text.*`` with `field`."""
        read: dict[str, Value] = {}
        for name, value in record.items():
            if name not in _READERS:
                raise DomainProblem("fee.unknown_field", field=name[:40], allowed=", ".join(_READERS))
            if value is None or value == "":
                continue
            try:
                kept = _READERS[name](value)
            except DomainProblem as problem:
                raise located(problem, name) from None
            if kept is not None:
                read[name] = kept
        return cls(**read, again=again)

    def quantities(self, channel: str) -> Quantities:
        """Return how much is asked for, in a channel of reception."""
        return Quantities(self.pages, self.copies, self.cases, channel)

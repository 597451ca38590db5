"""Personal parts as they arrive: nothing is kept that is not proven to be what the author hashed.

In every log a subject's secret stands beside the first fact with a personal part of that subject, so that
each log proves itself, whatever else its receiver holds.
"""

from dataclasses import dataclass

from app.domain.facts import Fact
from app.domain.identifiers import Subject
from sync.protocol.encoding import personal_matches, split_fact
from sync.protocol.problems import ProtocolProblem
from sync.protocol.runs import CarriedFact, Run


def secrets_in(run: Run) -> dict[Subject, list[bytes]]:
    """Return the secrets that a run carries, by subject; whether they prove anything is not known yet."""
    found: dict[Subject, list[bytes]] = {}
    for carried in run.facts:
        if carried.secret is not None:
            found.setdefault(Subject(split_fact(carried.raw).subject), []).append(carried.secret)
    return found


@dataclass(slots=True)
class PersonalParts:
    """What proves the personal parts of one run.

    ``secrets``: of each subject, those held here and those carried in the run. ``bearing``: the subjects
    whose secret stands in the run's log already. ``erased``: those whose data were erased here. ``excused``:
    those whose data the province ordered to be erased, so that they may be missing.
    """

    secrets: dict[Subject, list[bytes]]
    bearing: set[Subject]
    erased: set[Subject]
    excused: set[Subject]

    def kept(self, fact: Fact, carried: CarriedFact) -> CarriedFact:
        """Return what is kept of a fact: its personal part, if it has one, and the secret that proves it.

        Raises `ProtocolProblem` ``run.personal_owed`` when nothing proves the part or it is not here, and
        ``run.bad_personal`` when the author wrote none.
        """
        absent = carried.personal is None and (not fact.personal_missing or fact.subject in self.excused)
        if absent or fact.subject in self.erased:
            return CarriedFact(carried.raw)
        secret = None if carried.personal is None else self._proving(fact.subject, carried)
        if secret is None:
            promised = split_fact(carried.raw).digest is not None
            code = "run.personal_owed" if promised else "run.bad_personal"
            raise ProtocolProblem(code, subject=fact.subject.hex())
        if secret != carried.secret and fact.subject in self.bearing:
            return CarriedFact(carried.raw, carried.personal)
        self.bearing.add(fact.subject)
        return CarriedFact(carried.raw, carried.personal, secret)

    def _proving(self, subject: Subject, carried: CarriedFact) -> bytes | None:
        beside = [] if carried.secret is None else [carried.secret]
        for secret in beside + self.secrets.get(subject, []):
            if personal_matches(carried.raw, carried.personal or b"", [secret]):
                return secret
        return None

"""Cautions: what a clerk should look at again, and may keep as it is."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Caution:
    """Something odd about what was typed; never a reason to refuse.

    `code` is a stable dotted name, `details` the parameters of its sentence. Unlike a DomainProblem a
    caution is only ever shown to the person who typed, so details may repeat what the input implies.
    """

    code: str
    details: dict[str, object] = field(default_factory=dict)

"""A dossier (hồ sơ) as people see it: typed access to the folded values of one subject."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.field_values import readable
from app.domain.fold import View
from app.domain.identifiers import ClerkId, Subject
from app.domain.lifecycle import Status

PERSON_FIELDS = (
    "full_name",
    "id_number",
    "id_kind",
    "birth_date",
    "sex",
    "ethnicity",
    "address",
    "village",
    "phone",
    "email",
)
"""What is known of the applicant (người nộp / chủ hồ sơ); every one but the name is optional."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """One dossier at one moment. Times are milliseconds since the epoch; `due_at` None = no legal limit.

    What is not of the sort a field's name promises is left out of ``values`` (`app.domain.field_values`).
    """

    subject: Subject
    status: Status
    values: Mapping[str, Any]
    taken: frozenset[str] = frozenset()
    """The steps taken so far."""
    open_questions: tuple[str, ...] = ()
    set_aside: int = 0
    waiting: int = 0
    needs_newer_program: bool = False
    voided: bool = False
    erased: bool = False

    @classmethod
    def from_view(cls, subject: Subject, view: View, names: frozenset[str] | None = None) -> "Dossier":
        """Read a folded view. ``names``: only these fields, for who needs no more."""
        aside = {item.fact for item in view.set_aside}
        return cls(
            subject=subject,
            status=view.status,
            values={
                name: readable(name, held.value)
                for name, held in view.values.items()
                if names is None or name in names
            },
            taken=frozenset(view.taken),
            open_questions=tuple(sorted(view.open_questions)),
            set_aside=len(aside),
            waiting=len(view.waiting),
            needs_newer_program=view.needs_newer_program,
            voided=view.status is Status.STOPPED and readable("voided", view.value("voided")) is True,
            erased=view.erased,
        )

    @property
    def code(self) -> str:
        """The official code once there is one, else the code printed at reception."""
        return str(self.values.get("official_code") or self.values.get("code") or "")

    @property
    def first_code(self) -> str:
        """The code printed at reception; stays searchable for ever."""
        return str(self.values.get("code") or "")

    @property
    def provisional(self) -> bool:
        """Whether the only code is still a provisional one (mã tạm)."""
        return bool(self.values.get("provisional")) and not self.values.get("official_code")

    @property
    def procedure(self) -> str:
        """National code of the procedure (mã thủ tục)."""
        return str(self.values.get("procedure") or "")

    @property
    def full_name(self) -> str:
        """The applicant's full name, one field, never split."""
        return str(self.values.get("full_name") or "")

    @property
    def received_at(self) -> int | None:
        """Moment of reception as printed on the slip."""
        return self.values.get("received_at")

    @property
    def due_at(self) -> int | None:
        """The appointed time (giờ hẹn trả), or None."""
        return self.values.get("due_at")

    @property
    def holder(self) -> ClerkId | None:
        """The one person responsible now (rõ người, rõ việc)."""
        return self.values.get("holder")

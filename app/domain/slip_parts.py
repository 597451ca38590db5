"""The parts a slip (`app.domain.slip.Slip`) is made of: office, people, papers, fee, clerk.

Source of what must stand on the paper: Nghị định 118/2025/NĐ-CP, articles 16 and 17, and annex I, form 01, of
Thông tư 03/2025/TT-VPCP.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class SlipOffice:
    """Where the dossier was received: the letterhead and what a citizen needs to come back or to ask."""

    header_lines: tuple[str, ...]
    """Superior unit first, as they stand in the letterhead."""
    centre_name: str = ""
    """Name inside a sentence: ``Trung tâm Phục vụ hành chính công xã …``."""
    place_name: str = ""
    """What stands before the date: ``Điện Biên``."""
    hotline: str = ""
    lookup_address: str = ""
    opening_hours: str = ""


@dataclass(frozen=True, slots=True)
class SlipPerson:
    """Applicant (chủ hồ sơ), submitter (người nộp) or a second party; only the name is required.

    `role` is the submitter's relation to the applicant, or what a party is. `role` and `id_kind` hold a code
    the template words (``spouse``, ``passport``) or words of the clerk. `birth_date` is ISO 8601 and may stop
    at the year or the month.
    """

    full_name: str
    role: str = ""
    id_kind: str = ""
    id_number: str = ""
    birth_date: str = ""
    address: str = ""
    village: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class SlipOrganisation:
    """An organisation (tổ chức) whose dossier it is; the applicant then acts for it."""

    name: str
    tax_code: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class SlipProcedure:
    """The procedure asked for (thủ tục hành chính)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class SlipDocument:
    """One paper handed in (giấy tờ), with how many originals (bản chính) and copies (bản sao)."""

    name: str
    originals: int = 0
    copies: int = 0
    note: str = ""


class FeeState(StrEnum):
    """What is known of the fee (phí, lệ phí)."""

    FREE = "free"
    EXEMPT = "exempt"
    """A fee exists; this citizen does not pay it. `SlipFee.note` says why."""
    AMOUNT = "amount"
    NOT_CONFIGURED = "not_configured"
    """The office has not entered the rate of its province; the paper must not say 0."""


class FeePayment(StrEnum):
    """Whether an amount was paid."""

    DUE = "due"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class SlipFeeLine:
    """One charge, in đồng."""

    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class SlipFee:
    """The fee of the dossier. The slip is no receipt (biên lai): it states, it does not acknowledge."""

    state: FeeState = FeeState.NOT_CONFIGURED
    lines: tuple[SlipFeeLine, ...] = ()
    payment: FeePayment = FeePayment.DUE
    note: str = ""

    @property
    def total(self) -> int:
        """The sum of the lines, in đồng."""
        return sum(line.amount for line in self.lines)


@dataclass(frozen=True, slots=True)
class SlipRegister:
    """Where the dossier stands in the register (Sổ theo dõi hồ sơ): volume and running number."""

    book: str
    number: str


@dataclass(frozen=True, slots=True)
class SlipClerk:
    """Who received the dossier (người tiếp nhận); the law wants name and phone on the paper."""

    full_name: str
    position: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class SlipReplacement:
    """The slip this one replaces (thay thế), after a correction: when that one was issued, and why."""

    issued_at: datetime
    reason: str

"""One open office: who signed in and what they can do; held by the window and the command line."""

from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from app.use_cases.amend_dossier import AmendDossier
from app.use_cases.back_up import BackUp
from app.use_cases.change_calendar import ChangeCalendar
from app.use_cases.check_clock import CheckClock
from app.use_cases.circumstances import Circumstances
from app.use_cases.close_day import CloseDay
from app.use_cases.feedback import Feedback
from app.use_cases.find_dossiers import FindDossiers
from app.use_cases.import_catalogue import ImportCatalogue
from app.use_cases.import_dossiers import ImportDossiers
from app.use_cases.keep_draft import KeepDraft
from app.use_cases.make_report import MakeReport, ReportFiles
from app.use_cases.manage_people import ManagePeople
from app.use_cases.money import Money
from app.use_cases.morning_list import MorningList
from app.use_cases.offer_days import OfferDays
from app.use_cases.office_settings import OfficeSettings
from app.use_cases.outcome import Outcome
from app.use_cases.pending_matters import PendingMatters
from app.use_cases.ports import Acting, Office, Person
from app.use_cases.print_paper import PrintPaper
from app.use_cases.public_sheets import PublicSheets
from app.use_cases.queue_tickets import QueueTickets
from app.use_cases.ratings import Ratings
from app.use_cases.receive_dossier import ReceiveDossier, ThisOffice
from app.use_cases.settle_on_the_spot import SettleOnTheSpot
from app.use_cases.show_dossier import ShowDossier
from app.use_cases.synchronise import Synchronise
from app.use_cases.take_step import TakeStep
from app.use_cases.trips import PlanTrips
from app.use_cases.turn_away import TurnAway
from app.use_cases.verify_office import Verification
from app.use_cases.villages import KeepVillages
from app.use_cases.void_dossier import VoidDossier


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a clerk can do in one open office. A context manager that closes the office."""

    this: ThisOffice
    clerk: Person
    office: Office
    clock: CheckClock
    receive: ReceiveDossier
    money: Money
    turn_away: TurnAway
    amend: AmendDossier
    void: VoidDossier
    step: TakeStep
    pending: PendingMatters
    offer_days: OfferDays
    on_the_spot: SettleOnTheSpot
    show: ShowDossier
    find: FindDossiers
    print_paper: PrintPaper
    sheets: PublicSheets
    drafts: KeepDraft
    report: MakeReport
    morning: MorningList
    report_files: ReportFiles
    people: ManagePeople
    settings: OfficeSettings
    import_catalogue: ImportCatalogue
    import_dossiers: ImportDossiers
    calendar: ChangeCalendar
    circumstances: Circumstances
    villages: KeepVillages
    trips: PlanTrips
    queue: QueueTickets
    ratings: Ratings
    feedback: Feedback
    close_day: CloseDay
    synchronise: Synchronise
    enrol: Callable[[str, str], Outcome[str]]
    """Joins the province at an address with a one-time code; returns its name."""
    folder_state: str
    """``fine``, or ``copied`` or ``restored``: then a new log was begun, without a range of numbers yet."""
    back_up: BackUp
    verify: Callable[[], Verification]
    """Looks at everything held here; changes nothing."""
    tidy: Callable[[], bool]
    """Does one piece of the work that can wait for an idle moment; tells whether more is left."""
    close: Callable[[], None]

    def acting(self, role: str | None = None) -> Acting:
        """Return who acts now, in a role of theirs (the first unless named).

        Raises DomainProblem ``clock.before_known`` or ``clock.far_ahead`` while the clock is in doubt.
        """
        first = self.clerk.roles[0] if self.clerk.roles else ""
        return self.clock.acting(self.clerk.id, role or first)

    def __enter__(self) -> Self:
        """Use the office for a while."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the office."""
        self.close()

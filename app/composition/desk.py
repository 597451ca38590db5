"""An open office put together: store, rules, papers and clock behind the use cases of one clerk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from app import RELEASED, __version__
from app.composition.exchange import WayToProvince
from app.composition.money import build_money
from app.composition.report_files import FilesOfReports, read_list
from app.composition.rules import former_names, number_tables, office_rules, people_tables
from app.documents.renderer import PaperRenderer
from app.domain.moments import VIET_NAM, to_milliseconds
from app.domain.office_hours import OfficeHours
from app.localization.office_hours_text import office_hours_text
from app.localization.paper_reasons import restarted_text
from app.machine.clock import Clock
from app.machine.resource_files import load_fee_table, load_rating, load_report_rules
from app.machine.resource_folder import resource_folder
from app.settings.definitions import BACKUP_KEEP, DEVICE_SETTINGS, OFFICE_PROFILE, SETTINGS
from app.storage.office_store import OfficeStore
from app.storage.verify import verify
from app.use_cases.amend_dossier import AmendDossier
from app.use_cases.back_up import BackUp, Backups
from app.use_cases.change_calendar import ChangeCalendar
from app.use_cases.check_clock import CheckClock
from app.use_cases.circumstances import Circumstances
from app.use_cases.close_day import CloseDay
from app.use_cases.desk import Desk
from app.use_cases.feedback import Feedback
from app.use_cases.fees import OfficeFees
from app.use_cases.find_dossiers import FindDossiers
from app.use_cases.import_catalogue import ImportCatalogue
from app.use_cases.import_dossiers import ImportDossiers
from app.use_cases.keep_draft import KeepDraft
from app.use_cases.make_report import MakeReport
from app.use_cases.manage_people import ManagePeople
from app.use_cases.morning_list import MorningList
from app.use_cases.offer_days import OfferDays
from app.use_cases.office_settings import OfficeSettings
from app.use_cases.pending_matters import PendingMatters
from app.use_cases.ports import KeySlots, Person
from app.use_cases.print_paper import PrintPaper
from app.use_cases.public_sheets import PublicSheets
from app.use_cases.queue_tickets import QueueTickets
from app.use_cases.ratings import Ratings
from app.use_cases.receive_dossier import ReceiveDossier, ThisOffice
from app.use_cases.settle_on_the_spot import SettleOnTheSpot
from app.use_cases.show_dossier import ShowDossier
from app.use_cases.slip_of_dossier import SlipMaker
from app.use_cases.synchronise import Synchronise
from app.use_cases.take_step import TakeStep
from app.use_cases.trips import PlanTrips
from app.use_cases.turn_away import TurnAway
from app.use_cases.villages import KeepVillages
from app.use_cases.void_dossier import VoidDossier


@dataclass(frozen=True, slots=True)
class OpenOffice:
    """What a desk is built on. ``close`` is called last, when the desk is closed."""

    store: OfficeStore
    keys: KeySlots
    this: ThisOffice
    folder_state: str
    backups: Backups
    close: Callable[[], None]
    folder: Path | None = None
    """Where the office lies, and with it its own templates of papers."""


def build_desk(opened: OpenOffice, clerk: Person, clock: Clock, resources: Path | None = None) -> Desk:
    """Return everything a clerk can do in an open office."""
    store, rules = opened.store, office_rules()
    make_slip = SlipMaker(_hours_on_papers)
    renderer = PaperRenderer(resources or resource_folder(), opened.folder)
    circumstances = Circumstances(people_tables(), opened.this.unit)
    papers = PrintPaper(
        store,
        rules,
        renderer,
        make_slip,
        f"motcua {__version__}",
        unit_name=partial(_committee, circumstances),
    )
    amend = AmendDossier(store, rules, papers, circumstances)
    receive = ReceiveDossier(
        store, rules, opened.this, number_tables(), make_slip, circumstances=circumstances
    )
    step = TakeStep(store, rules, papers, restarted_text())
    report = MakeReport(store, rules, load_report_rules(), practice=opened.this.practice)
    sheets = PublicSheets(
        store,
        rules,
        OfficeFees(store, load_fee_table()),
        renderer,
        _hours_on_papers,
        practice=opened.this.practice,
    )
    way = WayToProvince(store, clock)
    return Desk(
        this=opened.this,
        clerk=clerk,
        office=store,
        clock=CheckClock(store, clock, released_ms()),
        receive=receive,
        money=build_money(store, receive, papers),
        turn_away=TurnAway(store, receive, step),
        amend=amend,
        void=VoidDossier(store),
        step=step,
        pending=PendingMatters(store, rules),
        offer_days=OfferDays(store, rules),
        on_the_spot=SettleOnTheSpot(store, step),
        show=ShowDossier(store, rules, circumstances),
        find=FindDossiers(store, former_names()),
        print_paper=papers,
        sheets=sheets,
        drafts=KeepDraft(store),
        report_files=FilesOfReports(renderer),
        report=report,
        morning=MorningList(store, report),
        people=ManagePeople(store, opened.keys),
        settings=OfficeSettings(store, OFFICE_PROFILE, DEVICE_SETTINGS),
        import_catalogue=ImportCatalogue(store, rules),
        import_dossiers=ImportDossiers(store, receive, read_list),
        calendar=ChangeCalendar(store, rules, amend),
        circumstances=circumstances,
        villages=KeepVillages(store),
        trips=PlanTrips(store, rules, renderer, practice=opened.this.practice),
        queue=QueueTickets(store, people_tables().priorities, renderer, practice=opened.this.practice),
        ratings=Ratings(store, load_rating(), renderer),
        feedback=Feedback(store, rules, people_tables().terms),
        close_day=CloseDay(store, renderer, practice=opened.this.practice),
        synchronise=Synchronise(store, way, clock),
        enrol=way.join,
        folder_state=opened.folder_state,
        back_up=BackUp(store, opened.backups, clock, SETTINGS[BACKUP_KEEP].default),
        verify=partial(verify, store.database),
        tidy=partial(_tidy, store),
        close=opened.close,
    )


def _committee(circumstances: Circumstances, code: object) -> str:
    """Name the committee of the commune that decides, as letterheads do; nothing for this office itself."""
    unit = circumstances.deciding(code)
    return "" if unit is None else f"Ủy ban nhân dân {unit.name}".upper()


def _tidy(store: OfficeStore) -> bool:
    """Fold some of what arrived in bulk; with nothing left to fold, move what is committed into the file."""
    left = store.fold_stale()
    if not left:
        store.checkpoint()
    return left > 0


def released_ms() -> int:
    """Return when this program was made, in milliseconds."""
    return to_milliseconds(datetime.fromisoformat(RELEASED).replace(tzinfo=VIET_NAM))


def _hours_on_papers(hours: OfficeHours) -> str:
    """Word opening hours in the language of papers, whatever language the window speaks."""
    return office_hours_text(hours, "vi")

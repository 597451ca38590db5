"""The list for a trip: village by village, what is ready, what soon will be, and a day for all of it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.problems import DomainProblem
from app.localization.formats import short_date
from app.localization.translate import _, ngettext
from app.use_cases.outcome import Changes
from app.use_cases.trips import TripResult, VillageTrip
from ui.background.task_runner import Latest
from ui.page import Page
from ui.printing.print_desk import PrintDesk, Printed
from ui.problems import told
from ui.session import Session
from ui.style.sheet import dress
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.notice import Notice
from ui.widgets.scrolling import scrolling
from ui.widgets.text import label, selectable

_MOST_VILLAGES = 60


class TripsPanel(Page):
    """Reads only."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(session, parent)
        self._trips: Sequence[VillageTrip] = ()
        self._asking = Latest()
        self._desk = PrintDesk(session, self)
        self._notice = Notice("bad")
        self._inner = QWidget()
        dress(self._inner, "page")
        self._list = QVBoxLayout(self._inner)
        self._list.setContentsMargins(0, 0, space().half, 0)
        self._list.setSpacing(space().half)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._notice)
        column.addWidget(scrolling(self._inner), 1)

    def begin(self) -> None:
        """Ask for the trips."""
        self.session.read(
            lambda desk: desk.trips.villages(desk.clock.now().at),
            self._show,
            self._problem,
            owner=self,
            latest=self._asking,
        )

    def _show(self, trips: Sequence[VillageTrip]) -> None:
        self._trips = trips
        self._notice.be_silent()
        while (item := self._list.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        if not trips:
            self._list.addWidget(label(_("Nothing is ready or due soon."), "soft", wrap=True))
        for trip in trips[:_MOST_VILLAGES]:
            self._list.addWidget(self._card(trip))
        self._list.addStretch(1)

    def _card(self, trip: VillageTrip) -> Card:
        card = Card()
        card.heading.setText(trip.name)
        count = len(trip.results)
        said = ngettext(
            "{count} result, {ready} ready. All of it can go from {day}.",
            "{count} results, {ready} ready. All of them can go from {day}.",
            count,
        ).format(count=count, ready=trip.ready, day=short_date(trip.day))
        places = self.session.tables.places
        far = [] if places is None else places.village_choices(trip.name)
        how_far = f"  ({far[0].detail})" if trip.village is not None and far and far[0].detail else ""
        card.body.addWidget(label(said + how_far, "soft", wrap=True))
        for result in trip.results:
            card.body.addWidget(
                selectable(label(self._line(result), "strong" if result.ready else "", wrap=True))
            )
        on_paper = button("quiet", "printer")
        on_paper.setText(_("Print the list for this village"))
        on_paper.clicked.connect(partial(self._print, trip.name))
        card.body.addWidget(on_paper, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _print(self, village: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - a Qt signal's slot
        trips = self.session.desk.trips
        self.session.read(
            lambda desk: desk.trips.paper_record(village, desk.clock.now().at),
            lambda record: self.session.draw(
                lambda: trips.draw_paper(record), partial(self._send, village), self._problem, owner=self
            ),
            self._problem,
            owner=self,
        )

    def _send(self, village: str, pdf: bytes) -> None:
        self._desk.print_pdf(pdf, village, self._printed)

    def _printed(self, state: Printed) -> None:
        if state in {Printed.NO_PRINTER, Printed.FAILED}:
            self._notice.say(_("No printer took the paper. Check the printer and print again."))

    def leave(self) -> None:
        """Forget files that were opened with a viewer."""
        self._desk.forget_files()

    def _line(self, result: TripResult) -> str:
        procedure = self.session.procedure(result.procedure)
        when = _("ready") if result.ready else "–" if result.due is None else short_date(result.due)
        name = result.procedure if procedure is None else procedure.short_name
        return "  ·  ".join(
            part for part in (result.full_name, name, result.phone, result.code, when) if part
        )

    def _problem(self, problem: DomainProblem) -> None:
        self._notice.say(told(problem))

    def concerns(self, changes: Changes) -> bool:
        """Dossiers and villages are shown here."""
        return bool(changes.dossiers) or changes.profile or changes.everything

    def refresh(self, changes: Changes) -> None:
        """Ask again."""
        del changes
        self.begin()

    def retranslate(self) -> None:
        """Show everything in the language now in use."""
        super().retranslate()
        self._show(self._trips)

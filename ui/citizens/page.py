"""The page for people at the counter: one inner tab for each kind of work with them."""

from functools import partial

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.localization.translate import N_
from ui.feedback.panel import FeedbackPanel
from ui.page import Page
from ui.queue.panel import QueuePanel
from ui.rating.panel import RatingPanel
from ui.session import Session
from ui.style.spacing import space
from ui.trips.panel import TripsPanel
from ui.widgets.buttons import button
from ui.widgets.flow_row import FlowRow

QUEUE, TRIPS, FEEDBACK, RATING = range(4)
_TABS = (N_("Queue"), N_("Trips to villages"), N_("Feedback"), N_("Rating"))


class CitizensPage(Page):
    """Holds the panels; each does its own work and refreshes by itself."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Make every panel."""
        super().__init__(session, parent)
        self._panels: tuple[Page, ...] = (
            QueuePanel(session),
            TripsPanel(session),
            FeedbackPanel(session),
            RatingPanel(session),
        )
        self._stack = QStackedWidget()
        row = QWidget()
        line = FlowRow(row)
        self._tabs: list[QPushButton] = []
        for place, (text, panel) in enumerate(zip(_TABS, self._panels, strict=True)):
            tab = button("chip")
            tab.setCheckable(True)
            tab.setAutoExclusive(True)
            self.wording.say(tab.setText, text)
            tab.clicked.connect(partial(self.turn_to, place))
            line.addWidget(tab)
            self._tabs.append(tab)
            self._stack.addWidget(panel)
        self._tabs[QUEUE].setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(space().one, space().ems(0.75), space().one, space().half)
        column.setSpacing(space().half)
        column.addWidget(row)
        column.addWidget(self._stack, 1)

    def turn_to(self, place: int, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - a Qt signal's slot
        """Show one of the panels."""
        self._tabs[place].setChecked(True)
        self._stack.setCurrentIndex(place)
        self._panels[place].begin()

    def begin(self) -> None:
        """Give the keyboard to the panel in front."""
        self._panels[self._stack.currentIndex()].begin()

    def leave(self) -> None:
        """Finish what cannot be left half done."""
        for panel in self._panels:
            panel.leave()

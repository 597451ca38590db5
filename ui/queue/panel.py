"""The queue at a counter: who is here, who is next, one large button; and numbers drawn for people."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.localization.formats import time_of_day
from app.localization.people_text import ticket_state_text
from app.localization.translate import N_, _, ngettext
from app.use_cases.outcome import Changes
from app.use_cases.queue_tickets import ABSENT, CALLED, COUNTER_SETTING, SERVED, WAITING, QueueOfDay, Ticket
from ui.page import Page
from ui.printing.print_desk import PrintDesk, Printed
from ui.problems import told
from ui.queue.display import QueueDisplay
from ui.session import Session
from ui.style.sheet import dress
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.flow_row import FlowRow
from ui.widgets.notice import Notice
from ui.widgets.scrolling import scrolling
from ui.widgets.text import label

_BESIDE_EMS = 26


class QueuePanel(Page):
    """Asks for the day again whenever a number changed here or arrived from another counter."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Make the panel; `begin` asks for the numbers."""
        super().__init__(session, parent)
        self._day = QueueOfDay((), (), ())
        self._desk = PrintDesk(session, self)
        self._wall: QueueDisplay | None = None
        self._counter = QLineEdit()
        self._counter.setMaxLength(40)
        self._chips: dict[str, QPushButton] = {}
        self._notice = Notice("info")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space().one)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, space().half, 0)
        left.setSpacing(space().half)
        left.addWidget(self._notice)
        left.addWidget(self._here())
        left.addWidget(self._drawing())
        left.addStretch(1)
        side = QWidget()
        dress(side, "page")
        side.setLayout(left)
        row.addWidget(scrolling(side), 1)
        row.addWidget(self._waiting())
        session.restocked.connect(self._follow_office)
        self._follow_office()

    def _here(self) -> Card:
        card = Card()
        self.wording.say(card.heading.setText, N_("At this counter"))
        field = Field(self._counter)
        self.wording.say(field.set_label, N_("Counter"))
        self._counter.editingFinished.connect(self._keep_counter)
        self._number = label(look="display")
        self._about = label(look="soft", wrap=True)
        self._next = button("large")
        self.wording.say(self._next.setText, N_("Call the &next number"))
        self._next.clicked.connect(self._call_next)
        card.body.addWidget(field)
        card.body.addWidget(self._number)
        card.body.addWidget(self._about)
        card.body.addWidget(self._next)
        row_widget = QWidget()
        row = FlowRow(row_widget)
        self._marks: list[QPushButton] = []
        for text, outcome in (
            (N_("Call again"), CALLED),
            (N_("Absent"), ABSENT),
            (N_("Back to the queue"), WAITING),
            (N_("Done"), SERVED),
        ):
            made = button()
            self.wording.say(made.setText, text)
            made.clicked.connect(partial(self._mark, outcome))
            self._marks.append(made)
            row.addWidget(made)
        card.body.addWidget(row_widget)
        wall = button("quiet", "eye")
        self.wording.say(wall.setText, N_("Show the numbers on the whole screen"))
        wall.clicked.connect(self._show_wall)
        card.body.addWidget(wall, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _drawing(self) -> Card:
        card = Card()
        self.wording.say(card.heading.setText, N_("Draw a number"))
        self._chip_row = QWidget()
        self._flow = FlowRow(self._chip_row)
        self._draw, self._draw_print = button(), button("primary", "printer")
        self.wording.say(self._draw.setText, N_("Draw without paper"))
        self.wording.say(self._draw_print.setText, N_("&Draw and print"))
        self._draw.clicked.connect(partial(self._take_number, printing=False))
        self._draw_print.clicked.connect(partial(self._take_number, printing=True))
        row_widget = QWidget()
        row = FlowRow(row_widget)
        row.addWidget(self._draw_print)
        row.addWidget(self._draw)
        card.body.addWidget(self._chip_row)
        card.body.addWidget(row_widget)
        return card

    def _waiting(self) -> QWidget:
        card = Card()
        card.setFixedWidth(space().ems(_BESIDE_EMS))
        self._count = card.heading
        self._inner = QWidget()
        dress(self._inner, "page")
        self._list = QVBoxLayout(self._inner)
        self._list.setContentsMargins(0, 0, space().half, 0)
        self._list.setSpacing(space().tight)
        card.body.addWidget(scrolling(self._inner), 1)
        return card

    # --- what the office knows ---------------------------------------------------------------------

    @Slot()
    def _follow_office(self) -> None:
        places = self.session.tables.places
        if places is None or self._chips:
            return
        for priority in places.priorities.rows:
            chip = button("chip")
            chip.setCheckable(True)
            chip.setText(priority.name)
            self._chips[priority.code] = chip
            self._flow.addWidget(chip)

    def begin(self) -> None:
        """Ask for the numbers, and give the keyboard to the act."""
        self._ask()
        self._next.setFocus()

    def _ask(self) -> None:
        self.session.read(
            lambda desk: (desk.queue.today(desk.clock.now().at), desk.queue.counter()),
            lambda answer: self._show(*answer),
            self._problem,
            owner=self,
        )

    def _show(self, day: QueueOfDay, counter: str) -> None:
        self._day = day
        if not self._counter.hasFocus():
            self._counter.setText(counter or self._counter.text() or _("Counter 1"))
        self._show_here()
        while (item := self._list.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        count = len(day.waiting)
        self._count.setText(ngettext("{count} waiting", "{count} waiting", count).format(count=count))
        for one in (*day.waiting, *reversed(day.done)):
            self._list.addWidget(self._row(one))
        self._list.addStretch(1)
        if self._wall is not None:
            self._wall.show_called(self._newest_calls())

    def _row(self, ticket: Ticket) -> QWidget:
        parts = [ticket.number, time_of_day(from_milliseconds(ticket.drawn_at))]
        places = self.session.tables.places
        if ticket.priority and places is not None:
            parts.append(places.priorities.names(ticket.priority))
        if ticket.state != WAITING:
            parts.append(ticket_state_text(ticket.state))
        parts.append(ticket.field)
        look = "soft" if ticket.state != WAITING else "strong" if ticket.first else ""
        return label("  ·  ".join(part for part in parts if part), look, wrap=True)

    def _show_here(self) -> None:
        here = self._mine()
        self._number.setText(here.number if here is not None else "–")
        places = self.session.tables.places
        names = "" if here is None or places is None else places.priorities.names(here.priority)
        self._about.setText(names or ("" if here is not None else _("Nobody is called to this counter.")))
        for made in self._marks:
            made.setEnabled(here is not None)

    def _mine(self) -> Ticket | None:
        counter = self._counter.text().strip()
        return next((one for one in self._day.called if one.counter == counter), None)

    def _newest_calls(self) -> list[Ticket]:
        mine = self._mine()
        others = [one for one in self._day.called if one is not mine]
        return [*([mine] if mine is not None else []), *others]

    # --- acts --------------------------------------------------------------------------------------

    @Slot()
    def _keep_counter(self) -> None:
        name = self._counter.text().strip()
        if name:
            self.session.act(
                lambda desk, acting: desk.settings.set_on_device(COUNTER_SETTING, name, acting),
                lambda _name: self._show_here(),
                self._problem,
                owner=self,
            )

    @Slot()
    def _call_next(self) -> None:
        counter = self._counter.text().strip()
        self.session.act(
            lambda desk, acting: desk.queue.next(counter, acting), self._called, self._problem, owner=self
        )

    def _called(self, ticket: Ticket) -> None:
        self._notice.set_kind("good")
        text = _("{number} is called to {counter}.")
        self._notice.say(text.format(number=ticket.number, counter=ticket.counter))

    def _mark(self, outcome: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - a Qt signal's slot
        here = self._mine()
        if here is None:
            return
        subject = here.subject
        self.session.act(
            lambda desk, acting: desk.queue.mark(subject, outcome, acting),
            self._called if outcome == CALLED else lambda _ticket: self._notice.be_silent(),
            self._problem,
            owner=self,
        )

    def _take_number(self, *, printing: bool) -> None:
        priority = [code for code, chip in self._chips.items() if chip.isChecked()]
        said: dict[str, object] = {"priority": priority} if priority else {}
        done: Callable[[Ticket], None] = self._print if printing else self._drawn
        self.session.act(lambda desk, acting: desk.queue.draw(acting, said), done, self._problem, owner=self)
        for chip in self._chips.values():
            chip.setChecked(False)

    def _drawn(self, ticket: Ticket) -> None:
        self._notice.set_kind("good")
        self._notice.say(_("Number {number} was drawn.").format(number=ticket.number))

    def _print(self, ticket: Ticket) -> None:
        self._drawn(ticket)
        queue = self.session.desk.queue
        self.session.read(
            lambda desk: desk.queue.paper_record(ticket),
            lambda record: self.session.draw(
                lambda: queue.draw_paper(record),
                lambda pdf: self._desk.print_pdf(pdf, ticket.number, self._printed),
                self._problem,
                owner=self,
            ),
            self._problem,
            owner=self,
        )

    def _printed(self, state: Printed) -> None:
        if state in {Printed.NO_PRINTER, Printed.FAILED}:
            self._notice.set_kind("warn")
            self._notice.say(_("The number is drawn; no printer took it. Write it on a slip of paper."))

    def _problem(self, problem: DomainProblem) -> None:
        self._notice.set_kind("warn" if problem.code == "ticket.nobody_waiting" else "bad")
        self._notice.say(told(problem))

    @Slot()
    def _show_wall(self) -> None:
        if self._wall is None:
            self._wall = QueueDisplay()
        self._wall.show_called(self._newest_calls())
        screen = self.screen()
        self._wall.setGeometry(screen.geometry())
        self._wall.showFullScreen()

    # --- following ---------------------------------------------------------------------------------

    def concerns(self, changes: Changes) -> bool:
        """Numbers are shown here; those of other counters arrive with an exchange."""
        return changes.queue or changes.everything or changes.delivery

    def refresh(self, changes: Changes) -> None:
        """Show the numbers as they are now."""
        del changes
        self._ask()

    def retranslate(self) -> None:
        """Show everything in the language now in use."""
        super().retranslate()
        self._show(self._day, self._counter.text())

    def leave(self) -> None:
        """Take the number from the wall."""
        if self._wall is not None:
            self._wall.close()
            self._wall.deleteLater()
            self._wall = None
        self._desk.forget_files()

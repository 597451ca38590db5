"""Draws the poster that is wanted, shows it and takes it to the printer."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.domain.problems import DomainProblem
from app.localization.translate import _
from app.use_cases.public_sheets import Record
from ui.posters.card import PostersCard
from ui.printing.print_desk import PrintDesk, Printed
from ui.problems import told
from ui.session import Session


class PostersWork(QObject):
    """Leads the card of posters: read on the database lane, drawn on that of documents."""

    def __init__(self, session: Session, card: PostersCard, parent: QWidget) -> None:
        """Lead ``card``."""
        super().__init__(parent)
        self._session = session
        self._card = card
        self._desk = PrintDesk(session, parent)
        card.wanted.connect(self._make)

    def read(self) -> None:
        """Offer the people as they are now."""
        self._session.read(lambda desk: desk.people.all(), self._card.show_people, owner=self)

    @Slot(str, str, str)
    def _make(self, form: str, of: str, size: str) -> None:
        today = self._session.today
        self._session.read(
            lambda desk: desk.sheets.record(form, today, of, size),
            lambda record: self._draw(form, record),
            self._refuse,
            owner=self,
        )

    def _draw(self, form: str, record: Record) -> None:
        sheets = self._session.desk.sheets
        self._session.draw(
            lambda: sheets.draw(form, record),
            lambda pdf: self._desk.print_pdf(pdf, self._card.name_of(form), self._told, look=True),
            self._refuse,
            owner=self,
        )

    def _refuse(self, problem: DomainProblem) -> None:
        self._card.say("bad", told(problem))

    def _told(self, ended: Printed) -> None:
        if ended is Printed.DONE:
            self._card.say("good", _("Printed."))
        elif ended is not Printed.NOT_NOW:
            self._card.say("warn", _("No printer was found. Keep the PDF file and print it elsewhere."))

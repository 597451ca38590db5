"""The way to the province: its address and the one-time code, typed once."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.problems import DomainProblem
from app.localization.translate import _
from app.use_cases.outcome import Outcome
from ui.problems import told
from ui.session import Session
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.field_grid import FieldGrid
from ui.widgets.notice import Notice


class ProvinceCard(Card):
    """Asks for address and code."""

    joining = Signal(str, str)
    """Address and code."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make empty fields."""
        super().__init__(parent)
        self._server, self._code = QLineEdit(), QLineEdit()
        self._server.setMaxLength(300)
        self._code.setMaxLength(200)
        self._server_field, self._code_field = Field(self._server), Field(self._code)
        grid = FieldGrid(2, 18)
        grid.add(self._server_field)
        grid.add(self._code_field)
        self.body.addLayout(grid)
        self.notice = Notice("good")
        self.body.addWidget(self.notice)
        self._join = button("primary")
        self._join.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.addWidget(self._join)
        row.addStretch(1)
        self.body.addLayout(row)
        self.renew()

    def renew(self) -> None:
        """Word everything in the language now in use."""
        self.heading.setText(_("The province"))
        self._server_field.set_label(_("Address of the province"))
        self._code_field.set_label(_("One-time code"))
        self._code_field.set_hint(_("The administrator of the province gives one code for each computer."))
        self._join.setText(_("Join the province"))

    def begin(self) -> None:
        """Give the keyboard to the first field that is still empty."""
        (self._code if self._server.text() else self._server).setFocus()

    def show_server(self, server: str) -> None:
        """Show the address the office is joined to, if it is."""
        if not self._server.text():
            self._server.setText(server)

    @Slot()
    def _ask(self) -> None:
        for field in (self._server_field, self._code_field):
            field.clear_mark()
        if not self._server.text().strip():
            self._server_field.refuse(_("Please type the address, as https://…"))
            self._server.setFocus()
        elif not self._code.text().strip():
            self._code_field.refuse(_("Please type the code."))
            self._code.setFocus()
        else:
            self._join.setEnabled(False)
            self.say("info", _("Asking the province …"))
            self.joining.emit(self._server.text().strip(), self._code.text().strip())

    def say(self, kind: str, text: str) -> None:
        """Say how it went."""
        self.notice.set_kind(kind)
        self.notice.say(text)

    def set_done(self) -> None:
        """Let the person act again."""
        self._join.setEnabled(True)


class Joining(QObject):
    """Joins the province from the card."""

    def __init__(self, session: Session, card: ProvinceCard, parent: QObject) -> None:
        """Lead ``card``."""
        super().__init__(parent)
        self._session = session
        self._card = card
        card.joining.connect(self._join)

    @Slot(str, str)
    def _join(self, server: str, code: str) -> None:
        desk = self._session.desk
        self._session.runner.run(
            self._session.lanes.network,
            lambda: desk.enrol(server, code),
            self._joined,
            self._refused,
            owner=self,
        )

    def _joined(self, outcome: Outcome[str]) -> None:
        self._card.set_done()
        text = _("Joined: {province}. What waits here is sent now.")
        self._card.say("good", text.format(province=outcome.value))
        self._session.feed.announce(outcome.changes)

    def _refused(self, problem: DomainProblem) -> None:
        self._card.set_done()
        self._card.say("bad", told(problem))

"""How work on a form ends: saved, printed, kept as registered, answered because something is missing."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.localization.translate import N_
from ui.language.wording import Wording
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.flow_row import FlowRow

SAVE_PRINT, SAVE, PREVIEW, CLEAR = "save_print", "save", "preview", "clear"
MISSING, REFUSE, REGISTER = "ask_supplement", "refuse", "register"


class ActButtons(QWidget):
    """The usual act large, the others beneath it."""

    wanted = Signal(str)
    """One of the keys above."""

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        """Word the buttons."""
        super().__init__(parent)
        self._wording = wording
        self._made: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space().half)
        first = self._button(SAVE_PRINT, "primary", N_("Save and print slip"), "printer")
        wording.say(first.setToolTip, N_("Ctrl+P or Ctrl+Enter"))
        column.addWidget(first)
        second = QHBoxLayout()
        second.setSpacing(space().half)
        for key, look, text, picture in (
            (SAVE, "", N_("&Save"), "disk"),
            (PREVIEW, "", N_("Previe&w"), ""),
            (CLEAR, "quiet", N_("&Clear"), ""),
        ):
            second.addWidget(self._button(key, look, text, picture))
        wording.say(self._made[SAVE].setToolTip, N_("Ctrl+S"))
        wording.say(self._made[CLEAR].setToolTip, N_("Empty the form (Ctrl+N)"))
        column.addLayout(second)
        others = QWidget()
        row = FlowRow(others)
        for key, text in (
            (MISSING, N_("Missing &papers …")),
            (REFUSE, N_("Ref&use …")),
            (REGISTER, N_("&Keep as registered")),
        ):
            row.addWidget(self._button(key, "quiet", text, ""))
        wording.say(self._made[MISSING].setToolTip, N_("Give the citizen the request to complete (form 02)"))
        wording.say(
            self._made[REFUSE].setToolTip, N_("Give the citizen the refusal with its reason (form 03)")
        )
        wording.say(
            self._made[REGISTER].setToolTip, N_("Sent in online and not checked yet: no clock starts")
        )
        self._made[REGISTER].hide()
        column.addWidget(others)

    def _button(self, key: str, look: str, text: str, picture: str) -> QPushButton:
        made = self._made[key] = button(look, picture)
        self._wording.say(made.setText, text)
        made.clicked.connect(partial(self._want, key))
        return made

    def _want(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - a Qt signal's slot
        self.wanted.emit(key)

    def offer_registering(self, *, offered: bool) -> None:
        """Offer to keep a dossier as registered: only one sent in online waits to be checked."""
        self._made[REGISTER].setVisible(offered)

    def begin(self) -> None:
        """Give the keyboard to the usual act."""
        self._made[SAVE_PRINT].setFocus()

    def set_busy(self, *, busy: bool) -> None:
        """Take no second order while one is under way."""
        for made in self._made.values():
            made.setEnabled(not busy)

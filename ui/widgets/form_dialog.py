"""A dialog over a page: a heading, a sentence, some fields, one act and a way back."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.localization.translate import _
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.notice import Notice
from ui.widgets.text import label


class FormDialog(QDialog):
    """Subclasses and owners add to ``column``; `refuse` keeps the dialog open with what is wrong.

    Texts are given translated: a dialog does not outlive a change of language.
    """

    acted = Signal()
    """The act was pressed."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        words: str,
        act: str,
        *,
        look: str = "primary",
        wide_ems: float = 30,
    ) -> None:
        """Word the dialog."""
        super().__init__(parent)
        self._over = parent
        step = space()
        self.setWindowTitle(title)
        self.setMinimumWidth(step.ems(wide_ems))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*(step.ems(1.25),) * 4)
        whole.setSpacing(step.ems(0.75))
        whole.addWidget(label(title, "title", wrap=True))
        if words:
            whole.addWidget(label(words, "soft", wrap=True))
        self.column = QVBoxLayout()
        self.column.setSpacing(step.ems(0.75))
        whole.addLayout(self.column)
        self.complaint = Notice("bad")
        whole.addWidget(self.complaint)
        self.leaving = Notice("warn")
        self.leaving.pressed.connect(self._leave_or_stay)
        whole.addWidget(self.leaving)
        self.act: QPushButton = button(look)
        self.act.setText(act)
        self.act.clicked.connect(self._act)
        self.back: QPushButton = button("quiet")
        self.back.setText(_("Cancel"))
        self.back.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.act)
        row.addStretch(1)
        row.addWidget(self.back)
        whole.addLayout(row)
        self.finished.connect(self.deleteLater)

    @Slot()
    def _act(self) -> None:
        self.complaint.be_silent()
        if self.is_complete():
            self.act.setEnabled(False)
            self.acted.emit()

    def is_complete(self) -> bool:
        """Tell whether everything needed is there; mark what is not."""
        return True

    def is_touched(self) -> bool:
        """Tell whether something was typed that would be lost; subclasses know."""
        return False

    def reject(self) -> None:
        """Leave; with something typed, only after a person said so."""
        if self.is_touched() and not self.leaving.words:
            self.leaving.say(
                _("What you typed is not saved yet."),
                (("stay", _("Go on typing")), ("leave", _("Throw it away"))),
            )
            self.leaving.begin()
        elif self.is_touched():
            self._leave_or_stay("stay")
        else:
            super().reject()

    @Slot(str)
    def _leave_or_stay(self, key: str) -> None:
        self.leaving.be_silent()
        if key == "leave":
            super().reject()
        else:
            self.go_on()

    def go_on(self) -> None:
        """Give the keyboard back to where one was."""

    def refuse(self, text: str) -> None:
        """Say why it could not be done; the person may try again."""
        self.act.setEnabled(True)
        self.complaint.say(text)

    def fill_window(self, wide_ems: float) -> None:
        """Take almost the height of the window, and so much of its width."""
        room = self._over.window().size()
        self.resize(min(space().ems(wide_ems), room.width() - space().one), round(room.height() * 0.94))

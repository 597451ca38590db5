"""The recovery sheet: shown and printed once, when an office is new. Nobody can make it again."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from app.localization.translate import N_, _
from ui.sign_in.centred import CentredPage
from ui.style.lettering import HEADING, scaled
from ui.widgets.buttons import button
from ui.widgets.notice import Notice
from ui.widgets.text import label, selectable


class RecoverySheetPage(CentredPage):
    """Goes on only after the person has confirmed that the key is on paper."""

    done = Signal()

    def __init__(self, key: str, *, practice: bool, parent: QWidget | None = None) -> None:
        """Show a key."""
        super().__init__(36, practice=practice, parent=parent)
        self._key = key
        body = self.card.body
        heading, words = label(look="title"), label(look="soft", wrap=True)
        self.wording.say(heading.setText, N_("The recovery sheet"))
        self.wording.say(
            words.setText,
            N_(
                "If every passphrase is forgotten, only this key opens the office again. Print it or write it"
                " down, put it into an envelope and lock it into the safe. It is shown only now."
            ),
        )
        body.addWidget(heading)
        body.addWidget(words)
        shown = selectable(label(key, look="strong", wrap=True))
        shown.setFont(scaled(_fixed_width(), HEADING, QFont.Weight.Bold))
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        shown.setAccessibleName(key)
        body.addWidget(shown)
        self._print = button("", "printer")
        self.wording.say(self._print.setText, N_("&Print the sheet"))
        self._print.clicked.connect(self._print_sheet)
        self._notice = Notice("warn")
        body.addWidget(self._notice)
        self._kept = QCheckBox()
        self.wording.say(self._kept.setText, N_("The key is on paper, in a &safe place"))
        self._go = button("primary")
        self.wording.say(self._go.setText, N_("Continue"))
        self._go.setEnabled(False)
        self._kept.toggled.connect(self._go.setEnabled)
        self._go.clicked.connect(self.done)
        body.addWidget(self._kept)
        row = QHBoxLayout()
        row.addWidget(self._print)
        row.addStretch(1)
        row.addWidget(self._go)
        body.addLayout(row)

    def begin(self) -> None:
        """Give the keyboard to printing."""
        self._print.setFocus()

    @Slot()
    def _print_sheet(self) -> None:
        from ui.printing.plain_sheet import print_plain_sheet  # noqa: PLC0415 - once in the life of an office

        lines = [
            _("Recovery key of the office in Một Cửa Vùng Cao"),
            self._key,
            _("Lock this sheet into the safe. Whoever has it and the computer can read every dossier."),
        ]
        printed = print_plain_sheet(self, lines)
        self._notice.say("" if printed else _("No printer answered. Please write the key down by hand."))


def _fixed_width() -> QFont:
    font = QFont("DejaVu Sans Mono")
    font.setStyleHint(QFont.StyleHint.Monospace)
    return font

"""A card: one group of things on a white ground, with a heading."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.style.sheet import dress
from ui.style.spacing import space
from ui.widgets.text import label


class Card(QFrame):
    """A white frame with a heading line (`heading`, `top`) and a column for what it holds (`body`)."""

    def __init__(self, parent: QWidget | None = None, *, headed: bool = True) -> None:
        """Make an empty card."""
        super().__init__(parent)
        dress(self, "card")
        step = space()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(step.one, step.ems(0.75), step.one, step.one)
        self.body.setSpacing(step.half)
        self.heading: QLabel = label(look="heading", parent=self)
        self.top = QHBoxLayout()
        self.top.setSpacing(step.half)
        if headed:
            self.top.addWidget(self.heading)
            self.top.addStretch(1)
            self.body.addLayout(self.top)
        else:
            self.heading.hide()


def rule() -> QFrame:
    """Return a hairline between two parts of a card."""
    line = QFrame()
    dress(line, "rule")
    return line

"""Five faces from very unhappy to very happy, drawn as strokes: for people who do not read."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.localization.translate import N_, _
from ui.style import palette
from ui.style.spacing import space

WORDS = (N_("very unhappy"), N_("unhappy"), N_("so-so"), N_("happy"), N_("very happy"))
_COLOURS = (palette.BAD, palette.WARN_EDGE, palette.INK_SOFT, palette.ACCENT, palette.GOOD)
_SOFT = (palette.BAD_SOFT, palette.WARN_SOFT, palette.GROUND, palette.ACCENT_SOFT, palette.GOOD_SOFT)
_MOUTHS = (-0.2, -0.1, 0.0, 0.1, 0.2)
"""How far the middle of the mouth hangs down, in parts of the face."""


class Face(QPushButton):
    """One face; the mouth says as much as the colour."""

    def __init__(self, mark: int, ems: float, parent: QWidget | None = None) -> None:
        """Draw the face of a mark, 1 to 5, so many em wide."""
        super().__init__(parent)
        self._place = min(max(mark, 1), len(_MOUTHS)) - 1
        self._side = space().ems(ems)
        self.setCheckable(True)
        self.setFixedSize(self.sizeHint())
        self.renew()

    def renew(self) -> None:
        """Name the face in the language now in use."""
        self.setAccessibleName(_(WORDS[self._place]))
        self.setToolTip(_(WORDS[self._place]))

    def sizeHint(self) -> QSize:
        """As wide as high."""
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw head, eyes and mouth; a chosen face is filled and ringed."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = float(min(self.width(), self.height()))
        inset = side * 0.08
        head = QRectF(inset, inset, side - 2 * inset, side - 2 * inset)
        colour = QColor(_COLOURS[self._place])
        chosen = self.isChecked() or self.isDown()
        pen = QPen(
            colour, side * (0.075 if chosen else 0.045), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap
        )
        painter.setPen(pen)
        painter.setBrush(QColor(_SOFT[self._place] if chosen else palette.SURFACE))
        painter.drawEllipse(head)
        painter.setBrush(colour)
        for across in (0.36, 0.64):
            painter.drawEllipse(QPointF(side * across, side * 0.40), side * 0.025, side * 0.025)
        hang = _MOUTHS[self._place]
        mouth = QPainterPath(QPointF(side * 0.33, side * (0.66 - hang / 3)))
        mouth.quadTo(
            QPointF(side * 0.5, side * (0.66 + hang)), QPointF(side * 0.67, side * (0.66 - hang / 3))
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(mouth)
        if self.hasFocus():
            painter.setPen(QPen(QColor(palette.FOCUS), 2))
            painter.drawRoundedRect(QRectF(1, 1, side - 2, side - 2), side * 0.12, side * 0.12)
        painter.end()


class FaceRow(QWidget):
    """The faces of one question. One is chosen, or none: pressing it once more takes it back."""

    chosen = Signal(int)
    """The mark that was pressed; 0 when it was taken back."""

    def __init__(self, marks: Sequence[int], ems: float, parent: QWidget | None = None) -> None:
        """Make a face for each mark."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space().half)
        self.faces = {mark: Face(mark, ems) for mark in marks}
        for mark, face in self.faces.items():
            face.clicked.connect(partial(self._press, mark))
            row.addWidget(face)

    def _press(self, mark: int, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - a Qt signal's slot
        for other, face in self.faces.items():
            if other != mark:
                face.setChecked(False)
        self.chosen.emit(self.mark)

    @property
    def mark(self) -> int:
        """The mark that is chosen; 0 for none."""
        return next((mark for mark, face in self.faces.items() if face.isChecked()), 0)

    def clear(self) -> None:
        """Choose none."""
        for face in self.faces.values():
            face.setChecked(False)

    def renew(self) -> None:
        """Name the faces in the language now in use."""
        for face in self.faces.values():
            face.renew()

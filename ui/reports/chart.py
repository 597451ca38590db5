"""Bars painted by hand: for each label one bar, its parts beside each other with their figures in them."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.sheets import SheetChart
from app.localization.formats import number
from ui.style import palette
from ui.style.spacing import space

_COLOURS = {
    "early": palette.GOOD,
    "on_time": palette.FOCUS,
    "late": palette.BAD,
    "overdue": palette.BAD,
    "due_soon": palette.WARN_EDGE,
    "rest": palette.GOOD,
}
_LABEL_SHARE = 0.36
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class ReportChart(QWidget):
    """As tall as its bars need; stands in something that scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._chart: SheetChart | None = None

    def show_chart(self, chart: SheetChart | None) -> None:
        """Show other bars; None shows nothing."""
        self._chart = chart
        self.setMinimumHeight(self.sizeHint().height())
        self.setAccessibleName("" if chart is None else chart.title)
        self.setAccessibleDescription("" if chart is None else "; ".join(_told(chart)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room that all bars take."""
        bars = 0 if self._chart is None else len(self._chart.bars)
        return QSize(space().ems(22), space().ems(4.4) + round(bars * self._pitch))

    @property
    def _pitch(self) -> float:
        return space().ems(2.4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the legend and the bars."""
        del event
        chart = self._chart
        if chart is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = self._legend(painter, chart)
        most = max(sum(values) for _label, values in chart.bars) or 1
        for place, (label, values) in enumerate(chart.bars):
            self._bar(painter, top + place * self._pitch, label, self._parts(chart, values), most)

    def _legend(self, painter: QPainter, chart: SheetChart) -> float:
        """Paint what the colours mean; returns where the bars begin."""
        side, at, line = space().ems(0.8), 0.0, 0.0
        metrics = QFontMetricsF(self.font())
        tall = metrics.height() * 1.2
        for key, name in zip(chart.keys, chart.series, strict=True):
            wide = side + space().tight + metrics.horizontalAdvance(name) + space().one
            if at and at + wide > self.width():
                at, line = 0.0, line + tall
            painter.fillRect(QRectF(at, line + (tall - side) / 2, side, side), _colour(key))
            painter.setPen(QColor(palette.INK))
            painter.drawText(QRectF(at + side + space().tight, line, wide, tall), _MIDDLE, name)
            at += wide
        return line + tall + space().half

    @staticmethod
    def _parts(chart: SheetChart, values: Sequence[int]) -> list[tuple[str, int]]:
        return [(key, value) for key, value in zip(chart.keys, values, strict=True) if value]

    def _bar(
        self, painter: QPainter, top: float, label: str, parts: list[tuple[str, int]], most: int
    ) -> None:
        metrics = QFontMetricsF(self.font())
        left = self.width() * _LABEL_SHARE
        sum_text = number(sum(value for _key, value in parts))
        room = self.width() - left - metrics.horizontalAdvance(sum_text) - space().one
        tall = space().ems(1.6)
        painter.setPen(QColor(palette.INK))
        shown = metrics.elidedText(label, Qt.TextElideMode.ElideRight, left - space().half)
        painter.drawText(QRectF(0, top, left - space().half, tall), _MIDDLE, shown)
        at = left
        for key, value in parts:
            area = QRectF(at, top, max(2.0, room * value / most), tall)
            painter.fillRect(area, _colour(key))
            text = number(value)
            if len(parts) > 1 and metrics.horizontalAdvance(text) + 4 <= area.width():
                painter.setPen(QColor(palette.SURFACE))
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
            at = area.right()
        painter.setPen(QColor(palette.INK))
        painter.drawText(QRectF(at + space().tight, top, self.width() - at, tall), _MIDDLE, sum_text)


def _colour(key: str) -> QColor:
    return QColor(_COLOURS.get(key, palette.ACCENT))


def _told(chart: SheetChart) -> list[str]:
    """Return the bars in words, for who cannot see them."""
    return [
        f"{label}: " + ", ".join(f"{name} {value}" for name, value in zip(chart.series, values, strict=True))
        for label, values in chart.bars
    ]

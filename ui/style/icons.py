"""Icons drawn as strokes on a 24 x 24 grid: sharp at every scale, in any colour, with no image files."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPen, QPixmap

GRID = 24.0


def _lines(*strokes: tuple[tuple[float, float], ...]) -> QPainterPath:
    """Return a path of broken lines."""
    path = QPainterPath()
    for stroke in strokes:
        path.moveTo(QPointF(*stroke[0]))
        for point in stroke[1:]:
            path.lineTo(QPointF(*point))
    return path


def _tick() -> QPainterPath:
    return _lines(((5, 12.5), (10, 17.5), (19, 7)))


def _cross() -> QPainterPath:
    return _lines(((6, 6), (18, 18)), ((18, 6), (6, 18)))


def _warning() -> QPainterPath:
    path = _lines(((12, 4), (21, 20), (3, 20), (12, 4)), ((12, 10), (12, 14.5)))
    path.addEllipse(QPointF(12, 17.2), 0.4, 0.4)
    return path


def _search() -> QPainterPath:
    path = _lines(((15.2, 15.2), (20, 20)))
    path.addEllipse(QPointF(10.5, 10.5), 6, 6)
    return path


def _clock() -> QPainterPath:
    path = _lines(((12, 7), (12, 12), (15.5, 14)))
    path.addEllipse(QPointF(12, 12), 8.5, 8.5)
    return path


def _printer() -> QPainterPath:
    path = _lines(
        ((7, 9), (7, 4), (17, 4), (17, 9)),
        ((7, 17), (4, 17), (4, 9), (20, 9), (20, 17), (17, 17)),
        ((7, 14), (17, 14), (17, 20), (7, 20), (7, 14)),
    )
    path.addEllipse(QPointF(16.5, 11.5), 0.4, 0.4)
    return path


def _person() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(12, 8), 3.8, 3.8)
    path.moveTo(4.5, 20)
    path.cubicTo(QPointF(5, 11.8), QPointF(19, 11.8), QPointF(19.5, 20))
    return path


def _sheet() -> QPainterPath:
    return _lines(
        ((6, 3.5), (14, 3.5), (18, 7.5), (18, 20.5), (6, 20.5), (6, 3.5)),
        ((9, 11), (15, 11)),
        ((9, 15), (15, 15)),
    )


def _exchange() -> QPainterPath:
    return _lines(
        ((4, 9), (19, 9)), ((15, 5), (19, 9), (15, 13)), ((20, 16), (5, 16)), ((9, 12.8), (5, 16), (9, 20))
    )


def _chevron_down() -> QPainterPath:
    return _lines(((7, 10), (12, 15), (17, 10)))


def _plus() -> QPainterPath:
    return _lines(((12, 5), (12, 19)), ((5, 12), (19, 12)))


def _info() -> QPainterPath:
    path = _lines(((12, 11), (12, 16.5)))
    path.addEllipse(QPointF(12, 12), 8.5, 8.5)
    path.addEllipse(QPointF(12, 7.8), 0.4, 0.4)
    return path


def _disk() -> QPainterPath:
    return _lines(
        ((4, 4), (16, 4), (20, 8), (20, 20), (4, 20), (4, 4)),
        ((8, 4), (8, 9), (15, 9), (15, 4)),
        ((8, 20), (8, 14), (16, 14), (16, 20)),
    )


def _eye() -> QPainterPath:
    path = QPainterPath(QPointF(2.5, 12))
    path.cubicTo(QPointF(7, 4.5), QPointF(17, 4.5), QPointF(21.5, 12))
    path.cubicTo(QPointF(17, 19.5), QPointF(7, 19.5), QPointF(2.5, 12))
    path.addEllipse(QPointF(12, 12), 3, 3)
    return path


_PATHS: dict[str, Callable[[], QPainterPath]] = {
    "tick": _tick,
    "cross": _cross,
    "warning": _warning,
    "search": _search,
    "clock": _clock,
    "printer": _printer,
    "person": _person,
    "sheet": _sheet,
    "exchange": _exchange,
    "chevron_down": _chevron_down,
    "plus": _plus,
    "info": _info,
    "disk": _disk,
    "eye": _eye,
}
NAMES = tuple(_PATHS)


def draw(painter: QPainter, name: str, area: QRectF, colour: str) -> None:
    """Draw an icon into ``area``, in one colour. Raises KeyError for a name that is not there."""
    path = _PATHS[name]()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.topLeft())
    side = min(area.width(), area.height())
    painter.scale(side / GRID, side / GRID)
    pen = QPen(QColor(colour), 1.9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPath(path)
    painter.restore()


class _StrokeEngine(QIconEngine):
    """Draws at whatever size and scale is asked for."""

    def __init__(self, name: str, colour: str, off: str) -> None:
        super().__init__()
        self._name, self._colour, self._off = name, colour, off

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        del state
        draw(painter, self._name, QRectF(rect), self._off if mode == QIcon.Mode.Disabled else self._colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _StrokeEngine(self._name, self._colour, self._off)


def icon(name: str, colour: str, off: str = "#8593A3") -> QIcon:
    """Return an icon for a button or a menu; ``off`` is its colour when disabled."""
    return QIcon(_StrokeEngine(name, colour, off))

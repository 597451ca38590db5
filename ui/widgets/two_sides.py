"""Two parts beside each other where there is room, under each other where there is not; all of it scrolls."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.style.sheet import dress
from ui.style.spacing import space
from ui.widgets.scrolling import make_scrolling


class TwoSides(QScrollArea):
    """Holds two columns, ``left`` and ``right``, to be filled by whoever owns it."""

    def __init__(
        self, beside_from_ems: float, stretch: tuple[int, int], parent: QWidget | None = None
    ) -> None:
        """Stand side by side from a width on, sharing it as ``stretch`` says."""
        super().__init__(parent)
        self._beside_from = space().ems(beside_from_ems)
        inner = QWidget()
        dress(inner, "page")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._row.setContentsMargins(space().one, space().one, space().one, space().half)
        self._row.setSpacing(space().one)
        self.left, self.right = QVBoxLayout(), QVBoxLayout()
        for column, share in zip((self.left, self.right), stretch, strict=True):
            column.setSpacing(space().half)
            self._row.addLayout(column, share)
        make_scrolling(self, inner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose how the parts stand."""
        beside = self.viewport().width() >= self._beside_from
        along = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != along:
            self._row.setDirection(along)
        super().resizeEvent(event)

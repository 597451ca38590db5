"""Pages on top of each other, only as tall as the one that is shown."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget


class SnugStack(QStackedWidget):
    """A stack whose hidden pages take no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty stack."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.currentChanged.connect(self._resized)

    def _resized(self, _place: int) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return what the shown page wants."""
        page = self.currentWidget()
        return QSize() if page is None else page.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return what the shown page needs."""
        page = self.currentWidget()
        return QSize() if page is None else page.minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """Texts wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how tall the shown page is at a width."""
        page = self.currentWidget()
        if page is None:
            return 0
        return page.heightForWidth(width) if page.hasHeightForWidth() else page.sizeHint().height()

"""A birth date as people know it: the whole date, month and year, or the year alone."""

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.partial_date import PartialDate
from app.domain.problems import DomainProblem


class BirthDateEdit(QLineEdit):
    """Takes ``17051990``, ``17/5/90``, ``5/1990``, ``1990``; shows it as papers do when one leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty field."""
        super().__init__(parent)
        self.setMaxLength(20)
        self.editingFinished.connect(self._tidy)

    @property
    def value(self) -> str:
        """The date as facts keep it, or what was typed when it cannot be read."""
        read = self._read()
        return str(read) if read is not None else self.text().strip()

    def set_value(self, stored: str) -> None:
        """Show a stored date."""
        try:
            self.setText(PartialDate.parse(stored).printed() if stored else "")
        except DomainProblem:
            self.setText(stored)

    def _read(self) -> PartialDate | None:
        try:
            return PartialDate.parse(self.text(), latest=date.today())  # noqa: DTZ011 - only fixes the century
        except DomainProblem:
            return None

    @Slot()
    def _tidy(self) -> None:
        read = self._read()
        if read is not None:
            self.setText(read.printed())

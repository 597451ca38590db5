"""One editor for each form a setting can have, read and filled alike."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.office_hours import WEEKDAYS
from app.localization.formats import weekday
from app.localization.translate import _
from app.settings.definition import Setting
from app.settings.definitions import PRINTER_NARROW, PRINTER_SHEETS, PRINTER_SLIPS
from ui.style.spacing import space
from ui.widgets.buttons import ChoiceBox, button
from ui.widgets.count_field import CountField
from ui.widgets.field import Field
from ui.widgets.field_grid import FieldGrid

_PRINTERS = {PRINTER_SLIPS, PRINTER_NARROW, PRINTER_SHEETS}
_LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
_LINES_EMS = 4.6
_A_MONDAY = date(2026, 11, 23)
"""Any Monday: only the names of the days are wanted."""


class Editor(Protocol):
    """What the page needs of an editor."""

    @property
    def widget(self) -> QWidget:
        """The widget itself."""

    def value(self) -> object:
        """Return what stands in it, for the setting's own reader."""

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - what a setting holds depends on the setting
        """Show what is kept."""

    def renew(self) -> None:
        """Word what has words of its own in the language now in use."""


class _Wordless:
    """An editor without words of its own."""

    def renew(self) -> None:
        """Have nothing to word."""


class LineEditor(_Wordless):
    """A short text."""

    def __init__(self) -> None:
        """Make an empty line."""
        self.widget: QLineEdit = QLineEdit()
        self.widget.setMaxLength(500)

    def value(self) -> object:
        """Return the text."""
        return self.widget.text()

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - see Editor
        """Show a text."""
        self.widget.setText(str(value or ""))
        self.widget.setCursorPosition(0)


class LinesEditor(_Wordless):
    """Several lines."""

    def __init__(self) -> None:
        """Make an empty box."""
        self.widget: QPlainTextEdit = QPlainTextEdit()
        self.widget.setTabChangesFocus(True)
        self.widget.setFixedHeight(space().ems(_LINES_EMS))

    def value(self) -> object:
        """Return the text; its lines are the value."""
        return self.widget.toPlainText()

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - see Editor
        """Show lines."""
        self.widget.setPlainText("\n".join(value or ()))


class HoursEditor:
    """Opening hours: a line for each day of the week, empty when closed."""

    def __init__(self) -> None:
        """Make seven empty lines."""
        self.widget: QWidget = QWidget()
        self._lines: dict[str, QLineEdit] = {}
        self._days: list[Field] = []
        grid = FieldGrid(3, 12)
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(grid)
        for day in WEEKDAYS:
            line = QLineEdit()
            self._lines[day] = line
            self._days.append(Field(line))
            grid.add(self._days[-1])
        self.widget.setFocusProxy(self._lines[WEEKDAYS[0]])
        self.renew()

    def renew(self) -> None:
        """Name the days."""
        for place, field in enumerate(self._days):
            name = weekday(_A_MONDAY + timedelta(days=place))
            field.set_label(name[:1].upper() + name[1:])
        for line in self._lines.values():
            line.setPlaceholderText(_("closed"))

    def value(self) -> object:
        """Return the hours of each day that has some."""
        return {day: line.text().strip() for day, line in self._lines.items() if line.text().strip()}

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - see Editor
        """Show the hours of each day."""
        days = value if isinstance(value, Mapping) else {}
        for day, line in self._lines.items():
            line.setText(str(days.get(day) or ""))
            line.setCursorPosition(0)


class FlagEditor(_Wordless):
    """Yes or no."""

    def __init__(self) -> None:
        """Make an empty box."""
        self.widget: QCheckBox = QCheckBox()

    def value(self) -> object:
        """Return whether it is ticked."""
        return self.widget.isChecked()

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - see Editor
        """Show whether it is so."""
        self.widget.setChecked(bool(value))


class WholeEditor(_Wordless):
    """A whole number; what is out of bounds the setting's own reader refuses."""

    def __init__(self) -> None:
        """Make a field."""
        self.widget: CountField = CountField(0, 9999)
        self.widget.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def value(self) -> object:
        """Return the number."""
        return self.widget.number

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - see Editor
        """Show a number."""
        self.widget.set_number(int(value or 0))


class ChoiceEditor(_Wordless):
    """One of a few."""

    def __init__(self, choices: Callable[[], Sequence[tuple[str, str]]]) -> None:
        """Ask ``choices`` whenever the list is shown: printers come and go."""
        self._choices = choices
        self.widget: ChoiceBox = ChoiceBox()

    def value(self) -> object:
        """Return the key of what is chosen."""
        return self.widget.key

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - see Editor
        """Show what is chosen; a printer that is not there now keeps its line."""
        choices = list(self._choices())
        kept = str(value or "")
        if kept not in {key for key, _text in choices}:
            choices.append((kept, kept))
        self.widget.fill(choices)
        self.widget.choose(kept)


class FolderEditor:
    """A folder, typed or chosen."""

    def __init__(self) -> None:
        """Make an empty line with a button beside it."""
        self.widget: QWidget = QWidget()
        self._line, self._browse = QLineEdit(), button()
        self._browse.clicked.connect(self._choose)
        row = QHBoxLayout(self.widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._line, 1)
        row.addWidget(self._browse)
        self.widget.setFocusProxy(self._line)
        self.renew()

    def renew(self) -> None:
        """Word the button."""
        self._browse.setText(_("Choose …"))

    def value(self) -> object:
        """Return the folder."""
        return self._line.text()

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - see Editor
        """Show a folder."""
        self._line.setText(str(value or ""))

    def _choose(self) -> None:
        start = self._line.text() or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self.widget, _("Second place for the daily copy"), start)
        if chosen:
            self._line.setText(chosen)


def editor_for(setting: Setting) -> Editor:
    """Return a new editor for a setting."""
    if setting.name in _PRINTERS:
        return ChoiceEditor(_printers)
    makers: Mapping[str, Callable[[], Editor]] = {
        "lines": LinesEditor,
        "hours": HoursEditor,
        "flag": FlagEditor,
        "whole": WholeEditor,
        "folder": FolderEditor,
        "choice": lambda: ChoiceEditor(lambda: [(one, _LANGUAGES.get(one, one)) for one in setting.choices]),
    }
    return makers.get(setting.form, LineEditor)()


def _printers() -> Sequence[tuple[str, str]]:
    from ui.printing.printers import printer_names  # noqa: PLC0415 - asks the print system, which may be slow

    return [("", _("the system's own choice")), *((name, name) for name in printer_names())]

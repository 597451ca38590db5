"""The table of dossiers: exact in its length at once, and holding only the pages somebody looks at.

Pages of 256 rows are fetched on the `database` lane when Qt first asks for one of their rows. A change is
followed row by row; only another question (a filter, a search) begins the table anew.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.domain.identifiers import Subject
from app.localization.translate import N_, _
from app.use_cases.desk import Desk
from app.use_cases.ports import DossierRow, ListFilter
from ui.background.task_runner import Latest
from ui.dossiers.cell_texts import CellTexts
from ui.dossiers.row_changes import What, row_changes
from ui.session import Session

AnyIndex = QModelIndex | QPersistentModelIndex

PAGE_ROWS = 256
_PAGES_KEPT = 16
_NOWHERE = QModelIndex()

CODE, NAME, PROCEDURE, VILLAGE, RECEIVED, DUE, STATUS, DELIVERY = range(8)
HEADINGS = (
    N_("Code"),
    N_("Applicant"),
    N_("Procedure"),
    N_("Village"),
    N_("Received"),
    N_("Due"),
    N_("Status"),
    N_("Sent"),
)


@dataclass(frozen=True, slots=True)
class Question:
    """What the table shows: a filtered list, or what a search finds."""

    which: ListFilter = field(default_factory=ListFilter)
    typed: str = ""


class _Line:
    """A row, and its texts once somebody has looked at it."""

    __slots__ = ("row", "texts")

    def __init__(self, row: DossierRow) -> None:
        self.row = row
        self.texts: tuple[str, ...] | None = None


class DossierTableModel(QAbstractTableModel):
    """Rows by number; what is not here yet is empty for a moment."""

    counted = Signal(object)
    """How many dossiers the question has; an int, carried as an object."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._session = session
        self._texts = CellTexts(session)
        self._question = Question()
        self._count = 0
        self._pages: OrderedDict[int, list[_Line]] = OrderedDict()
        self._asked: set[int] = set()
        self._asking, self._changing = Latest(), Latest()

    # --- what Qt asks ------------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the exact number of rows, so that the scroll bar is right from the start."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: AnyIndex, role: int = 0) -> str | None:
        """Return the text of a cell. Qt asks seven roles a cell: all but the text end at once."""
        if role:
            return None
        line = self._line(index.row())
        if line is None:
            return ""
        if line.texts is None:
            line.texts = self._texts.of(line.row)
        return line.texts[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> str | None:
        """Return a heading."""
        if role or orientation != Qt.Orientation.Horizontal:
            return None
        return _(HEADINGS[section])

    def row(self, number: int) -> DossierRow | None:
        """Return a row; None while it is being fetched."""
        line = self._line(number)
        return None if line is None else line.row

    def _line(self, number: int) -> _Line | None:
        page = self._pages.get(number // PAGE_ROWS)
        if page is None:
            self._ask_page(number // PAGE_ROWS)
            return None
        place = number % PAGE_ROWS
        return page[place] if place < len(page) else None

    # --- asking ------------------------------------------------------------------------------------

    def ask(self, question: Question) -> None:
        """Show the answer to another question."""
        self._question = question
        self._changing.forget()
        self._session.read(
            lambda desk: _answer(desk, question),
            lambda answer: self._show(*answer),
            owner=self,
            latest=self._asking,
        )

    def _show(self, count: int, first: Sequence[DossierRow]) -> None:
        self.beginResetModel()
        self._count = count
        self._pages = OrderedDict({0: [_Line(row) for row in first]})
        self._asked.clear()
        self.endResetModel()
        self.counted.emit(count)

    def _ask_page(self, number: int) -> None:
        if number in self._asked:
            return
        self._asked.add(number)
        which, generation = self._question.which, self._asking.number
        self._session.read(
            lambda desk: desk.find.page(which, number * PAGE_ROWS, PAGE_ROWS),
            lambda rows: self._keep_page(number, rows, generation),
            owner=self,
        )

    def _keep_page(self, number: int, rows: Sequence[DossierRow], generation: int) -> None:
        self._asked.discard(number)
        if generation != self._asking.number:
            return
        self._pages[number] = [_Line(row) for row in rows]
        self._pages.move_to_end(number)
        while len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        first = number * PAGE_ROWS
        last = min(first + len(rows), self._count) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(HEADINGS) - 1))

    # --- following changes -------------------------------------------------------------------------

    def follow(self, looked_at: int) -> None:
        """Ask what became of the list; ``looked_at`` is the row at the top of what is seen."""
        question, page = self._question, looked_at // PAGE_ROWS
        self._session.read(
            lambda desk: _window(desk, question, page),
            lambda answer: self._step_to(page, *answer),
            owner=self,
            latest=self._changing,
            urgent=False,
        )

    def _step_to(self, page: int, count: int, after: Sequence[DossierRow]) -> None:
        first = page * PAGE_ROWS
        before = [line.row for line in (*self._pages.get(page, ()), *self._pages.get(page + 1, ()))]
        steps = row_changes(before, after, first, self._count, count) if before else None
        if steps is None:
            self._show(count, after if page == 0 else ())
            if page:
                self._pages.clear()
            return
        shifted = any(step.what is not What.CHANGED for step in steps)
        for step in steps:
            self._take(step.what, step.first, step.count)
        if shifted:
            self._pages.clear()
            self._asked.clear()
        lines = [_Line(row) for row in after]
        self._pages[page] = lines[:PAGE_ROWS]
        if len(lines) > PAGE_ROWS:
            self._pages[page + 1] = lines[PAGE_ROWS:]
        if steps:
            self.dataChanged.emit(self.index(first, 0), self.index(first + len(after) - 1, len(HEADINGS) - 1))
        self.counted.emit(count)

    def _take(self, what: What, first: int, count: int) -> None:
        if what is What.CAME:
            self.beginInsertRows(_NOWHERE, first, first + count - 1)
            self._count += count
            self.endInsertRows()
        elif what is What.WENT:
            self.beginRemoveRows(_NOWHERE, first, first + count - 1)
            self._count -= count
            self.endRemoveRows()

    def number_of(self, subject: Subject) -> int | None:
        """Return the row of a dossier if it is at hand."""
        for page, lines in self._pages.items():
            for place, line in enumerate(lines):
                if line.row.subject == subject:
                    return page * PAGE_ROWS + place
        return None

    def renew(self) -> None:
        """Word every cell anew, after the language or the catalogue changed."""
        self._texts.forget()
        for lines in self._pages.values():
            for line in lines:
                line.texts = None
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(HEADINGS) - 1)
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(HEADINGS) - 1))


def _answer(desk: Desk, question: Question) -> tuple[int, Sequence[DossierRow]]:
    """Return length and first page of an answer, in one look."""
    if question.typed:
        found = desk.find(question.typed, PAGE_ROWS)
        return len(found), found
    return desk.find.count(question.which), desk.find.page(question.which, 0, PAGE_ROWS)


def _window(desk: Desk, question: Question, page: int) -> tuple[int, Sequence[DossierRow]]:
    """Return length and two pages from ``page`` on."""
    if question.typed:
        return _answer(desk, question)
    rows = desk.find.page(question.which, page * PAGE_ROWS, 2 * PAGE_ROWS)
    return desk.find.count(question.which), rows

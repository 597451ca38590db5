"""What would become of every row of a list, or what became of it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.domain.moments import from_milliseconds
from app.localization.dossier_text import status_text
from app.localization.formats import short_moment
from app.localization.translate import N_, _
from app.use_cases.import_dossiers import AGAIN, REFUSED, ImportReport, RowOutcome
from ui.problems import told
from ui.style import palette
from ui.style.spacing import space

_HEADINGS = (N_("Row"), N_("Applicant"), N_("Procedure"), N_("Status"), N_("Due"), N_("What becomes of it"))
_NAME, _WHAT = 1, len(_HEADINGS) - 1
_MOST_SHOWN = 500


class PreviewTable(QTableWidget):
    """Refused rows come first: they are what one must look at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(0, len(_HEADINGS), parent)
        self.setHorizontalHeaderLabels([_(heading) for heading in _HEADINGS])
        self.setAccessibleName(_("What would become of the rows"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        heads = self.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
        self.setMinimumHeight(space().ems(8))

    def show_report(self, report: ImportReport) -> None:
        """Show the rows of a report; of very many the first ones."""
        shown = sorted(report.outcomes, key=lambda one: one.state != REFUSED)[:_MOST_SHOWN]
        self.setRowCount(len(shown))
        for place, outcome in enumerate(shown):
            for column, text in enumerate(_texts(outcome)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column == _WHAT and outcome.state == REFUSED:
                    item.setForeground(QColor(palette.BAD))
                self.setItem(place, column, item)
        self.resizeRowsToContents()


def _texts(outcome: RowOutcome) -> tuple[str, ...]:
    if outcome.problem is not None:
        return str(outcome.number), outcome.full_name, "", "", "", told(outcome.problem)
    due = "" if outcome.due_at is None else short_moment(from_milliseconds(outcome.due_at))
    what = (
        _("taken over before, stays as it is") if outcome.state == AGAIN else outcome.code or _("taken over")
    )
    status = status_text(outcome.status or 0)
    return str(outcome.number), outcome.full_name, outcome.procedure, status, due, what

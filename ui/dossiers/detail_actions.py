"""What may be done with a dossier now: the one usual step large, everything else a press away."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget, QWidgetAction

from app.domain.lifecycle import OPEN, Status
from app.localization.dossier_text import step_text
from app.localization.paper_names import paper_name
from app.localization.translate import _
from app.use_cases.show_dossier import DossierDetail
from ui.dossiers.paper_choice import forms_of
from ui.dossiers.step_choice import other_steps, usual_step
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.flow_row import FlowRow
from ui.widgets.mnemonics import with_letters
from ui.widgets.text import label

AMEND, VOID, ON_THE_SPOT = "amend", "void", "on_the_spot"
_ON_THE_SPOT_FROM = {Status.REGISTERED, Status.RECEIVED, Status.PROCESSING, Status.DONE}

Entry = tuple[str, str]
"""A key, and the words for it; an empty key makes the words a heading."""


class DetailActions(QWidget):
    """Buttons under the head of a dossier."""

    wanted = Signal(str)
    """A step by its name, or one of AMEND, VOID, ON_THE_SPOT."""
    paper_wanted = Signal(str)
    """A form to print."""

    def __init__(self, detail: DossierDetail, parent: QWidget | None = None) -> None:
        """Offer what this dossier allows."""
        super().__init__(parent)
        row = FlowRow(self)
        usual = usual_step(detail)
        self.usual: QPushButton | None = None
        if usual is not None:
            self.usual = button("primary")
            self.usual.setText(step_text(usual.name))
            self.usual.setToolTip(_("Ctrl+Enter"))
            self.usual.clicked.connect(partial(self._want, usual.name))
            row.addWidget(self.usual)
        self._steps = _step_entries(detail)
        if self._steps:
            self.more = self._opener(_("Oth&er steps …"), "")
            self.more.clicked.connect(self.show_steps)
            row.addWidget(self.more)
        self._forms = [(form, paper_name(form)) for form in forms_of(detail)]
        if self._forms:
            self.papers = self._opener(_("&Print …"), "printer")
            self.papers.clicked.connect(self.show_papers)
            row.addWidget(self.papers)
        if detail.dossier.status in OPEN and detail.allowed_steps:
            amend = button("quiet")
            amend.setText(_("&Correct …"))
            amend.clicked.connect(partial(self._want, AMEND))
            row.addWidget(amend)

    @staticmethod
    def _opener(text: str, picture: str) -> QPushButton:
        made = button("", picture)
        made.setText(text)
        return made

    def _want(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - a Qt signal's slot
        self.wanted.emit(key)

    def _want_paper(self, form: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - a Qt signal's slot
        self.paper_wanted.emit(form)

    def show_steps(self) -> None:
        """Open the menu of steps; every line has a letter to press."""
        self._open(self._steps, self.more, self._want)

    def show_papers(self) -> None:
        """Open the menu of papers."""
        self._open(self._forms, self.papers, self._want_paper)

    def _open(self, entries: Sequence[Entry], beneath: QWidget, do: Callable[..., None]) -> None:
        menu = QMenu(self)
        words = iter(with_letters([text for key, text in entries if key]))
        first: QAction | None = None
        for key, text in entries:
            if not key:
                menu.addAction(_heading(text, menu))
                continue
            action = menu.addAction(next(words))
            action.setData(key)
            action.triggered.connect(partial(do, key))
            first = first or action
        if first is not None:
            menu.setActiveAction(first)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(beneath.mapToGlobal(QPoint(0, beneath.height())))


def _heading(text: str, menu: QMenu) -> QWidgetAction:
    words = label(text, "label")
    step = space()
    words.setContentsMargins(step.half, step.tight, step.half, 0)
    made = QWidgetAction(menu)
    made.setDefaultWidget(words)
    made.setEnabled(False)
    return made


def _step_entries(detail: DossierDetail) -> list[Entry]:
    entries: list[Entry] = []
    for group in other_steps(detail):
        entries.append(("", group.head))
        entries += [(step.name, step_text(step.name)) for step in group.steps]
    offered = detail.dossier.status in _ON_THE_SPOT_FROM and bool(detail.allowed_steps)
    if offered:
        entries += [("", _("All at once")), (ON_THE_SPOT, _("Settle on the spot (four in one place)"))]
    return entries

"""One dossier whole: what stands, what is due, what is disputed, what may be done now, what happened."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.domain.lifecycle import Status
from app.domain.moments import from_milliseconds
from app.localization.formats import short_moment
from app.localization.paper_names import paper_name
from app.localization.translate import _
from app.use_cases.show_dossier import DossierDetail
from ui.dossiers import detail_words
from ui.dossiers.detail_actions import DetailActions
from ui.dossiers.standing_words import chain_of_custody, standing
from ui.session import Session
from ui.style.sheet import dress
from ui.style.spacing import space
from ui.together import TogetherNotice
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.notice import Notice
from ui.widgets.scrolling import make_scrolling
from ui.widgets.text import OneLine, label, selectable

_MAY_GO_TOGETHER = frozenset({Status.RECEIVED, Status.PROCESSING, Status.DONE})
"""Something is still to be fetched: whatever else is ready can be fetched with it."""


class DetailPanel(QScrollArea):
    """Laid out anew for every dossier; nothing is typed in it, so nothing can be lost."""

    wanted = Signal(str)
    """A step by its name, or one of AMEND, VOID, ON_THE_SPOT of `ui.dossiers.detail_actions`."""
    print_wanted = Signal(str)
    """A form to print."""
    answered = Signal(str, object)
    """A disputed field, and the value a person chose."""
    paper_wanted = Signal(object)
    """A `StoredPaper` to look at or print as it is."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show no dossier yet."""
        super().__init__(parent)
        self._session = session
        self.detail: DossierDetail | None = None
        self.offered: DetailActions | None = None
        make_scrolling(self, QWidget())
        self.show_detail(None)

    def show_detail(self, detail: DossierDetail | None) -> None:
        """Show a dossier; None says how to choose one."""
        place = self.verticalScrollBar().value()
        same = detail is not None and self.detail is not None
        same = same and detail.dossier.subject == self.detail.dossier.subject  # type: ignore[union-attr]
        self.detail, self.offered = detail, None
        inner = QWidget()
        dress(inner, "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, space().half, 0)
        column.setSpacing(space().half)
        if detail is None:
            column.addWidget(label(_("Choose a dossier from the list."), "soft", wrap=True))
        else:
            for part in (self._head(detail), *self._questions(detail), self._actions(detail)):
                column.addWidget(part)
            column.addWidget(self._values(detail))
            column.addWidget(self._custody(detail))
            column.addWidget(self._papers(detail))
            column.addWidget(self._history(detail))
        column.addStretch(1)
        self.setWidget(inner)
        if same:
            self.verticalScrollBar().setValue(place)

    def renew(self) -> None:
        """Word everything in the language now in use."""
        self.show_detail(self.detail)

    def _head(self, detail: DossierDetail) -> Card:
        card = Card(headed=False)
        dossier = detail.dossier
        code = selectable(label(dossier.code, "code", wrap=True))
        card.body.addWidget(code)
        if dossier.first_code != dossier.code:
            text = _("Printed at first as {code}").format(code=dossier.first_code)
            card.body.addWidget(label(text, "hint", wrap=True))
        card.body.addWidget(selectable(label(dossier.full_name, "heading", wrap=True)))
        card.body.addWidget(OneLine(detail.procedure_name or dossier.procedure, "soft"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(space().one)
        grid.setColumnStretch(1, 1)
        for place, told in enumerate(standing(detail, self._session.today)):
            grid.addWidget(label(told.label, "label"), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(told.text, told.look, wrap=True), place, 1)
        card.body.addLayout(grid)
        return card

    def _questions(self, detail: DossierDetail) -> list[QWidget]:
        found: list[QWidget] = []
        for asked in detail.open_questions:
            notice = Notice("bad")
            offers = detail_words.answers(asked)
            notice.say(
                detail_words.question(asked),
                tuple((str(n), words) for n, (words, _value) in enumerate(offers)),
            )
            notice.pressed.connect(partial(self._answer, asked.name, [value for _words, value in offers]))
            found.append(notice)
        if detail.dossier.needs_newer_program:
            notice = Notice("warn")
            notice.say(_("A newer program wrote part of this dossier: it can be read here, not handled."))
            found.append(notice)
        if detail.papers_due_at is not None:
            notice = Notice("warn")
            text = _("The paper dossier goes to {commune} by {moment}. The result comes back here.")
            moment = short_moment(from_milliseconds(detail.papers_due_at))
            notice.say(text.format(commune=detail.competent_name, moment=moment))
            found.append(notice)
        if detail.dossier.status in _MAY_GO_TOGETHER and not detail.dossier.voided:
            together = TogetherNotice(self._session)
            together.ask_for_dossier(detail.dossier.subject)
            found.append(together)
        if detail.dossier.waiting:
            notice = Notice("info")
            notice.say(_("Part of this dossier waits for earlier entries that have not arrived yet."))
            found.append(notice)
        return found

    def _answer(self, name: str, offers: list[object], key: str) -> None:
        self.answered.emit(name, offers[int(key)])

    def _actions(self, detail: DossierDetail) -> QWidget:
        made = DetailActions(detail)
        made.wanted.connect(self.wanted)
        made.paper_wanted.connect(self.print_wanted)
        self.offered = made
        return made

    def _values(self, detail: DossierDetail) -> Card:
        card = Card()
        card.heading.setText(_("Applicant and papers"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(space().one)
        grid.setVerticalSpacing(space().tight)
        grid.setColumnStretch(1, 1)
        before = ""
        for place, fact in enumerate(detail_words.values(detail, self._session.tables)):
            name = "" if fact.label == before else fact.label
            grid.addWidget(label(name, "label"), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(selectable(label(fact.value, wrap=True)), place, 1)
            before = fact.label
        card.body.addLayout(grid)
        return card

    def _custody(self, detail: DossierDetail) -> Card:
        card = Card()
        card.heading.setText(_("Who held it"))
        for stretch in chain_of_custody(detail):
            card.body.addWidget(label(f"{stretch.when} · {stretch.who}", "label", wrap=True))
            if stretch.done:
                look = "bad" if stretch.late else ""
                card.body.addWidget(selectable(label(stretch.done, look, wrap=True)))
        return card

    def _papers(self, detail: DossierDetail) -> QWidget:
        card = Card()
        card.heading.setText(_("Papers made here"))
        issued = [paper for paper in detail.papers if paper.fact is not None]
        for paper in issued:
            when = short_moment(from_milliseconds(paper.issued_at))
            text = _("{moment}, copy {number}") if paper.copy_number else "{moment}"
            card.body.addWidget(label(text.format(moment=when, number=paper.copy_number), "label"))
            made = button("quiet", "sheet")
            made.setText(paper_name(paper.form))
            made.clicked.connect(partial(self._look, paper))
            card.body.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        if not issued:
            # Never shown from here: without a parent yet it would be a window of its own for a moment.
            card.hide()
        return card

    def _look(self, paper: Any, _checked: bool = False) -> None:  # noqa: ANN401,FBT001,FBT002 - a Qt signal's slot
        self.paper_wanted.emit(paper)

    def _history(self, detail: DossierDetail) -> Card:
        card = Card()
        card.heading.setText(_("History"))
        for told in detail_words.history(detail):
            who = f"{told.when} · {told.who}" if told.who else told.when
            line: QLabel = label(who, "label", wrap=True)
            card.body.addWidget(line)
            card.body.addWidget(selectable(label(told.what, "bad" if told.odd else "", wrap=True)))
        return card

"""Feedback: taken in on the left, its list in the middle, answered beside it; never among the dossiers."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.localization.formats import short_moment
from app.localization.people_text import about_text, channel_text
from app.localization.translate import N_, _
from app.use_cases.feedback import ABOUT, CHANNELS, FeedbackItem
from app.use_cases.outcome import Changes
from ui.background.soon import Soon
from ui.background.task_runner import Latest
from ui.feedback.detail import FeedbackDetail
from ui.page import Page
from ui.problems import told
from ui.session import Session
from ui.style.sheet import dress
from ui.style.spacing import space
from ui.widgets.buttons import ChoiceBox, button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.field_grid import FieldGrid
from ui.widgets.notice import Notice
from ui.widgets.scrolling import scrolling

_DETAIL_EMS, _SEARCH_AFTER_MS = 21, 200
_LINES = (("full_name", N_("Who says it, if known"), 200), ("phone", N_("Phone"), 60))


class FeedbackPanel(Page):
    """Shows what this clerk may see: everything to who leads the centre, to others their own."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Make the panel; `begin` asks for the list."""
        super().__init__(session, parent)
        self._items: Sequence[FeedbackItem] = ()
        self._now = 0
        self._asking = Latest()
        self._later = Soon(self)
        self._notice = Notice("good")
        self._search = QLineEdit()
        self._list = QListWidget()
        self._detail = FeedbackDetail(session)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space().one)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, space().half, 0)
        left.setSpacing(space().half)
        for part in (self._notice, self._new()):
            left.addWidget(part)
        side = QWidget()
        dress(side, "page")
        side.setLayout(left)
        inner = QVBoxLayout()
        inner.setSpacing(space().half)
        inner.addWidget(self._search)
        inner.addWidget(self._list, 1)
        left.addStretch(1)
        row.addWidget(scrolling(side), 3)
        row.addLayout(inner, 3)
        self._detail.setFixedWidth(space().ems(_DETAIL_EMS))
        row.addWidget(self._detail)
        self.wording.say(self._search.setPlaceholderText, N_("Search the feedback"))
        self.wording.name(self._search, N_("Search the feedback"))
        self.wording.name(self._list, N_("Feedback"))
        self._list.setWordWrap(True)
        self._list.setSpacing(space().tight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._search.textEdited.connect(self._typed)
        self._list.currentRowChanged.connect(self._look)
        self._detail.said.connect(self._say)

    def _new(self) -> Card:
        card = Card()
        self.wording.say(card.heading.setText, N_("New feedback"))
        self._channel, self._about = ChoiceBox(), ChoiceBox()
        self._fields: dict[str, Field] = {}
        self._lines: dict[str, QLineEdit] = {}
        self._text = QPlainTextEdit()
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(space().ems(5))
        grid = FieldGrid(2, 10)
        self._add(grid, "text", self._text, N_("What was said"), 2)
        self._add(grid, "channel", self._channel, N_("How it came"))
        self._add(grid, "about", self._about, N_("About"))
        for name, text, most in _LINES:
            line = QLineEdit()
            line.setMaxLength(most)
            self._lines[name] = line
            self._add(grid, name, line, text)
        card.body.addLayout(grid)
        self._keep = button("primary", "disk")
        self.wording.say(self._keep.setText, N_("Save with a number"))
        self._keep.clicked.connect(self._save)
        card.body.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignLeft)
        self._fill()
        return card

    def _add(self, grid: FieldGrid, name: str, editor: QWidget, text: str, span: int = 1) -> None:
        field = Field(editor)
        self.wording.say(field.set_label, text)
        self._fields[name] = field
        grid.add(field, span)

    def _fill(self) -> None:
        self._channel.fill([(key, channel_text(key)) for key in CHANNELS])
        self._about.fill([(key, about_text(key)) for key in ABOUT])

    # --- taking in ---------------------------------------------------------------------------------

    @Slot()
    def _save(self) -> None:
        for field in self._fields.values():
            field.clear_mark()
        said: dict[str, object] = {name: line.text().strip() or None for name, line in self._lines.items()}
        said |= {
            "text": self._text.toPlainText().strip() or None,
            "channel": self._channel.key,
            "about": self._about.key,
        }
        self.session.act(
            lambda desk, acting: desk.feedback.add(said, acting), self._saved, self._refused, owner=self
        )

    def _saved(self, item: FeedbackItem) -> None:
        self._text.clear()
        for line in self._lines.values():
            line.clear()
        due = "–" if item.due_at is None else short_moment(from_milliseconds(item.due_at))
        self._say(
            "good",
            _("Saved under number {number}; answer due {moment}.").format(number=item.number, moment=due),
        )

    def _refused(self, problem: DomainProblem) -> None:
        field = self._fields.get(str(problem.details.get("field") or ""))
        if field is None:
            self._say("bad", told(problem))
        else:
            field.refuse(told(problem))
            field.editor.setFocus()

    @Slot(str, str)
    def _say(self, kind: str, text: str) -> None:
        self._notice.set_kind(kind)
        self._notice.say(text)

    # --- the list ----------------------------------------------------------------------------------

    def begin(self) -> None:
        """Ask for the list, and give the keyboard to what is said."""
        self._ask()
        self._text.setFocus()

    @Slot(str)
    def _typed(self, _text: str) -> None:
        self._later("search", _SEARCH_AFTER_MS, self._ask)

    def _ask(self) -> None:
        typed = self._search.text()
        self.session.order(
            lambda desk, acting: (desk.feedback.list(acting, typed), acting.at),
            lambda answer: self._show(*answer),
            lambda problem: self._say("bad", told(problem)),
        )

    def _show(self, items: Sequence[FeedbackItem], now: int) -> None:
        chosen = self._chosen()
        self._items, self._now = items, now
        self._list.blockSignals(True)
        self._list.clear()
        for item in items:
            QListWidgetItem(self._line(item), self._list)
        self._list.blockSignals(False)
        place = next((n for n, item in enumerate(items) if chosen and item.subject == chosen.subject), -1)
        self._list.setCurrentRow(place)
        self._detail.show_item(items[place] if place >= 0 else None, now)

    def _line(self, item: FeedbackItem) -> str:
        if item.answered_at is not None:
            state = _("answered")
        elif item.overdue(self._now):
            state = _("answer overdue")
        else:
            due = "–" if item.due_at is None else short_moment(from_milliseconds(item.due_at))
            state = _("answer due {moment}").format(moment=due)
        first = item.text.splitlines()[0] if item.text else ""
        return f"{item.number} · {about_text(item.about)} · {state}\n{first[:120]}"

    def _chosen(self) -> FeedbackItem | None:
        row = self._list.currentRow()
        return self._items[row] if 0 <= row < len(self._items) else None

    @Slot(int)
    def _look(self, _row: int) -> None:
        self._detail.show_item(self._chosen(), self._now)

    def concerns(self, changes: Changes) -> bool:
        """Feedback of other computers arrives with an exchange."""
        return changes.feedback or changes.everything

    def refresh(self, changes: Changes) -> None:
        """Ask again; what is being typed stays."""
        del changes
        self._ask()

    def retranslate(self) -> None:
        """Show everything in the language now in use."""
        super().retranslate()
        self._fill()
        self._show(self._items, self._now)
        self._detail.renew()

"""One matter whole: what was said, by whom, until when; and the answer, typed here."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from app.domain.moments import from_milliseconds
from app.localization.formats import short_moment
from app.localization.people_text import about_text, channel_text
from app.localization.translate import _
from app.use_cases.feedback import FeedbackItem
from ui.problems import told
from ui.session import Session
from ui.style.sheet import dress
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.scrolling import make_scrolling
from ui.widgets.text import label, selectable


class FeedbackDetail(QScrollArea):
    """Laid out anew for every matter."""

    said = Signal(str, str)
    """A kind of notice, and words for it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._session = session
        self._item: FeedbackItem | None = None
        self._now = 0
        self._answer: QPlainTextEdit | None = None
        make_scrolling(self, QWidget())
        self.show_item(None, 0)

    def show_item(self, item: FeedbackItem | None, now: int) -> None:
        """Show a matter; an answer that is being typed for it stays."""
        typed = "" if self._answer is None or not _same(item, self._item) else self._answer.toPlainText()
        self._item, self._now, self._answer = item, now, None
        inner = QWidget()
        dress(inner, "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, space().half, 0)
        column.setSpacing(space().half)
        if item is None:
            column.addWidget(label(_("Choose one from the list."), "soft", wrap=True))
        else:
            column.addWidget(self._told(item))
            column.addWidget(self._answering(item, typed))
        column.addStretch(1)
        self.setWidget(inner)

    def renew(self) -> None:
        """Word everything in the language now in use."""
        self.show_item(self._item, self._now)

    def _told(self, item: FeedbackItem) -> Card:
        card = Card()
        card.heading.setText(_("Number {number}").format(number=item.number))
        card.body.addWidget(selectable(label(item.text, wrap=True)))
        grid = QGridLayout()
        grid.setHorizontalSpacing(space().one)
        grid.setVerticalSpacing(space().tight)
        grid.setColumnStretch(1, 1)
        for place, (name, text, look) in enumerate(self._rows(item)):
            grid.addWidget(label(name, "label"), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(selectable(label(text, look, wrap=True)), place, 1)
        card.body.addLayout(grid)
        return card

    def _rows(self, item: FeedbackItem) -> Iterator[tuple[str, str, str]]:
        yield _("About"), about_text(item.about), ""
        yield _("How it came"), channel_text(item.channel), ""
        said_by = ", ".join(part for part in (item.full_name, item.phone, item.address) if part)
        yield _("Said by"), said_by or _("nobody named"), ""
        yield _("Responsible"), item.holder_name or "–", ""
        yield _("Came in"), short_moment(from_milliseconds(item.received_at)), ""
        if item.due_at is not None:
            look = "bad" if item.overdue(self._now) or item.answered_in_time is False else ""
            yield _("Answer due"), short_moment(from_milliseconds(item.due_at)), look
        if item.answered_at is not None:
            words = {True: _("in time"), False: _("late"), None: ""}[item.answered_in_time]
            when = short_moment(from_milliseconds(item.answered_at))
            yield _("Answered"), " · ".join(part for part in (when, words) if part), ""

    def _answering(self, item: FeedbackItem, typed: str) -> Card:
        card = Card()
        card.heading.setText(_("Answer"))
        if item.answered_at is not None:
            card.body.addWidget(selectable(label(item.answer, wrap=True)))
            return card
        self._answer = QPlainTextEdit(typed)
        self._answer.setTabChangesFocus(True)
        self._answer.setFixedHeight(space().ems(6))
        field = Field(self._answer)
        field.set_label(_("What was answered"))
        give = button("primary", "tick")
        give.setText(_("Keep the answer"))
        give.clicked.connect(self._give)
        card.body.addWidget(field)
        card.body.addWidget(give, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    @Slot()
    def _give(self) -> None:
        item, editor = self._item, self._answer
        if item is None or editor is None:
            return
        subject, words = item.subject, editor.toPlainText().strip()
        self._session.act(
            lambda desk, acting: desk.feedback.answer(subject, words, acting),
            lambda _item: self.said.emit("good", _("The answer is kept.")),
            lambda problem: self.said.emit("bad", told(problem)),
            owner=self,
        )


def _same(one: FeedbackItem | None, other: FeedbackItem | None) -> bool:
    return one is not None and other is not None and one.subject == other.subject

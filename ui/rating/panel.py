"""The rating: at the screen, or entered from paper by whoever reads the questions out; and the sums."""

from datetime import date

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.problems import DomainProblem
from app.domain.rating import CRITERIA
from app.localization.translate import N_, _, ngettext
from app.use_cases.outcome import Changes
from app.use_cases.ratings import RatingReport
from ui.page import Page
from ui.printing.print_desk import PrintDesk, Printed
from ui.problems import told
from ui.rating.faces import FaceRow
from ui.rating.screen import RatingScreen
from ui.session import Session
from ui.style.sheet import dress
from ui.style.spacing import space
from ui.widgets.buttons import ChoiceBox, button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.flow_row import FlowRow
from ui.widgets.notice import Notice
from ui.widgets.scrolling import scrolling
from ui.widgets.text import label

_FACE_EMS, _BESIDE_EMS = 2.6, 24
_CHANNELS = (
    ("paper", N_("from a paper")),
    ("verbal", N_("told to a helper")),
    ("letter_box", N_("from the letter box")),
)


class RatingPanel(Page):
    """Nothing here names anybody: what is entered cannot be found again, only counted."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Make the questions."""
        super().__init__(session, parent)
        self._form = session.desk.ratings.form
        self._rows: dict[str, FaceRow] = {}
        self._screen: RatingScreen | None = None
        self._desk = PrintDesk(session, self)
        self._notice = Notice("good")
        self._report: RatingReport | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space().one)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, space().half, 0)
        left.setSpacing(space().half)
        for part in (self._notice, self._at_screen(), self._from_paper()):
            left.addWidget(part)
        left.addStretch(1)
        side = QWidget()
        dress(side, "page")
        side.setLayout(left)
        row.addWidget(scrolling(side), 1)
        row.addWidget(self._sums())

    def _at_screen(self) -> Card:
        card = Card()
        self.wording.say(card.heading.setText, N_("For the person at the counter"))
        line_widget = QWidget()
        line = FlowRow(line_widget)
        short, whole, paper = button("primary", "eye"), button("", "eye"), button("quiet", "printer")
        self.wording.say(short.setText, N_("Four questions with faces"))
        self.wording.say(whole.setText, N_("All questions with faces"))
        self.wording.say(paper.setText, N_("Print an empty paper"))
        short.clicked.connect(self._ask_four)
        whole.clicked.connect(self._ask_all)
        paper.clicked.connect(self._print_paper)
        self._first = short
        for made in (short, whole, paper):
            line.addWidget(made)
        card.body.addWidget(line_widget)
        return card

    def _from_paper(self) -> Card:
        card = Card()
        self.wording.say(card.heading.setText, N_("Enter a paper or an answer told"))
        self._channel = ChoiceBox()
        field = Field(self._channel)
        self.wording.say(field.set_label, N_("How it was given"))
        card.body.addWidget(field)
        grid = QGridLayout()
        grid.setHorizontalSpacing(space().one)
        grid.setVerticalSpacing(space().tight)
        grid.setColumnStretch(0, 1)
        for place, item in enumerate(self._form.items):
            faces = FaceRow(self._form.marks, _FACE_EMS)
            self._rows[item.code] = faces
            grid.addWidget(label(f"{place + 1}. {item.text}", wrap=True), place, 0)
            grid.addWidget(faces, place, 1, Qt.AlignmentFlag.AlignRight)
        card.body.addLayout(grid)
        self._comment = QPlainTextEdit()
        self._comment.setTabChangesFocus(True)
        self._comment.setFixedHeight(space().ems(3.6))
        comment = Field(self._comment)
        self.wording.say(comment.set_label, N_("What the person wrote"))
        card.body.addWidget(comment)
        save = button("primary", "disk")
        self.wording.say(save.setText, N_("Save without a name"))
        save.clicked.connect(self._save)
        card.body.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        self._fill()
        return card

    def _sums(self) -> Card:
        card = Card()
        card.setFixedWidth(space().ems(_BESIDE_EMS))
        self.wording.say(card.heading.setText, N_("This year"))
        self._inner = QWidget()
        dress(self._inner, "page")
        self._list = QVBoxLayout(self._inner)
        self._list.setContentsMargins(0, 0, space().half, 0)
        self._list.setSpacing(space().tight)
        card.body.addWidget(scrolling(self._inner), 1)
        return card

    def _fill(self) -> None:
        self._channel.fill([(key, _(text)) for key, text in _CHANNELS])
        for faces in self._rows.values():
            faces.renew()

    # --- asking ------------------------------------------------------------------------------------

    @Slot()
    def _ask_four(self) -> None:
        self._ask(all_questions=False)

    @Slot()
    def _ask_all(self) -> None:
        self._ask(all_questions=True)

    def _ask(self, *, all_questions: bool) -> None:
        items = self._form.items if all_questions else self._form.of_group(CRITERIA)
        self._screen = RatingScreen(items, self._form.marks)
        self._screen.answered.connect(self._answered)
        self._screen.setGeometry(self.screen().geometry())
        self._screen.showFullScreen()

    @Slot(object)
    def _answered(self, scores: dict[str, int]) -> None:
        if self._screen is not None:
            self._screen.deleteLater()
            self._screen = None
        if scores:
            self._give(scores, {"channel": "screen"})

    @Slot()
    def _save(self) -> None:
        scores = {code: faces.mark for code, faces in self._rows.items() if faces.mark}
        comment = self._comment.toPlainText().strip()
        self._give(scores, {"channel": self._channel.key, "comment": comment or None})

    def _give(self, scores: dict[str, int], said: dict[str, object]) -> None:
        self.session.act(
            lambda desk, acting: desk.ratings.give(scores, acting, said),
            self._saved,
            self._problem,
            owner=self,
        )

    def _saved(self, _count: int) -> None:
        for faces in self._rows.values():
            faces.clear()
        self._comment.clear()
        self._say("good", _("Saved without a name. Thank you."))

    @Slot()
    def _print_paper(self) -> None:
        ratings = self.session.desk.ratings
        self.session.read(
            lambda desk: desk.ratings.paper_record(),
            lambda record: self.session.draw(
                lambda: ratings.draw_paper(record), self._send, self._problem, owner=self
            ),
            self._problem,
            owner=self,
        )

    def _send(self, pdf: bytes) -> None:
        self._desk.print_pdf(pdf, _("Rating paper"), self._printed)

    def _printed(self, state: Printed) -> None:
        if state in {Printed.NO_PRINTER, Printed.FAILED}:
            self._say("warn", _("No printer took the paper. Check the printer and print again."))

    def _problem(self, problem: DomainProblem) -> None:
        self._say("bad", told(problem))

    def _say(self, kind: str, text: str) -> None:
        self._notice.set_kind(kind)
        self._notice.say(text)

    # --- sums --------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Ask for the sums, and give the keyboard to the first act."""
        self._first.setFocus()
        self._read()

    def _read(self) -> None:
        today = self.session.today
        self.session.read(
            lambda desk: desk.ratings.report(date(today.year, 1, 1), today),
            self._show,
            self._problem,
            owner=self,
            urgent=False,
        )

    def _show(self, report: RatingReport) -> None:
        self._report = report
        while (item := self._list.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        count = report.summary.ratings
        self._list.addWidget(
            label(ngettext("{count} rating", "{count} ratings", count).format(count=count), "strong")
        )
        for row in report.summary.rows:
            text = _("{question}: {satisfied} of {answers} satisfied").format(
                question=row.item.short, satisfied=row.satisfied, answers=row.answers
            )
            self._list.addWidget(label(text, "" if row.answers else "soft", wrap=True))
        for comment in report.comments:
            self._list.addWidget(label(f"“{comment}”", "hint", wrap=True))
        self._list.addStretch(1)

    def concerns(self, changes: Changes) -> bool:
        """Ratings are summed up here."""
        return changes.ratings or changes.everything

    def refresh(self, changes: Changes) -> None:
        """Sum up again."""
        del changes
        self._read()

    def retranslate(self) -> None:
        """Show everything in the language now in use."""
        super().retranslate()
        self._fill()
        if self._report is not None:
            self._show(self._report)

    def leave(self) -> None:
        """Close the screen of the person; what was answered is kept."""
        if self._screen is not None:
            self._screen.close()
        self._desk.forget_files()

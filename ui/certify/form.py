"""The form of a certification: name, paper, pages, copies – Enter after each, Enter after the last saves."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.certification import COPIES_OF_ORIGINALS
from app.domain.identity_card import IdentityCard
from app.domain.text import begins_words, fold, word_line, words
from app.localization.translate import N_, _
from ui.language.wording import Wording
from ui.money.payment_fields import PaymentFields
from ui.style.spacing import space
from ui.widgets.buttons import ChoiceBox
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.field_grid import FieldGrid
from ui.widgets.keys import is_enter
from ui.widgets.picker import Picker

_KINDS = (
    (COPIES_OF_ORIGINALS, N_("Copies of an original")),
    ("2.000884", N_("Signature or fingerprint")),
    ("2.000942", N_("Copies of a certified transaction")),
    ("2.000992", N_("Signature of a translator of the office")),
    ("2.001008", N_("Signature of another translator")),
    ("2.000927", N_("Correction of a certified transaction")),
)
"""What is certified while one waits, the commonest first."""

USUAL_PAPERS = (
    *("Căn cước công dân", "Giấy khai sinh", "Bằng tốt nghiệp trung học phổ thông", "Học bạ"),
    *("Giấy chứng nhận quyền sử dụng đất", "Giấy chứng nhận kết hôn", "Giấy phép lái xe"),
    *("Bằng tốt nghiệp đại học", "Bằng tốt nghiệp trung học cơ sở", "Chứng chỉ", "Sổ hộ khẩu"),
    *("Giấy xác nhận tình trạng hôn nhân", "Giấy chứng nhận hộ nghèo", "Đăng ký xe", "Sơ yếu lý lịch"),
)
"""Papers people bring; offered while one types, by their words or by their first letters (cccd)."""


def usual_papers(typed: str) -> Sequence[Choice]:
    """Return the usual papers that fit what was typed."""
    wanted = fold(typed).strip()
    if not wanted:
        return ()
    found = []
    for paper in USUAL_PAPERS:
        initials = "".join(word[0] for word in words(fold(paper)))
        if begins_words(words(wanted), word_line(paper)) or initials.startswith(wanted):
            found.append(Choice(paper, paper))
    return found


class CertifyForm(Card):
    """Holds the fields; decides nothing."""

    edited = Signal()
    kind_chosen = Signal(str)
    done = Signal()
    """Enter was pressed after the last field."""

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        """Make an empty form."""
        super().__init__(parent)
        say = wording.say
        say(self.heading.setText, N_("Certify at once"))
        self.kind = ChoiceBox()
        self.name, self.title = QLineEdit(), Picker(usual_papers)
        self.name.setMaxLength(200)
        self.title.setMaxLength(500)
        self.signer = QLineEdit()
        self.signer.setMaxLength(200)
        self.payment = PaymentFields(wording, self)
        self.fee_slip, self.slip = QCheckBox(), QCheckBox()
        say(self.fee_slip.setText, N_("Print a &fee slip"))
        say(self.slip.setText, N_("Print an appointment s&lip"))
        self.name_field, self.title_field = Field(self.name, required=True), Field(self.title, required=True)
        self.kind_field, self.signer_field = Field(self.kind), Field(self.signer)
        say(self.kind_field.set_label, N_("What is certifie&d"))
        say(self.name_field.set_label, N_("Full &name"))
        say(self.title_field.set_label, N_("Paper &to certify"))
        say(self.signer_field.set_label, N_("&Who signs the certification"))
        say(self.signer_field.set_hint, N_("stays for the next one"))
        self._id_number = ""
        self._lay_out()
        self._connect()
        self.renew()

    def _lay_out(self) -> None:
        grid = FieldGrid(4, 8)
        for field, span in (
            (self.name_field, 4),
            (self.title_field, 4),
            (self.payment.pages_field, 2),
            (self.payment.copies_field, 2),
            (self.payment.cases_field, 2),
            (self.payment.group_field, 2),
            (self.payment.method_field, 2),
            (self.payment.proof_field, 4),
            (self.kind_field, 2),
            (self.signer_field, 2),
        ):
            grid.add(field, span)
        self.body.addLayout(grid)
        row = QHBoxLayout()
        row.setSpacing(space().one)
        for box in (self.fee_slip, self.slip):
            row.addWidget(box)
        row.addStretch(1)
        column = QVBoxLayout()
        column.addLayout(row)
        self.body.addLayout(column)

    def _connect(self) -> None:
        self.name.textEdited.connect(self._name_edited)
        self.title.textEdited.connect(self._edited)
        self.title.picked.connect(self._edited)
        self.payment.edited.connect(self.edited)
        self.kind.currentIndexChanged.connect(self._kind_chosen)

    # --- what stands in it ---------------------------------------------------------------------------

    @property
    def procedure(self) -> str:
        """The procedure of what is certified."""
        return self.kind.key or COPIES_OF_ORIGINALS

    def person(self) -> dict[str, str]:
        """Return the fields of who asks."""
        found = {"full_name": self.name.text()}
        if self._id_number:
            found["id_number"] = self._id_number
        return found

    def fields(self) -> dict[str, Field]:
        """Return the fields by the names that problems use."""
        return {
            "applicant.full_name": self.name_field,
            "applicant.id_number": self.name_field,
            "title": self.title_field,
            "signer": self.signer_field,
            **self.payment.fields(),
        }

    def take_card(self, card: IdentityCard) -> None:
        """Put a scanned card in, and go on to the paper."""
        self.name.setText(card.full_name)
        self._id_number = card.number
        self._show_number(doubtful=card.name_doubtful)
        self.title.setFocus(Qt.FocusReason.TabFocusReason)

    def clear(self) -> None:
        """Empty the form but for what stays from one to the next: kind and signer."""
        self.name.clear()
        self.title.choose(None)
        self.payment.clear()
        self.fee_slip.setChecked(False)
        self.slip.setChecked(False)
        self._id_number = ""
        self._show_number()
        for field in self.fields().values():
            field.clear_mark()

    def begin(self) -> None:
        """Give the keyboard to the first field."""
        self.name.setFocus(Qt.FocusReason.TabFocusReason)

    def renew(self) -> None:
        """Word what is filled in the language now in use."""
        self.kind.fill([(code, _(text)) for code, text in _KINDS])
        self.payment.renew()
        self._show_number()

    def _show_number(self, *, doubtful: bool = False) -> None:
        text = _("Identity number {number}").format(number=self._id_number) if self._id_number else ""
        self.name_field.set_hint(text)
        if doubtful:
            self.name_field.warn(
                _("The scanner may have spoilt the marks of this name: compare it with the card.")
            )

    # --- hands ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Enter after the copies, and after every field beyond them."""
        if is_enter(event) and self._at_the_end():
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def _at_the_end(self) -> bool:
        payment = self.payment
        last = (
            payment.copies,
            payment.cases,
            payment.group,
            payment.method,
            payment.proof,
            self.signer,
            self.kind,
        )
        return any(editor.hasFocus() for editor in (*last, self.fee_slip, self.slip))

    @Slot(str)
    def _name_edited(self, text: str) -> None:
        """A name typed by hand is no longer the card's."""
        if self._id_number:
            self._id_number = ""
            self._show_number()
        del text
        self._edited()

    @Slot()
    def _edited(self) -> None:
        self.name_field.clear_mark()
        self.title_field.clear_mark()
        self.edited.emit()

    @Slot()
    def _kind_chosen(self) -> None:
        self.kind_chosen.emit(self.procedure)

"""How much is asked for, who is exempt and by which paper, how it is paid: fields shared by two pages."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QLineEdit

from app.domain.fee_rows import COPIED, Charge, Formula
from app.domain.fee_table import ExemptGroup
from app.localization.fee_text import method_text
from app.localization.translate import N_, _
from ui.language.wording import Wording
from ui.widgets.buttons import ChoiceBox
from ui.widgets.count_field import CountField
from ui.widgets.field import Field

_MOST_PAGES, _MOST_COPIES = 10_000, 9_999


class PaymentFields(QObject):
    """The editors and their fields; whoever owns them lays them out."""

    edited = Signal()

    def __init__(self, wording: Wording, parent: QObject) -> None:
        """Make the fields: one page, one copy, nobody exempt, cash."""
        super().__init__(parent)
        self.pages, self.copies = CountField(1, _MOST_PAGES), CountField(1, _MOST_COPIES)
        self.cases = CountField(1, _MOST_COPIES)
        self.group, self.method = ChoiceBox(), ChoiceBox()
        self.proof = QLineEdit()
        self.proof.setMaxLength(300)
        self.pages_field, self.copies_field = Field(self.pages), Field(self.copies)
        self.cases_field = Field(self.cases)
        self.group_field, self.method_field = Field(self.group), Field(self.method)
        self.proof_field = Field(self.proof, required=True)
        wording.say(self.pages_field.set_label, N_("&Pages of the original"))
        wording.say(self.copies_field.set_label, N_("C&opies"))
        wording.say(self.cases_field.set_label, N_("Number of c&ases"))
        wording.say(self.group_field.set_label, N_("&Exempt group"))
        wording.say(self.method_field.set_label, N_("Way of pa&ying"))
        wording.say(self.proof_field.set_label, N_("Paper that shows the exemption"))
        self._groups: dict[str, ExemptGroup] = {}
        self.fill_groups(())
        self.pages.counted.connect(self._edited)
        self.copies.counted.connect(self._edited)
        self.cases.counted.connect(self._edited)
        self.group.currentIndexChanged.connect(self._chosen)
        self.method.currentIndexChanged.connect(self._edited)
        self.proof.textEdited.connect(self._edited)
        self.proof_field.hide()
        self.cases_field.hide()

    def fill_groups(self, groups: Sequence[ExemptGroup]) -> None:
        """Offer the groups that are freed of something here."""
        self._groups = {group.code: group for group in groups}
        self.group.fill([("", _("nobody is exempt")), *((one.code, one.name) for one in groups)])
        self.method.fill([(key, method_text(key)) for key in ("cash", "transfer")])

    def ask_for(self, charges: Sequence[Charge]) -> None:
        """Show the counts that these charges go by."""
        pages = any(charge.formula is Formula.PAGES for charge in charges)
        copied = any(charge.formula is Formula.FLAT and charge.unit in COPIED for charge in charges)
        cases = any(charge.formula is Formula.FLAT and charge.unit not in COPIED for charge in charges)
        self.pages_field.setVisible(pages)
        self.copies_field.setVisible(pages or copied)
        self.cases_field.setVisible(cases)

    def renew(self) -> None:
        """Word what is filled in the language now in use."""
        self.fill_groups(tuple(self._groups.values()))

    def clear(self) -> None:
        """Begin anew."""
        self.pages.set_number(1)
        self.copies.set_number(1)
        self.cases.set_number(1)
        self.group.choose("")
        self.method.choose("cash")
        self.proof.clear()
        self.clear_marks()

    def clear_marks(self) -> None:
        """Take every mark away."""
        for field in self.fields().values():
            field.clear_mark()

    def fields(self) -> dict[str, Field]:
        """Return the fields by the names that problems use."""
        return {
            "pages": self.pages_field,
            "copies": self.copies_field,
            "cases": self.cases_field,
            "exempt_group": self.group_field,
            "exempt_proof": self.proof_field,
            "method": self.method_field,
        }

    def record(self) -> dict[str, Any]:
        """Return what stands in the fields."""
        return {
            "pages": self.pages.number,
            "copies": self.copies.number,
            "cases": self.cases.number,
            "exempt_group": self.group.key,
            "exempt_proof": self.proof.text() if self.group.key else "",
            "method": self.method.key,
        }

    @Slot()
    def _chosen(self) -> None:
        """Propose the usual paper of a group; a person may name another."""
        group = self._groups.get(self.group.key)
        usual = {one.proof for one in self._groups.values()}
        self.proof_field.setVisible(group is not None)
        if group is not None and (not self.proof.text() or self.proof.text() in usual):
            self.proof.setText(group.proof)
        self.edited.emit()

    @Slot()
    def _edited(self) -> None:
        self.edited.emit()

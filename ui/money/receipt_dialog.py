"""The dialog that notes an e-receipt beside a collection."""

from PySide6.QtWidgets import QLineEdit, QWidget

from app.localization.translate import _
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog


class ReceiptDialog(FormDialog):
    """Asks for the number of the e-receipt that the unit's provider issued."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(
            parent,
            _("e-receipt"),
            _("As the unit's provider issued it. It is written beside the slip once."),
            _("&Save"),
        )
        self.number, self.symbol, self.lookup = QLineEdit(), QLineEdit(), QLineEdit()
        for editor, text, needed in (
            (self.number, _("&Number"), True),
            (self.symbol, _("S&ymbol"), False),
            (self.lookup, _("&Look-up code"), False),
        ):
            editor.setMaxLength(60)
            field = Field(editor, required=needed)
            field.set_label(text)
            self.column.addWidget(field)
        self.number.setFocus()

    def receipt(self) -> dict[str, object]:
        """Return what was typed."""
        return {
            "number": self.number.text(),
            "symbol": self.symbol.text(),
            "lookup_code": self.lookup.text(),
        }

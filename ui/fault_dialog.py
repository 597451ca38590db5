"""The one dialog for a fault of the program."""

from PySide6.QtWidgets import QMessageBox, QWidget

from app.localization.translate import _


def show_fault(parent: QWidget, reference: str) -> None:
    """Say that something went wrong, that saved work is safe, and what to do."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(_("Something went wrong"))
    box.setText(_("The program made a mistake. Everything you saved is safe."))
    box.setInformativeText(
        _(
            "Please go on working. If it happens again, close the program and start it anew, and tell the"
            " administrator this number: {reference}"
        ).format(reference=reference)
    )
    box.addButton(QMessageBox.StandardButton.Ok)
    box.open()

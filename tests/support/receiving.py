"""The receive page as a clerk's hands find it."""

from PySide6.QtCore import Qt

from tests.support.keyboard import press, write
from tests.support.running_window import RunningWindow
from ui.receive.form import ReceptionForm
from ui.receive.page import ReceivePage


def receive_page(window: RunningWindow) -> ReceivePage:
    """Return the page."""
    return window.office._receive


def receive_form(window: RunningWindow) -> ReceptionForm:
    """Return its form."""
    return receive_page(window)._form


def choose_procedure(window: RunningWindow, typed: str) -> None:
    """Choose a procedure by what is typed."""
    write(typed)
    window.until(lambda: receive_form(window)._procedure.picker.list_open)
    press(Qt.Key.Key_Return)
    window.settle()


def fill_form(window: RunningWindow) -> None:
    """Fill the form by keyboard alone: Enter moves on."""
    choose_procedure(window, "khai sinh")
    for typed in ("Giàng A Mẫu", "011090001234", "17051990"):
        write(typed)
        press(Qt.Key.Key_Return)

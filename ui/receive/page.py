"""The receive page: the form, the appointment beside it, and what follows saving."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.domain.procedure import Procedure
from app.localization.translate import _
from app.use_cases.receive_dossier import Received
from app.use_cases.reception_request import ReceptionRequest
from app.use_cases.turn_away import ANSWERS, TurnedAway
from ui.background.soon import Soon
from ui.page import Page
from ui.receive.act_buttons import CLEAR, PREVIEW, REGISTER, SAVE, SAVE_PRINT, ActButtons
from ui.receive.after_saving import AfterSaving
from ui.receive.appointment_panel import AppointmentPanel
from ui.receive.appointment_words import AppointmentWords
from ui.receive.form import ReceptionForm, Record
from ui.receive.person_fields import PersonFields
from ui.receive.presenter import ReceivePresenter
from ui.receive.saved_panel import SavedPanel
from ui.receive.turning_away import TurningAway
from ui.session import Session
from ui.style.sheet import dress
from ui.style.spacing import space
from ui.together import TogetherNotice
from ui.widgets.keys import is_enter, keyboard_in
from ui.widgets.notice import Notice
from ui.widgets.scrolling import scrolling

_BESIDE_EMS = 22
_FORM, _SAVED = range(2)


class ReceivePage(Page):
    """Implements `ReceiveView` with widgets; decides nothing."""

    open_wanted = Signal(object)
    """Carries the subject of a dossier to look at."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Make an empty form."""
        super().__init__(session, parent)
        self._panel = AppointmentPanel(self.wording)
        self._form = ReceptionForm(session, self._panel, self.wording)
        self._cautions, self._complaint = Notice("warn"), Notice("bad")
        self._together = TogetherNotice(session)
        self._saved = SavedPanel(self.wording)
        self._shown = ("", "")
        self._doubtful: tuple[PersonFields, str] | None = None
        self._acts = ActButtons(self.wording)
        self._turning_away = TurningAway(session, self)
        self._presenter = ReceivePresenter(session, self, Soon(self))
        self._after = AfterSaving(session, self._saved, self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._form_side())
        self._stack.addWidget(self._saved_side())
        self._connect()

    def _form_side(self) -> QWidget:
        side = QWidget()
        row = QHBoxLayout(side)
        row.setContentsMargins(space().one, space().one, space().one, space().half)
        row.setSpacing(space().one)
        row.addWidget(self._form, 1)
        row.addLayout(self._beside())
        return side

    def _beside(self) -> QVBoxLayout:
        """Return the column beside the form: appointment and notices scroll, the buttons stay."""
        inner = QWidget()
        dress(inner, "page")
        parts = QVBoxLayout(inner)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(space().half)
        for part in (self._complaint, self._panel, self._cautions, self._together):
            parts.addWidget(part)
        parts.addStretch(1)
        scroll = scrolling(inner)
        scroll.setFixedWidth(space().ems(_BESIDE_EMS))
        column = QVBoxLayout()
        column.setSpacing(space().half)
        column.addWidget(scroll, 1)
        column.addWidget(self._acts)
        return column

    def _saved_side(self) -> QWidget:
        inner = QWidget()
        dress(inner, "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(*(space().one,) * 4)
        column.addWidget(self._saved)
        return scrolling(inner)

    def _connect(self) -> None:
        self._form.procedure_picked.connect(self._presenter.procedure_picked)
        self._form.edited.connect(self._edited)
        self._form.restored.pressed.connect(self._bring_back)
        self._acts.wanted.connect(self._do)
        self._saved.new_wanted.connect(self.new)
        self._saved.open_wanted.connect(self._open_saved)
        for keys, work in (
            ("Ctrl+S", partial(self._do, SAVE)),
            ("Ctrl+P", self._print),
            ("Ctrl+Return", self._print),
            ("Ctrl+Enter", self._print),
            ("Ctrl+N", self.new),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(work)

    # --- what a person does ------------------------------------------------------------------------

    def start(self) -> None:
        """Begin the work of the page, once: bring back an unfinished form, draw unfinished papers."""
        self._presenter.begin()
        self._after.resume_unfinished()

    def begin(self) -> None:
        """Give the keyboard to where work begins, unless it is at work already."""
        if keyboard_in(self):
            return
        if self._stack.currentIndex() == _FORM:
            self._form.begin()
        else:
            self._saved.begin()

    @Slot(str)
    def _do(self, key: str) -> None:
        """Do what a button asks for."""
        if key in ANSWERS:
            self._save_form(partial(self._presenter.turn_away, key))
        elif key == PREVIEW:
            self._show_preview()
        elif key == CLEAR:
            self.new()
        elif key == REGISTER:
            self._save_form(partial(self._presenter.save, printing=False, accept=False))
        else:
            self._save_form(partial(self._presenter.save, printing=key == SAVE_PRINT))

    @Slot()
    def _edited(self) -> None:
        self._acts.offer_registering(offered=self._form.channel() == "online")
        self._complaint.be_silent()
        self._presenter.edited()
        self._together.ask_for_person(self._form.applicant_values())

    def _save_form(self, end: Callable[[], None]) -> None:
        """End the work on the form, unless it has ended already."""
        if self._stack.currentIndex() == _FORM:
            self._complaint.be_silent()
            self._form.clear_marks()
            self._shown = self._form.names()
            end()

    @Slot()
    def _print(self) -> None:
        """Print what is in front of one: the form, saving it first, or the dossier just saved."""
        if self._stack.currentIndex() == _FORM:
            self._do(SAVE_PRINT)
        else:
            self._after.print_slip()

    @Slot()
    def _show_preview(self) -> None:
        self._complaint.be_silent()
        self._presenter.preview(self._after.preview)

    @Slot()
    def new(self) -> None:
        """Begin an empty form."""
        self._presenter.new()

    @Slot()
    def _bring_back(self) -> None:
        self._form.restored.be_silent()
        self._presenter.bring_back()

    @Slot()
    def _open_saved(self) -> None:
        received = self._saved.received
        if received is not None:
            self.open_wanted.emit(received.subject)

    def scanned(self, text: str) -> None:
        """Take a scanned card; after a saved dossier it begins the next one."""
        if self._stack.currentIndex() != _FORM:
            self.new()
        self._presenter.scanned(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter move on; from the last field every dossier has it goes to the act."""
        if is_enter(event) and self._form.at_last_field():
            self._acts.begin()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Keep what is unfinished."""
        self._presenter.leave()
        self._after.leave()

    def retranslate(self) -> None:
        """Show everything in the language now in use."""
        super().retranslate()
        self._form.renew()
        self._saved.renew()
        self._presenter.renew()

    # --- ReceiveView -------------------------------------------------------------------------------

    def record(self) -> Record:
        """Return the form as it stands."""
        return self._form.record()

    def fill(self, record: Mapping[str, Any]) -> None:
        """Show a record in the form."""
        self._form.fill(record)

    def clear(self) -> None:
        """Empty the form and give the keyboard to the procedure."""
        self._form.clear()
        self._complaint.be_silent()
        self._stack.setCurrentIndex(_FORM)
        self._form.begin_anew()

    def show_procedure(self, procedure: Procedure | None, *, second_person: bool) -> None:
        """Show what a procedure asks for."""
        self._form.show_procedure(procedure, second_person=second_person)

    def show_appointment(self, words: AppointmentWords | None, *, asks_date: bool) -> None:
        """Show when the result is due."""
        self._panel.show_words(words, asks_date=asks_date)

    def show_cautions(self, by_field: Mapping[str, str], general: Sequence[str]) -> None:
        """Mark odd fields; say what concerns none of them."""
        self._form.clear_marks("warn")
        homeless = []
        for name, text in by_field.items():
            field = self._form.field(name)
            if field is None:
                homeless.append(text)
            elif field.mark != "bad":
                field.warn(text)
        self._cautions.say("\n".join((*general, *homeless)))
        self._point_out_name()

    def refuse(self, field: str, text: str) -> None:
        """Mark a field that cannot be kept as it is, and go there."""
        found = self._form.field(field)
        if found is None:
            self.complain(text)
            return
        found.refuse(text)
        found.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def complain(self, text: str) -> None:
        """Say what stood in the way, on the page."""
        self._complaint.say(text)

    def show_saved(self, received: Received, *, printing: bool) -> None:
        """Show the code and the appointed time of a dossier just saved."""
        self._form.clear()
        self._stack.setCurrentIndex(_SAVED)
        self._saved.show_received(received, *self._shown)
        self._after.follow(received, printing=printing)

    def ask_answer(self, answer: str, request: ReceptionRequest, procedure: Procedure | None) -> None:
        """Ask what stands in the answer to a dossier that is not accepted."""
        give = partial(self._presenter.answer, request, answer)
        self._turning_away.ask(answer, request, procedure, give)

    def show_turned_away(self, turned: TurnedAway, answer: str) -> None:
        """Show a dossier that was registered and answered, and bring its paper to the printer."""
        self._form.clear()
        self._stack.setCurrentIndex(_SAVED)
        self._saved.show_received(turned.received, *self._shown, answer=answer)
        self._after.follow_answer(turned)

    def show_restored(self, saved_at: str) -> None:
        """Say that an unfinished form was brought back."""
        text = _("This unfinished form was kept at {moment} and is back. Go on, or empty it with Ctrl+N.")
        self._form.restored.say(text.format(moment=saved_at))

    def show_emptied(self) -> None:
        """Say that the form was emptied, and offer to bring it back."""
        self._form.restored.say(_("The form was emptied."), (("back", _("Bring it back")),))

    def scan_slot(self) -> str:
        """Return whose fields a scanned card belongs into: the person the keyboard is at."""
        return self._form.scan_slot()

    def fill_person(self, slot: str, values: Mapping[str, str], *, doubtful: bool) -> None:
        """Put what a card says into a person's fields."""
        person = self._form.person(slot)
        person.put(values)
        person.clear_marks()
        self._doubtful = (person, person.values().get("full_name", "")) if doubtful else None
        self._point_out_name()

    def _point_out_name(self) -> None:
        """Keep pointing to a name the scanner may have spoilt, until somebody touches it."""
        if self._doubtful is None:
            return
        person, scanned = self._doubtful
        name = person.field("full_name")
        if name is None or person.values().get("full_name") != scanned:
            self._doubtful = None
        elif name.mark != "bad":
            doubt = _("The scanner may have spoilt the marks of this name: compare it with the card.")
            said = (name.said,) if name.mark == "warn" and doubt not in name.said else ()
            name.warn("\n".join((*said, doubt)))

    def show_replaced(self) -> None:
        """Say that a card took the place of what was typed, and offer to bring that back."""
        text = _("The card took the place of what stood in the applicant's fields.")
        self._form.restored.say(text, (("back", _("Bring it back")),))
        self._form.ensureWidgetVisible(self._form.restored)

    def second_person_awaited(self) -> bool:
        """Tell whether the second person's fields are open and empty."""
        return self._form.second_person_awaited()

    def set_saving(self, *, saving: bool) -> None:
        """Take no second order while one is under way."""
        self._acts.set_busy(busy=saving)

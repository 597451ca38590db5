"""One step of the life cycle as a form: what the step may state, what it must, nothing else."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.dossier import Dossier
from app.domain.identifiers import ClerkId
from app.domain.lifecycle import Step
from app.localization.dossier_text import step_text
from app.localization.translate import _
from app.use_cases.offer_days import DayOffer
from app.use_cases.ports import Person
from app.use_cases.step_fields import Input, StepField, fields_of
from ui.dossiers import step_words
from ui.dossiers.list_editors import MissingAsked, ResultsAsked
from ui.dossiers.return_fields import WHOM, Handing
from ui.dossiers.step_editors import (
    AmountAsked,
    Asked,
    ChoiceAsked,
    ClerkAsked,
    DayAsked,
    FlagAsked,
    LineAsked,
    LinesAsked,
    YesNoAsked,
)
from ui.style.sheet import dress
from ui.style.spacing import space
from ui.widgets.form_dialog import FormDialog
from ui.widgets.keys import enter_moves_on
from ui.widgets.mnemonics import letter_of, with_letters
from ui.widgets.scrolling import SnugScroll

_FIRST = {"returned_to_kind": -2, "returned_to": -1, "holder": 1, "note": 2}
"""Where the usual order of a step's fields is not the order in which one asks; others stand at 0."""
_TO_OTHERS = frozenset({"transfer", "hand_over", "submit"})
"""Steps whose point is the person: asked first."""
_TAKES_IT = frozenset({"accept", "transfer", "receive_supplement", "finish", "ask_correction"})
"""Steps that bring the dossier to whoever takes them, as the rules say for one who names nobody."""
_DECISIONS = frozenset({("appraise", "eligible")})
"""Flags that are a decision between yes and no, and must be made."""
_CHROME_EMS = 20
"""What heading, notices and buttons take of the height of the window."""


@dataclass(frozen=True, slots=True)
class StepStock:
    """What a form of a step offers to choose from."""

    people: Sequence[Person]
    me: Person
    offers: Sequence[DayOffer] = ()
    papers: Sequence[str] = ()
    """Names of the papers the procedure asks for."""
    results: Sequence[str] = ()
    """Names of the papers the procedure ends with."""


class StepDialog(FormDialog):
    """Enter moves on, Ctrl+Enter takes the step."""

    given = Signal(object)
    """The fields of the step."""

    def __init__(self, step: Step, dossier: Dossier, stock: StepStock, parent: QWidget) -> None:
        """Ask for a step on a dossier."""
        title = step_text(step.name)
        words = "\n".join(filter(None, (dossier.full_name, step_words.hint_of(step.name))))
        super().__init__(parent, title, words, title, wide_ems=34)
        self._step, self._dossier, self._stock = step, dossier, stock
        self.asked: dict[str, Asked] = {
            field.name: self._asked(field) for field in sorted(fields_of(step), key=self._place)
        }
        self._handing = Handing(self.asked) if "returned_to_kind" in self.asked else None
        if self._handing is not None:
            submitter = dossier.values.get("submitter") or {}
            self._handing.set_submitter(str(submitter.get("full_name") or ""))
        self._word()
        inner = QWidget()
        dress(inner, "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, space().half, 0)
        column.setSpacing(space().ems(0.75))
        for asked in self.asked.values():
            column.addWidget(asked)
            asked.shown_changed.connect(self._show_what_matters)
        room = parent.window().height() - space().ems(_CHROME_EMS)
        self._scroll = SnugScroll(inner, max(room, space().ems(6)))
        self.column.addWidget(self._scroll)
        self.acted.connect(self._give)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.act.click)
        self.act.setToolTip(_("Ctrl+Enter"))
        self._show_what_matters()
        self._before = self._values()
        self.go_on()

    def _place(self, field: StepField) -> int:
        if field.name == "holder" and self._step.name in _TO_OTHERS:
            return -1
        return _FIRST.get(field.name, 0)

    def _asked(self, field: StepField) -> Asked:
        name, step, stock = field.name, self._step.name, self._stock
        decision = (step, name) in _DECISIONS
        required = name in self._step.required or decision
        made: dict[Input, Callable[[], Asked]] = {
            Input.CLERK: lambda: ClerkAsked(name, self._people(), self._usual_holder(), required=required),
            Input.TEXT: lambda: LineAsked(name, field.most, required=required),
            Input.LINES: lambda: LinesAsked(name, step_words.usual_texts(step, name), required=required),
            Input.LIST: lambda: MissingAsked(name, stock.papers, required=required),
            Input.RESULTS: lambda: ResultsAsked(name, stock.results, field.most, required=required),
            Input.DAY: lambda: DayAsked(name, stock.offers, required=required),
            Input.AMOUNT: lambda: AmountAsked(name, required=required),
            Input.CHOICE: lambda: ChoiceAsked(
                name, [(key, _(WHOM.get(key, key))) for key in field.choices], required=required
            ),
            Input.FLAG: lambda: (YesNoAsked if decision else FlagAsked)(name, required=required),
        }
        return made[field.input]()

    def _people(self) -> list[Person]:
        """Return who can be named; a dossier is handed over to somebody else than its holder."""
        active = [person for person in self._stock.people if person.active]
        if self._step.name != "hand_over":
            return active
        return [person for person in active if person.id != self._dossier.holder] or active

    def _usual_holder(self) -> ClerkId:
        """Return who stays or becomes responsible: the present holder, but for steps that take it over."""
        holder = self._dossier.holder
        return self._stock.me.id if holder is None or self._step.name in _TAKES_IT else holder

    def _word(self) -> None:
        """Word the labels, each with a letter of its own, beside those of the buttons."""
        names = list(self.asked)
        texts = [step_words.label_of(self._step.name, name) for name in names]
        act, back, *texts = with_letters([self.act.text(), self.back.text(), *texts], self._own_letters())
        self.act.setText(act)
        self.back.setText(back)
        for name, text in zip(names, texts, strict=True):
            self.asked[name].set_label(text)

    def _own_letters(self) -> list[str]:
        decided = [asked for asked in self.asked.values() if isinstance(asked, YesNoAsked)]
        return [letter_of(made.text()) for asked in decided for made in (asked.yes, asked.no)]

    @Slot()
    def _show_what_matters(self) -> None:
        """Ask for the paper of a representative only of one, for a witness only of a fingerprint."""
        if self._handing is not None:
            self._handing.show_what_matters()
            self._scroll.fit()

    # --- what is stated ----------------------------------------------------------------------------

    def _values(self) -> dict[str, object]:
        return {name: asked.value() for name, asked in self.asked.items() if not asked.isHidden()}

    def values(self) -> Mapping[str, object]:
        """Return the fields that say something."""
        return {name: value for name, value in self._values().items() if value not in (None, "", [])}

    def is_touched(self) -> bool:
        """Tell whether something differs from how the form began."""
        return self._values() != self._before

    def is_complete(self) -> bool:
        """Everything the step needs must be there; the first field that is not gets the keyboard."""
        stated = self.values()
        lacking = [asked for asked in self.asked.values() if asked.required and asked.name not in stated]
        for asked in lacking:
            asked.refuse(step_words.needed_text(asked.name))
        if lacking:
            self._lead_to(lacking[0])
        return not lacking

    @Slot()
    def _give(self) -> None:
        self.given.emit(self.values())

    def refuse_field(self, field: str, text: str) -> None:
        """Say why the step was refused, at the field if it has one (``missing[3]``)."""
        found = self.asked.get(re.split(r"[\[.]", field, maxsplit=1)[0])
        if found is None or found.isHidden():
            self.refuse(text)
            return
        self.act.setEnabled(True)
        found.refuse(text)
        self._lead_to(found)

    def _lead_to(self, asked: Asked) -> None:
        """Give the keyboard to a field; what is said beneath a very tall one is said below as well."""
        asked.begin()
        self._scroll.ensureWidgetVisible(asked.editor.focusProxy() or asked.editor)
        if asked.height() > self._scroll.viewport().height():
            self.complaint.say(asked.said)

    # --- keys --------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Give the keyboard to the first field; never to the act: a Space must not confirm."""
        first = next((asked for asked in self.asked.values() if not asked.isHidden()), None)
        if first is None:
            self.back.setFocus()
        else:
            first.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter move on, and press the button that has the keyboard."""
        if event.key() == Qt.Key.Key_Escape or not enter_moves_on(self, event):
            super().keyPressEvent(event)

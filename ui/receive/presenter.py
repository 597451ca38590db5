"""What the receive page does: checks while one types, keeps the draft, saves. No Qt in it.

The form's state is the record of a reception as DESIGN §6 writes it (`ReceptionRequest.from_record`), so
window, command line and import say the same things in the same words.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import time
from typing import Any

from app.domain.cautions import Caution
from app.domain.deadlines import Appointment
from app.domain.identity_card import IdentityCard
from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.domain.procedure import Procedure
from app.domain.slip import Slip
from app.localization.translate import _
from app.use_cases.desk import Desk
from app.use_cases.office_rules import day_of
from app.use_cases.receive_dossier import Received
from app.use_cases.reception_request import ReceptionRequest
from app.use_cases.turn_away import TurnedAway
from ui.background.soon import Later
from ui.background.task_runner import Latest
from ui.problems import cautioned, told
from ui.receive.appointment_words import appointment_words
from ui.receive.draft_keeper import DraftKeeper
from ui.receive.view import ReceiveView
from ui.session import Session

_CHECK_AFTER_MS, _CLOCK_EVERY_MS = 300, 20_000
_MARRIAGE_TAG = "marriage"
_APPLICANT, _SECOND = "applicant", "party"


class ReceivePresenter:
    """Leads one form from empty to saved, again and again."""

    def __init__(self, session: Session, view: ReceiveView, later: Later) -> None:
        """Lead the form of ``view``."""
        self._session = session
        self._view = view
        self._later = later
        self._procedure: Procedure | None = None
        self._saving = False
        self._emptied: Mapping[str, Any] = {}
        self._drafts = DraftKeeper(session, later, view.record, self._refuse)
        self._appointing, self._checking = Latest(), Latest()

    # --- beginning ---------------------------------------------------------------------------------

    def begin(self) -> None:
        """Look for an unfinished form; a power cut may have ended the last session."""
        self._drafts.restore(self._restored)
        self._later("clock", _CLOCK_EVERY_MS, self._tick)

    def _restored(self, record: Mapping[str, Any], kept_at: int) -> None:
        self._set_procedure(str(record.get("procedure") or ""))
        self._view.fill(record)
        self._view.show_restored(f"{from_milliseconds(kept_at):%H:%M %d/%m/%Y}")
        self.edited()

    def new(self) -> None:
        """Begin an empty form; what stood in the old one is thrown away."""
        if self._saving:
            return
        emptied = self._view.record()
        self._drafts.throw_away()
        self._forget()
        self._view.clear()
        if emptied.get("applicant") or emptied.get("note"):
            self._emptied = emptied
            self._view.show_emptied()

    def bring_back(self) -> None:
        """Bring back a form that was emptied by mistake."""
        if self._emptied:
            emptied, self._emptied = self._emptied, {}
            self._set_procedure(str(emptied.get("procedure") or ""))
            self._view.fill(emptied)
            self.edited()

    def _forget(self) -> None:
        self._later.cancel("check")
        self._appointing.forget()
        self._checking.forget()
        self._procedure = None
        self._view.show_procedure(None, second_person=False)
        self._view.show_appointment(None, asks_date=False)
        self._view.show_cautions({}, ())

    # --- while typing ------------------------------------------------------------------------------

    def procedure_picked(self, code: str) -> None:
        """Take the procedure the clerk chose; empty takes it back."""
        self._set_procedure(code)
        self.edited()

    def _set_procedure(self, code: str) -> None:
        self._procedure = self._session.procedure(code) if code else None
        self._view.show_procedure(self._procedure, second_person=_needs_second(self._procedure))
        self._ask_appointment()

    def edited(self) -> None:
        """Take notice of a change: look at it soon, keep it soon."""
        self._later("check", _CHECK_AFTER_MS, self._check)
        self._drafts.changed()

    def _tick(self) -> None:
        """Ask again as time goes by: at 15:00 the answer changes."""
        self._ask_appointment()
        self._later("clock", _CLOCK_EVERY_MS, self._tick)

    def _ask_appointment(self) -> None:
        procedure = self._procedure
        if procedure is None:
            self._appointing.forget()
            self._view.show_appointment(None, asks_date=False)
            return
        code = procedure.code

        def appointed(desk: Desk) -> tuple[Appointment, time]:
            now = desk.clock.now().at
            return desk.receive.appointment(code, now), desk.receive.hours(day_of(now)).cut_off

        self._session.read(
            appointed,
            lambda answer: self._show_appointment(procedure, *answer),
            self._no_appointment,
            latest=self._appointing,
        )

    def _show_appointment(self, procedure: Procedure, appointment: Appointment, cut_off: time) -> None:
        words = appointment_words(appointment, procedure.time_limit, cut_off)
        self._view.show_appointment(words, asks_date=appointment.due_at is None)

    def _no_appointment(self, problem: DomainProblem) -> None:
        self._view.show_appointment(None, asks_date=True)
        self._view.complain(told(problem))

    def _check(self) -> None:
        """Look for oddities; an unfinished form has no request yet and is not scolded for it."""
        request = self._request(silent=True)
        if request is None:
            self._view.show_cautions({}, ())
            return
        self._session.read(
            lambda desk: desk.receive.check(request, day_of(desk.clock.now().at)),
            self._show_cautions,
            _ignored,
            latest=self._checking,
            urgent=False,
        )

    def _show_cautions(self, cautions: Sequence[Caution]) -> None:
        by_field: dict[str, list[str]] = {}
        general: list[str] = []
        for caution in cautions:
            field = str(caution.details.get("field") or "")
            if field:
                by_field.setdefault(field, []).append(cautioned(caution))
            else:
                general.append(cautioned(caution))
        self._view.show_cautions({field: "\n".join(texts) for field, texts in by_field.items()}, general)

    def scanned(self, text: str) -> bool:
        """Put a scanned card into the person's fields; tell whether it was one."""
        try:
            card = IdentityCard.parse(text)
        except DomainProblem as problem:
            self._view.complain(told(problem))
            return False
        values = {
            "full_name": card.full_name,
            "id_number": card.number,
            "birth_date": str(card.birth_date) if card.birth_date else "",
            "sex": card.sex or "",
            "address": card.address,
        }
        slot, before = self._view.scan_slot(), self._view.record()
        if slot == _APPLICANT and _differs(before.get(_APPLICANT) or {}, values):
            if self._view.second_person_awaited():
                slot = _SECOND
            else:
                self._emptied = before
                self._view.show_replaced()
        self._view.fill_person(slot, values, doubtful=card.name_doubtful)
        self.edited()
        return True

    def preview(self, show: Callable[[Slip], None]) -> None:
        """Make the slip of the form as it stands, without saving it."""
        request = self._request(silent=False)
        if request is None:
            return
        code = _("NOT SAVED YET")
        self._session.order(
            lambda desk, acting: desk.receive.preview(request, acting, code), show, self._refuse
        )

    def renew(self) -> None:
        """Word what is shown in the language now in use."""
        self._ask_appointment()
        self._later("check", _CHECK_AFTER_MS, self._check)

    def leave(self) -> None:
        """Keep what is unfinished before the window closes."""
        self._later.cancel("clock")
        self._drafts.keep_now()

    # --- saving ------------------------------------------------------------------------------------

    def save(self, *, printing: bool, accept: bool = True) -> None:
        """Save the dossier; with `printing`, order its slip in the same commit.

        Without `accept` it is only registered: its clock does not start, and no slip is due.
        """
        if self._saving:
            return
        request = self._request(silent=False)
        if request is None:
            return
        if not accept:
            request = replace(request, accept=False, due_at=None)
        self._saving = True
        draft_id = self._drafts.pause()
        self._later.cancel("check")
        self._view.set_saving(saving=True)
        self._session.act(
            lambda desk, acting: desk.receive(request, acting, draft_id, paper=printing),
            lambda received: self._saved(received, draft_id, printing=printing),
            self._refused,
        )

    def _saved(self, received: Received, draft_id: int | None, *, printing: bool) -> None:
        self._saving = False
        self._drafts.forget(draft_id)
        self._forget()
        self._view.set_saving(saving=False)
        self._view.show_saved(received, printing=printing)

    def turn_away(self, answer: str) -> None:
        """Answer a dossier that cannot be accepted as it is: ``ask_supplement`` or ``refuse`` (Đ17 k2)."""
        request = None if self._saving else self._request(silent=False)
        if request is not None:
            self._view.ask_answer(answer, replace(request, due_at=None), self._procedure)

    def answer(
        self,
        request: ReceptionRequest,
        answer: str,
        fields: Mapping[str, object],
        done: Callable[[], None],
        refused: Callable[[DomainProblem], None],
    ) -> None:
        """Register and answer in one commit; the form stays as it is when that is refused."""
        if self._saving:
            return
        self._saving = True
        draft_id = self._drafts.pause()
        self._later.cancel("check")

        def turned(away: TurnedAway) -> None:
            self._saving = False
            self._drafts.forget(draft_id)
            self._forget()
            done()
            self._view.show_turned_away(away, answer)

        def stays(problem: DomainProblem) -> None:
            self._saving = False
            self._drafts.go_on()
            refused(problem)

        self._session.act(
            lambda desk, acting: desk.turn_away(request, answer, fields, acting, draft_id), turned, stays
        )

    def _refused(self, problem: DomainProblem) -> None:
        self._saving = False
        self._drafts.go_on()
        self._view.set_saving(saving=False)
        self._refuse(problem)

    def _refuse(self, problem: DomainProblem) -> None:
        field = str(problem.details.get("field") or "")
        if field:
            self._view.refuse(field, told(problem))
        else:
            self._view.complain(told(problem))

    def _request(self, *, silent: bool) -> ReceptionRequest | None:
        """Read the form strictly; None when something must be put right first."""
        if self._procedure is None and not silent:
            self._refuse(DomainProblem("field.missing", field="procedure"))
            return None
        try:
            request = ReceptionRequest.from_record(self._view.record())
        except DomainProblem as problem:
            if not silent:
                self._refuse(problem)
            return None
        if not silent and _needs_second(self._procedure) and self._view.second_person_awaited():
            self._refuse(DomainProblem("field.missing", field="parties[0].full_name"))
            return None
        return request


def _needs_second(procedure: Procedure | None) -> bool:
    return procedure is not None and _MARRIAGE_TAG in procedure.tags


def _differs(stands: Mapping[str, str], card: Mapping[str, str]) -> bool:
    """Tell whether a card would take the place of something else that stands in a person's fields."""
    return any(stands.get(name) not in {None, value} for name, value in card.items() if value)


def _ignored(_problem: DomainProblem) -> None:
    """A check that fails is no reason to disturb anybody; saving says what matters."""

"""What the presenter of the receive page needs of the page. No Qt in it."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from app.domain.procedure import Procedure
from app.use_cases.receive_dossier import Received
from app.use_cases.reception_request import ReceptionRequest
from app.use_cases.turn_away import TurnedAway
from ui.receive.appointment_words import AppointmentWords


class ReceiveView(Protocol):
    """What the presenter needs of the page."""

    def record(self) -> dict[str, Any]:
        """Return the form as it stands, empty fields left out."""

    def fill(self, record: Mapping[str, Any]) -> None:
        """Show a record in the form."""

    def clear(self) -> None:
        """Empty the form and give the keyboard to the procedure."""

    def show_procedure(self, procedure: Procedure | None, *, second_person: bool) -> None:
        """Show what a procedure asks for."""

    def show_appointment(self, words: AppointmentWords | None, *, asks_date: bool) -> None:
        """Show when the result is due; `asks_date`: the clerk may type the date."""

    def show_cautions(self, by_field: Mapping[str, str], general: Sequence[str]) -> None:
        """Mark odd fields; say what concerns none of them."""

    def refuse(self, field: str, text: str) -> None:
        """Mark a field that cannot be kept as it is, and go there."""

    def complain(self, text: str) -> None:
        """Say what stood in the way, on the page."""

    def show_saved(self, received: Received, *, printing: bool) -> None:
        """Show the code and the appointed time of a dossier just saved."""

    def ask_answer(self, answer: str, request: ReceptionRequest, procedure: Procedure | None) -> None:
        """Ask what stands in the answer to a dossier that is not accepted: a step's name."""

    def show_turned_away(self, turned: TurnedAway, answer: str) -> None:
        """Show a dossier that was registered and answered, and bring its paper to the printer."""

    def show_restored(self, saved_at: str) -> None:
        """Say that an unfinished form was brought back."""

    def show_emptied(self) -> None:
        """Say that the form was emptied, and offer to bring it back."""

    def show_replaced(self) -> None:
        """Say that a card took the place of what was typed, and offer to bring that back."""

    def second_person_awaited(self) -> bool:
        """Tell whether the second person's fields are open and empty."""

    def scan_slot(self) -> str:
        """Return whose fields a scanned card belongs into: the person the keyboard is at."""

    def fill_person(self, slot: str, values: Mapping[str, str], *, doubtful: bool) -> None:
        """Put what a card says into a person's fields."""

    def set_saving(self, *, saving: bool) -> None:
        """Take no second order while one is under way."""

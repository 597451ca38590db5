"""What stands in the cells of the list. Dates are written by hand: a page has hundreds of them."""

from app.domain.moments import from_milliseconds
from app.localization.dossier_text import delivery_text, status_text
from app.use_cases.ports import DossierRow
from ui.session import Session

_DAY_CHARS = len("25/11/2026")


class CellTexts:
    """Words rows with the names of the session's catalogue."""

    def __init__(self, session: Session) -> None:
        """Know no name yet."""
        self._session = session
        self._procedures: dict[str, str] = {}

    def forget(self) -> None:
        """Ask for every name anew."""
        self._procedures.clear()

    def of(self, row: DossierRow) -> tuple[str, ...]:
        """Return the texts of a row, one for each column."""
        return (
            row.code,
            row.full_name,
            self._procedure(row.procedure),
            row.village,
            day_and_hour(row.received_at),
            "" if row.due_at is None else day_and_hour(row.due_at)[:_DAY_CHARS],
            status_text(row.status, voided=row.voided),
            delivery_text(row.delivery),
        )

    def _procedure(self, code: str) -> str:
        found = self._procedures.get(code)
        if found is None:
            procedure = self._session.procedure(code)
            found = self._procedures[code] = procedure.short_name if procedure else code
        return found


def day_and_hour(milliseconds: int) -> str:
    """``25/11/2026 17:00``."""
    at = from_milliseconds(milliseconds)
    return f"{at.day:02}/{at.month:02}/{at.year} {at.hour:02}:{at.minute:02}"

"""Unfinished forms: kept as one types, so that a power cut costs nothing; never sent anywhere."""

from collections.abc import Mapping
from typing import Any

from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting, Office


class KeepDraft:
    """Keeps the drafts of this device."""

    def __init__(self, office: Office) -> None:
        """Work on an office."""
        self._office = office

    def __call__(
        self, page: str, draft: Mapping[str, Any], acting: Acting, draft_id: int | None = None
    ) -> Outcome[int]:
        """Keep a form as it stands now; returns its id, to be given with the next state of the same form."""
        with self._office.writing(acting) as tx:
            kept = tx.save_draft(page, draft, draft_id)
        return Outcome(kept, Changes(drafts=True))

    def drop(self, draft_id: int, acting: Acting) -> Outcome[None]:
        """Forget a form that a person threw away. Saving a dossier drops its draft in the same commit."""
        with self._office.writing(acting) as tx:
            tx.drop_draft(draft_id)
        return Outcome(None, Changes(drafts=True))

    def kept(self, page: str) -> list[dict[str, Any]]:
        """Return the unfinished forms of a page, newest first."""
        with self._office.reading() as reading:
            return reading.drafts(page)

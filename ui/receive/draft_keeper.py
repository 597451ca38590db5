"""Keeps the unfinished form in the database, a moment after the first change not kept yet. No Qt in it.

A power cut then costs at most the last second of typing, however long one types without a pause. One save
at a time, so that the id the first one gets serves the next; a form that was saved or emptied meanwhile
takes its draft with it. A form in which nothing stands is not worth a draft.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.domain.problems import DomainProblem
from ui.background.soon import Later
from ui.session import Session

PAGE = "receive"
_AFTER_MS = 900
_KEY = "draft"
_WORTH_KEEPING = {
    *("procedure", "applicant", "documents", "submitter", "organisation", "parties", "note", "due_at")
}
"""All else in a form is filled with what is usual from the beginning."""

Record = Mapping[str, Any]


class DraftKeeper:
    """The draft of one form."""

    def __init__(
        self,
        session: Session,
        later: Later,
        record: Callable[[], Record],
        complain: Callable[[DomainProblem], None],
    ) -> None:
        """Keep what ``record`` returns."""
        self._session = session
        self._later = later
        self._record = record
        self._complain = complain
        self._draft_id: int | None = None
        self._wanted = False
        self._planned = False
        self._keeping = False
        self._paused = False
        self._form = 0

    def restore(self, show: Callable[[Record, int], None]) -> None:
        """Look for an unfinished form; ``show`` gets its record and when it was kept (ms)."""
        self._session.read(
            lambda desk: desk.drafts.kept(PAGE), lambda drafts: self._restored(drafts, show), self._complain
        )

    def _restored(self, drafts: Sequence[Record], show: Callable[[Record, int], None]) -> None:
        record = drafts[0].get("record") if drafts else None
        if self._wanted or not isinstance(record, dict):
            # The clerk was faster than the database, or there is nothing to bring back.
            return
        if _is_empty(record):
            self._drop(int(drafts[0]["id"]))
            return
        self._draft_id = int(drafts[0]["id"])
        self._wanted = True
        show(record, int(drafts[0]["saved_at"]))

    def changed(self) -> None:
        """Take notice of a change: keep it soon, and not later because of further changes."""
        self._wanted = True
        self._plan()

    def _plan(self) -> None:
        if not self._planned and not self._paused:
            self._planned = True
            self._later(_KEY, _AFTER_MS, self.keep_now)

    def _unplan(self) -> None:
        self._planned = False
        self._later.cancel(_KEY)

    def pause(self) -> int | None:
        """Keep nothing while the dossier is being saved; return the draft that is saved with it."""
        self._unplan()
        self._paused = True
        return self._draft_id

    def go_on(self) -> None:
        """The dossier was not saved: its form is worth keeping again."""
        self._paused = False
        self.changed()

    def forget(self, dropped: int | None) -> None:
        """The form was saved or emptied; ``dropped`` is the draft that went with it."""
        self._unplan()
        draft_id = self._draft_id
        self._draft_id, self._wanted, self._paused = None, False, False
        self._form += 1
        if draft_id is not None and draft_id != dropped:
            self._drop(draft_id)

    def throw_away(self) -> None:
        """The person emptied the form: nobody wants its draft any more."""
        self.forget(None)

    def keep_now(self) -> None:
        """Keep the form as it stands."""
        self._unplan()
        if not self._wanted or self._paused:
            return
        if self._keeping:
            self._plan()
            return
        record, draft_id, form = self._record(), self._draft_id, self._form
        if _is_empty(record):
            self.throw_away()
            return
        self._keeping = True
        self._session.act(
            lambda desk, acting: desk.drafts(PAGE, {"record": record}, acting, draft_id),
            lambda kept: self._kept(kept, form),
            self._not_kept,
        )

    def _kept(self, draft_id: int, form: int) -> None:
        self._keeping = False
        if form == self._form:
            self._draft_id = draft_id
        else:
            # The form was saved or emptied meanwhile.
            self._drop(draft_id)

    def _not_kept(self, problem: DomainProblem) -> None:
        self._keeping = False
        self._complain(problem)

    def _drop(self, draft_id: int) -> None:
        self._session.act(lambda desk, acting: desk.drafts.drop(draft_id, acting), _done, self._complain)


def _is_empty(record: Record) -> bool:
    return _WORTH_KEEPING.isdisjoint(name for name, value in record.items() if value)


def _done(_result: object) -> None:
    """Want nothing more."""

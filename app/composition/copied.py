"""Keeps the anchor outside the data folder, and starts a new log in a folder that was copied or put back."""

import logging

from app.domain.identifiers import ClerkId, Head, LogId
from app.machine.anchor import Anchor, AnchorFile, Verdict, judge
from app.machine.machine_id import machine_id, state_folder
from app.storage.office_store import OfficeStore
from app.storage.restoring import RESTORED_FROM
from app.use_cases.ports import Acting

MACHINE_SETTING = "machine.id"
"""The machine on which the data folder was last open."""

_NOBODY = Acting(ClerkId(bytes(16)), "", 0)

_log = logging.getLogger(__name__)


class CopyWatch:
    """Watches one open office (DESIGN §2 *Trust*)."""

    def __init__(self, store: OfficeStore) -> None:
        """Watch an office; nothing is looked at yet."""
        self._store = store
        state = state_folder()
        self._machine = machine_id(state)
        self._anchor = AnchorFile(state, store.device)

    def begin(self) -> Verdict:
        """Judge the folder before anything is written to it; open a new log unless all is well."""
        with self._store.reading() as reading:
            noted, restored = reading.setting(MACHINE_SETTING), reading.setting(RESTORED_FROM)
        verdict = Verdict.RESTORED if restored else self._judged(noted)
        if verdict is not Verdict.FINE:
            _log.info("the data folder is %s: a new log begins", verdict.value)
            self._store.leave_log()
        if restored or noted != self._machine:
            with self._store.writing(_NOBODY) as tx:
                tx.set_setting(MACHINE_SETTING, self._machine)
                tx.set_setting(RESTORED_FROM, None)
        return verdict

    def end(self) -> None:
        """Note how far the log has come. A note that cannot be written is a help lost, not a fault."""
        log = self._store.memory.own_log()
        position, head = max(self._store.logs.holdings(self._store.scope)[log])
        anchor = Anchor(self._machine, log, position, head)
        if anchor == self._anchor.read():
            return
        try:
            self._anchor.write(anchor)
        except OSError as error:
            _log.info("the anchor could not be written: %s", error.strerror)

    def _judged(self, noted: str | None) -> Verdict:
        anchor = self._anchor.read()
        place = self._store.logs.located(self._store.scope)

        def head_at(log: LogId, position: int) -> Head | None:
            return place.head_at(log, position, b"" if anchor is None else anchor.head)

        return judge(self._machine, anchor, noted, head_at)

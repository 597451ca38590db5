"""The office database of this device, opened: what composition builds and use cases, engine and hub hold."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.fold import tips
from app.domain.identifiers import DeviceId, LogId, ScopeId, Subject, new_uuid7
from app.storage.consequences import Consequences
from app.storage.database import Database
from app.storage.device_state import DeviceMemory
from app.storage.fact_log import open_log
from app.storage.log_store import OfficeLogs
from app.storage.log_tables import all_logs, log_by_number
from app.storage.log_tables import tips as log_tips
from app.storage.migrations.runner import create_database, prepare_database
from app.storage.read_side import ReadSide
from app.storage.this_device import ThisDevice, current_log, read_this_device, write_this_device
from app.storage.views import VIEWS_VERSION, Views, mark_all_stale, stale_subjects
from app.storage.write_side import WriteSide
from app.use_cases.ports import Acting
from sync.protocol.signing import SigningKey

_FOLD_IN_ONE_GO = 200


class OfficeStore:
    """Implements `ports.Office`; ``logs`` and ``memory`` are what the exchange needs."""

    def __init__(self, database: Database, identity: ThisDevice, now_ms: Callable[[], int]) -> None:
        self.scope: ScopeId = identity.scope
        self.device: DeviceId = identity.device
        self.database = database
        self.logs = OfficeLogs(database, identity, now_ms)
        self.memory = DeviceMemory(database, identity)
        self.book_mark = ""
        """Stands before the names of books; a practice office has one."""
        self._identity = identity
        self._now_ms = now_ms

    @classmethod
    def create(
        cls, path: Path, key: bytes, scope: ScopeId, device_name: str, now_ms: Callable[[], int]
    ) -> "OfficeStore":
        """Make a new office file with a device of its own.

        Raises FileExistsError and `DomainProblem` ``storage.*``.
        """
        create_database(path, key)
        database = Database(path, key)
        identity = ThisDevice(DeviceId(new_uuid7(now_ms())), scope, SigningKey.generate())
        with database.write() as connection:
            write_this_device(connection, identity, VIEWS_VERSION)
            log, _ = open_log(connection, identity, at=now_ms(), device_name=device_name)
            log.finish()
            Views(connection, scope).refresh(Subject(identity.device))
        return cls(database, identity, now_ms)

    @classmethod
    def open(cls, path: Path, key: bytes, backups: Path, now_ms: Callable[[], int]) -> "OfficeStore":
        """Open an office file, migrating it first where needed; ``backups`` takes the copy made before.

        Raises `DomainProblem` ``storage.*``.
        """
        prepare_database(path, key, backups)
        database = Database(path, key)
        with database.read() as connection:
            identity = read_this_device(connection)
            version = connection.execute("SELECT views_version FROM this_device").fetchone()[0]
        if version != VIEWS_VERSION:
            with database.write() as connection:
                mark_all_stale(connection)
        return cls(database, identity, now_ms)

    @contextmanager
    def reading(self) -> Iterator[ReadSide]:
        """Open a consistent read."""
        with self.database.read() as connection:
            yield ReadSide(connection, self.scope)

    @contextmanager
    def writing(self, acting: Acting) -> Iterator[WriteSide]:
        """Open one write transaction in the name of a clerk; commits at the end, rolls back on an error."""
        with self.database.write() as connection:
            transaction = WriteSide(connection, self._identity, acting, self.book_mark)
            yield transaction
            transaction.finish()

    def leave_log(self) -> LogId:
        """Write to a new log from now on: this file was restored from a copy, or is one.

        The numbers granted to the old log stay with it; until a new grant codes are provisional.
        """
        with self.database.write() as connection:
            number = current_log(connection)
            old = None if number is None else log_by_number(connection, number)
            views = Views(connection, self.scope)
            about = views.state(Subject(self.device))
            log, opening = open_log(
                connection,
                self._identity,
                at=self._now_ms(),
                device_name=str(about.view().value("device_name") or ""),
                parents=tips(about.facts, about.view()),
                left=None if old is None else (old.id, log_tips(connection, old)[0].head),
            )
            log.finish()
            about.add(opening, None)
            consequences = Consequences(connection)
            consequences.rule_again(self.scope)
            consequences.settle(views)
            return log.row.id

    def fold_stale(self) -> int:
        """Fold some of the subjects that big arrivals left stale; returns how many are still to be folded.

        Called when nobody waits, until it returns 0.
        """
        with self.database.read() as connection:
            if not stale_subjects(connection, 1):
                return 0
        with self.database.write() as connection:
            views = Views(connection, self.scope)
            views.refresh_all(stale_subjects(connection, _FOLD_IN_ONE_GO))
            left: int = connection.execute("SELECT count(*) FROM stale_subject").fetchone()[0]
            return left

    def forked_logs(self) -> list[LogId]:
        """Return the logs that continue on two lines: somebody worked on a copy. A person is told."""
        with self.database.read() as connection:
            return [log.id for log in all_logs(connection) if log.forked]

    def checkpoint(self) -> None:
        """Move committed pages into the file. Called when nobody waits."""
        self.database.checkpoint()

    def close(self) -> None:
        """Close the file."""
        self.database.close()

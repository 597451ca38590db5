"""The province as one object: made once, opened by `serve` and by every `province` command beside it."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from starlette.types import ASGIApp

from app.domain.identifiers import DeviceId, ScopeId, new_uuid7
from app.domain.problems import DomainProblem
from app.domain.units import Units
from sync.protocol.signing import SigningKey, certify_working_key
from sync.server.application import build_application
from sync.server.arrivals import settle
from sync.server.awaiting import await_devices, wait_no_longer
from sync.server.database import ProvinceDatabase
from sync.server.enrolment import Enrolments
from sync.server.exchange import ExchangeService
from sync.server.findings import Verdict
from sync.server.granting import give_out, revoke
from sync.server.link_key import server_context
from sync.server.log_store import ProvinceLogs
from sync.server.migrations.runner import prepare
from sync.server.numbers import DEFAULT_RANGE, LAST_GRANTED
from sync.server.offices import ProvinceIdentity
from sync.server.province_log import leave_log
from sync.server.registry import DeviceStatus, OfficeStatus, Registry
from sync.server.schema import province
from sync.server.serving import Serving, is_loopback
from sync.server.verify import verify

FILE_NAME = "province.db"
"""The database of a province that lives in a folder."""


@dataclass(frozen=True, slots=True)
class NewProvince:
    """A province just made. The root key stands on the recovery sheet and nowhere else: print it now."""

    province: "Province"
    root: SigningKey


class Province:
    """A province over its database."""

    def __init__(self, database: ProvinceDatabase, units: Units, now_ms: Callable[[], int]) -> None:
        """Open it.

        Raises `DomainProblem` ``province.not_made``, ``storage.newer_database`` and others of storage.
        """
        prepare(database)
        self.database = database
        self.identity = _identity(database)
        self.logs = ProvinceLogs(database, self.identity, now_ms)
        self.registry = Registry(self.logs, units)
        self.enrolments = Enrolments(self.logs)
        self.exchanges = ExchangeService(self.logs)

    @classmethod
    def in_folder(cls, folder: Path, key: bytes, units: Units, now_ms: Callable[[], int]) -> "Province":
        """Open the province of a folder; ``key`` is the raw key of its database."""
        database = ProvinceDatabase.at_file(folder / FILE_NAME, key)
        try:
            return cls(database, units, now_ms)
        except BaseException:
            database.close()
            raise

    @classmethod
    def make(
        cls,
        database: ProvinceDatabase,
        units: Units,
        now_ms: Callable[[], int],
        *,
        name: str,
        range_size: int = DEFAULT_RANGE,
    ) -> NewProvince:
        """Make a province in an empty database. ``range_size``: numbers a device is granted at a time.

        Raises `DomainProblem` ``province.made_already`` or ``range.bounds``.
        """
        if not 1 <= range_size <= LAST_GRANTED:
            raise DomainProblem("range.bounds", first=1, last=range_size)
        prepare(database)
        root, working = SigningKey.generate(), SigningKey.generate()
        with database.writing() as connection:
            if connection.execute(select(province.c.scope)).first() is not None:
                raise DomainProblem("province.made_already")
            connection.execute(
                province.insert().values(
                    scope=secrets.token_bytes(16),
                    device=new_uuid7(now_ms()),
                    name=name,
                    root_key=root.public,
                    working_key=working.private_bytes(),
                    certificate=certify_working_key(root, working.public),
                    range_size=range_size,
                )
            )
        return NewProvince(cls(database, units, now_ms), root)

    @classmethod
    def make_in_folder(
        cls, folder: Path, key: bytes, units: Units, now_ms: Callable[[], int], *, name: str
    ) -> NewProvince:
        """Make a province in a folder without one."""
        database = ProvinceDatabase.at_file(folder / FILE_NAME, key, create=True)
        return cls.make(database, units, now_ms, name=name)

    def enrol_code(self, office: str, *, practice: bool = False, unit_identifier: str | None = None) -> str:
        """Return a one-time code for one device of an office, which it enters if it is new.

        ``unit_identifier``: what the office's dossier codes begin with, where it is known better than the
        list of units tells. Raises `DomainProblem` ``province.unknown_office``, ``range.identifier``.
        """
        scope = self.registry.enter(office, practice=practice, unit_identifier=unit_identifier)
        return self.enrolments.new_code(scope).text()

    def status(self) -> list[OfficeStatus]:
        """Return the offices, with counts."""
        return self.registry.offices()

    def devices(self, office: str) -> list[DeviceStatus]:
        """Return the devices of an office. Raises `DomainProblem` ``province.unknown_office``."""
        return self.registry.devices(self.registry.find(office))

    def dossiers(self, office: str) -> list[str]:
        """Return the codes of an office's dossiers. Raises `DomainProblem` ``province.unknown_office``."""
        return self.registry.dossier_codes(self.registry.find(office))

    def revoke(self, office: str, device: DeviceId) -> None:
        """Refuse a device from now on.

        Raises `DomainProblem` ``province.unknown_office`` or ``province.unknown_device``.
        """
        with self.logs.work(self.registry.find(office)) as work:
            if not revoke(work, device):
                raise DomainProblem("province.unknown_device")

    def note_restored(self) -> None:
        """Say that this is an older copy: new logs everywhere, and no numbers until all devices reported."""
        for scope in self._scopes():
            with self.logs.work(scope) as work:
                leave_log(work)
                await_devices(work)
                settle(work)

    def wait_no_longer(self, office: str) -> None:
        """Give out numbers again in an office though devices have not reported."""
        with self.logs.work(self.registry.find(office)) as work:
            wait_no_longer(work)
            give_out(work)

    def verify(self) -> Verdict:
        """Check everything; changes nothing."""
        return verify(self.database)

    def application(self) -> ASGIApp:
        """Return what a server serves."""
        return build_application(self.exchanges, self.enrolments, self.registry)

    def serving(self, host: str, port: int, *, encrypted: bool = False) -> Serving:
        """Listen on an address of this machine: with TLS 1.3, on a loopback address only if ``encrypted``.

        Raises `DomainProblem` ``server.cannot_listen``.
        """
        if is_loopback(host) and not encrypted:
            return Serving(self.application(), host, port)
        known = self.identity
        context = server_context(known.working, known.root_key, known.certificate)
        return Serving(self.application(), host, port, context)

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    def _scopes(self) -> list[ScopeId]:
        return [status.scope for status in self.registry.offices()]


def _identity(database: ProvinceDatabase) -> ProvinceIdentity:
    with database.reading() as connection:
        row = connection.execute(select(province)).first()
    if row is None:
        raise DomainProblem("province.not_made")
    return ProvinceIdentity(
        ScopeId(row.scope),
        DeviceId(row.device),
        row.name,
        row.root_key,
        SigningKey.from_bytes(row.working_key),
        row.certificate,
        row.range_size,
    )

"""The province's register: its offices, their devices, and what an administrator may change of them."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from app.domain.identifiers import DeviceId, ScopeId, office_scope
from app.domain.numbering import practice_unit
from app.domain.problems import DomainProblem
from app.domain.units import Units
from sync.server.log_store import ProvinceLogs
from sync.server.schema import awaited, device, dossier, office


@dataclass(frozen=True, slots=True)
class OfficeStatus:
    """An office as the province sees it; counts and codes only. Times in ms."""

    scope: ScopeId
    code: str
    name: str
    unit_identifier: str
    practice: bool
    dossiers: int
    provisional: int
    devices: int
    awaited: int
    last_exchange_at: int | None


@dataclass(frozen=True, slots=True)
class DeviceStatus:
    """A device of an office."""

    device: DeviceId
    public_key: bytes
    name: str
    granted_at: int
    revoked: bool
    last_exchange_at: int | None


class Registry:
    """Offices come from the list of units; an office is entered with its first enrolment code."""

    def __init__(self, logs: ProvinceLogs, units: Units) -> None:
        self._logs = logs
        self._units = units

    def enter(self, code: str, *, practice: bool = False, unit_identifier: str | None = None) -> ScopeId:
        """Enter an office, or find it entered; ``unit_identifier`` changes what its codes begin with.

        Raises `DomainProblem` ``province.unknown_office`` or ``range.identifier``.
        """
        unit = self._units.find(code)
        if unit is None:
            raise DomainProblem("province.unknown_office", code=code)
        scope = office_scope(code, practice=practice)
        usual = f"{code}.{self._units.provinces[unit.province].identifier}"
        identifier = _checked(unit_identifier)
        if practice and identifier is not None:
            identifier = practice_unit(identifier)
        with self._logs.database.writing() as connection:
            if connection.execute(select(office.c.code).where(office.c.scope == scope)).first() is None:
                connection.execute(
                    office.insert().values(
                        scope=scope,
                        code=code,
                        name=unit.name,
                        unit_identifier=identifier or (practice_unit(usual) if practice else usual),
                        practice=practice,
                        created_at=self._logs.now_ms(),
                        last_seq=0,
                    )
                )
            elif identifier is not None:
                connection.execute(
                    office.update().where(office.c.scope == scope).values(unit_identifier=identifier)
                )
        return scope

    def find(self, code: str) -> ScopeId:
        """Return the scope of an entered office, a practice office only if there is no other.

        Raises `DomainProblem` ``province.unknown_office``.
        """
        with self._logs.database.reading() as connection:
            row = connection.execute(
                select(office.c.scope).where(office.c.code == code).order_by(office.c.practice)
            ).first()
        if row is None:
            raise DomainProblem("province.unknown_office", code=code)
        return ScopeId(row.scope)

    def offices(self) -> list[OfficeStatus]:
        """Return the offices by code."""
        with self._logs.database.reading() as connection:
            rows = connection.execute(select(office).order_by(office.c.code, office.c.practice)).all()
            return [
                OfficeStatus(
                    ScopeId(row.scope),
                    row.code,
                    row.name,
                    row.unit_identifier,
                    bool(row.practice),
                    _count(connection, row.scope),
                    _count(connection, row.scope, provisional=True),
                    len(
                        {item.device for item in _devices(connection, ScopeId(row.scope)) if not item.revoked}
                    ),
                    connection.execute(
                        select(func.count()).select_from(awaited).where(awaited.c.scope == row.scope)
                    ).scalar_one(),
                    row.last_exchange_at,
                )
                for row in rows
            ]

    def devices(self, scope: ScopeId) -> list[DeviceStatus]:
        """Return the devices of an office in the order they were granted."""
        with self._logs.database.reading() as connection:
            return _devices(connection, scope)

    def dossier_codes(self, scope: ScopeId) -> list[str]:
        """Return the codes of an office's dossiers in the order of reception; official ones where known."""
        with self._logs.database.reading() as connection:
            rows = connection.execute(
                select(dossier.c.code, dossier.c.official_code)
                .where(dossier.c.scope == scope)
                .order_by(dossier.c.received_at, dossier.c.subject)
            )
            return [official or code for code, official in rows]


def _count(connection: Connection, scope: bytes, *, provisional: bool = False) -> int:
    wanted = select(func.count()).select_from(dossier).where(dossier.c.scope == scope)
    if provisional:
        wanted = wanted.where(dossier.c.provisional)
    count: int = connection.execute(wanted).scalar_one()
    return count


def _devices(connection: Connection, scope: ScopeId) -> list[DeviceStatus]:
    rows = connection.execute(
        select(device).where(device.c.scope == scope).order_by(device.c.granted_at, device.c.device)
    )
    return [
        DeviceStatus(
            DeviceId(row.device),
            row.public_key,
            row.name,
            row.granted_at,
            bool(row.revoked),
            row.last_exchange_at,
        )
        for row in rows
    ]


def _checked(identifier: str | None) -> str | None:
    """Return an identifier as codes spell it. Raises `DomainProblem` ``range.identifier``."""
    if identifier is None:
        return None
    if not identifier.isprintable() or not identifier.strip() or {" ", "-"} & set(identifier):
        raise DomainProblem("range.identifier")
    return identifier.upper()

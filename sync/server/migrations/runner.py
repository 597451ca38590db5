"""Brings the province's database to the schema of this program, or leaves it exactly as it was.

The steps use Alembic's operations, which speak SQLite and PostgreSQL alike; they are listed here, not
searched for in a folder, so that they are found in a frozen program too. All pending steps run in one
transaction. Forward only: a database of a newer program is refused.
"""

from collections.abc import Callable

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Connection, Integer, MetaData, Table, inspect, select

from app.domain.problems import DomainProblem
from sync.server.database import ProvinceDatabase
from sync.server.migrations.first_tables import first_tables

Step = Callable[[Operations], None]
STEPS: tuple[Step, ...] = (first_tables,)
"""Oldest first. A released step is frozen: what is wrong with it is mended by another."""

_schema_version = Table("schema_version", MetaData(), Column("version", Integer, nullable=False))


def prepare(database: ProvinceDatabase, steps: tuple[Step, ...] = STEPS) -> None:
    """Apply what is pending; nothing is the usual case.

    Raises `DomainProblem` ``storage.newer_database`` (``found``, ``known``).
    """
    with database.writing() as connection:
        found = _version(connection)
        if found > len(steps):
            raise DomainProblem("storage.newer_database", found=found, known=len(steps))
        if found == len(steps):
            return
        operations = Operations(MigrationContext.configure(connection))
        for step in steps[found:]:
            step(operations)
        _schema_version.create(connection, checkfirst=True)
        connection.execute(_schema_version.delete())
        connection.execute(_schema_version.insert().values(version=len(steps)))


def _version(connection: Connection) -> int:
    if not inspect(connection).has_table(_schema_version.name):
        return 0
    version: int = connection.execute(select(_schema_version.c.version)).scalar_one()
    return version

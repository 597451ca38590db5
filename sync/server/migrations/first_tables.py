"""The first tables. Self-contained and frozen once released: it imports nothing of the program."""

from alembic.operations import Operations
from sqlalchemy import Boolean, Column, Integer, LargeBinary, String
from sqlalchemy.types import BigInteger

_BIG = BigInteger().with_variant(Integer, "sqlite")


def first_tables(op: Operations) -> None:
    """Create every table of the first release."""
    _offices(op)
    _logs(op)
    _views(op)
    _numbers(op)


def _scope() -> Column[bytes]:
    return Column("scope", LargeBinary(16), primary_key=True)


def _logs(op: Operations) -> None:
    op.create_table(
        "log",
        _scope(),
        Column("id", LargeBinary(16), primary_key=True),
        Column("device", LargeBinary(16), nullable=False),
        Column("public_key", LargeBinary(32), nullable=False),
        Column("province", Boolean, nullable=False),
        Column("trusted", Boolean, nullable=False),
        Column("forked", Boolean, nullable=False),
        Column("fence", _BIG),
        Column("fence_head", LargeBinary(32)),
    )
    op.create_table(
        "fact",
        _scope(),
        Column("id", LargeBinary(32), primary_key=True),
        Column("subject", LargeBinary(16), nullable=False),
        Column("standing", Integer, nullable=False),
        Column("raw", LargeBinary, nullable=False),
        Column("personal", LargeBinary),
        Column("secret", LargeBinary(32)),
    )
    op.create_table(
        "entry",
        _scope(),
        Column("log", LargeBinary(16), primary_key=True),
        Column("position", _BIG, primary_key=True, autoincrement=False),
        Column("head", LargeBinary(32), primary_key=True),
        Column("previous", LargeBinary(32), nullable=False),
        Column("fact", LargeBinary(32), nullable=False),
        Column("seq", _BIG, nullable=False),
        Column("signature", LargeBinary(64)),
    )
    op.create_table(
        "tip",
        _scope(),
        Column("log", LargeBinary(16), primary_key=True),
        Column("head", LargeBinary(32), primary_key=True),
        Column("position", _BIG, nullable=False),
    )
    op.create_index("fact_subject", "fact", ["scope", "subject"])
    op.create_index("entry_seq", "entry", ["scope", "seq"], unique=True)
    op.create_index("entry_fact", "entry", ["scope", "fact"])


def _views(op: Operations) -> None:
    op.create_table(
        "dossier",
        _scope(),
        Column("subject", LargeBinary(16), primary_key=True),
        Column("code", String, nullable=False),
        Column("official_code", String),
        Column("provisional", Boolean, nullable=False),
        Column("status", Integer, nullable=False),
        Column("voided", Boolean, nullable=False),
        Column("procedure", String, nullable=False),
        Column("received_at", _BIG),
        Column("waiting", Integer, nullable=False),
        Column("open_questions", Integer, nullable=False),
    )
    op.create_table("erased", _scope(), Column("subject", LargeBinary(16), primary_key=True))
    op.create_index("dossier_provisional", "dossier", ["scope", "provisional"])


def _offices(op: Operations) -> None:
    op.create_table(
        "province",
        _scope(),
        Column("device", LargeBinary(16), nullable=False),
        Column("name", String, nullable=False),
        Column("root_key", LargeBinary(32), nullable=False),
        Column("working_key", LargeBinary(32), nullable=False),
        Column("certificate", LargeBinary(64), nullable=False),
        Column("range_size", Integer, nullable=False),
    )
    op.create_table(
        "office",
        _scope(),
        Column("code", String, nullable=False),
        Column("name", String, nullable=False),
        Column("unit_identifier", String, nullable=False),
        Column("practice", Boolean, nullable=False),
        Column("created_at", _BIG, nullable=False),
        Column("last_seq", _BIG, nullable=False),
        Column("own_log", LargeBinary(16)),
        Column("last_exchange_at", _BIG),
    )
    op.create_table(
        "device",
        _scope(),
        Column("device", LargeBinary(16), primary_key=True),
        Column("public_key", LargeBinary(32), primary_key=True),
        Column("name", String, nullable=False),
        Column("granted_at", _BIG, nullable=False),
        Column("revoked", Boolean, nullable=False),
        Column("counter", _BIG, nullable=False),
        Column("last_exchange_at", _BIG),
    )
    op.create_table(
        "agreed",
        _scope(),
        Column("device", LargeBinary(16), primary_key=True),
        Column("base", LargeBinary(8), primary_key=True),
        Column("vector", LargeBinary, nullable=False),
        Column("counter", _BIG, nullable=False),
    )
    op.create_table(
        "awaited",
        _scope(),
        Column("device", LargeBinary(16), primary_key=True),
    )


def _numbers(op: Operations) -> None:
    op.create_table(
        "granted_range",
        _scope(),
        Column("fact", LargeBinary(32), primary_key=True),
        Column("unit_identifier", String, nullable=False),
        Column("first", Integer, nullable=False),
        Column("last", Integer, nullable=False),
        Column("log", LargeBinary(16), nullable=False),
        Column("days_after", String),
    )
    op.create_table(
        "day_number",
        _scope(),
        Column("unit_identifier", String, primary_key=True),
        Column("day", String, primary_key=True),
        Column("used", Integer, nullable=False),
    )
    op.create_table(
        "enrolment_code",
        _scope(),
        Column("name", LargeBinary(32), primary_key=True),
        Column("secret", LargeBinary(8), nullable=False),
        Column("expires_at", _BIG, nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("used_by", LargeBinary(16)),
    )

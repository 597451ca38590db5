"""The province's tables. Every key begins with the scope (an office): the database can be divided by it.

`entry.seq` numbers a scope's entries in the order they were stored. `log.province` says that the root key
vouches for the log's key; `fact.standing` follows from the logs that hold the fact. `dossier` is folded from
the facts and can be made again from them.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)
from sqlalchemy.types import BigInteger

metadata = MetaData()

_BIG = BigInteger().with_variant(Integer, "sqlite")


def _scope() -> Column[bytes]:
    return Column("scope", LargeBinary(16), primary_key=True)


province = Table(
    "province",
    metadata,
    _scope(),  # the province's own scope; one row
    Column("device", LargeBinary(16), nullable=False),
    Column("name", String, nullable=False),
    Column("root_key", LargeBinary(32), nullable=False),
    Column("working_key", LargeBinary(32), nullable=False),  # private
    Column("certificate", LargeBinary(64), nullable=False),
    Column("range_size", Integer, nullable=False),
)

office = Table(
    "office",
    metadata,
    _scope(),
    Column("code", String, nullable=False),
    Column("name", String, nullable=False),
    Column("unit_identifier", String, nullable=False),
    Column("practice", Boolean, nullable=False),
    Column("created_at", _BIG, nullable=False),
    Column("last_seq", _BIG, nullable=False),
    Column("own_log", LargeBinary(16)),  # the log the province writes now, in this scope
    Column("last_exchange_at", _BIG),
)

log = Table(
    "log",
    metadata,
    _scope(),
    Column("id", LargeBinary(16), primary_key=True),
    Column("device", LargeBinary(16), nullable=False),
    Column("public_key", LargeBinary(32), nullable=False),
    Column("province", Boolean, nullable=False),
    Column("trusted", Boolean, nullable=False),
    Column("forked", Boolean, nullable=False),
    Column("fence", _BIG),  # the last position that counts, once the log is ended
    Column("fence_head", LargeBinary(32)),
)

fact = Table(
    "fact",
    metadata,
    _scope(),
    Column("id", LargeBinary(32), primary_key=True),
    Column("subject", LargeBinary(16), nullable=False),
    Column("standing", Integer, nullable=False),  # 0 carried, 1 folded without effect, 2 counts
    Column("raw", LargeBinary, nullable=False),
    Column("personal", LargeBinary),
    Column("secret", LargeBinary(32)),
    Index("fact_subject", "scope", "subject"),
)

entry = Table(
    "entry",
    metadata,
    _scope(),
    Column("log", LargeBinary(16), primary_key=True),
    Column("position", _BIG, primary_key=True, autoincrement=False),
    Column("head", LargeBinary(32), primary_key=True),
    Column("previous", LargeBinary(32), nullable=False),
    Column("fact", LargeBinary(32), nullable=False),
    Column("seq", _BIG, nullable=False),
    Column("signature", LargeBinary(64)),  # at signed points only
    Index("entry_seq", "scope", "seq", unique=True),
    Index("entry_fact", "scope", "fact"),
)

tip = Table(
    "tip",
    metadata,
    _scope(),
    Column("log", LargeBinary(16), primary_key=True),
    Column("head", LargeBinary(32), primary_key=True),
    Column("position", _BIG, nullable=False),
)

dossier = Table(
    "dossier",
    metadata,
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
    Index("dossier_provisional", "scope", "provisional"),
)

erased = Table("erased", metadata, _scope(), Column("subject", LargeBinary(16), primary_key=True))

device = Table(
    "device",
    metadata,
    _scope(),
    Column("device", LargeBinary(16), primary_key=True),
    Column("public_key", LargeBinary(32), primary_key=True),
    Column("name", String, nullable=False),
    Column("granted_at", _BIG, nullable=False),
    Column("revoked", Boolean, nullable=False),
    Column("counter", _BIG, nullable=False),  # of the last request
    Column("last_exchange_at", _BIG),
)

agreed = Table(
    "agreed",
    metadata,
    _scope(),
    Column("device", LargeBinary(16), primary_key=True),
    Column("base", LargeBinary(8), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
    Column("counter", _BIG, nullable=False),  # of the request it was agreed in
)

awaited = Table(
    "awaited",  # devices whose word is wanted after the province was restored
    metadata,
    _scope(),
    Column("device", LargeBinary(16), primary_key=True),
)

granted_range = Table(
    "granted_range",
    metadata,
    _scope(),
    Column("fact", LargeBinary(32), primary_key=True),  # that granted it
    Column("unit_identifier", String, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("log", LargeBinary(16), nullable=False),
    Column("days_after", String),
)

day_number = Table(
    "day_number",
    metadata,
    _scope(),
    Column("unit_identifier", String, primary_key=True),
    Column("day", String, primary_key=True),
    Column("used", Integer, nullable=False),  # highest number of the province's own block
)

enrolment_code = Table(
    "enrolment_code",
    metadata,
    _scope(),
    Column("name", LargeBinary(32), primary_key=True),
    Column("secret", LargeBinary(8), nullable=False),
    Column("expires_at", _BIG, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("used_by", LargeBinary(16)),
)

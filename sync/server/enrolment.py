"""Enrolment at the province: one-time codes given out, and devices that come with one."""

import hmac
import logging
from collections import deque

from sqlalchemy import Connection, Row, select

from app.domain.identifiers import ScopeId
from sync.protocol.encoding import decode_fact
from sync.protocol.enrolment import EnrolmentCode
from sync.protocol.joining import Joining, ProvinceCard, read_joining, write_card, write_verdict
from sync.protocol.problems import ProtocolProblem
from sync.protocol.runs import opening_key
from sync.protocol.signing import fingerprint
from sync.server.arrivals import store
from sync.server.granting import welcome
from sync.server.log_store import ProvinceLogs
from sync.server.offices import OfficeWork
from sync.server.schema import device, enrolment_code

LOG = logging.getLogger(__name__)
LIFETIME_MS = 72 * 3600 * 1000
"""A code is good for three days: it may be read over a telephone to a place the road does not reach today."""
MAX_ATTEMPTS = 5
"""Wrong proofs after which a code is spoilt."""
GUESSES, GUESS_WINDOW_MS = 20, 10 * 60 * 1000
"""So many unknown codes in so much time, then nobody may try for a while."""


class Enrolments:
    """Gives out codes and takes devices in."""

    def __init__(self, logs: ProvinceLogs) -> None:
        self._logs = logs
        self._guesses: deque[int] = deque(maxlen=GUESSES)

    def card(self) -> ProvinceCard:
        """Return who the province is."""
        identity = self._logs.identity
        return ProvinceCard(identity.name, identity.root_key, identity.working.public, identity.certificate)

    def show_card(self, nonce: bytes) -> bytes:
        """Say who the province is, in answer to a nonce."""
        return write_card(self.card(), nonce, self._logs.identity.working)

    def answer(self, asked: bytes) -> bytes:
        """Take in a device that asks to join, or say why not; the verdict is signed."""
        status = "ok"
        try:
            self.join(read_joining(asked))
        except ProtocolProblem as problem:
            LOG.info("enrolment refused: %s", problem.code)
            status = problem.code
        return write_verdict(status, asked, self._logs.identity.working)

    def new_code(self, scope: ScopeId, *, lifetime_ms: int = LIFETIME_MS) -> EnrolmentCode:
        """Give out a code for one device of an office."""
        code = EnrolmentCode.new(fingerprint(self._logs.identity.root_key))
        now = self._logs.now_ms()
        with self._logs.database.writing() as connection:
            connection.execute(enrolment_code.delete().where(enrolment_code.c.expires_at < now))
            connection.execute(
                enrolment_code.insert().values(
                    scope=scope,
                    name=code.name(),
                    secret=code.secret.to_bytes(8, "big"),
                    expires_at=now + lifetime_ms,
                    attempts=0,
                )
            )
        return code

    def join(self, joining: Joining) -> None:
        """Take a device in: its log is stored and trusted, and granted a range. Doing it twice is once.

        Raises `ProtocolProblem` ``enrolment.*`` or ``run.*``.
        """
        root_key = self._logs.identity.root_key
        if not joining.is_signed(root_key) or opening_key(joining.opening) != joining.key:
            raise ProtocolProblem("enrolment.malformed")
        opening = decode_fact(joining.opening.facts[0].raw, None)
        if opening.author.device != joining.device:
            raise ProtocolProblem("enrolment.malformed")
        self._check_code(joining)
        with self._logs.work(joining.scope) as work:
            row = _find(work.connection, joining)
            if row is None or row.used_by not in {None, joining.device}:
                raise ProtocolProblem("enrolment.used")
            _refuse_revoked(work, joining)
            store(work, joining.opening)
            name = (opening.fields or {}).get("device_name")
            welcome(work, joining.device, joining.key, joining.opening.log, str(name or ""))
            work.connection.execute(
                enrolment_code.update()
                .where(enrolment_code.c.scope == work.scope, enrolment_code.c.name == joining.code_name)
                .values(used_by=joining.device)
            )

    def _check_code(self, joining: Joining) -> None:
        """Refuse a code that does not hold; a wrong proof is counted, whatever happens next."""
        now = self._logs.now_ms()
        refusal: str | None = None
        with self._logs.database.writing() as connection:
            row = _find(connection, joining)
            if row is None:
                refusal = self._unknown(connection, joining, now)
            elif row.used_by not in {None, joining.device}:
                refusal = "enrolment.used"
            elif row.expires_at < now:
                refusal = "enrolment.expired"
            elif row.attempts >= MAX_ATTEMPTS:
                refusal = "enrolment.spoilt"
            elif not hmac.compare_digest(self._proof_of(row.secret, joining), joining.proof):
                refusal = "enrolment.wrong_proof"
                connection.execute(
                    enrolment_code.update()
                    .where(enrolment_code.c.scope == row.scope, enrolment_code.c.name == row.name)
                    .values(attempts=row.attempts + 1)
                )
        if refusal is not None:
            raise ProtocolProblem(refusal)

    def _proof_of(self, secret: bytes, joining: Joining) -> bytes:
        code = EnrolmentCode(int.from_bytes(secret, "big"), b"")
        return code.proof(joining.statement(self._logs.identity.root_key))

    def _unknown(self, connection: Connection, joining: Joining, now: int) -> str:
        """Tell a code of another office from one that nobody gave out; slow down who guesses."""
        elsewhere = select(enrolment_code.c.scope).where(enrolment_code.c.name == joining.code_name)
        if connection.execute(elsewhere).first() is not None:
            return "enrolment.other_office"
        if len(self._guesses) == GUESSES and now - self._guesses[0] < GUESS_WINDOW_MS:
            return "enrolment.too_many"
        self._guesses.append(now)
        return "enrolment.unknown_code"


def _find(connection: Connection, joining: Joining) -> Row[tuple[object, ...]] | None:
    return connection.execute(
        select(enrolment_code).where(
            enrolment_code.c.scope == joining.scope, enrolment_code.c.name == joining.code_name
        )
    ).first()


def _refuse_revoked(work: OfficeWork, joining: Joining) -> None:
    """A revoked key does not come back by another code; a new one may be made on the device."""
    row = work.connection.execute(
        select(device.c.revoked).where(
            device.c.scope == work.scope,
            device.c.device == joining.device,
            device.c.public_key == joining.key,
        )
    ).first()
    if row is not None and row.revoked:
        raise ProtocolProblem("enrolment.revoked")

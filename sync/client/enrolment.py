"""Joins the province with a one-time code; the device keeps the log it has written so far."""

import secrets

from sync.client.carrier import Carrier
from sync.protocol.enrolment import EnrolmentCode
from sync.protocol.joining import NONCE_BYTES, Invitation, ProvinceCard, ask_to_join, read_card, read_verdict
from sync.protocol.log_store import DeviceState, LogStore, Membership
from sync.protocol.problems import ProtocolProblem
from sync.protocol.runs import Run


def join(store: LogStore, state: DeviceState, carrier: Carrier, url: str, typed: str) -> ProvinceCard:
    """Join the province that gave out the code. Trying again with the same code is safe.

    Raises `ProtocolProblem` ``enrolment.mistyped``, ``enrolment.other_province`` (the server is not the
    one whose administrator gave out the code), ``enrolment.joined_elsewhere``, what the province answers
    (``enrolment.expired`` and its like), and `CarrierProblem`.
    """
    code = EnrolmentCode.read(typed)
    card = ask_for_card(carrier)
    if not card.is_named_by(code):
        raise ProtocolProblem("enrolment.other_province")
    joined = state.membership()
    if joined is not None and joined.root_key != card.root_key:
        raise ProtocolProblem("enrolment.joined_elsewhere")
    opening = _opening(store, state)
    invitation = Invitation(code, card.root_key)
    asked = ask_to_join(invitation, state.scope, state.device, state.device_key(), opening)
    verdict = read_verdict(carrier.join(asked), asked, card.working_key)
    if verdict != "ok":
        raise ProtocolProblem(verdict)
    state.join(Membership(url, card.root_key, card.working_key))
    return card


def ask_for_card(carrier: Carrier) -> ProvinceCard:
    """Ask who the province is, with a nonce that nobody has answered before."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return read_card(carrier.card(nonce), nonce)


def _opening(store: LogStore, state: DeviceState) -> Run:
    """Return the run that opens this device's log, as short as a signed point allows."""
    own = state.own_log()
    others = {log: tips for log, tips in store.holdings(state.scope).items() if log != own}
    for run in store.runs_beyond(state.scope, others, 1):
        if run.log == own:
            return run
    raise ProtocolProblem("run.bad_opening", log=own.hex())

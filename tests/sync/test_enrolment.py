"""Joining a province with a one-time code."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.problems import DomainProblem
from app.storage.office_store import OfficeStore
from sync.client.enrolment import join
from sync.protocol.enrolment import EnrolmentCode
from sync.protocol.joining import Invitation, ask_to_join, read_joining, write_card, write_verdict
from sync.protocol.problems import ProtocolProblem
from sync.protocol.runs import Run
from sync.protocol.signing import SigningKey
from sync.server.enrolment import GUESSES, LIFETIME_MS, MAX_ATTEMPTS
from sync.server.province import Province
from tests.support.logs import SCOPE
from tests.support.offices import new_office, receive
from tests.support.provinces import OFFICE, URL, Wire, engine, enrol, new_province
from tests.support.refusals import refusal_of


@pytest.fixture
def province(tmp_path: Path) -> Province:
    return new_province(tmp_path)


@pytest.fixture
def office(tmp_path: Path) -> OfficeStore:
    return new_office(tmp_path)


def try_code(office: OfficeStore, province: Province, code: str) -> str | None:
    return refusal_of(lambda: join(office.logs, office.memory, Wire(province), URL, code))


def try_over(office: OfficeStore, wire: Wire, code: str) -> str | None:
    return refusal_of(lambda: join(office.logs, office.memory, wire, URL, code))


def opening_of(office: OfficeStore) -> Run:
    return next(office.logs.runs_beyond(SCOPE, {}, 1))


def asked(office: OfficeStore, code: EnrolmentCode, root: bytes) -> bytes:
    invitation = Invitation(code, root)
    return ask_to_join(invitation, SCOPE, office.device, office.memory.device_key(), opening_of(office))


def test_a_device_with_a_code_is_taken_in_with_a_range_and_keeps_its_log(
    office: OfficeStore, province: Province
) -> None:
    log = office.memory.own_log()
    wire = enrol(office, province)
    member = office.memory.membership()
    assert member is not None
    assert (member.url, member.root_key) == (URL, province.identity.root_key)
    assert engine(office, wire).run(30).complete
    assert office.memory.own_log() == log
    with office.reading() as reading:
        assert reading.has_range()
    (device,) = province.devices(OFFICE)
    assert (device.device, device.name, device.revoked) == (office.device, "quay-1", False)


def test_a_code_works_once(office: OfficeStore, province: Province, tmp_path: Path) -> None:
    code = province.enrol_code(OFFICE)
    assert try_code(office, province, code) is None
    other = new_office(tmp_path, "quay-2")
    assert try_code(other, province, code) == "enrolment.used"
    assert other.memory.membership() is None


def test_trying_again_with_the_same_code_is_safe(office: OfficeStore, province: Province) -> None:
    code = province.enrol_code(OFFICE)
    for _ in range(3):
        assert try_code(office, province, code) is None
    assert len(province.devices(OFFICE)) == 1
    holdings = province.logs.holdings(SCOPE)
    assert sum(max(tips)[0] for tips in holdings.values()) == 4  # two openings, one grant, one range


def test_a_code_for_another_office_is_refused(office: OfficeStore, province: Province) -> None:
    code = province.enrol_code("03127")
    assert try_code(office, province, code) == "enrolment.other_office"
    assert try_code(office, province, province.enrol_code(OFFICE)) is None


def test_a_practice_office_is_another_office(office: OfficeStore, province: Province) -> None:
    assert try_code(office, province, province.enrol_code(OFFICE, practice=True)) == "enrolment.other_office"


def test_a_code_runs_out(office: OfficeStore, province: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    code = province.enrol_code(OFFICE)
    now = province.logs.now_ms()
    monkeypatch.setattr(province.logs, "now_ms", lambda: now + LIFETIME_MS + 1)
    assert try_code(office, province, code) == "enrolment.expired"


def test_a_code_of_another_province_is_noticed_before_anything_is_sent(
    office: OfficeStore, province: Province, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    code = new_province(tmp_path / "other").enrol_code(OFFICE)
    wire = Wire(province)
    assert try_code(office, province, code) == "enrolment.other_province"
    assert wire.requests == []


def test_a_server_that_shows_a_stolen_root_key_is_noticed(
    office: OfficeStore, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = province.enrol_code(OFFICE)
    wire = Wire(province)
    thief, real = SigningKey.generate(), province.enrolments.card()
    seen = province.enrolments.show_card(bytes(16))
    answers: tuple[Callable[[bytes], bytes], ...] = (
        lambda nonce: write_card(replace(real, working_key=thief.public), nonce, thief),
        lambda nonce: write_card(real, nonce, thief),
        lambda _nonce: seen,
    )
    for answer in answers:
        monkeypatch.setattr(wire, "card", answer)
        assert try_over(office, wire, code) == "enrolment.other_province"


def test_a_verdict_that_the_province_did_not_give_is_noticed(
    office: OfficeStore, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = province.enrol_code(OFFICE)
    wire = Wire(province)
    thief, working = SigningKey.generate(), province.identity.working
    answers: tuple[Callable[[bytes], bytes], ...] = (
        lambda request: write_verdict("ok", request, thief),
        lambda _request: write_verdict("ok", b"another request", working),
        lambda request: write_verdict("enrolment.used", request, working).replace(b"used", b"gone"),
    )
    for answer in answers:
        monkeypatch.setattr(wire, "join", answer)
        assert try_over(office, wire, code) == "enrolment.other_province"
    assert office.memory.membership() is None


def test_a_request_that_another_province_passes_on_is_refused(
    office: OfficeStore, province: Province, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other = new_province(tmp_path / "other")
    code = EnrolmentCode.read(province.enrol_code(OFFICE))
    meant_for_other = read_joining(asked(office, code, other.identity.root_key))
    assert refusal_of(lambda: province.enrolments.join(meant_for_other)) == "enrolment.malformed"


@pytest.mark.parametrize("typed", ["", "nonsense", "0000000-0000000-0000000-0000001"])
def test_what_is_no_code_is_said_so(office: OfficeStore, province: Province, typed: str) -> None:
    assert try_code(office, province, typed) == "enrolment.mistyped"


def test_a_code_nobody_gave_out_is_unknown_and_guessing_is_slowed_down(
    office: OfficeStore, province: Province
) -> None:
    province.registry.enter(OFFICE)
    real = EnrolmentCode.read(province.enrol_code(OFFICE))
    guesses = [replace(real, secret=(real.secret + n) % 2**50).text() for n in range(1, GUESSES + 2)]
    refused = [try_code(office, province, guess) for guess in guesses]
    assert refused == ["enrolment.unknown_code"] * GUESSES + ["enrolment.too_many"]
    assert try_code(office, province, real.text()) is None


def test_wrong_proofs_spoil_a_code(office: OfficeStore, province: Province) -> None:
    code = EnrolmentCode.read(province.enrol_code(OFFICE))
    right = read_joining(asked(office, code, province.identity.root_key))
    wrong = replace(right, proof=bytes(32))
    for _ in range(MAX_ATTEMPTS):
        assert refusal_of(lambda: province.enrolments.join(wrong)) == "enrolment.wrong_proof"
    assert refusal_of(lambda: province.enrolments.join(right)) == "enrolment.spoilt"


def test_a_proof_is_for_one_device_and_one_log(
    office: OfficeStore, province: Province, tmp_path: Path
) -> None:
    code = EnrolmentCode.read(province.enrol_code(OFFICE))
    right = read_joining(asked(office, code, province.identity.root_key))
    thief = new_office(tmp_path, "thief")
    key = thief.memory.device_key()
    invitation = Invitation(code, province.identity.root_key)
    stolen = read_joining(ask_to_join(invitation, SCOPE, thief.device, key, opening_of(thief)))
    for forged in (
        replace(right, key=key.public),
        replace(right, opening=opening_of(thief)),
        replace(right, device=thief.device),
        replace(stolen, proof=right.proof),
        replace(right, signature=stolen.signature),
    ):
        assert refusal_of(lambda forged=forged: province.enrolments.join(forged)) in {
            "enrolment.malformed",
            "enrolment.wrong_proof",
        }
    assert province.devices(OFFICE) == []
    assert refusal_of(lambda: province.enrolments.join(right)) is None


def test_a_device_that_belongs_to_a_province_does_not_change_it(
    office: OfficeStore, province: Province, tmp_path: Path
) -> None:
    enrol(office, province)
    (tmp_path / "other").mkdir()
    other = new_province(tmp_path / "other")
    assert try_code(office, other, other.enrol_code(OFFICE)) == "enrolment.joined_elsewhere"


def test_a_revoked_device_does_not_come_back_with_another_code(
    office: OfficeStore, province: Province
) -> None:
    enrol(office, province)
    province.revoke(OFFICE, office.device)
    assert try_code(office, province, province.enrol_code(OFFICE)) == "enrolment.revoked"


def test_an_office_that_is_not_on_the_list_is_not_entered(province: Province) -> None:
    with pytest.raises(DomainProblem) as caught:
        province.enrol_code("99999")
    assert caught.value.code == "province.unknown_office"
    assert province.status() == []


def test_a_device_that_joins_late_brings_a_log_of_any_length(office: OfficeStore, province: Province) -> None:
    for n in range(60):
        receive(office, f"Lò Văn {n}")
    wire = enrol(office, province)
    assert engine(office, wire).run(30).complete
    assert len(province.dossiers(OFFICE)) == 60


@pytest.mark.parametrize("data", [b"", b"\x00", b"\x91\x02", b"\xdd\xff\xff\xff\xff", bytes(300_000)])
def test_bytes_that_are_no_request_to_join_are_refused(data: bytes) -> None:
    with pytest.raises(ProtocolProblem) as caught:
        read_joining(data)
    assert caught.value.code in {"enrolment.malformed", "exchange.newer_protocol"}

"""The exchange between real offices and a real province, over a wire without a network."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.identifiers import Subject
from app.domain.lifecycle import Status
from app.storage.office_store import OfficeStore
from app.use_cases.ports import ExchangeReport
from sync.protocol.exchange import Request, write_request
from sync.protocol.holdings import Holdings
from sync.protocol.signing import SigningKey
from sync.server.province import Province
from tests.support.logs import SCOPE
from tests.support.offices import new_office, receive, step
from tests.support.provinces import OFFICE, Wire, engine, enrol, new_province


@pytest.fixture
def province(tmp_path: Path) -> Province:
    return new_province(tmp_path)


@pytest.fixture
def office(tmp_path: Path) -> OfficeStore:
    return new_office(tmp_path)


@pytest.fixture
def wire(office: OfficeStore, province: Province) -> Wire:
    """An office that has joined and exchanged once: the steady state."""
    wire = enrol(office, province)
    complete(office, wire)
    wire.requests.clear()
    wire.answers.clear()
    return wire


def complete(office: OfficeStore, wire: Wire) -> ExchangeReport:
    report = engine(office, wire).run(30)
    assert (report.error, report.complete) == (None, True)
    return report


def assert_same(office: OfficeStore, province: Province) -> None:
    held: Holdings = office.logs.holdings(SCOPE)
    assert held == province.logs.holdings(SCOPE)
    assert province.verify().findings == []


def delivered(office: OfficeStore, subject: Subject) -> bool:
    with office.reading() as reading:
        return reading.delivery(subject).state == "province"


def code_of(office: OfficeStore, subject: Subject) -> str:
    with office.reading() as reading:
        dossier = reading.dossier(subject)
    assert dossier is not None
    return dossier.code


def test_a_device_delivers_what_it_did_before_it_joined(office: OfficeStore, province: Province) -> None:
    early = [receive(office, f"Lò Văn {n}") for n in range(3)]
    wire = enrol(office, province)
    report = complete(office, wire)
    assert (report.pushed, report.requests) == (3, 2)
    assert all(delivered(office, subject) for subject in early)
    assert_same(office, province)


def test_dossiers_with_a_provisional_code_are_given_official_ones(
    office: OfficeStore, province: Province
) -> None:
    early = [receive(office, f"Lò Văn {n}") for n in range(3)]
    assert all(code_of(office, subject).startswith("TAM-") for subject in early)
    complete(office, enrol(office, province))
    codes = [code_of(office, subject) for subject in early]
    assert codes == [f"03325.H18-261122-{number}" for number in (9000, 9001, 9002)]
    assert province.dossiers(OFFICE) == codes


def test_once_joined_codes_are_official_at_once_out_of_the_granted_range(
    office: OfficeStore, province: Province, wire: Wire
) -> None:
    subject = receive(office)
    assert code_of(office, subject) == "03325.H18-261122-0001"
    report = complete(office, wire)
    assert (report.requests, report.pushed, report.pulled) == (1, 1, 0)
    assert province.dossiers(OFFICE) == ["03325.H18-261122-0001"]


def test_in_steady_state_each_exchange_is_one_small_request(
    office: OfficeStore, province: Province, wire: Wire
) -> None:
    assert complete(office, wire).requests == 1
    subject = receive(office)
    assert complete(office, wire).requests == 1
    step(office, subject, "transfer")
    assert complete(office, wire).requests == 1
    assert complete(office, wire).requests == 1
    sizes = [len(request) for request in wire.requests]
    assert sizes[0] == sizes[3] <= 130
    assert all(len(answer) <= 130 for answer in wire.answers)
    assert_same(office, province)


def test_a_receipt_alone_makes_a_dossier_received(
    office: OfficeStore, province: Province, wire: Wire
) -> None:
    subject = receive(office)
    wire.lose_answers = 99
    report = engine(office, wire).run(30)
    assert (report.error, report.complete) == ("link.cut", False)
    assert len(province.dossiers(OFFICE)) == 1  # it is there, yet this device cannot know
    assert not delivered(office, subject)
    wire.lose_answers = 0
    complete(office, wire)
    assert delivered(office, subject)


def test_after_a_lost_answer_nothing_arrives_twice(
    office: OfficeStore, province: Province, wire: Wire
) -> None:
    receive(office)
    wire.lose_answers = 1
    report = complete(office, wire)
    assert (report.requests, report.pushed) == (2, 0)
    assert len(province.dossiers(OFFICE)) == 1
    assert_same(office, province)


def test_two_counters_of_an_office_see_each_others_dossiers(
    office: OfficeStore, province: Province, wire: Wire, tmp_path: Path
) -> None:
    other = new_office(tmp_path, "quay-2")
    other_wire = enrol(other, province)
    subject = receive(office, "Vàng Thị Dê")
    complete(office, wire)
    complete(other, other_wire)
    assert code_of(other, subject) == code_of(office, subject)
    step(other, subject, "transfer")
    complete(other, other_wire)
    complete(office, wire)
    with office.reading() as reading:
        dossier = reading.dossier(subject)
    assert dossier is not None
    assert dossier.status is Status.PROCESSING
    assert delivered(other, subject)
    complete(other, other_wire)
    assert_same(office, province)
    assert_same(other, province)


def test_ranges_of_two_devices_do_not_meet(
    office: OfficeStore, province: Province, wire: Wire, tmp_path: Path
) -> None:
    other = new_office(tmp_path, "quay-2")
    complete(other, enrol(other, province))
    assert code_of(office, receive(office)).endswith("-0001")
    assert code_of(other, receive(other)).endswith("-0201")
    assert wire.requests == []


@given(cut=st.integers(0, 4000), answer=st.booleans(), dossiers=st.integers(0, 12))
@settings(max_examples=15)
def test_wherever_the_link_is_cut_the_exchange_goes_on(
    cut: int, answer: bool, dossiers: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    office, province = new_office(folder), new_province(folder)
    wire = enrol(office, province)
    for n in range(dossiers):
        receive(office, f"Lò Văn {n}")
    if answer:
        wire.down_limit = cut
    else:
        wire.up_limit = cut
    complete(office, wire)
    assert_same(office, province)
    assert len(province.dossiers(OFFICE)) == dossiers


@given(cuts=st.lists(st.tuples(st.sampled_from(["up", "down", "lost"]), st.integers(0, 90_000)), max_size=4))
@settings(max_examples=6)
def test_a_long_delivery_survives_many_cuts(
    cuts: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("cuts")
    office, province = new_office(folder), new_province(folder)
    wire = enrol(office, province)
    complete(office, wire)
    for n in range(80):
        receive(office, f"Lò Văn {n}", note="Bổ sung giấy tờ " * 20)
    for how, where in cuts:
        wire.up_limit = where if how == "up" else None
        wire.down_limit = where if how == "down" else None
        wire.lose_answers = int(how == "lost")
        engine(office, wire).run(30)
    wire.up_limit = wire.down_limit = None
    wire.lose_answers = 0
    complete(office, wire)
    assert_same(office, province)
    assert len(set(province.dossiers(OFFICE))) == 80


def test_a_large_backlog_is_sent_only_after_asking_what_is_there(
    office: OfficeStore, province: Province, wire: Wire
) -> None:
    for n in range(250):
        receive(office, f"Lò Văn {n}", note="Bổ sung giấy tờ " * 20)
    wire.up_limit = 6000
    report = complete(office, wire)
    assert len(wire.requests[0]) < 1000
    assert report.requests >= 3
    assert report.bytes_up < 1.15 * max(len(request) for request in wire.requests) + 8000
    assert_same(office, province)


def test_a_request_played_again_is_not_taken(office: OfficeStore, province: Province, wire: Wire) -> None:
    subject = receive(office)
    wire.twice = True
    complete(office, wire)
    step(office, subject, "transfer")
    complete(office, wire)
    assert_same(office, province)
    conversation = province.exchanges.begin()
    conversation.feed(wire.requests[0])
    assert b"exchange.counter" in b"".join(conversation.answer())


def test_a_device_whose_counter_fell_behind_is_told_where_to_go_on(office: OfficeStore, wire: Wire) -> None:
    with office.database.write() as connection:
        connection.execute("UPDATE this_device SET request_counter = 0")
    assert complete(office, wire).requests == 2


def test_a_base_the_province_forgot_costs_one_more_request(
    office: OfficeStore, province: Province, wire: Wire
) -> None:
    with province.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM agreed")
    receive(office)
    assert complete(office, wire).requests == 2
    assert complete(office, wire).requests == 1
    assert_same(office, province)


def test_anothers_delivery_in_between_is_noticed_and_mended(
    office: OfficeStore, province: Province, wire: Wire, tmp_path: Path
) -> None:
    other = new_office(tmp_path, "quay-2")
    other_wire = enrol(other, province)
    complete(other, other_wire)
    complete(office, wire)
    receive(other)
    real = province.logs.runs_beyond
    calls = []

    def meanwhile(*arguments: object) -> object:
        runs = real(*arguments)  # type: ignore[arg-type]  # passed on as they come
        if not calls:
            calls.append(1)
            complete(other, other_wire)
        return runs

    province.logs.runs_beyond = meanwhile  # type: ignore[method-assign,assignment]  # the moment in between
    receive(office)
    complete(office, wire)
    assert calls
    assert_same(office, province)


def test_only_granted_devices_are_listened_to(province: Province, office: OfficeStore, wire: Wire) -> None:
    stranger = SigningKey.generate()
    honest = Request(SCOPE, office.device, 10**6, None, {})
    for request, key, expected in (
        (honest, stranger, b"exchange.bad_signature"),
        (replace(honest, device=type(office.device)(b"\x01" * 16)), stranger, b"exchange.not_enrolled"),
        (
            replace(honest, scope=type(SCOPE)(b"\x01" * 16)),
            office.memory.device_key(),
            b"exchange.not_enrolled",
        ),
    ):
        conversation = province.exchanges.begin()
        conversation.feed(write_request(request, key))
        answer = b"".join(conversation.answer())
        assert expected in answer
        assert bytes(64) in answer
    assert complete(office, wire).requests == 1


def test_a_revoked_device_is_refused_and_its_earlier_work_stays(
    office: OfficeStore, province: Province, wire: Wire
) -> None:
    receive(office)
    complete(office, wire)
    province.revoke(OFFICE, office.device)
    receive(office)
    report = engine(office, wire).run(30)
    assert report.error == "exchange.revoked"
    assert len(province.dossiers(OFFICE)) == 1
    assert province.verify().findings == []


def test_before_joining_there_is_nobody_to_exchange_with(office: OfficeStore, province: Province) -> None:
    assert engine(office, Wire(province)).run(30).error == "exchange.not_joined"


@pytest.mark.parametrize("piece", [1, 7, 64, 5000])
def test_requests_arrive_in_pieces_of_any_size(
    office: OfficeStore, province: Province, wire: Wire, piece: int
) -> None:
    receive(office)
    complete(office, wire)
    data = wire.requests[-1]
    conversation = province.exchanges.begin()
    for start in range(0, len(data), piece):
        conversation.feed(data[start : start + piece])
    assert b"exchange.counter" in b"".join(conversation.answer())


@given(bodies=st.lists(st.binary(max_size=400), min_size=40, max_size=40))
@settings(max_examples=1)
def test_no_bytes_make_the_province_stumble(
    bodies: list[bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    province = new_province(tmp_path_factory.mktemp("any"))
    for body in bodies:
        for request in (body, b"MCVC" + len(body).to_bytes(4, "big") + body + bytes(64)):
            conversation = province.exchanges.begin()
            conversation.feed(request)
            assert b"exchange." in b"".join(conversation.answer())

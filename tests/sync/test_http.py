"""The exchange over real HTTP: a served province on a loopback port, and a link that misbehaves."""

import errno
import socket
import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
import requests

from app.domain.problems import DomainProblem
from app.storage.office_store import OfficeStore
from sync.client.carrier import CarrierProblem
from sync.client.engine import Engine
from sync.client.enrolment import join
from sync.client.http_carrier import HttpCarrier
from sync.protocol.joining import read_card
from sync.server.province import Province
from sync.server.serving import Serving
from tests.support.bad_link import BadLink, Weather
from tests.support.logs import SCOPE
from tests.support.offices import new_office, receive
from tests.support.provinces import OFFICE, new_province


@pytest.fixture
def province(tmp_path: Path) -> Province:
    return new_province(tmp_path)


@pytest.fixture
def serving(province: Province) -> Iterator[Serving]:
    serving = province.serving("127.0.0.1", 0)
    serving.start()
    yield serving
    serving.stop()


@pytest.fixture
def link(serving: Serving) -> Iterator[BadLink]:
    with BadLink(serving.port).opened() as link:
        yield link


@pytest.fixture
def office(tmp_path: Path, province: Province, link: BadLink) -> OfficeStore:
    office = new_office(tmp_path)
    with HttpCarrier(link.url) as carrier:
        join(office.logs, office.memory, carrier, link.url, province.enrol_code(OFFICE))
    return office


def engine(office: OfficeStore) -> Engine:
    return Engine(office.logs, office.memory, HttpCarrier, lambda: 0.0)


def test_dossiers_arrive_over_http(office: OfficeStore, province: Province) -> None:
    for n in range(3):
        receive(office, f"Lò Văn {n}")
    report = engine(office).run(30)
    assert (report.complete, report.error, report.pushed) == (True, None, 3)
    assert office.logs.holdings(SCOPE) == province.logs.holdings(SCOPE)
    assert engine(office).run(30).requests == 1


def test_a_large_backlog_goes_up_and_down_in_pieces(
    office: OfficeStore, province: Province, serving: Serving, tmp_path: Path
) -> None:
    for n in range(300):
        receive(office, f"Lò Văn {n}", note=f"{n} " + "bổ sung giấy tờ " * 30 + str(n * 7919))
    assert engine(office).run(30).complete
    other = new_office(tmp_path, "quay-2")
    with HttpCarrier(serving.url) as carrier:
        join(other.logs, other.memory, carrier, serving.url, province.enrol_code(OFFICE))
    report = engine(other).run(30)
    assert report.complete
    assert report.pulled >= 300
    assert other.logs.holdings(SCOPE) == province.logs.holdings(SCOPE)


@pytest.mark.parametrize(
    "weather",
    [Weather(up=0), Weather(up=40), Weather(up=350), Weather(down=0), Weather(down=60), Weather(down=200)],
)
def test_after_a_cut_the_exchange_goes_on(
    office: OfficeStore, province: Province, link: BadLink, weather: Weather
) -> None:
    receive(office)
    link.weather = weather
    assert engine(office).run(30).error == "link.cut"
    link.weather = Weather()
    assert engine(office).run(30).complete
    assert len(province.dossiers(OFFICE)) == 1
    assert office.logs.holdings(SCOPE) == province.logs.holdings(SCOPE)


def test_bytes_delivered_twice_are_taken_once(office: OfficeStore, province: Province, link: BadLink) -> None:
    receive(office)
    link.weather = Weather(twice=True)
    assert engine(office).run(30).complete
    link.weather = Weather()
    assert engine(office).run(30).complete
    assert office.logs.holdings(SCOPE) == province.logs.holdings(SCOPE)
    assert province.verify().findings == []


def test_an_answer_that_is_late_counts_as_lost_and_the_next_exchange_mends_it(
    office: OfficeStore, province: Province, link: BadLink
) -> None:
    assert engine(office).run(30).complete
    receive(office)
    link.weather = Weather(delay=60)
    seconds = count(0, 100)
    hurried = Engine(
        office.logs,
        office.memory,
        lambda url: HttpCarrier(url, read_seconds=0.3),
        lambda: next(seconds),
    )
    assert hurried.run(30).error == "link.timeout"
    link.weather = Weather()
    assert engine(office).run(30).complete
    assert office.logs.holdings(SCOPE) == province.logs.holdings(SCOPE)
    assert province.verify().findings == []


def test_nobody_listens(office: OfficeStore, link: BadLink) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        free = unused.getsockname()[1]
    with HttpCarrier(f"http://127.0.0.1:{free}") as carrier, pytest.raises(CarrierProblem) as caught:
        carrier.card(bytes(16))
    assert caught.value.code == "link.refused"
    link.retarget(free)
    assert engine(office).run(30).error == "link.cut"


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (OSError(errno.ENETUNREACH, "unreachable"), "link.none"),
        (OSError(errno.EHOSTUNREACH, "no route"), "link.none"),
        (ConnectionRefusedError(errno.ECONNREFUSED, "refused"), "link.refused"),
        (ConnectionResetError(errno.ECONNRESET, "reset"), "link.cut"),
        (socket.gaierror(socket.EAI_NONAME, "unknown"), "link.none"),
    ],
)
def test_what_the_machine_says_of_the_way_is_put_into_our_terms(
    monkeypatch: pytest.MonkeyPatch, reason: OSError, code: str
) -> None:
    def fail(*_: object, **__: object) -> object:
        raise reason

    monkeypatch.setattr(socket.socket, "connect", fail)
    monkeypatch.setattr("urllib3.util.connection.create_connection", fail)
    with HttpCarrier("http://127.0.0.1:9") as carrier, pytest.raises(CarrierProblem) as caught:
        carrier.card(bytes(16))
    assert caught.value.code == code


def test_silence_is_noticed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with HttpCarrier(url, read_seconds=0.2) as carrier, pytest.raises(CarrierProblem) as caught:
            carrier.card(bytes(16))
    assert caught.value.code == "link.timeout"


@pytest.mark.parametrize(
    ("reply", "code", "wait"),
    [
        (b"HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n", "server.busy", 7),
        (b"HTTP/1.1 429 Slow\r\nRetry-After: 9999999\r\nContent-Length: 0\r\n\r\n", "server.busy", 3600),
        (b"HTTP/1.1 503 Busy\r\nRetry-After: later\r\nContent-Length: 0\r\n\r\n", "server.busy", None),
        (b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n", "server.failed", None),
        (b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", "server.not_a_province", None),
        (
            b"HTTP/1.1 302 X\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
            "server.not_a_province",
            None,
        ),
        (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello",
            "server.not_a_province",
            None,
        ),
        (b"not http at all\r\n\r\n", "link.cut", None),
        (b"", "link.cut", None),
    ],
)
def test_whatever_stands_at_an_address_is_told_apart(reply: bytes, code: str, wait: int | None) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(reply)

        thread = threading.Thread(target=answer)
        thread.start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with HttpCarrier(url) as carrier, pytest.raises(CarrierProblem) as caught, carrier.exchange(b"x"):
            pass
        thread.join()
    assert (caught.value.code, caught.value.retry_after_s) == (code, wait)


def test_the_card_tells_who_the_province_is(province: Province, serving: Serving) -> None:
    with HttpCarrier(serving.url) as carrier:
        assert read_card(carrier.card(bytes(16)), bytes(16)) == province.enrolments.card()


@pytest.mark.parametrize(
    "url", ["http://10.1.2.3:80", "http://example.org", "http://h", "http://192.168.1.5:8443"]
)
def test_people_s_names_go_over_no_wire_unencrypted(url: str) -> None:
    with pytest.raises(DomainProblem) as caught:
        HttpCarrier(url)
    assert caught.value.code == "link.not_loopback"


@pytest.mark.parametrize("url", ["", "ftp://127.0.0.1", "http://", "https://[::1"])
def test_what_is_no_address_is_said_so(url: str) -> None:
    with pytest.raises(DomainProblem) as caught:
        HttpCarrier(url)
    assert caught.value.code == "link.bad_address"


def test_an_address_in_use_is_said_so(province: Province, serving: Serving) -> None:
    with pytest.raises(DomainProblem) as caught:
        province.serving("127.0.0.1", serving.port)
    assert caught.value.code == "server.cannot_listen"


def test_the_page_shows_offices_and_counts_but_no_person(
    office: OfficeStore, province: Province, serving: Serving
) -> None:
    receive(office, "Giàng A Mẫu")
    assert engine(office).run(30).complete
    page = requests.get(serving.url, timeout=10)
    assert page.status_code == 200
    assert "Xã Mường Phăng" in page.text
    assert "quay-1" in page.text
    assert "Giàng" not in page.text
    assert "03325.H18" in page.text
    assert province.status()[0].dossiers == 1


def test_the_page_is_not_read_through_a_browser_from_elsewhere(serving: Serving) -> None:
    page = requests.get(serving.url, headers={"Host": "evil.example"}, timeout=10)
    assert page.status_code == 403


def test_other_paths_and_methods_are_not_there(serving: Serving) -> None:
    assert requests.get(f"{serving.url}/nothing", timeout=10).status_code == 404
    assert requests.get(f"{serving.url}/exchange", timeout=10).status_code == 405
    assert requests.post(f"{serving.url}/enrolment", data=bytes(300_000), timeout=10).status_code == 413


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("127.0.0.1:8099", "http://127.0.0.1:8099"),
        ("http://[::1]:8099/", "http://[::1]:8099"),
        ("may-chu.dienbien.gov.vn:8443", "https://may-chu.dienbien.gov.vn:8443"),
        ("https://10.1.2.3", "https://10.1.2.3"),
    ],
)
def test_an_address_without_a_scheme_is_encrypted_unless_it_is_this_machine(typed: str, meant: str) -> None:
    with HttpCarrier(typed) as carrier:
        assert carrier._url == meant

"""The encrypted link: it leads to the province whose root key is known, or nothing is sent."""

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from sync.client.carrier import CarrierProblem
from sync.client.engine import Engine
from sync.client.enrolment import ask_for_card, join
from sync.client.http_carrier import HttpCarrier
from sync.protocol.enrolment import EnrolmentCode
from sync.protocol.link_certificate import link_certificate, root_behind
from sync.protocol.problems import ProtocolProblem
from sync.protocol.signing import SigningKey, certify_working_key, fingerprint
from sync.server.province import Province
from sync.server.serving import Serving
from tests.support.logs import SCOPE
from tests.support.offices import new_office, receive
from tests.support.provinces import OFFICE, new_province


@pytest.fixture
def province(tmp_path: Path) -> Province:
    return new_province(tmp_path)


@pytest.fixture
def serving(province: Province) -> Iterator[Serving]:
    serving = province.serving("127.0.0.1", 0, encrypted=True)
    serving.start()
    yield serving
    serving.stop()


def der(pem: bytes) -> bytes:
    return x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER)


def test_a_device_joins_and_delivers_over_the_encrypted_link(
    province: Province, serving: Serving, tmp_path: Path
) -> None:
    office = new_office(tmp_path)
    code = province.enrol_code(OFFICE)
    meant = EnrolmentCode.read(code).root_fingerprint
    assert serving.url.startswith("https://127.0.0.1:")
    with HttpCarrier(serving.url, lambda root: fingerprint(root) == meant) as carrier:
        join(office.logs, office.memory, carrier, serving.url, code)
    joined = office.memory.membership()
    assert joined is not None
    receive(office, "Giàng A Mẫu")
    engine = Engine(
        office.logs,
        office.memory,
        lambda url: HttpCarrier(url, lambda root: root == joined.root_key),
        lambda: 0.0,
    )
    assert engine.run(30).complete
    assert office.logs.holdings(SCOPE) == province.logs.holdings(SCOPE)
    office.close()


def test_nothing_is_sent_to_another_province(serving: Serving) -> None:
    other = SigningKey.generate().public
    with (
        HttpCarrier(serving.url, lambda root: root == other) as carrier,
        pytest.raises(CarrierProblem) as caught,
    ):
        ask_for_card(carrier)
    assert caught.value.code == "link.other_server"


def test_without_knowing_whom_to_trust_no_encrypted_link_is_opened(serving: Serving) -> None:
    with HttpCarrier(serving.url) as carrier, pytest.raises(CarrierProblem) as caught:
        ask_for_card(carrier)
    assert caught.value.code == "link.other_server"


def test_only_tls_1_3_is_spoken(serving: Serving) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    with socket.create_connection(("127.0.0.1", serving.port)) as plain, pytest.raises(ssl.SSLError):
        old.wrap_socket(plain)
    new = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    new.check_hostname, new.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", serving.port)) as plain, new.wrap_socket(plain) as link:
        assert link.version() == "TLSv1.3"


def test_other_addresses_of_the_machine_are_served_encrypted(province: Province) -> None:
    serving = province.serving("0.0.0.0", 0)  # noqa: S104 - what a server is told
    serving.start()
    try:
        assert serving.url.startswith("https://")
        with HttpCarrier(
            f"https://127.0.0.1:{serving.port}", lambda root: root == province.identity.root_key
        ) as carrier:
            assert ask_for_card(carrier).root_key == province.identity.root_key
    finally:
        serving.stop()


def test_a_voucher_counts_for_its_own_key_only() -> None:
    root, working, thief = (SigningKey.generate() for _ in range(3))
    voucher = certify_working_key(root, working.public)
    assert root_behind(der(link_certificate(working, root.public, voucher))) == root.public
    for certificate in (
        der(link_certificate(thief, root.public, voucher)),
        der(link_certificate(working, thief.public, voucher)),
        der(link_certificate(working, root.public, voucher[:-1])),
        b"no certificate",
    ):
        with pytest.raises(ProtocolProblem) as caught:
            root_behind(certificate)
        assert caught.value.code == "link.other_server"


def test_a_certificate_with_a_key_nobody_knows_is_another_server() -> None:
    name = x509.Name([])
    strange = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(ec.generate_private_key(ec.SECP256R1()).public_key())
        .serial_number(1)
        .not_valid_before(datetime(2000, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2050, 1, 1, tzinfo=UTC))
        .sign(ec.generate_private_key(ec.SECP256R1()), hashes.SHA256())
        .public_bytes(Encoding.DER)
    )
    curve, unknown = bytes.fromhex("2a8648ce3d030107"), bytes.fromhex("2a8648ce3d03010f")
    for certificate in (strange, strange.replace(curve, unknown)):
        with pytest.raises(ProtocolProblem) as caught:
            root_behind(certificate)
        assert caught.value.code == "link.other_server"


def test_the_same_key_gives_the_same_certificate_and_its_dates_do_not_end() -> None:
    root, working = SigningKey.generate(), SigningKey.generate()
    voucher = certify_working_key(root, working.public)
    first, second = (link_certificate(working, root.public, voucher) for _ in range(2))
    assert first == second
    assert x509.load_pem_x509_certificate(first).not_valid_after_utc.year == 9999


def test_a_plain_server_behind_an_encrypted_address_is_a_cut_link(province: Province) -> None:
    plain = province.serving("127.0.0.1", 0)
    plain.start()
    try:
        with (
            HttpCarrier(f"https://127.0.0.1:{plain.port}") as carrier,
            pytest.raises(CarrierProblem) as caught,
        ):
            ask_for_card(carrier)
    finally:
        plain.stop()
    assert caught.value.code == "link.cut"

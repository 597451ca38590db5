"""The province and an office as two programs: enrolment, delivery, receipts, and both sides agreeing."""

from pathlib import Path

import pytest

from tests.support.processes import Motcua, serving

LINE = {
    "procedure": "1.001193",
    "applicant": {"full_name": "Giàng A Mẫu"},
    "received_at": "2026-11-20T09:12:00+07:00",
}


@pytest.fixture
def province(tmp_path: Path) -> Motcua:
    return Motcua.at(tmp_path / "province-machine")


def enrol_code(province: Motcua) -> str:
    done = province("province", "enrol-code", "--office", "03328")
    assert done.code == 0, done.err
    return done.out.strip()


def test_an_office_that_worked_alone_joins_and_delivers_everything_once(
    office: Motcua, province: Motcua
) -> None:
    (before,) = office.receive(LINE).lines()
    assert before["provisional"] is True
    with serving(province) as url:
        joined = office("enrol", "--server", url, "--code", enrol_code(province), "--json")
        assert joined.code == 0, joined.err
        assert joined.document()["complete"] is True
        (after,) = office.receive(LINE).lines()
        assert (after["provisional"], after["code"][-5:]) == (False, "-0001")
        report = office("sync", "--json").document()
        assert report.keys() >= {
            *("pushed", "pulled", "bytes_up", "bytes_down", "requests", "complete", "receipt", "error"),
        }
        assert (report["complete"], report["error"], report["requests"]) == (True, None, 1)
        assert report["receipt"]["facts"] > 0
        again = office("sync", "--json").document()
        assert (again["pushed"], again["pulled"]) == (0, 0)
        shown = office("show", before["code"], "--json").document()
        assert shown["delivery"] == "province"
        assert shown["province_received_at"] is not None
        assert shown["provisional"] is False
        assert shown["first_code"] == before["code"]
        status = province("province", "status", "--json").document()
        (listed,) = status["offices"]
        assert (listed["code"], listed["dossiers"], listed["devices"]) == ("03328", 2, 1)
        assert listed["last_exchange"] is not None
        theirs = province("province", "dossiers", "--office", "03328", "--json").document()
        ours = [row["code"] for row in office("find", "giang", "--json").document()]
        assert sorted(theirs) == sorted(ours)
        assert province("verify", "--json").document()["ok"] is True
    assert office("verify", "--json").document()["ok"] is True
    offline = office("sync", "--json")
    assert offline.code == 1
    assert offline.document()["error"] == "link.refused"
    assert office.receive(LINE).lines()[0]["code"].endswith("-0002")


def test_a_province_on_the_network_is_reached_over_an_encrypted_link(
    office: Motcua, province: Motcua, tmp_path: Path
) -> None:
    office.receive(LINE)
    with serving(province, "0.0.0.0:0") as told:
        url = told.replace("0.0.0.0", "127.0.0.1")  # noqa: S104 - every address of this machine, this one too
        assert url.startswith("https://")
        joined = office("enrol", "--server", url, "--code", enrol_code(province), "--json")
        assert joined.code == 0, joined.err
        assert office("sync", "--json").document()["complete"] is True
        stranger = Motcua.at(tmp_path / "stranger")
        with serving(stranger, "0.0.0.0:0") as other:
            wrong = other.replace("0.0.0.0", "127.0.0.1")  # noqa: S104 - the same
            refused = office("enrol", "--server", wrong, "--code", enrol_code(province))
            assert refused.code == 1
            assert "link.other_server" not in refused.err
            assert refused.err.strip()


def test_a_province_keeps_its_keys_over_a_restart(office: Motcua, province: Motcua) -> None:
    with serving(province) as url:
        office("enrol", "--server", url, "--code", enrol_code(province))
    port = url.rsplit(":", 1)[1]
    office.receive(LINE)
    with serving(province, f"127.0.0.1:{port}"):
        assert office("sync", "--json").document()["pushed"] == 1


def test_wrong_codes_are_refused_in_sentences(office: Motcua, province: Motcua, tmp_path: Path) -> None:
    other = Motcua.at(tmp_path / "other")
    with serving(province) as url, serving(other):
        mistyped = office("enrol", "--server", url, "--code", "XXXX", "--json")
        elsewhere = office("enrol", "--server", url, "--code", enrol_code(other), "--json")
        wrong_office = province("province", "enrol-code", "--office", "03325").out.strip()
        not_ours = office("enrol", "--server", url, "--code", wrong_office, "--json")
        used = enrol_code(province)
        assert office("enrol", "--server", url, "--code", used).code == 0
    errors = [done.document()["error"] for done in (mistyped, elsewhere, not_ours)]
    assert errors == ["enrolment.mistyped", "enrolment.other_province", "enrolment.other_office"]
    assert all(done.code == 1 and done.err.endswith(".\n") for done in (mistyped, elsewhere, not_ours))


def test_a_second_server_on_the_same_folder_is_refused(province: Motcua) -> None:
    with serving(province):
        second = province("serve", "--listen", "127.0.0.1:0")
    assert second.code == 1
    assert "already open" in second.err

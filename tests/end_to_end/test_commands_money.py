"""The commands about money as scripts call them: with an office and without one."""

import json
from pathlib import Path

import pytest

from tests.support.processes import Motcua

COPIES = "2.000815"


def test_a_fee_is_computed_without_an_office(tmp_path: Path) -> None:
    alone = Motcua.at(tmp_path)
    done = alone("fee", "--procedure", COPIES, "--pages", "3", "--copies", "2", "--json")
    told = done.document()
    assert (done.code, told["amount"], told["words"]) == (0, 10_000, "Mười nghìn đồng chẵn")
    assert [line["amount"] for line in told["lines"]] == [8_000, 2_000]
    assert told["rules_of"] == "program"
    capped = alone("fee", "--procedure", COPIES, "--pages", "500", "--json").document()
    assert (capped["amount"], capped["words"]) == (200_000, "Hai trăm nghìn đồng chẵn")


def test_exemptions_unknown_rates_and_bad_input(tmp_path: Path) -> None:
    alone = Motcua.at(tmp_path)
    freed = alone("fee", "--procedure", COPIES, "--exempt", "poor", "--json").document()
    assert (freed["amount"], freed["words"], freed["before_exemption"]) == (0, "Không đồng", 2_000)
    unknown = alone("fee", "--procedure", "1.000656", "--json")
    assert (unknown.code, unknown.document()["amount"]) == (0, None)
    assert unknown.document()["cautions"][0]["code"] == "fee.not_configured"
    for arguments, code in (
        (("--procedure", "9.9"), "procedure.unknown"),
        (("--procedure", COPIES, "--pages", "0"), "field.too_small"),
        (("--procedure", COPIES, "--exempt", "rich"), "fee.unknown_group"),
    ):
        done = alone("fee", *arguments, "--json")
        assert (done.code, done.document()["error"]) == (1, code)
        assert done.err
    assert alone("fee").code == 2


def test_an_office_enters_a_rate_and_computes_with_it(office: Motcua, tmp_path: Path) -> None:
    source = "Nghị quyết 15/2026/NQ-HĐND"
    entered = office(
        *("fee", "set", "1.000656/registration", "8000", "--from", "2026-07-01", "--source", source),
        "--json",
    )
    assert entered.document()["changed"] == ["1.000656/registration@2026-07-01"]
    told = office("fee", "--procedure", "1.000656", "--json").document()
    assert (told["amount"], told["rules_of"]) == (8_000, "office")
    listed = office("fee", "list", "1.000656", "--json").document()
    (row,) = listed["charges"]
    assert (row["key"], row["entered"], row["source"]) == ("1.000656/registration", True, source)
    assert "on_time" in {group["group"] for group in listed["groups"]}
    file = tmp_path / "biểu phí.json"
    file.write_text(json.dumps({"charges": [row | {"amount": 9_000}]}), encoding="utf-8")
    assert office("fee", "import", str(file), "--json").document()["unchanged"] == 0
    assert office("fee", "--procedure", "1.000656", "--json").document()["amount"] == 9_000
    assert office("fee", "set", "1.000656/registration", "--source", source).code == 2


@pytest.fixture
def code(office: Motcua) -> str:
    """The code of a request for extracts."""
    line = {"procedure": "2.000635", "applicant": {"full_name": "Giàng A Mẫu"}}
    received: str = office.receive(line).lines()[0]["code"]
    return received


def test_money_is_collected_voided_and_its_receipt_noted(office: Motcua, code: str, tmp_path: Path) -> None:
    taken = office("fee", "collect", code, "--copies", "2", "--method", "transfer", "--json").document()
    assert (taken["amount"], taken["number"], taken["method"]) == (16_000, 1, "transfer")
    again = office("fee", "collect", code, "--json")
    assert (again.code, again.document()["error"]) == (1, "fee.already_collected")
    noted = office("fee", "receipt", code, "1", "--receipt", "00000017", "--symbol", "26TAA", "--json")
    assert noted.document()["receipt"]["number"] == "00000017"
    slip = tmp_path / "phiếu thu.pdf"
    assert office("print", code, "fee", "--out", str(slip)).code == 0
    assert slip.read_bytes().startswith(b"%PDF")
    void = office("fee", "void", code, "1", "--reason", "thu nhầm", "--json").document()
    assert (void["void"], void["void_reason"]) == (True, "thu nhầm")
    assert office("fee", "collect", code, "--json").document()["number"] == 2
    assert office("verify", "--json").document()["ok"] is True


def test_copies_are_certified_at_once(office: Motcua) -> None:
    done = office(
        *("certify", "--name", "Lò Văn Pọm", "--title", "Căn cước", "--pages", "3", "--copies", "2"), "--json"
    )
    told = done.document()
    assert (told["register"], told["number"], told["fee"]["amount"]) == ("copy", 1, 10_000)
    shown = office("show", told["code"], "--json").document()
    assert shown["status"] == 10
    refused = office("certify", "--name", "Lò Văn Pọm", "--title", " ", "--json")
    assert (refused.code, refused.document()["error"]) == (1, "field.missing")

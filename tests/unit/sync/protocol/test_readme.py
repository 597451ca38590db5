"""The worked example of `sync/README.md` is what the code does."""

import re
from pathlib import Path

import pytest
import zstandard

from app.domain.facts import Author, FactDraft
from app.domain.identifiers import NO_HEAD, ClerkId, DeviceId, LogId, Subject
from sync.protocol.chain import log_id_of
from sync.protocol.encoding import encode_fact, fact_id
from sync.protocol.exchange import Answer, Request, write_answer, write_request
from sync.protocol.holdings import digest
from sync.protocol.packing import pack, unpack
from sync.protocol.receipts import Asking, sign_receipt
from sync.protocol.runs import CarriedFact, Run, check_run, entries_of
from sync.protocol.signing import SigningKey
from sync.protocol.wire import StreamReader
from tests.support.logs import NOON, SCOPE, Held

DEVICE = DeviceId(bytes.fromhex("01a2016900007000800000000000000a"))
CLERK = ClerkId(bytes.fromhex("01a2016900007000800000000000000b"))
DOSSIER = Subject(bytes.fromhex("01a2016900007000800000000000000c"))
KEY = SigningKey.from_bytes(bytes(range(32)))
WORKING = SigningKey.from_bytes(bytes(range(64, 96)))


@pytest.fixture
def example(repository: Path) -> dict[str, bytes]:
    page = (repository / "sync" / "README.md").read_text(encoding="utf-8")
    block = page.rsplit("```", 2)[1]
    lines = re.findall(r"^(\S.*?) {2,}([0-9a-f]+(?:\n {10,}[0-9a-f]+)*)$", block, re.MULTILINE)
    return {name: bytes.fromhex("".join(digits.split())) for name, digits in lines}


def run_of(example: dict[str, bytes]) -> Run:
    facts = (
        CarriedFact(example["opening fact"]),
        CarriedFact(example["received fact"], example["its personal part"], example["its secret"]),
        CarriedFact(example["stepped fact"]),
    )
    return Run(LogId(example["log id"]), 0, NO_HEAD, facts, example["signed point 3"])


def test_the_facts_are_encoded_so(example: dict[str, bytes]) -> None:
    opening = {"key": KEY.public, "scope": SCOPE, "nonce": b"8 bytes!"}
    author = Author(DEVICE, ClerkId(bytes(16)), "")
    opened = encode_fact(FactDraft("log.opened", Subject(DEVICE), NOON, opening), author, [], bytes(32))
    assert opened.raw == example["opening fact"]
    assert opened.fact.id == example["its id"]
    assert log_id_of(opened.fact.id) == example["log id"]
    fields = {
        "procedure": "1.001193",
        "code": "TAM-1",
        "provisional": True,
        "received_at": NOON,
        "full_name": "Giàng A Mẫu",
    }
    clerk = Author(DEVICE, CLERK, "receive")
    draft = FactDraft("dossier.received", DOSSIER, NOON + 60_000, fields, "receive")
    received = encode_fact(draft, clerk, [], example["its secret"])
    assert received.raw == example["received fact"]
    assert received.personal == example["its personal part"]
    draft = FactDraft("dossier.stepped", DOSSIER, NOON + 120_000, {}, "transfer")
    stepped = encode_fact(draft, clerk, [fact_id(received.raw)], example["its secret"])
    assert stepped.raw == example["stepped fact"]


def test_the_chain_is_hashed_and_signed_so(example: dict[str, bytes]) -> None:
    assert example["scope"] == SCOPE
    assert example["device public key"] == KEY.public
    entries = check_run(run_of(example), KEY.public)
    assert [entry.head for entry in entries] == [example[f"head {n}"] for n in (1, 2, 3)]


def test_the_stream_reads_so(example: dict[str, bytes]) -> None:
    (run,) = StreamReader(Held()).feed(example["stream"])
    assert run == run_of(example)
    window = zstandard.ZstdDecompressor(format=zstandard.FORMAT_ZSTD1_MAGICLESS, max_window_size=1 << 20)
    assert window.decompressobj().decompress(example["stream"]) == example["frame"]
    assert pack(unpack(example["frame"])) == example["frame"]


def test_request_receipt_and_answer_are_written_so(example: dict[str, bytes]) -> None:
    last = entries_of(run_of(example))[-1]
    held = {last.log: frozenset({(last.position, last.head)})}
    assert digest(held) == example["digest of holdings"]
    request = Request(SCOPE, DEVICE, 7, digest(held)[:8], None)
    assert write_request(request, KEY) == example["request"]
    receipt = sign_receipt(WORKING, Asking(SCOPE, DEVICE, 7), NOON + 180_000, held)
    assert receipt.signature == example["receipt signature"]
    answer = Answer("ok", receipt.at, digest(held), receipt.signature)
    assert write_answer(answer) == example["answer"]

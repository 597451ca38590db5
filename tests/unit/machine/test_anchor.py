from pathlib import Path

import pytest

from app.domain.identifiers import DeviceId, Head, LogId
from app.machine.anchor import Anchor, AnchorFile, Verdict, judge

LOG, OTHER_LOG = LogId(b"l" * 16), LogId(b"m" * 16)
DEVICE = DeviceId(b"d" * 16)
HERE, ELSEWHERE = "a" * 32, "b" * 32


def head(text: str) -> Head:
    return Head(text.encode().ljust(32, b"."))


def folder_with(*heads: str) -> dict[tuple[LogId, int], Head]:
    """Return what a folder holds of its own log: one head for each position, from 1."""
    return {(LOG, position): head(text) for position, text in enumerate(heads, 1)}


def judged(anchor: Anchor | None, held: dict[tuple[LogId, int], Head], noted: str | None = HERE) -> Verdict:
    return judge(HERE, anchor, noted, lambda log, position: held.get((log, position)))


def test_a_new_folder_is_fine() -> None:
    assert judged(None, {}, noted=None) is Verdict.FINE


def test_a_folder_that_went_on_is_fine() -> None:
    anchor = Anchor(HERE, LOG, 2, head("two"))
    assert judged(anchor, folder_with("one", "two")) is Verdict.FINE
    assert judged(anchor, folder_with("one", "two", "three")) is Verdict.FINE


def test_a_folder_on_another_machine_was_copied() -> None:
    assert judged(None, folder_with("one"), noted=ELSEWHERE) is Verdict.COPIED


def test_a_folder_copied_with_its_anchor_was_copied() -> None:
    anchor = Anchor(ELSEWHERE, LOG, 1, head("one"))
    assert judged(anchor, folder_with("one")) is Verdict.COPIED


def test_a_folder_older_than_its_anchor_was_restored() -> None:
    assert judged(Anchor(HERE, LOG, 3, head("three")), folder_with("one", "two")) is Verdict.RESTORED


def test_a_folder_that_went_another_way_was_restored() -> None:
    anchor = Anchor(HERE, LOG, 2, head("two"))
    assert judged(anchor, folder_with("one", "another two", "three")) is Verdict.RESTORED


def test_a_folder_without_the_log_of_the_anchor_was_restored() -> None:
    assert judged(Anchor(HERE, OTHER_LOG, 1, head("one")), folder_with("one")) is Verdict.RESTORED


def test_a_lost_anchor_is_no_accusation() -> None:
    assert judged(None, folder_with("one")) is Verdict.FINE


def test_an_anchor_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = AnchorFile(tmp_path / "state", DEVICE)
    assert file.read() is None
    for position in (1, 7):
        anchor = Anchor(HERE, LOG, position, head(str(position)))
        file.write(anchor)
        assert file.read() == anchor


def test_each_folder_has_an_anchor_of_its_own(tmp_path: Path) -> None:
    AnchorFile(tmp_path, DEVICE).write(Anchor(HERE, LOG, 1, head("one")))
    assert AnchorFile(tmp_path, DeviceId(b"e" * 16)).read() is None


@pytest.mark.parametrize("damaged", [b"", b"{", b"[]", b"null", b'{"machine": "a"}', b"\xff\xfe"])
def test_a_damaged_anchor_counts_as_none(tmp_path: Path, damaged: bytes) -> None:
    file = AnchorFile(tmp_path, DEVICE)
    file.write(Anchor(HERE, LOG, 1, head("one")))
    [written] = tmp_path.iterdir()
    written.write_bytes(damaged)
    assert file.read() is None

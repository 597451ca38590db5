"""Logs that releases wrote must be read, chained and folded by every later program as they were then."""

import json
from pathlib import Path

import pytest

from app.storage.office_store import OfficeStore
from app.storage.verify import verify
from sync.protocol.log_store import Membership
from sync.protocol.problems import ProtocolProblem
from sync.protocol.runs import Run
from sync.protocol.wire import StreamReader
from tests.support.golden_log import EXPECTED, STREAM, expectation, stream_of, write_office
from tests.support.logs import SCOPE
from tests.support.offices import new_office

FOLDER = Path(__file__).parents[1] / "fixtures" / "logs"
RELEASES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def replayed(folder: Path, stream: bytes, root: bytes) -> dict[str, object]:
    """Store a stream into a new office that trusts the province of the log; return what it comes to."""
    store = new_office(folder, "later")
    store.memory.join(Membership("https://tinh.example", root, root))
    own = store.memory.own_log()
    waiting = list(StreamReader(store.logs.located(SCOPE)).feed(stream))
    while waiting:
        owing = owed(store, waiting)
        assert len(owing) < len(waiting), "nothing more can be taken"
        waiting = owing
    assert verify(store.database).ok
    made = expectation(store, root)
    store.close()
    made["holdings"] = [log for log in made["holdings"] if log[0] != {"bytes": own.hex()}]
    made["views"].pop(store.device.hex())
    return made


def owed(store: OfficeStore, runs: list[Run]) -> list[Run]:
    """Store runs; return those of logs whose personal parts the order to erase, coming later, excuses."""
    later: list[Run] = []
    for run in runs:
        if run.log in {before.log for before in later}:
            later.append(run)
            continue
        try:
            store.logs.store_run(SCOPE, run)
        except ProtocolProblem as problem:
            if problem.code != "run.personal_owed":
                raise
            later.append(run)
    return later


@pytest.mark.parametrize("release", RELEASES)
def test_the_log_of_a_release_comes_to_what_it_came_to(release: str, tmp_path: Path) -> None:
    expected = json.loads((FOLDER / release / EXPECTED).read_text(encoding="utf-8"))
    stream = (FOLDER / release / STREAM).read_bytes()
    assert replayed(tmp_path, stream, bytes.fromhex(expected["root_key"])) == expected


def test_the_log_of_today_comes_to_the_same_elsewhere(tmp_path: Path) -> None:
    written = write_office(tmp_path)
    root = written.province.root.public
    expected = expectation(written.office, root)
    stream = stream_of(written.office)
    written.office.close()
    assert replayed(tmp_path, stream, root) == expected
    kinds = {name for view in expected["views"].values() for name, told in view.items() if told}
    assert kinds >= {
        "needs_newer_program",
        "open_questions",
        "set_aside",
        "unknown",
        "erased",
        "parallel",
        "quarantined",
    }

"""Another process that writes into an office file: ``python -m tests.support.writer FILE MODE [COUNT]``.

``many``: receives COUNT dossiers (0: without end), each in a transaction of its own, and prints its code
after the commit. ``stuck``: receives one, prints ``inside`` before the commit, and waits to be killed.
"""

import sys
from pathlib import Path

from app.domain.facts import FactDraft
from app.domain.identifiers import Subject, new_uuid7
from app.storage.office_store import OfficeStore
from tests.support.logs import reception
from tests.support.offices import KEY, TODAY, UNIT, acting, now_ms


def receive_one(store: OfficeStore, *, stuck: bool = False) -> str:
    """Receive a dossier; returns its code."""
    with store.writing(acting()) as tx:
        taken = tx.take_code(TODAY, UNIT)
        at = now_ms()
        fields = reception("Lò Thị Hoa", at, code=taken.code, provisional=taken.provisional)
        tx.record(FactDraft("dossier.received", Subject(new_uuid7(at)), at, fields, "receive"))
        if stuck:
            sys.stdout.write("inside\n")
            sys.stdout.flush()
            sys.stdin.read()
    return taken.code


def main() -> None:
    """Write as asked."""
    path, mode = Path(sys.argv[1]), sys.argv[2]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    store = OfficeStore.open(path, KEY, path.parent, now_ms)
    written = 0
    while mode == "stuck" or count == 0 or written < count:
        code = receive_one(store, stuck=mode == "stuck")
        sys.stdout.write(f"{code}\n")
        sys.stdout.flush()
        written += 1


if __name__ == "__main__":
    main()

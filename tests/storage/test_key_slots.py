import base64
import json
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from app.domain.identifiers import ClerkId
from app.domain.problems import DomainProblem
from app.machine import durable_files
from app.storage import sealing
from app.storage.key_slots import KeySlots, OpenSlots
from app.storage.sealing import LEAST, USUAL, Cost, calibrated, is_bearable

CHEAP = Cost(8, 1)
HANH, TIEN = ClerkId(b"h" * 16), ClerkId(b"t" * 16)
NAME_HANH, NAME_TIEN = "Lò Thị Hạnh", "Lường Văn Tiến"
PASSPHRASE = "mưa nguồn chớp bể"


@pytest.fixture
def slots(tmp_path: Path) -> KeySlots:
    return KeySlots(tmp_path, CHEAP)


@pytest.fixture
def opened(slots: KeySlots) -> OpenSlots:
    made, _ = slots.create()
    made.add(HANH, NAME_HANH, PASSPHRASE)
    return made


def code_of(refused: "pytest.ExceptionInfo[DomainProblem]") -> str:
    return refused.value.code


def test_a_folder_without_an_office_has_no_names(slots: KeySlots) -> None:
    assert not slots.exist()
    assert slots.names() == ()
    with pytest.raises(DomainProblem) as refused:
        slots.open(NAME_HANH, PASSPHRASE)
    assert code_of(refused) == "key_slots.missing"


def test_the_passphrase_opens_what_was_sealed(slots: KeySlots, opened: OpenSlots) -> None:
    again, clerk = KeySlots(slots.path.parent).open(NAME_HANH, PASSPHRASE)
    assert (again.key, clerk) == (opened.key, HANH)
    assert len(opened.key) == 32
    assert slots.names() == (NAME_HANH,)


@pytest.mark.parametrize("typed", ["", "mưa nguồn chớp bê", "Mưa nguồn chớp bể", PASSPHRASE + " "])
@pytest.mark.usefixtures("opened")
def test_another_passphrase_does_not(slots: KeySlots, typed: str) -> None:
    with pytest.raises(DomainProblem) as refused:
        slots.open(NAME_HANH, typed)
    assert code_of(refused) == "passphrase.wrong"


def test_a_keyboard_that_composes_differently_writes_the_same_passphrase(
    slots: KeySlots, opened: OpenSlots
) -> None:
    taken_apart = unicodedata.normalize("NFD", PASSPHRASE)
    assert taken_apart != PASSPHRASE
    assert slots.open(NAME_HANH, taken_apart)[0].key == opened.key


@pytest.mark.parametrize(
    "name",
    [NAME_HANH.lower(), f" {NAME_HANH.upper()} ", unicodedata.normalize("NFD", NAME_HANH), "Lo Thi Hanh"],
)
@pytest.mark.usefixtures("opened")
def test_a_clerk_is_found_by_name_in_any_letter_case_or_without_marks(slots: KeySlots, name: str) -> None:
    assert slots.open(name, PASSPHRASE)[1] == HANH


def test_marks_tell_two_clerks_apart(slots: KeySlots, opened: OpenSlots) -> None:
    opened.add(TIEN, "Lò Thị Hành", "hai")
    assert slots.open(NAME_HANH, PASSPHRASE)[1] == HANH
    with pytest.raises(DomainProblem) as refused:
        slots.open("lo thi hanh", PASSPHRASE)
    assert code_of(refused) == "clerk.ambiguous"


def test_several_clerks_open_one_office(slots: KeySlots, opened: OpenSlots) -> None:
    opened.add(TIEN, NAME_TIEN, "hai")
    assert slots.names() == (NAME_HANH, NAME_TIEN)
    assert opened.holders() == {HANH, TIEN}
    assert slots.open(NAME_HANH, PASSPHRASE)[0].key == slots.open(NAME_TIEN, "hai")[0].key == opened.key
    with pytest.raises(DomainProblem) as refused:
        slots.open(NAME_TIEN, PASSPHRASE)
    assert code_of(refused) == "passphrase.wrong"


def test_without_a_name_the_only_clerk_signs_in(slots: KeySlots, opened: OpenSlots) -> None:
    assert slots.open(None, PASSPHRASE)[1] == HANH
    opened.add(TIEN, NAME_TIEN, "hai")
    with pytest.raises(DomainProblem) as refused:
        slots.open(None, PASSPHRASE)
    assert (code_of(refused), refused.value.details) == ("clerk.ambiguous", {"count": 2})


def test_a_name_nobody_or_two_have_opens_nothing(slots: KeySlots, opened: OpenSlots) -> None:
    with pytest.raises(DomainProblem) as refused:
        slots.open("Lò Thị Hằng", PASSPHRASE)
    assert code_of(refused) == "clerk.unknown"
    opened.add(TIEN, NAME_HANH, "hai")
    with pytest.raises(DomainProblem) as refused:
        slots.open(NAME_HANH, PASSPHRASE)
    assert code_of(refused) == "clerk.ambiguous"


def test_a_new_passphrase_ends_the_old_one(slots: KeySlots, opened: OpenSlots) -> None:
    opened.add(HANH, "Lò Thị Hạnh (VP)", "mới")
    assert slots.names() == ("Lò Thị Hạnh (VP)",)
    assert slots.open(None, "mới")[0].key == opened.key
    with pytest.raises(DomainProblem):
        slots.open(None, PASSPHRASE)


def test_a_removed_clerk_does_not_get_in(slots: KeySlots, opened: OpenSlots) -> None:
    opened.add(TIEN, NAME_TIEN, "hai")
    opened.remove(TIEN)
    opened.remove(TIEN)
    assert slots.names() == (NAME_HANH,)
    with pytest.raises(DomainProblem) as refused:
        slots.open(NAME_TIEN, "hai")
    assert code_of(refused) == "clerk.unknown"


def test_the_last_clerk_cannot_be_removed(slots: KeySlots, opened: OpenSlots) -> None:
    with pytest.raises(DomainProblem) as refused:
        opened.remove(HANH)
    assert code_of(refused) == "clerk.last"
    assert slots.open(None, PASSPHRASE)[0].key == opened.key


def test_the_recovery_sheet_gives_a_new_passphrase(slots: KeySlots) -> None:
    made, sheet = slots.create()
    made.add(HANH, NAME_HANH, "quên rồi")
    recovered, clerk = slots.recover(sheet.lower(), NAME_HANH, PASSPHRASE)
    assert (recovered.key, clerk) == (made.key, HANH)
    assert slots.open(None, PASSPHRASE)[0].key == made.key
    assert slots.recover(sheet, NAME_HANH, "once more")[0].key == made.key


def test_a_new_sheet_ends_the_old_one(slots: KeySlots) -> None:
    made, sheet = slots.create()
    made.add(HANH, NAME_HANH, PASSPHRASE)
    newer = made.new_recovery_key()
    with pytest.raises(DomainProblem) as refused:
        slots.recover(sheet, NAME_HANH, "mới")
    assert code_of(refused) == "recovery.wrong"
    assert slots.open(None, PASSPHRASE)[0].key == made.key
    assert slots.recover(newer, NAME_HANH, "mới")[0].key == made.key


@pytest.mark.usefixtures("opened")
def test_the_sheet_of_another_office_opens_nothing(slots: KeySlots, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    _, other_sheet = KeySlots(tmp_path / "other", CHEAP).create()
    with pytest.raises(DomainProblem) as refused:
        slots.recover(other_sheet, NAME_HANH, "mới")
    assert code_of(refused) == "recovery.wrong"


def test_two_offices_have_different_keys(opened: OpenSlots, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert KeySlots(tmp_path / "other", CHEAP).create()[0].key != opened.key


@pytest.mark.usefixtures("opened")
def test_an_office_is_not_founded_over_another(slots: KeySlots) -> None:
    before = slots.path.read_bytes()
    with pytest.raises(FileExistsError):
        slots.create()
    assert slots.path.read_bytes() == before


@pytest.mark.usefixtures("opened")
def test_a_key_of_another_office_is_not_sealed_in(slots: KeySlots) -> None:
    with pytest.raises(DomainProblem) as refused:
        OpenSlots(slots, bytes(32)).add(TIEN, NAME_TIEN, "hai")
    assert code_of(refused) == "storage.wrong_key"


def test_neither_key_nor_passphrase_stands_in_the_file(slots: KeySlots, opened: OpenSlots) -> None:
    content = slots.path.read_bytes()
    for secret in (opened.key, opened.key.hex().encode(), base64.b64encode(opened.key), PASSPHRASE.encode()):
        assert secret not in content


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps who may read in another way")
@pytest.mark.usefixtures("opened")
def test_only_the_owner_may_read_the_file(slots: KeySlots) -> None:
    assert stat.S_IMODE(slots.path.stat().st_mode) == 0o600


def change(slots: KeySlots, place: str, name: str, value: Any) -> None:
    """Change one value of the first clerk's slot, or of the recovery slot, behind the program's back."""
    table = json.loads(slots.path.read_bytes())
    slot = table["recovery"] if place == "recovery" else table["clerks"][0] if place == "clerk" else table
    slot[name] = value
    slots.path.write_text(json.dumps(table), encoding="utf-8")


@pytest.mark.parametrize(
    ("place", "name", "value"),
    [
        ("clerk", "memory_kib", 1 << 31),
        ("clerk", "memory_kib", 0),
        ("clerk", "passes", 10_000),
        ("clerk", "lanes", 0),
        ("clerk", "kdf", "md5"),
        ("clerk", "salt", "?"),
        ("clerk", "clerk", "xyz"),
        ("recovery", "sealed", None),
        ("table", "clerks", 7),
        ("table", "format", "one"),
    ],
)
@pytest.mark.usefixtures("opened")
def test_a_damaged_file_is_named_as_such(slots: KeySlots, place: str, name: str, value: Any) -> None:
    change(slots, place, name, value)
    with pytest.raises(DomainProblem) as refused:
        slots.open(NAME_HANH, PASSPHRASE)
    assert code_of(refused) == "key_slots.damaged"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff"])
def test_a_file_that_is_no_table_is_damaged(slots: KeySlots, content: bytes) -> None:
    slots.path.write_bytes(content)
    for read in (slots.names, slots.table):
        with pytest.raises(DomainProblem) as refused:
            read()
        assert code_of(refused) == "key_slots.damaged"


@pytest.mark.usefixtures("opened")
def test_a_file_of_a_newer_program_is_left_alone(slots: KeySlots) -> None:
    change(slots, "table", "format", 2)
    with pytest.raises(DomainProblem) as refused:
        slots.open(NAME_HANH, PASSPHRASE)
    assert (code_of(refused), refused.value.details) == ("key_slots.newer", {"found": 2})


@pytest.mark.usefixtures("opened")
def test_a_slot_under_another_clerks_id_opens_nothing(slots: KeySlots) -> None:
    change(slots, "clerk", "clerk", TIEN.hex())
    with pytest.raises(DomainProblem) as refused:
        slots.open(NAME_HANH, PASSPHRASE)
    assert code_of(refused) == "passphrase.wrong"


def test_a_full_disk_costs_nobody_the_office(
    slots: KeySlots, opened: OpenSlots, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable_files.os, "fsync", full)
    with pytest.raises(DomainProblem) as refused:
        opened.add(TIEN, NAME_TIEN, "hai")
    assert code_of(refused) == "storage.disk_full"
    assert slots.names() == (NAME_HANH,)
    assert slots.open(None, PASSPHRASE)[0].key == opened.key


def test_the_usual_cost_is_taken_unless_the_machine_is_slow_or_small() -> None:
    assert calibrated(lambda _cost: 0.5) == USUAL == Cost(64 * 1024, 3, 1)
    assert calibrated(lambda cost: cost.memory_kib / 20_000) == Cost(32 * 1024, 2)
    assert calibrated(lambda _cost: 60.0) == LEAST == Cost(19 * 1024, 2, 1)

    def small_machine(cost: Cost) -> float:
        if cost.memory_kib > 40 * 1024:
            raise MemoryError
        return 0.5

    assert calibrated(small_machine) == Cost(32 * 1024, 2)


def test_the_usual_cost_really_seals_and_opens() -> None:
    sealed = sealing.seal(b"k" * 32, b"passphrase", b"context", USUAL)
    assert sealing.unseal(sealed, b"passphrase", b"context") == b"k" * 32
    assert sealing.unseal(sealed, b"passphrase", b"another context") is None
    assert is_bearable(USUAL)
    assert is_bearable(LEAST)


def test_a_machine_without_memory_says_so(opened: OpenSlots) -> None:
    # More than any machine has, though not more than the check of the file would have to refuse.
    sealed = sealing.seal(opened.key, b"x", b"", CHEAP)
    endless = sealing.Sealed(sealed.salt, Cost((1 << 32) - 1, 1), sealed.nonce, sealed.box)
    with pytest.raises(MemoryError):
        sealing.unseal(endless, b"x", b"")


@pytest.mark.usefixtures("opened")
def test_reading_the_names_loads_nothing_heavy(slots: KeySlots) -> None:
    program = (
        "import sys; from pathlib import Path; from app.storage.key_slots import KeySlots;"
        f"print(*KeySlots(Path({str(slots.path.parent)!r})).names());"
        "heavy = {'argon2', 'cryptography', 'sqlcipher3', 'sqlite_utils', 'msgpack'};"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program], capture_output=True, encoding="utf-8", check=True
    )
    assert told.stdout.splitlines() == [NAME_HANH, ""]

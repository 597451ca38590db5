from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.problems import DomainProblem
from app.storage.backup_file import opened_backup
from app.storage.daily_copy import DailyCopy, kept_days
from app.storage.office_store import OfficeStore
from tests.support.offices import KEY, new_office, receive

DAY = 24 * 3600 * 1000
NOON = 1_795_237_200_000
TODAY = date(2026, 11, 21)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[OfficeStore]:
    (tmp_path / "office").mkdir()
    made = new_office(tmp_path / "office")
    receive(made)
    yield made
    made.close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def codes(copy: DailyCopy, now: int = NOON) -> list[str]:
    return [caution.code for caution in copy.state(now).cautions]


def test_an_office_that_was_never_copied_says_so(store: OfficeStore, place: Path) -> None:
    state = DailyCopy(store.database, KEY, place).state(NOON)
    assert (state.last_good_at, state.due) == (None, True)
    assert state.cautions[0].code == "backup.never"


def test_a_copy_a_day_is_enough(store: OfficeStore, place: Path) -> None:
    copy = DailyCopy(store.database, KEY, place)
    header = copy.make(NOON)
    assert header.dossiers == 1
    assert copy.state(NOON).last_good_at == NOON
    assert not copy.state(NOON + 3600 * 1000).due
    assert copy.state(NOON + DAY).due
    [file] = place.iterdir()
    assert file.name == f"motcua-{store.device.hex()[-8:]}-{TODAY.isoformat()}.mcbackup"
    with opened_backup(file) as reader:
        assert reader.is_whole()


def test_an_old_copy_is_warned_about(store: OfficeStore, place: Path) -> None:
    copy = DailyCopy(store.database, KEY, place)
    copy.make(NOON)
    assert "backup.old" not in codes(copy, NOON + 3 * DAY)
    old = next(caution for caution in copy.state(NOON + 5 * DAY).cautions if caution.code == "backup.old")
    assert old.details == {"days": 5}


def test_a_copy_on_the_same_disk_is_warned_about(
    store: OfficeStore, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = DailyCopy(store.database, KEY, place)
    assert copy.on_same_disk()
    assert "backup.same_disk" in codes(copy)
    monkeypatch.setattr(DailyCopy, "on_same_disk", lambda _self: False)
    assert "backup.same_disk" not in codes(copy)


def test_a_stick_that_is_not_plugged_in_is_named_and_nothing_is_noted(
    store: OfficeStore, tmp_path: Path
) -> None:
    copy = DailyCopy(store.database, KEY, tmp_path / "no stick")
    assert codes(copy)[0] == "backup.place_absent"
    with pytest.raises(DomainProblem, match=r"backup\.place_absent"):
        copy.make(NOON)
    assert copy.state(NOON).last_good_at is None


def test_old_copies_go_and_those_of_others_stay(store: OfficeStore, place: Path) -> None:
    others = ["motcua-00000000-2020-01-01.mcbackup", "anh.jpg"]
    mine = f"motcua-{store.device.hex()[-8:]}"
    others += [f"{mine}-2020-99-01.mcbackup", f"{mine}-2020-01-01.mcbackup.old"]
    for name in others:
        (place / name).write_bytes(b"")
    days = [TODAY - timedelta(days=n) for n in range(1, 60)]
    for day in days:
        (place / f"{mine}-{day.isoformat()}.mcbackup").write_bytes(b"")
    DailyCopy(store.database, KEY, place).make(NOON)
    kept = {f"{mine}-{day.isoformat()}.mcbackup" for day in kept_days([*days, TODAY], 7, 4)}
    assert {path.name for path in place.iterdir()} == kept | set(others)
    assert len(kept) == 11


def test_the_newest_week_and_one_of_each_week_before_are_kept() -> None:
    daily = [TODAY - timedelta(days=n) for n in range(60)]
    kept = sorted(kept_days(daily, 7, 4), reverse=True)
    assert kept[:7] == daily[:7]
    assert [day.isoformat() for day in kept[7:]] == ["2026-11-14", "2026-11-08", "2026-11-01", "2026-10-25"]


@given(
    st.sets(st.dates(date(2025, 1, 1), date(2027, 1, 1)), max_size=60), st.integers(1, 9), st.integers(0, 6)
)
def test_the_newest_copy_always_stays(days: set[date], keep_days: int, keep_weeks: int) -> None:
    kept = kept_days(days, keep_days, keep_weeks)
    assert kept <= days
    assert len(kept) <= keep_days + keep_weeks
    assert set(sorted(days)[-keep_days:]) <= kept

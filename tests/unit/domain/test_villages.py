"""Villages as people write them."""

import pytest

from app.domain.villages import Village, Villages, read_villages, village_key

KNOWN = Villages(
    [
        Village("Bản Bồ Hóng", distance_km=18, far=True, former="Thanh Chăn"),
        Village("Huổi Chan 2", distance_km=7, former="Thanh Chăn"),
        Village("Huổi Chan 1", distance_km=6),
        Village("Bản 2"),
    ]
)


@pytest.mark.parametrize("written", ["Bồ Hóng", "bản bồ hóng", "BẢN BỒ HÓNG", "Bo Hong", "Bản  Bồ  Hóng"])
def test_a_village_is_one_in_every_spelling(written: str) -> None:
    found = KNOWN.find(written)
    assert found is not None
    assert found.distance_km == 18


def test_numbers_tell_villages_apart() -> None:
    assert {village_key("Huổi Chan 1"), village_key("Huổi Chan 2")} == {"huoi chan 1", "huoi chan 2"}
    assert village_key("Bản 2") == "ban 2", "a bare number names nothing"
    assert KNOWN.find("Huổi Chan") is None
    assert KNOWN.find("") is None


def test_villages_are_found_by_word_and_by_their_former_commune() -> None:
    assert [one.name for one in KNOWN.search("chan")] == ["Huổi Chan 1", "Huổi Chan 2", "Bản Bồ Hóng"]
    assert [one.name for one in KNOWN.of_former("thanh chăn")] == ["Huổi Chan 2", "Bản Bồ Hóng"]


def test_what_is_stored_comes_back_and_what_is_broken_is_left_out() -> None:
    records = [village.to_record() for village in KNOWN.all]
    assert read_villages(records).all == KNOWN.all
    assert len(read_villages([*records, {"name": 3}, "x", {"name": "A", "distance_km": -4}])) == len(KNOWN)
    assert len(read_villages(None)) == 0

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.keyboard import CARD
from ui.scanning.burst import PAUSE_MS, Burst, Verdict


def _type(burst: Burst, text: str, at: int = 1000, gap: int = 8) -> list[Verdict]:
    return [burst.text(character, at + place * gap) for place, character in enumerate(text)]


def test_a_card_is_known_at_its_first_bar_and_kept_from_the_field() -> None:
    burst = Burst()
    verdicts = _type(burst, CARD)
    assert verdicts[0] is Verdict.PASS_AND_KEEP
    assert set(verdicts[1:12]) == {Verdict.PASS}
    assert verdicts[12] is Verdict.TURN_BACK
    assert set(verdicts[13:]) == {Verdict.SWALLOW}
    assert burst.enter(3000) is Verdict.END
    assert burst.take() == CARD
    assert not burst.scanning


def test_a_symbology_mark_before_the_digits_does_not_hide_a_card() -> None:
    burst = Burst()
    verdicts = _type(burst, "]Q1" + CARD)
    assert verdicts[0] is Verdict.PASS_AND_KEEP
    assert Verdict.TURN_BACK in verdicts


@pytest.mark.parametrize("bar", ["¦", "\\"])
def test_another_keyboard_layout_spells_the_bar_differently(bar: str) -> None:
    assert Verdict.TURN_BACK in _type(Burst(), CARD.replace("|", bar))


def test_a_card_scanned_hard_upon_typing_is_kept_apart_from_it() -> None:
    burst = Burst()
    assert set(_type(burst, "Giang")) == {Verdict.PASS}
    verdicts = _type(burst, CARD, at=1100)
    assert verdicts[0] is Verdict.PASS_AND_KEEP
    assert verdicts[12] is Verdict.TURN_BACK


def test_a_clerk_who_types_a_number_is_left_alone() -> None:
    burst = Burst()
    assert Verdict.TURN_BACK not in _type(burst, "011301001234", gap=90)
    assert burst.enter(4000) is Verdict.PASS
    assert not burst.scanning


def test_a_bar_after_a_pause_is_no_scan() -> None:
    burst = Burst()
    _type(burst, "011301001234")
    assert burst.text("|", 1000 + 12 * 8 + PAUSE_MS + 1) is Verdict.PASS
    assert not burst.scanning


def test_an_input_tool_that_rewrites_a_letter_is_followed() -> None:
    """UniKey turns aa into â by a Backspace and the new letter; the scan then holds the new letter."""
    burst = Burst()
    _type(burst, "011301001234||Va")
    assert burst.backspace(2000) is Verdict.SWALLOW
    burst.text("â", 2005)
    _type(burst, "n|1990", at=2010)
    assert burst.take() == "011301001234||Vân|1990"


def test_keys_that_type_nothing_pass_unless_a_scan_is_under_way() -> None:
    burst = Burst()
    assert burst.other() is Verdict.PASS
    _type(burst, CARD[:20])
    assert burst.other() is Verdict.SWALLOW


@given(st.text(alphabet=st.characters(exclude_characters="|¦\\"), max_size=60))
def test_text_without_a_bar_is_never_a_scan(text: str) -> None:
    burst = Burst()
    assert set(_type(burst, text)) <= {Verdict.PASS, Verdict.PASS_AND_KEEP}


def test_digits_typed_hard_before_a_scan_do_not_hide_it() -> None:
    burst = Burst()
    _type(burst, "0215")
    assert Verdict.TURN_BACK in _type(burst, CARD, at=1100)
    assert burst.take() == CARD


def test_another_field_begins_anew_but_a_scan_goes_on() -> None:
    burst = Burst()
    _type(burst, "0113010")
    burst.moved()
    assert Verdict.TURN_BACK not in _type(burst, "01234|", at=1100)
    _type(burst, CARD[:20], at=5000)
    burst.moved()
    assert burst.text("x", 5200) is Verdict.SWALLOW

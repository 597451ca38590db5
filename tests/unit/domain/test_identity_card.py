"""The QR code of an identity card as keyboard scanners deliver it."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.identity_card import IdentityCard, looks_scanned
from app.domain.partial_date import PartialDate
from app.domain.problems import DomainProblem

CHIP = (
    "011190001234|012345678|Giàng Thị Mẫu|17051990|Nữ|Bản Bồ Hóng, Thanh Chăn, Điện Biên, Điện Biên|01072021"
)


def test_the_seven_fields_of_a_chip_card() -> None:
    card = IdentityCard.parse(CHIP)
    assert card == IdentityCard(
        number="011190001234",
        old_number="012345678",
        full_name="Giàng Thị Mẫu",
        birth_date=PartialDate(1990, 5, 17),
        sex="Nữ",
        address="Bản Bồ Hóng, Thanh Chăn, Điện Biên, Điện Biên",
        issued_on=PartialDate(2021, 7, 1),
        name_doubtful=False,
    )


@pytest.mark.parametrize(
    "scanned",
    [
        CHIP + "\r\n",
        "]Q1" + CHIP + "\r",
        "\x02" + CHIP + "\x03",
        "\ufeff " + CHIP + "\t",
        CHIP + "|Giàng A Sử|Lò Thị Hà|",
        CHIP.replace("|", "\\"),
        CHIP.replace("|", "¦"),
        CHIP.replace("Nữ", "N?"),
    ],
)
def test_noise_of_scanners_and_fields_of_newer_cards_change_nothing(scanned: str) -> None:
    assert IdentityCard.parse(scanned) == IdentityCard.parse(CHIP)
    assert looks_scanned(scanned)


def test_unknown_parts_stay_unknown() -> None:
    card = IdentityCard.parse("011190001234||Lò Thị Hà|00001990||Bản Men")
    assert (card.old_number, card.birth_date, card.sex, card.issued_on) == ("", PartialDate(1990), None, None)
    assert IdentityCard.parse("011190001234||Lò Thị Hà||Nam||").birth_date is None
    assert IdentityCard.parse("011190001234||Lò Thị Hà|99999999|Nam||").birth_date is None


@pytest.mark.parametrize(
    "name", ["Gi?ng Th? M?u", "Giang Thi Mau", "Gia2ng Thi5 Ma64u", "Gi\ufffdng Thị Mẫu"]
)
def test_a_name_the_keyboard_spoilt_is_marked(name: str) -> None:
    assert IdentityCard.parse(CHIP.replace("Giàng Thị Mẫu", name)).name_doubtful


@pytest.mark.parametrize("name", ["H'Yên Niê", "Y-Bhăm Êban"])
def test_apostrophes_and_hyphens_belong_to_names(name: str) -> None:
    assert not IdentityCard.parse(CHIP.replace("Giàng Thị Mẫu", name)).name_doubtful


@pytest.mark.parametrize(
    ("scanned", "reason"),
    [
        ("", "fields"),
        ("https://example.vn/tra-cuu", "fields"),
        ("011190001234|012345678|Giàng Thị Mẫu|17051990|Nữ", "fields"),
        ("01119000123|012345678|Giàng Thị Mẫu|17051990|Nữ|x", "number"),
        ("011190001234|012345678||17051990|Nữ|x", "name"),
        ("011190001234||Lò \u202eThị|17051990|Nữ|x", "name"),
    ],
)
def test_what_is_no_card_is_refused_with_the_reason(scanned: str, reason: str) -> None:
    with pytest.raises(DomainProblem) as caught:
        IdentityCard.parse(scanned)
    assert caught.value.details == {"reason": reason}


def test_ordinary_text_does_not_look_scanned() -> None:
    assert not looks_scanned("Giàng Thị Mẫu")
    assert not looks_scanned("a|b|c|d|e|f")


@given(st.text(max_size=120))
def test_no_text_breaks_the_reader(text: str) -> None:
    with contextlib.suppress(DomainProblem):
        assert IdentityCard.parse(text).number

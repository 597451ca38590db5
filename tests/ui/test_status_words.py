from datetime import datetime

import pytest

from app.domain.moments import VIET_NAM, to_milliseconds
from app.use_cases.ports import DeliverySummary
from ui.status_words import moment_words, status_words

NOW = datetime(2026, 11, 23, 16, 55, tzinfo=VIET_NAM)
NOON = to_milliseconds(datetime(2026, 11, 23, 12, 0, tzinfo=VIET_NAM))


def _summary(**fields: object) -> DeliverySummary:
    usual = {
        "facts_waiting": 0,
        "dossiers_waiting": 0,
        "facts_received": 0,
        "last_receipt_at": None,
        "last_exchange_at": None,
        "last_problem": None,
        "enrolled": True,
    }
    return DeliverySummary(**{**usual, **fields})  # type: ignore[arg-type]  # the fields above


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Đã gửi hết"),
        ({"facts_waiting": 3, "dossiers_waiting": 2}, "2 hồ sơ chờ gửi"),
        ({"facts_waiting": 3}, "3 mục chờ gửi"),
        ({"facts_waiting": 3, "enrolled": False}, "Chưa kết nối với tỉnh"),
    ],
)
def test_what_waits_is_told(fields: dict[str, object], words: str) -> None:
    assert status_words(_summary(**fields), NOW).waiting == words


def test_the_province_has_received_only_what_it_signed_for() -> None:
    assert status_words(_summary(facts_received=12), NOW).received == ""
    words = status_words(_summary(last_receipt_at=NOON, last_exchange_at=NOON), NOW)
    assert words.received == "tỉnh xác nhận đã nhận lúc 12:00"
    assert words.last == "trao đổi lần cuối 12:00"


def test_a_failed_exchange_is_explained_calmly() -> None:
    assert "{" not in status_words(_summary(last_problem="link.unreachable"), NOW).trouble
    assert status_words(_summary(last_problem="link.unreachable"), NOW).trouble != ""


def test_moments_are_told_as_one_would_say_them() -> None:
    assert moment_words(datetime(2026, 11, 23, 7, 45, tzinfo=VIET_NAM), NOW) == "07:45"
    assert moment_words(datetime(2026, 11, 22, 7, 45, tzinfo=VIET_NAM), NOW) == "07:45 hôm qua"
    assert moment_words(datetime(2026, 11, 2, 7, 45, tzinfo=VIET_NAM), NOW) == "07:45 02/11/2026"

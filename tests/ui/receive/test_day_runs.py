from datetime import date, datetime

import pytest

from app.domain.deadlines import Appointment, appointment
from app.domain.moments import VIET_NAM
from app.domain.office_hours import OfficeHours
from app.domain.time_limit import LimitUnit, TimeLimit
from app.localization.translate import set_language
from app.machine.resource_files import deadline_rules_on, load_calendar
from ui.receive.appointment_words import AppointmentWords, appointment_words, summary
from ui.receive.day_runs import day_runs

FIVE_WORKING_DAYS = TimeLimit(LimitUnit.WORKING_DAYS, 5)
SAME_DAY = TimeLimit(LimitUnit.SAME_DAY)


def _at(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=VIET_NAM)


def _hours() -> OfficeHours:
    return deadline_rules_on(date(2026, 11, 23)).default_hours


def _appointed(received: datetime, limit: TimeLimit) -> Appointment:
    return appointment(received, limit, load_calendar(), _hours())


def _words(received: datetime, limit: TimeLimit) -> AppointmentWords:
    return appointment_words(_appointed(received, limit), limit, _hours().cut_off)


def test_days_that_count_alike_are_one_run() -> None:
    runs = day_runs(_appointed(_at(2026, 8, 28, 9, 0), FIVE_WORKING_DAYS))
    assert [(run.first.day, run.last.day, run.numbers) for run in runs] == [
        (29, 30, None),
        (31, 31, None),
        (1, 2, None),
        (3, 4, (1, 2)),
        (5, 6, None),
        (7, 9, (3, 5)),
    ]


def test_the_swap_day_and_the_holidays_are_explained() -> None:
    words = _words(_at(2026, 8, 28, 9, 0), FIVE_WORKING_DAYS)
    assert words.day == "Thứ Tư, 09/09/2026"
    assert words.hour == "trước 17:00"
    assert words.rule == "5 ngày làm việc, tính từ ngày sau ngày nhận."
    assert [line.days for line in words.lines][-2:] == ["T7 05/09 – CN 06/09", "T2 07/09 – T4 09/09"]
    assert "ngày 3-5" in summary(words.lines)
    assert all(line.meaning.startswith("không tính – ") for line in words.lines if not line.counted)


@pytest.mark.parametrize(
    ("received", "day", "rule"),
    [
        (_at(2026, 11, 23, 9, 0), "Thứ Hai, 23/11/2026", "Trả trong ngày vì nhận trước 15:00."),
        (
            _at(2026, 11, 27, 15, 30),
            "Thứ Hai, 30/11/2026",
            "Nhận sau 15:00 nên trả vào ngày làm việc tiếp theo.",
        ),
        (
            _at(2026, 11, 22, 9, 0),
            "Thứ Hai, 23/11/2026",
            "Nhận vào ngày nghỉ nên trả vào ngày làm việc tiếp theo.",
        ),
    ],
)
def test_the_fifteen_o_clock_rule_is_told(received: datetime, day: str, rule: str) -> None:
    words = _words(received, SAME_DAY)
    assert (words.day, words.rule) == (day, rule)


def test_calendar_days_that_end_on_a_day_off_say_so() -> None:
    words = _words(_at(2026, 11, 13, 9, 0), TimeLimit(LimitUnit.CALENDAR_DAYS, 15))
    assert words.day == "Thứ Hai, 30/11/2026"
    assert words.rule.endswith("nên chuyển sang ngày làm việc tiếp theo.")


def test_a_holiday_that_is_not_sure_is_doubted() -> None:
    words = _words(_at(2027, 1, 22, 9, 0), TimeLimit(LimitUnit.WORKING_DAYS, 12))
    assert words.doubt == "Có ngày nghỉ trong khoảng này chưa được công bố chính thức."


def test_without_a_limit_the_clerk_is_asked_for_a_date() -> None:
    words = _words(_at(2026, 11, 23, 9, 0), TimeLimit(LimitUnit.NONE))
    assert (words.day, words.hour, words.lines) == ("Không quy định thời hạn", "", ())


def test_english_says_the_same() -> None:
    set_language("en")
    words = _words(_at(2026, 11, 27, 15, 30), SAME_DAY)
    assert words.day == "Monday, 30/11/2026"
    assert words.rule == "Received after 15:00: returned on the next working day."

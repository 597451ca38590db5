"""The parts of a moment as papers write them, on Viet Nam's clock."""

from collections.abc import Sequence
from datetime import datetime

from app.domain.moments import local

_LAST_PADDED_MONTH = 2


def moment_words(moment: datetime, weekdays: Sequence[str]) -> dict[str, str]:
    """Return day, month, month_2, year, hour, minute and weekday (Monday's name first in `weekdays`).

    Days have two digits and so have months 1 and 2, that nobody can write a digit before them
    (Nghị định 30/2020/NĐ-CP).
    """
    at = local(moment)
    return {
        "day": f"{at.day:02}",
        "month": f"{at.month:02}" if at.month <= _LAST_PADDED_MONTH else str(at.month),
        "month_2": f"{at.month:02}",
        "year": str(at.year),
        "hour": f"{at.hour:02}",
        "minute": f"{at.minute:02}",
        "weekday": weekdays[at.weekday()],
    }

"""A day and an hour as pictures: the page of a calendar, the days of a week, a clock, nights to sleep."""

import math
from datetime import date, datetime

from app.documents.blocks import (
    BLACK,
    WHITE,
    Block,
    Outline,
    Step,
    backed,
    beside,
    ellipse,
    largest,
    padded,
    paragraph,
    rectangle,
    sized,
    stacked,
)
from app.documents.drawing import GREY, WARNING, Drawing
from app.documents.measures import Align
from app.domain.moments import local

NOON = 12
_DAY_SIZES = (128.0, 112.0, 96.0, 84.0, 72.0, 60.0)
_MOST_NIGHTS = 10


def calendar_page(drawing: Drawing, moment: datetime, width: float) -> Block:
    """Return the page of a wall calendar: month on a dark band, the day as large as it fits, the weekday."""
    words, at = drawing.words, local(moment)
    inside = width - 8
    sunday = at.weekday() == 6  # noqa: PLR2004 - Sundays are red on every wall calendar
    tint = WARNING if sunday else BLACK
    month = paragraph(words.moment("month", at), drawing.bold(width / 13, WHITE), inside, Align.CENTRE)
    band = backed(padded(month, 4, width / 30), fill=drawing.tint(WARNING))
    day = _figures(drawing, str(at.day), inside, width * 0.56)
    weekday = words.moment("weekday", at)
    name = largest(
        words.capitals(weekday), drawing.bold(1, tint), (width / 8, width / 10), inside, Align.CENTRE
    )
    body = sized(stacked([day, name], width / 40), width=width)
    page = stacked([band, padded(Block(width, body.height, body.marks), 0, width / 28)])
    framed = backed(page, line=BLACK, thickness=width / 60)
    rings = _rings(width)
    return Block(width, framed.height + rings.height / 2, (*framed.at(0, rings.height / 2), *rings.marks))


def _figures(drawing: Drawing, figures: str, width: float, height: float) -> Block:
    """Return figures with no room but their own ink above and below, at most so high."""
    face = drawing.faces.bold
    size = min(height / face.top(figures), width / face.width(figures))
    line = largest(figures, drawing.bold(size), (size,), width, Align.CENTRE)
    base = max(mark.y for mark in line.marks)
    top, bottom = base - face.top(figures) * size, base + face.bottom(figures) * size
    return Block(width, bottom - top, Block(width, 0, line.marks).at(0, -top))


def _rings(width: float) -> Block:
    high, across = width / 9, width / 34
    marks = []
    for share in (0.1, 0.9):
        x = width * share - across
        marks.append(Outline(0, 0, rectangle(x, 0, 2 * across, high, across), 1.0, WHITE, BLACK, width / 70))
    return Block(width, high, tuple(marks))


def week(drawing: Drawing, day: date, width: float, height: float) -> Block:
    """Return the seven days as they are numbered here (thứ 2 … CN), the wanted one filled."""
    cell = width / 7
    cells = []
    for place, name in enumerate(drawing.words.list("week")):
        wanted = place == day.weekday()
        pen = drawing.bold(height * 0.52, WHITE if wanted else GREY)
        text = paragraph(name, pen, cell - 6, Align.CENTRE)
        box = sized(text, width=cell - 5, height=height)
        cells.append(
            backed(
                box,
                fill=BLACK if wanted else None,
                line=BLACK if wanted else drawing.tint(GREY),
                thickness=2.0 if wanted else 0.7,
                radius=4,
            )
        )
    return beside(cells, 5 * 7 / 6)


def clock(moment: datetime, size: float) -> Block:
    """Return the face of a clock with its hands at the hour."""
    at = local(moment)
    middle, radius = size / 2, size / 2 - size / 40
    marks = [Outline(0, 0, ellipse(middle, middle, radius, radius), 1.0, WHITE, BLACK, size / 20)]
    for hour in range(12):
        inner = 0.74 if hour % 3 == 0 else 0.83
        marks.append(_hand(middle, radius, hour * 30, (inner, 0.92), size / (24 if hour % 3 == 0 else 40)))
    minutes = at.minute * 6.0
    hours = (at.hour % 12) * 30 + at.minute / 2
    marks.append(_hand(middle, radius, hours, (0.0, 0.48), size / 12))
    marks.append(_hand(middle, radius, minutes, (0.0, 0.70), size / 20))
    marks.append(Outline(0, 0, ellipse(middle, middle, size / 18, size / 18), 1.0, BLACK))
    return Block(size, size, tuple(marks))


def _hand(middle: float, radius: float, degrees: float, reach: tuple[float, float], thick: float) -> Outline:
    start, end = reach
    angle = math.radians(degrees - 90)
    across, down = math.cos(angle) * radius, math.sin(angle) * radius
    steps: tuple[Step, ...] = (
        ("M", (middle + across * start, middle + down * start)),
        ("L", (middle + across * end, middle + down * end)),
    )
    return Outline(0, 0, steps, 1.0, None, BLACK, thick)


def half_day(drawing: Drawing, moment: datetime, size: float) -> Block:
    """Return the sun: rising for a morning, going down behind the hills for an afternoon."""
    return drawing.picture("morning" if local(moment).hour < NOON else "afternoon", size)


def nights(drawing: Drawing, issued: datetime, due: datetime, width: float) -> Block:
    """Return as many moons as there are nights to sleep; nothing when they are too many to count by eye."""
    count = (local(due).date() - local(issued).date()).days
    if not 0 < count <= _MOST_NIGHTS:
        return Block(width, 0)
    size = min(22.0, width / (count * 1.25))
    moons = beside([drawing.picture("moon", size) for _ in range(count)], size / 4)
    text = paragraph(
        drawing.words.text("nights", number=str(count)), drawing.regular(8.5, GREY), width, Align.CENTRE
    )
    return stacked([sized(moons, width=width), text], 2)

"""One closing sheet on the screen: work, money, numbers, differences, what stays open."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.closing import Sheet
from app.localization.closing_text import act_text, book_text, column_text, method_text, warning_text
from app.localization.formats import money, short_date
from app.localization.translate import _
from app.use_cases.closing_paper import ACT_COLUMNS, acts_by_clerk, ranges
from ui.style.spacing import space
from ui.widgets.card import Card
from ui.widgets.notice import Notice
from ui.widgets.text import label

_RIGHT = Qt.AlignmentFlag.AlignRight
_LEFT = Qt.AlignmentFlag.AlignLeft


class SheetView(QWidget):
    """Shows a sheet; made anew for each, because it is short."""

    def __init__(self, sheet: Sheet, names: Mapping[bytes, str], parent: QWidget | None = None) -> None:
        """Word a sheet in the language now in use."""
        super().__init__(parent)
        self._sheet = sheet
        self._names = names
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space().half)
        if sheet.warnings:
            notice = Notice("warn")
            notice.say("\n".join(warning_text(code, count) for code, count in sheet.warnings))
            column.addWidget(notice)
        for heading, make in (
            (_("Work, by clerk"), self._acts),
            (_("Money"), self._money),
            (_("Numbers used, by book"), self._books),
            (_("Differences of days already closed"), self._differences),
            (_("Carried over to the next day"), self._carried),
        ):
            column.addWidget(_card(heading, make))

    def _name(self, clerk: bytes) -> str:
        return self._names.get(clerk, f"({clerk.hex()[:6]})")

    def _acts(self) -> tuple[Sequence[str], list[Sequence[str]]]:
        counted = acts_by_clerk(self._sheet)
        shown = [column for column in ACT_COLUMNS if any(of[column] for of in counted.values())]
        heads = ["", *map(column_text, shown)]
        return heads, [
            [self._name(who), *(str(of[column] or "") for column in shown)] for who, of in counted.items()
        ]

    def _money(self) -> tuple[Sequence[str], list[Sequence[str]]]:
        sheet = self._sheet
        rows: list[Sequence[str]] = [
            [self._name(m.clerk), m.book, method_text(m.method), str(m.times), money(m.amount)]
            for m in sheet.money
        ]
        if rows or sheet.carried.cash:
            rows.append([_("Cash to hand over"), "", "", "", money(sheet.carried.cash)])
        return ["", _("Book"), "", _("Slips"), _("Amount")], rows

    def _books(self) -> tuple[Sequence[str], list[Sequence[str]]]:
        heads = ["", _("Book"), _("Numbers"), _("Void"), _("Missing")]
        return heads, [
            [
                book_text(span.kind),
                span.book,
                f"{span.first}–{span.last}" if span.last > span.first else str(span.last),
                ranges(span.void, span.void_count) or "–",
                ranges(span.missing, span.missing_count) or "–",
            ]
            for span in self._sheet.books
        ]

    def _differences(self) -> tuple[Sequence[str], list[Sequence[str]]]:
        heads = [_("Of the day"), "", "", _("Times"), _("Amount")]
        return heads, [
            [
                short_date(date.fromisoformat(one.day)),
                self._name(one.clerk),
                act_text(one.name) + (f" ({method_text(one.method)})" if one.method else ""),
                str(one.times),
                money(one.amount) if one.amount else "",
            ]
            for one in self._sheet.differences
        ]

    def _carried(self) -> tuple[Sequence[str], list[Sequence[str]]]:
        carried = self._sheet.carried
        return [], [
            [_("Dossiers not finished"), str(carried.open)],
            [_("Due today, not finished"), str(carried.due_today)],
            [_("Overdue"), str(carried.overdue)],
            [_("Results waiting for citizens"), str(carried.ready)],
            [_("Papers ordered, not printed here"), str(carried.papers)],
            [_("Entries waiting to be sent"), str(carried.undelivered)],
        ]


def _card(heading: str, make: Callable[[], tuple[Sequence[str], list[Sequence[str]]]]) -> Card:
    card = Card()
    card.heading.setText(heading)
    heads, rows = make()
    if not rows:
        card.body.addWidget(label(_("Nothing."), "soft"))
        return card
    grid = QGridLayout()
    grid.setHorizontalSpacing(space().one)
    grid.setVerticalSpacing(space().tight)
    width = len(rows[0])
    for place, text in enumerate(heads):
        grid.addWidget(label(text, "label"), 0, place, _side(place, width))
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row):
            strong = "strong" if number == len(rows) and row[1:-1] == ["", "", ""] else ""
            cell = label(text, strong, wrap=place == 0)
            if place:
                grid.addWidget(cell, number, place, _side(place, width))
            else:
                grid.addWidget(cell, number, place)  # fills its cell: only so it wraps where it must
    # What says who or what takes the room; figures stand together at the right.
    grid.setColumnStretch(0, 1)
    card.body.addLayout(grid)
    return card


def _side(place: int, width: int) -> Qt.AlignmentFlag:
    """Names to the left; the last two columns are figures."""
    return _RIGHT if place >= width - 2 and place else _LEFT

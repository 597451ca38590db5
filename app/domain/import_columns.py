"""Which column of another program's list holds what: guessed from the headings, with or without marks.

The headings are those of the register (form 07, *Sổ theo dõi hồ sơ*) as offices keep it in spreadsheets, and
those of lists that provincial systems give out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.problems import DomainProblem
from app.domain.text import fold, words

Row = Sequence[object]

REF = "ref"
PROCEDURE = "procedure"
FULL_NAME = "full_name"
NEEDED = (PROCEDURE, FULL_NAME)

_HEADINGS: dict[str, tuple[str, ...]] = {
    REF: ("mã hồ sơ", "số hồ sơ", "mã số hồ sơ", "số biên nhận", "mã biên nhận", "code"),
    PROCEDURE: (
        *("tên tthc", "tên thủ tục hành chính", "tên thủ tục", "thủ tục", "thủ tục hành chính", "tthc"),
        *("mã thủ tục", "mã tthc", "nội dung yêu cầu giải quyết", "nội dung", "loại hồ sơ", "procedure"),
    ),
    FULL_NAME: (
        *("tên cá nhân tổ chức", "họ và tên", "họ tên", "người nộp", "người nộp hồ sơ", "chủ hồ sơ"),
        *("tên người nộp", "tên chủ hồ sơ", "cá nhân tổ chức", "tổ chức cá nhân", "full name"),
        *("tên tổ chức cá nhân", "họ và tên người nộp"),
    ),
    "contact": ("địa chỉ sđt", "địa chỉ số điện thoại", "địa chỉ điện thoại", "địa chỉ và số điện thoại"),
    "address": ("địa chỉ", "nơi cư trú", "nơi ở", "address"),
    "village": ("thôn bản", "bản", "thôn", "thôn bản tổ dân phố", "village"),
    "phone": ("số điện thoại", "điện thoại", "sđt", "sdt", "đt", "phone"),
    "id_number": ("số cccd", "cccd", "số căn cước", "số định danh", "số định danh cá nhân", "cmnd cccd"),
    "birth_date": ("ngày sinh", "năm sinh", "ngày tháng năm sinh"),
    "sets": ("số lượng hồ sơ", "số lượng hồ sơ bộ", "số bộ", "số lượng bộ", "số lượng"),
    "channel": ("hình thức nộp", "kênh tiếp nhận", "hình thức tiếp nhận", "phương thức nộp"),
    "received_at": (
        *("nhận hồ sơ", "ngày nhận", "ngày nhận hồ sơ", "ngày tiếp nhận", "thời gian nhận hồ sơ"),
        *("ngày tháng năm nhận hồ sơ", "received"),
    ),
    "due_at": (
        *("hẹn trả", "hẹn trả kết quả", "ngày hẹn trả", "ngày hẹn trả kết quả", "thời hạn", "hạn trả"),
        *("ngày tháng năm hẹn trả kết quả", "ngày hẹn", "hạn giải quyết", "due"),
    ),
    "finished_at": ("ngày có kết quả", "ngày xử lý xong", "ngày hoàn thành", "ngày kết thúc xử lý"),
    "returned_at": ("trả kết quả", "ngày trả", "ngày trả kết quả", "ngày tháng năm trả kết quả"),
    "status": ("trạng thái", "tình trạng", "trạng thái hồ sơ", "tình trạng hồ sơ", "status"),
    "return_at": ("phương thức nhận kết quả", "hình thức nhận kết quả", "nơi nhận kết quả"),
    "note": ("ghi chú", "note"),
}
IMPORT_FIELDS = tuple(_HEADINGS)
"""What a column may hold."""
_BY_HEADING = {
    " ".join(words(fold(heading))): name for name, headings in _HEADINGS.items() for heading in headings
}
_LOOKED_AT = 20
"""The heading stands in one of the first rows, below letterhead and title."""
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Where the table begins and which column (from 0) holds which field.

    ``headings`` are as they stand in the file; ``first_row`` is the place of the first row of data, from 0.
    """

    headings: tuple[str, ...]
    first_row: int
    columns: Mapping[str, int] = field(default_factory=dict)

    def changed(self, stated: Mapping[str, str]) -> "ColumnMap":
        """Return the map with columns a person named: by heading, by letter (``C``), or empty for none.

        Raises DomainProblem ``import.unknown_field`` (`field`, `allowed`) or ``import.unknown_column``
        (`column`).
        """
        columns = dict(self.columns)
        for name, where in stated.items():
            if name not in _HEADINGS:
                raise DomainProblem("import.unknown_field", name=name[:40], allowed=", ".join(IMPORT_FIELDS))
            columns.pop(name, None)
            if where.strip():
                columns[name] = self._place(where.strip())
        return ColumnMap(self.headings, self.first_row, columns)

    def _place(self, where: str) -> int:
        wanted = _key(where)
        for place, heading in enumerate(self.headings):
            if wanted and _key(heading) == wanted:
                return place
        if where.isascii() and where.isalpha() and len(where) <= 2:  # noqa: PLR2004 - A to ZZ
            number = 0
            for letter in where.upper():
                number = number * _LETTERS + ord(letter) - ord("A") + 1
            if number <= len(self.headings):
                return number - 1
        raise DomainProblem("import.unknown_column", column=where[:40])

    def missing(self) -> tuple[str, ...]:
        """Return the fields without which no row can be taken over."""
        return tuple(name for name in NEEDED if name not in self.columns)


def guess_columns(rows: Sequence[Row]) -> ColumnMap:
    """Find the heading and what its columns hold; a heading may have two storeys.

    Raises DomainProblem ``import.no_heading`` when no row names a procedure or a person.
    """
    best: tuple[int, ColumnMap] | None = None
    for place in range(min(len(rows), _LOOKED_AT)):
        for storeys in (2, 1):
            found = _headed(rows, place, storeys)
            if found is not None and (best is None or len(found.columns) > best[0]):
                best = len(found.columns), found
    if best is None or not {PROCEDURE, FULL_NAME, REF} & best[1].columns.keys():
        raise DomainProblem("import.no_heading")
    return best[1]


def _headed(rows: Sequence[Row], place: int, storeys: int) -> ColumnMap | None:
    """Read the heading that begins in a row."""
    if place + storeys > len(rows):
        return None
    parts = rows[place : place + storeys]
    wide = max(len(row) for row in parts)
    headings, columns = [], {}
    for column in range(wide):
        texts = [_text(row[column]) if column < len(row) else "" for row in parts]
        # Below a heading shared by several stands what each of them is.
        own = next((text for text in reversed(texts) if text), "")
        headings.append(own)
        name = _BY_HEADING.get(_key(own))
        if storeys > 1 and texts[-1] and name is None:
            return None
        if name is not None and name not in columns:
            columns[name] = column
    return ColumnMap(tuple(headings), place + storeys, columns) if columns else None


def _key(text: str) -> str:
    return " ".join(words(fold(text)))


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""

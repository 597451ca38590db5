"""Records of papers: an everyday one for every template, and what hypothesis may put on one."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from hypothesis import strategies as st

from app.documents.page_parts import Page
from app.documents.paper_layout import lay_out
from app.documents.paper_record import Words
from app.documents.template_shelf import Shelved
from tests.support.papers import faces, renderer
from tests.support.slips import lines

CODE = "000.21.45.H18-261123-0042"
AT = 1_795_400_000_000
"""Monday 23/11/2026 09:13 in Viet Nam."""
DAY_MS = 86_400_000

LONG_NAME = "Giàng Thị Hoàng Ngọc Phương Quỳnh Vàng Pàng Chứ Mí Lềnh Ẳng Nữ"
LONG_ADDRESS = (
    "Số nhà 123, ngõ 45, đường Võ Nguyên Giáp, khu tái định cư Nậm Khẩu Hu, tổ dân phố 12 (cạnh trạm y tế "
    "cũ, đối diện trường phổ thông dân tộc bán trú tiểu học), xã Thanh Nưa, tỉnh Điện Biên (trước là xã "
    "Thanh Chăn)"
)


@cache
def forms() -> tuple[str, ...]:
    """Every paper drawn from a template."""
    return renderer().shelf.forms


def shelved(form: str) -> Shelved:
    """The shipped template of a form."""
    return renderer().shelf[form]


def words(form: str, record: Mapping[str, Any]) -> Words:
    """The words of a record."""
    return Words(record, shelved(form).common, faces().letters)


def laid_out(form: str, record: Mapping[str, Any]) -> list[Page]:
    """The pages of all copies of a paper."""
    return lay_out(shelved(form).template, words(form, record), faces())


def full_record(form: str, *, rows: int = 3, text: str = "Giấy tờ ghi đúng sự thật") -> dict[str, Any]:
    """Return a record in which everything the form knows says something."""
    contract = shelved(form).template.contract
    values: dict[str, Any] = {name: text for name in contract.known.words if name != "code"}
    values |= {name: {"at": AT} for name in values if name.endswith("_at")}
    values |= {name: "0912345678" for name in values if name.endswith("phone")} | {"full_name": LONG_NAME}
    if "amount" in values:
        values["amount"] = {"dong": 10_000}
    return {
        "code": CODE,
        "values": values,
        "lists": {name: [f"{text} {number}" for number in range(1, rows + 1)] for name in contract.lists}
        | {"header": ["ỦY BAN NHÂN DÂN XÃ THANH NƯA", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"]},
        "tables": {
            name: [
                [number if cell == "number" else f"{text} {number}" for cell in cells or "abc"]
                for number in range(1, rows + 1)
            ]
            for name, cells in contract.tables.items()
        },
        "columns": {
            name: [{"head": f"Cột {one}"} for one in "abc"]
            for name, cells in contract.tables.items()
            if cells is None
        },
    }


def _values() -> st.SearchStrategy[Any]:
    moments = st.integers(1_700_000_000_000, 2_000_000_000_000)
    return st.one_of(
        lines(120),
        lines(400),
        st.integers(0, 10**12),
        st.builds(lambda at: {"at": at}, moments),
        st.builds(lambda amount: {"dong": amount}, st.integers(0, 10**11)),
        st.builds(lambda day: {"day": day.isoformat()}, st.dates()),
        st.builds(lambda word: {"word": word, "of": "id_kinds"}, st.sampled_from(["", "cccd"]) | lines(30)),
        st.none(),
    )


@st.composite
def any_record(draw: st.DrawFn, form: str) -> dict[str, Any]:
    """Any record a form may get, every part optional."""
    contract = shelved(form).template.contract
    values = {name: draw(_values()) for name in sorted(contract.known.words) if name != "code"}
    lists = {name: draw(st.lists(lines(200), max_size=12)) for name in sorted(contract.lists)}
    tables: dict[str, Any] = {}
    columns: dict[str, Any] = {}
    shared = draw(st.lists(_columns(), min_size=1, max_size=8))
    for name, cells in sorted(contract.tables.items()):
        count = len(cells) if cells is not None else len(shared)
        row = st.lists(st.one_of(lines(40), lines(150), _values()), min_size=count, max_size=count)
        tables[name] = draw(st.lists(row, max_size=10))
        if cells is None:
            columns[name] = shared
    return {
        "code": draw(st.sampled_from(["", CODE, "TAM-000.21.45.H18-02-261123-0042"])),
        "values": values,
        "lists": lists,
        "tables": tables,
        "columns": columns,
        "practice": draw(st.booleans()),
        "provisional": draw(st.booleans()),
        "copy_number": draw(st.integers(0, 12)),
        "reprinted_at": draw(st.none() | st.just(AT)),
        "notices": draw(st.lists(lines(120), max_size=2)),
    }


def _columns() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "head": lines(40),
            "width": st.integers(1, 60),
            "align": st.sampled_from(["left", "centre", "right"]),
            "group": st.sampled_from(["", "", "Tiếp nhận", "Đã giải quyết"]),
        }
    )

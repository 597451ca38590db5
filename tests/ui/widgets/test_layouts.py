import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLabel, QLayout, QLineEdit, QWidget

from tests.ui.conftest import Show
from ui.style.spacing import space
from ui.widgets.field import Field
from ui.widgets.field_grid import FieldGrid
from ui.widgets.flow_row import FlowRow

pytestmark = pytest.mark.usefixtures("qapp")


def _places(layout: QLayout, width: int) -> list[QRect]:
    layout.setGeometry(QRect(0, 0, width, layout.heightForWidth(width)))
    found = []
    for index in range(layout.count()):
        item = layout.itemAt(index)
        assert item is not None
        found.append(item.geometry())
    return found


def _apart(places: list[QRect]) -> bool:
    return not any(
        one.intersects(other) for n, one in enumerate(places) for other in places[n + 1 :] if one.isValid()
    )


class _Box(QWidget):
    def __init__(self, width: int, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._size = QSize(width, height)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt asks for it by this name
        return self._size


@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(10, 60)), min_size=1, max_size=14),
    st.integers(200, 1600),
)
def test_fields_never_overlap_and_fill_the_width(cells: list[tuple[int, int]], width: int) -> None:
    page = QWidget()
    grid = FieldGrid(4, 12.5, page)
    for span, height in cells:
        grid.add(_Box(40, height, page), span)
    places = _places(grid, width)
    assert _apart(places)
    assert all(place.left() >= 0 and place.right() < width for place in places)
    assert max(place.right() for place in places) == width - 1
    assert max(place.bottom() for place in places) == grid.heightForWidth(width) - 1


def test_a_wide_grid_has_more_columns_than_a_narrow_one() -> None:
    page = QWidget()
    grid = FieldGrid(3, 10, page)
    for _field in range(3):
        grid.add(_Box(40, 30, page))
    assert len({place.top() for place in _places(grid, space().ems(40))}) == 1
    assert len({place.top() for place in _places(grid, space().ems(12))}) == 3


@given(st.lists(st.integers(20, 300), min_size=1, max_size=12), st.integers(300, 900))
def test_chips_keep_their_size_and_wrap(widths: list[int], width: int) -> None:
    page = QWidget()
    row = FlowRow(page)
    for one in widths:
        row.addWidget(_Box(one, 28, page))
    places = _places(row, width)
    assert _apart(places)
    assert [place.width() for place in places] == widths
    assert all(place.right() < width for place in places)


def test_a_mark_comes_with_words_and_a_sign_and_tells_a_screen_reader(show: Show) -> None:
    field = Field(QLineEdit())
    field.set_label("&Họ và tên")
    show(field)
    assert field.editor.accessibleName() == "Họ và tên"
    tall = field.sizeHint().height()
    field.refuse("Cần có họ tên")
    assert field.mark == "bad"
    assert field.editor.accessibleDescription() == "Cần có họ tên"
    signs = [
        label for label in field.findChildren(QLabel) if label.isVisible() and not label.pixmap().isNull()
    ]
    assert len(signs) == 1
    assert field.sizeHint().height() > tall
    field.clear_mark()
    assert field.mark == ""
    assert field.said == ""
    assert field.sizeHint().height() == tall

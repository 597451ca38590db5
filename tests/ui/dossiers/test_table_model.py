from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QTableView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.use_cases.outcome import Changes
from tests.support.running_window import RunningWindow
from ui.dossiers.table_model import CODE, NAME, PAGE_ROWS, STATUS, DossierTableModel, Question


@pytest.fixture
def model(window: RunningWindow) -> Iterator[DossierTableModel]:
    made = DossierTableModel(window.office._session)
    yield made
    window.settle()
    made.deleteLater()


def _receive(window: RunningWindow, count: int) -> list[object]:
    """Receive dossiers behind the window's back, as the command line does."""
    from tests.support.desks import request

    requests = [request(applicant={"full_name": f"Giàng A Số {number}"}) for number in range(count)]
    return [received.subject for received in window.desk.receive.batch(requests, window.desk.acting())]


def _names(model: DossierTableModel, *rows: int) -> list[str | None]:
    return [model.data(model.index(row, NAME)) for row in rows]


def test_the_length_is_right_before_any_page_is_asked_for(
    window: RunningWindow, model: DossierTableModel, qtmodeltester: ModelTester
) -> None:
    _receive(window, PAGE_ROWS * 2 + 10)
    model.ask(Question())
    window.settle()
    assert model.rowCount() == PAGE_ROWS * 2 + 10
    assert _names(model, 0, 1) == ["Giàng A Số 521", "Giàng A Số 520"]
    assert _names(model, 521) == [""]
    window.settle()
    assert _names(model, 521) == ["Giàng A Số 0"]
    qtmodeltester.check(model, force_py=True)
    window.settle()


def test_other_roles_cost_nothing(window: RunningWindow, model: DossierTableModel) -> None:
    _receive(window, 1)
    model.ask(Question())
    window.settle()
    index = model.index(0, CODE)
    assert model.data(index, Qt.ItemDataRole.BackgroundRole) is None
    assert model.data(index, Qt.ItemDataRole.ToolTipRole) is None


def test_a_change_keeps_selection_and_place(
    qtbot: QtBot, window: RunningWindow, model: DossierTableModel
) -> None:
    _receive(window, 30)
    model.ask(Question())
    window.settle()
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.selectRow(12)
    resets: list[object] = []
    model.modelReset.connect(lambda: resets.append(None))
    _receive(window, 3)
    model.follow(0)
    window.settle()
    assert model.rowCount() == 33
    assert view.currentIndex().row() == 15
    assert _names(model, 15) == ["Giàng A Số 17"]
    assert resets == []


def test_a_status_changes_in_its_row(window: RunningWindow, model: DossierTableModel) -> None:
    subjects = _receive(window, 3)
    model.ask(Question())
    window.settle()
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: changed.append((first.row(), last.row())))
    window.desk.step(subjects[1], "transfer", window.desk.acting())
    model.follow(0)
    window.settle()
    assert model.data(model.index(1, STATUS)) == "Đang xử lý"
    assert changed == [(0, 2)]


def test_a_search_shows_what_it_finds(window: RunningWindow, model: DossierTableModel) -> None:
    _receive(window, 12)
    model.ask(Question(typed="giang so 11"))
    window.settle()
    assert model.rowCount(QModelIndex()) == 1
    assert _names(model, 0) == ["Giàng A Số 11"]
    window.office._session.feed.announce(Changes(everything=True))
    window.settle()

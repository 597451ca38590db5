import gc

import pytest
from PySide6.QtCore import QObject

from ui.background.gui_thread_collector import GuiThreadCollector


@pytest.mark.usefixtures("qapp")
def test_python_collects_no_more_by_itself_until_collection_is_given_back() -> None:
    parent = QObject()
    collector = GuiThreadCollector(parent)
    try:
        assert not gc.isenabled()
        rings: list[list[object]] = []
        for _ring in range(gc.get_threshold()[0] + 10):
            ring: list[object] = []
            ring.append(ring)
            rings.append(ring)
        assert collector.collect_if_due() >= 0
        assert gc.get_count()[0] <= gc.get_threshold()[0]
    finally:
        collector.stop()
    assert gc.isenabled()

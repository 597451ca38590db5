"""The style sheet: how every kind of widget looks, made of the palette and the spacing.

Widgets say what they are through the dynamic property ``look`` (`dress`), never through colours of
their own, so that the whole window changes in one place: ``resources/style/window.qss``.
"""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from ui.style import lettering, palette
from ui.style.spacing import Spacing

SHEET = "sheet"
"""The property of the application that holds the text of the sheet."""

_TOKEN = re.compile(r"@em\(([\d.]+)\)(?:-(\d))?|@([a-z_]+)")


def dress(widget: QWidget, look: str) -> None:
    """Give a widget a look of the sheet and let it show at once."""
    if widget.property("look") == look:
        return
    widget.setProperty("look", look)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        # Not shown yet: Qt asks the sheet when it is, and would ask again for every parent it gets.
        return
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def dress_window(window: QWidget) -> None:
    """Put the sheet over a window and whatever is in it, now or later.

    The sheet belongs to windows, not to the application: a page built before it has a window costs nothing
    but its widgets. With a sheet of the application, each widget would be asked about anew for every parent
    it gets on the way, and the office page would take three times as long.
    """
    window.setStyleSheet(str(QApplication.instance().property(SHEET) or ""))  # type: ignore[union-attr]  # it runs


def style_sheet(template: str, font: QFont, space: Spacing) -> str:
    """Return the sheet for a base font. Raises KeyError for a name the template has and we do not."""
    named = {name.lower(): value for name, value in vars(palette).items() if isinstance(value, str)}
    for name in ("small", "heading", "title", "display"):
        factor: float = getattr(lettering, name.upper())
        named[name] = f"{font.pointSizeF() * factor:.2f}pt"

    def value(token: re.Match[str]) -> str:
        ems, less, name = token.groups()
        if ems is None:
            return named[name]
        return f"{space.ems(float(ems)) - int(less or 0)}px"

    return _TOKEN.sub(value, template)

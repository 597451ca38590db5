"""The colours of the window, named after what they say. A calm light theme.

Text on its ground keeps a contrast of at least 4.5:1 and borders that carry meaning at least 3:1
(WCAG 2.1, 1.4.3 and 1.4.11); a test measures every pair listed in `TEXT_PAIRS` and `EDGE_PAIRS`.
"""

from PySide6.QtGui import QColor, QPalette

GROUND = "#F2F4F7"
"""Behind everything."""
SURFACE = "#FFFFFF"
"""Cards, fields, lists."""
SURFACE_QUIET = "#F8FAFC"
"""Every other row; fields that cannot be edited."""
LINE = "#DCE2EA"
"""Hairlines that only separate."""
EDGE = "#8593A3"
"""Borders of fields and buttons."""
HANDLE = "#B9C4D0"
"""Handles of scroll bars."""
INK = "#17212E"
INK_SOFT = "#4C5A6B"
"""Labels and second lines."""
INK_FAINT = "#67758A"
"""Hints in empty fields."""
ACCENT = "#0B5A8F"
"""What can be done; what is chosen."""
ACCENT_DARK = "#084570"
ACCENT_SOFT = "#E3F0F9"
FOCUS = "#1976C5"
"""The ring around what has the keyboard."""
GOOD = "#17653A"
GOOD_SOFT = "#E4F4EA"
WARN = "#7A4B00"
WARN_SOFT = "#FFF3D6"
WARN_EDGE = "#B7791F"
BAD = "#A61B1B"
BAD_SOFT = "#FDEBEA"
PRACTICE = "#6A2C91"
"""Practice mode (vận hành thử): nothing else in the window is violet."""
PRACTICE_SOFT = "#F4E9FB"

TEXT_PAIRS = (
    (INK, GROUND),
    (INK, SURFACE),
    (INK, SURFACE_QUIET),
    (INK, ACCENT_SOFT),
    (INK_SOFT, GROUND),
    (INK_SOFT, SURFACE),
    (INK_SOFT, SURFACE_QUIET),
    (INK_FAINT, SURFACE),
    (ACCENT, SURFACE),
    (ACCENT, GROUND),
    (ACCENT_DARK, ACCENT_SOFT),
    (SURFACE, ACCENT),
    (SURFACE, ACCENT_DARK),
    (GOOD, GOOD_SOFT),
    (GOOD, SURFACE),
    (WARN, WARN_SOFT),
    (WARN, SURFACE),
    (BAD, BAD_SOFT),
    (BAD, SURFACE),
    (SURFACE, BAD),
    (SURFACE, PRACTICE),
    (PRACTICE, PRACTICE_SOFT),
)
EDGE_PAIRS = (
    (EDGE, SURFACE),
    (FOCUS, SURFACE),
    (FOCUS, GROUND),
    (WARN_EDGE, SURFACE),
    (BAD, SURFACE),
    (ACCENT, GROUND),
)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21, as WCAG 2.1 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


_DARKEST_CURVED = 0.04045
"""Below this an sRGB channel is a straight line (IEC 61966-2-1)."""


def _luminance(colour: str) -> float:
    """Return the relative luminance of an sRGB colour."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= _DARKEST_CURVED else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def qt_palette() -> QPalette:
    """Return the same colours for what Qt draws by itself."""
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, GROUND),
        (role.WindowText, INK),
        (role.Base, SURFACE),
        (role.AlternateBase, SURFACE_QUIET),
        (role.Text, INK),
        (role.PlaceholderText, INK_FAINT),
        (role.Button, SURFACE),
        (role.ButtonText, INK),
        (role.ToolTipBase, INK),
        (role.ToolTipText, SURFACE),
        (role.Highlight, ACCENT),
        (role.HighlightedText, SURFACE),
        (role.Accent, ACCENT),
        (role.Link, ACCENT),
        (role.LinkVisited, ACCENT_DARK),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(INK_FAINT))
    return palette

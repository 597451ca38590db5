"""Every setting of the program, declared once.

The office profile (scope office) stands on papers and makes appointments; it is effective-dated, so that a
paper drawn again later says what it said. Settings of the device stay on the device.
"""

from functools import partial

from app.settings.definition import Scope, Setting
from app.settings.printer_offsets import offset_lines
from app.settings.readers import choice, flag, hours, lines, text, whole

OFFICE_NAME = "office_name"
HEADER = "header"
CENTRE_NAME = "centre_name"
PLACE_NAME = "place_name"
HOTLINE = "hotline"
LOOKUP_ADDRESS = "lookup_address"
POINTS = "points"
MANAGEMENT = "management"
LEADERS = "leaders"
HOURS = "hours"

RECEPTION_POINT = "reception.point"
QUEUE_LETTER = "queue.letter"
QUEUE_COUNTER = "queue.counter"

LANGUAGE = "language"
PRINTER_SLIPS = "printer.slips"
PRINTER_NARROW = "printer.narrow"
PRINTER_SHEETS = "printer.sheets"
PAPER_SLIP = "paper.slip"
PAPER_FEE = "paper.fee"
PAPER_PICTURE = "paper.picture"
PRINTER_COPIES = "printer.copies"
PRINTER_OFFSETS = "printer.offsets"
PRINTER_ASK = "printer.ask"
SERVER = "sync.server"
BACKUP_FOLDER = "backup.folder"
BACKUP_KEEP = "backup.keep"
AUTOMATIC_SYNC = "sync.automatic"


_office = partial(Setting, scope=Scope.OFFICE)
_device = partial(Setting, scope=Scope.DEVICE)


def _(text_for_people: str) -> str:
    """Mark a text for the catalogue; whoever shows it translates it."""
    return text_for_people


OFFICE_PROFILE: tuple[Setting, ...] = (
    _office(
        name=OFFICE_NAME,
        form="text",
        default="",
        check=text(120),
        description=_("Name of the commune, as in “xã Thanh Nưa”."),
    ),
    _office(
        name=HEADER,
        form="lines",
        default=[],
        check=lines(120),
        description=_("Letterhead of papers, superior unit first; one line each."),
    ),
    _office(
        name=CENTRE_NAME,
        form="text",
        default="",
        check=text(160),
        description=_("Name of the one-stop shop inside a sentence."),
    ),
    _office(
        name=PLACE_NAME,
        form="text",
        default="",
        check=text(60),
        description=_("Place written before the date of papers."),
    ),
    _office(
        name=HOTLINE,
        form="text",
        default="",
        check=text(60),
        description=_("Hotline printed on every slip."),
    ),
    _office(
        name=LOOKUP_ADDRESS,
        form="text",
        default="",
        check=text(160),
        description=_("Web address where citizens look up a dossier."),
    ),
    _office(
        name=POINTS,
        form="lines",
        default=[],
        check=lines(160),
        description=_("Reception points with their addresses; the first is the main one."),
    ),
    _office(
        name=MANAGEMENT,
        form="lines",
        default=[],
        check=lines(200),
        description=_(
            "Head and deputies on the board: name; position; phone. One line each, the head first."
        ),
    ),
    _office(
        name=LEADERS,
        form="lines",
        default=[],
        check=lines(200),
        description=_("Leaders people may call: name; position; phone. One line each."),
    ),
    _office(
        name=HOURS,
        form="hours",
        default={},
        check=hours,
        description=_("Opening hours; appointments end with them."),
    ),
)

DEVICE_SETTINGS: tuple[Setting, ...] = (
    _device(
        name=LANGUAGE,
        form="choice",
        default="vi",
        check=choice("vi", "en"),
        description=_("Language of the window."),
        choices=("vi", "en"),
    ),
    _device(
        name=RECEPTION_POINT,
        form="text",
        default="",
        check=text(160),
        description=_("Reception point where this computer stands; results are collected there."),
    ),
    _device(
        name=QUEUE_COUNTER,
        form="text",
        default="",
        check=text(40),
        description=_("Name of the counter at this computer, as the queue calls it."),
    ),
    _device(
        name=QUEUE_LETTER,
        form="text",
        default="",
        check=text(3),
        description=_("Letter of queue numbers drawn here; give every computer another one."),
    ),
    _device(
        name=PRINTER_SLIPS,
        form="text",
        default="",
        check=text(200),
        description=_("Printer for slips; empty means the system's own choice."),
    ),
    _device(
        name=PRINTER_NARROW,
        form="text",
        default="",
        check=text(200),
        description=_("Printer with a roll of 80 mm; empty means the printer for slips."),
    ),
    _device(
        name=PRINTER_SHEETS,
        form="text",
        default="",
        check=text(200),
        description=_("Printer for A4 and A3; empty means the printer for slips."),
    ),
    _device(
        name=PAPER_SLIP,
        form="choice",
        default="A5",
        check=choice("A5", "80mm"),
        description=_("Paper the slip is printed on here."),
        choices=("A5", "80mm"),
    ),
    _device(
        name=PAPER_FEE,
        form="choice",
        default="A5",
        check=choice("A5", "80mm"),
        description=_("Paper the fee slip is printed on here."),
        choices=("A5", "80mm"),
    ),
    _device(
        name=PAPER_PICTURE,
        form="choice",
        default="A5",
        check=choice("A5", "80mm"),
        description=_("Paper the picture slip is printed on here."),
        choices=("A5", "80mm"),
    ),
    _device(
        name=PRINTER_COPIES,
        form="whole",
        default=1,
        check=whole(1, 5),
        description=_("How many prints of a slip; it already holds both copies."),
    ),
    _device(
        name=PRINTER_OFFSETS,
        form="lines",
        default=[],
        check=offset_lines,
        description=_(
            "Printers that print beside the mark: a line for each, name: mm to the right, mm downwards,"
            " such as HP LaserJet: 1,5 -2."
        ),
    ),
    _device(
        name=PRINTER_ASK,
        form="flag",
        default=True,
        check=flag,
        description=_("Show the slip before it is printed."),
    ),
    _device(
        name=BACKUP_FOLDER,
        form="folder",
        default="",
        check=text(500),
        description=_("Second place for the daily encrypted copy."),
    ),
    _device(
        name=BACKUP_KEEP,
        form="whole",
        default=7,
        check=whole(2, 400),
        description=_("How many daily copies are kept in the second place; some weekly ones stay besides."),
    ),
    _device(
        name=SERVER,
        form="text",
        default="",
        check=text(300),
        description=_("Address of the province's server; set by enrolment."),
    ),
    _device(
        name=AUTOMATIC_SYNC,
        form="flag",
        default=True,
        check=flag,
        description=_("Exchange with the province by itself when there is a link."),
    ),
)

SETTINGS: dict[str, Setting] = {setting.name: setting for setting in (*OFFICE_PROFILE, *DEVICE_SETTINGS)}
"""Every setting by name."""

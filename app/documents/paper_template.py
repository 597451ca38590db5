"""The template of a paper, `resources/papers/<form>.json`: page, copies, words it may use, blocks.

Every template is checked when it is read: an unknown field, a word in braces that the record does not
bring, a margin out of bounds is refused at once and not when a citizen waits for the paper. What a record
brings (`words`, `lists`, `tables`) is part of the program: a template of the office cannot widen it.
"""

from dataclasses import dataclass

from app.documents.block_reading import SIZES, read_block
from app.documents.measures import POINTS_PER_MM
from app.documents.paper_blocks import Contract, Placed
from app.documents.shared_texts import Common
from app.documents.template_reading import Known, Node, Pattern, optional

SCHEMA = "paper/2"
_SIZES_MM = {"A3": (297.0, 420.0), "A4": (210.0, 297.0), "A5": (148.0, 210.0), "80mm": (80.0, 0.0)}
_ROLL = "80mm"
_NARROWEST_MM, _WIDEST_MM = 2, 45
_FARTHEST_MM = 15
_SIDES = ("top", "right", "bottom", "left")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed on, in points."""

    width: float
    height: float
    """0: a roll, as long as the text needs."""
    top: float
    right: float
    bottom: float
    left: float
    offset: tuple[float, float]
    """How far everything is moved to the right and downwards, for a printer that feeds askew."""


@dataclass(frozen=True, slots=True)
class PaperTemplate:
    """Everything about a paper that an administrator may change, and what its record brings."""

    form: str
    version: str
    title: str
    """Name of the document, in the properties of the PDF."""
    sheet: Sheet
    size: float
    """Of running text, in points."""
    copies: tuple[str, ...]
    """Labels of the copies (liên); empty for one copy without a label."""
    running_head: tuple[Pattern, ...]
    footer: tuple[Pattern, ...]
    blocks: tuple[Placed, ...]
    contract: Contract


def read_template(
    content: object, file: str, common: Common, shipped: PaperTemplate | None = None
) -> PaperTemplate:
    """Read a decoded template; one of the office is held to what the `shipped` one's records bring.

    Raises DomainProblem ``paper.bad_template`` (`file`, `field`, `reason`).
    """
    node = Node(content, file)
    fields = node.fields(
        ("schema", "form", "version", "title", "page", "blocks"),
        (
            *("about", "source", "certainty", "certainty_note", "size", "copies", "running_head", "footer"),
            *("words", "lists", "tables"),
        ),
    )
    fields["schema"].name((SCHEMA,))
    contract = shipped.contract if shipped else _contract(fields, common)
    known = contract.known
    form = fields["form"].text()
    if shipped and form != shipped.form:
        raise fields["form"].bad("other_form")
    return PaperTemplate(
        form=form,
        version=fields["version"].text(),
        title=fields["title"].text(),
        sheet=_sheet(fields["page"]),
        size=optional(fields, "size", lambda n: n.number(*SIZES), 9.5),
        copies=optional(fields, "copies", lambda n: tuple(item.text() for item in n.list(0, 4)), ()),
        running_head=_lines(fields, "running_head", known),
        footer=_lines(fields, "footer", known),
        blocks=tuple(read_block(item, contract) for item in fields["blocks"].list(1)),
        contract=contract,
    )


def _lines(fields: dict[str, Node], name: str, known: Known) -> tuple[Pattern, ...]:
    return optional(fields, name, lambda node: tuple(item.pattern(known) for item in node.list(0, 8)), ())


def _contract(fields: dict[str, Node], common: Common) -> Contract:
    """Read what records bring; ``code`` stands in every record."""
    words, lists = (set(fields[name].items()) if name in fields else set() for name in ("words", "lists"))
    tables: dict[str, tuple[str, ...] | None] = {}
    for name, cells in (fields["tables"].items() if "tables" in fields else {}).items():
        tables[name] = None if cells.value == "*" else tuple(cell.text() for cell in cells.list(1, 40))
    return Contract(Known({*words, "code"}, common.writings()), frozenset(lists), tables)


def _sheet(node: Node) -> Sheet:
    fields = node.fields(("size", "margins_mm"), ("orientation", "offset_mm"))
    width, height = _SIZES_MM[fields["size"].name(_SIZES_MM)]
    turned = optional(fields, "orientation", lambda n: n.name(("portrait", "landscape")), "portrait")
    if turned == "landscape":
        if not height:
            raise fields["orientation"].bad("roll_is_portrait")
        width, height = height, width
    margins = fields["margins_mm"].fields(_SIDES)
    top, right, bottom, left = (margins[side].number(_NARROWEST_MM, _WIDEST_MM) for side in _SIDES)
    offset = {"x": 0.0, "y": 0.0}
    if "offset_mm" in fields:
        given = fields["offset_mm"].fields((), ("x", "y"))
        offset |= {side: item.number(-_FARTHEST_MM, _FARTHEST_MM) for side, item in given.items()}
    return Sheet(
        width=width * POINTS_PER_MM,
        height=height * POINTS_PER_MM,
        top=top * POINTS_PER_MM,
        right=right * POINTS_PER_MM,
        bottom=bottom * POINTS_PER_MM,
        left=left * POINTS_PER_MM,
        offset=(offset["x"] * POINTS_PER_MM, offset["y"] * POINTS_PER_MM),
    )

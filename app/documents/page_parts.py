"""What a page is made of: texts, rules, a QR code and a watermark, each at its place in points.

On a finished page `y` runs upwards from the lower edge, as in PDF. Inside a `Strip` it runs downwards from
the strip's upper edge.
"""

from dataclasses import dataclass, replace

from app.documents.fonts import Face
from app.documents.measures import A5
from app.documents.measures import POINTS_PER_MM as POINTS_PER_MM  # noqa: PLC0414 - known by this name here too


@dataclass(frozen=True, slots=True)
class Text:
    """Letters of one face and size; (x, y) is where the base line begins."""

    x: float
    y: float
    text: str
    face: Face
    size: float

    @property
    def right(self) -> float:
        """Where the text ends."""
        return self.x + self.size * self.face.width(self.text)

    @property
    def ink(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of the text on a finished page."""
        below, above = self.face.bottom(self.text) * self.size, self.face.top(self.text) * self.size
        return self.x, self.y - below, self.right, self.y + above


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    thickness: float


@dataclass(frozen=True, slots=True)
class Square:
    """A QR code; (x, y) is its lower left corner on a page, its upper left one in a strip."""

    x: float
    y: float
    size: float
    content: str


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page of one copy; its texts are in reading order."""

    heading: tuple[Text, ...]
    """Whatever is said again because a new page began."""
    body: tuple[Text, ...]
    foot: tuple[Text, ...]
    rules: tuple[Rule, ...]
    squares: tuple[Square, ...]
    watermark: Text | None = None
    size: tuple[float, float] = A5


KEEP_ANYWHERE, KEEP_TOGETHER, KEEP_AT_ALL_COST = 0, 1, 2
"""How badly a page break after a strip would hurt."""


@dataclass(frozen=True, slots=True)
class Border:
    """The vertical lines beside a strip that belongs to a table or a frame."""

    columns: tuple[float, ...]
    thickness: float


@dataclass(frozen=True, slots=True)
class Strip:
    """A band of the page that is never cut. Strips are stacked, so what they hold cannot overlap."""

    height: float
    columns: tuple[tuple[Text, ...], ...] = ()
    """The texts of each column; a block of strips is read column by column."""
    begins: bool = True
    """Whether a new block begins here, or this is a further line of the one above."""
    keep: int = KEEP_ANYWHERE
    border: Border | None = None
    below: bool = False
    """A rule across the border ends the strip; where a border begins or ends there is always one."""
    rules: tuple[Rule, ...] = ()
    square: Square | None = None
    repeated: tuple["Strip", ...] = ()
    """Heading to repeat when a page begins with this strip."""
    again: bool = False
    """Such a heading, repeated."""

    @property
    def empty(self) -> bool:
        """Whether the strip is only room between others."""
        return not (self.columns or self.border or self.rules or self.square)

    def with_room(self, *, above: float = 0.0, below: float = 0.0) -> "Strip":
        """Return the strip with its texts further from its edges."""
        columns = tuple(tuple(replace(text, y=text.y + above) for text in column) for column in self.columns)
        return replace(self, height=above + self.height + below, columns=columns)

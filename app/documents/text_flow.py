"""Breaks texts into lines of a given width. Every letter given comes out, whatever its length."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from app.documents.fonts import Face
from app.documents.page_parts import Text

_FINE_ENOUGH = 2.0
"""Points; nobody sees a smaller difference between two lines."""


@dataclass(frozen=True, slots=True)
class Run:
    """A text in one face and size."""

    text: str
    face: Face
    size: float

    @property
    def width(self) -> float:
        """How wide it is on one line, in points."""
        return self.size * self.face.width(self.text)


@dataclass(slots=True)
class Line:
    """Texts on one base line (y = 0), from x = 0."""

    texts: list[Text] = field(default_factory=list)
    end: float = 0.0

    @property
    def above(self) -> float:
        """How far the ink reaches above the base line."""
        return max((text.size * text.face.top(text.text) for text in self.texts), default=0.0)

    @property
    def below(self) -> float:
        """How far the ink reaches below the base line."""
        return max((text.size * text.face.bottom(text.text) for text in self.texts), default=0.0)


def flow(
    groups: Iterable[Sequence[Run]], width: float, gap: float = 0.0, *, indent: float = 0.0
) -> list[Line]:
    """Set groups of runs one after the other, `gap` apart, on lines of `width`, the first begun at `indent`.

    A group that does not fit on the rest of a line begins a new one if it fits there whole. Lines break
    between words; a word longer than a line is cut.
    """
    setter = _Setter(width, indent)
    for group in groups:
        setter.begin_group(group, gap)
        for run in group:
            setter.add(run)
    return setter.lines


def balanced(run: Run, width: float) -> list[Line]:
    """Set a run on as few lines as `width` allows, all about equally long: no word stands alone."""
    lines = flow([[run]], width)
    if len(lines) == 1:
        return lines
    # Lines may grow shorter only while every word that fits stays whole.
    widest = max((run.size * run.face.width(word) for word in run.text.split()), default=0.0)
    low, high = max(run.width / (len(lines) + 1), min(widest, width)), width
    while high - low > _FINE_ENOUGH:
        middle = (low + high) / 2
        trial = flow([[run]], middle)
        if len(trial) == len(lines):
            lines, high = trial, middle
        else:
            low = middle
    return lines


def shortened(run: Run, width: float) -> Run:
    """Return the run, cut to one line of `width` and marked … where it was too long."""
    if run.width <= width:
        return run
    room = width / run.size - run.face.width("…")
    kept = 0
    for letter in run.text:
        room -= run.face.width(letter)
        if room < 0:
            break
        kept += 1
    return Run(run.text[:kept].rstrip() + "…", run.face, run.size)


def _spaces(group: Sequence[Run]) -> float:
    return sum(run.size * run.face.width(" ") for run in group[1:])


class _Setter:
    """Puts words on lines."""

    def __init__(self, width: float, indent: float) -> None:
        self._width = width
        self._lead: float | None = None
        self._words: list[list[tuple[float, str, Run]]] = [[]]
        self._ends: list[float] = []
        self._end = indent

    @property
    def lines(self) -> list[Line]:
        ends = (*self._ends, self._end)
        return [_joined(words, end) for words, end in zip(self._words, ends, strict=True) if words]

    def begin_group(self, group: Sequence[Run], gap: float) -> None:
        self._lead = gap
        if self._words[-1]:
            whole = sum(run.width for run in group) + _spaces(group)
            if self._end + gap + whole > self._width >= whole:
                self._new_line()

    def add(self, run: Run) -> None:
        space = run.size * run.face.width(" ")
        for word in run.text.split():
            lead = 0.0 if not self._words[-1] else space if self._lead is None else self._lead
            self._lead = None
            width = run.size * run.face.width(word)
            if self._end + lead + width > self._width and self._end:
                self._new_line()
                lead = 0.0
            if width > self._width:
                self._add_cut(word, run)
            else:
                self._place(lead, word, run, width)

    def _add_cut(self, word: str, run: Run) -> None:
        piece, width = "", 0.0
        for letter in word:
            wide = run.size * run.face.width(letter)
            if piece and width + wide > self._width:
                self._place(0.0, piece, run, width)
                self._new_line()
                piece, width = "", 0.0
            piece, width = piece + letter, width + wide
        self._place(0.0, piece, run, width)

    def _place(self, lead: float, word: str, run: Run, width: float) -> None:
        self._words[-1].append((self._end + lead, word, run))
        self._end += lead + width

    def _new_line(self) -> None:
        self._words.append([])
        self._ends.append(self._end)
        self._end = 0.0


def _joined(words: list[tuple[float, str, Run]], end: float) -> Line:
    """Join neighbouring words of one run: one text draws faster than many and copies better."""
    line = Line(end=end)
    for _, same in groupby(words, key=lambda word: id(word[2])):
        found = list(same)
        run = found[0][2]
        line.texts.append(Text(found[0][0], 0.0, " ".join(word for _, word, _ in found), run.face, run.size))
    return line

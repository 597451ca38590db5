"""Pictures of papers and places, as data: `resources/pictograms/`, and which paper is shown as which.

For people who do not read (DOMAIN §10.4 rows 2 and 28). An administrator may change a drawing, add one, and
say which words in the name of a paper lead to which picture; everything is checked when it is read.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.documents.blocks import BLACK, WHITE, Block, Outline, Step, Tint, ellipse, rectangle
from app.domain.problems import DomainProblem

PICTURES, NAMES = "pictograms/pictures.json", "pictograms/names.json"
GRID = 100.0

_COLOURS: dict[str, Tint] = {
    "black": BLACK,
    "white": WHITE,
    "grey": (0.84, 0.84, 0.84),
    "red": (0.72, 0.11, 0.11),
    "yellow": (0.98, 0.8, 0.28),
}
_ONE_COLOUR: dict[str, Tint] = {
    "black": BLACK,
    "white": WHITE,
    "grey": WHITE,
    "red": BLACK,
    "yellow": WHITE,
}
_REVERSED: dict[str, Tint] = {
    "black": WHITE,
    "white": BLACK,
    "grey": BLACK,
    "red": WHITE,
    "yellow": BLACK,
}
_TOKEN = re.compile(r"([MLCZ])|(-?\d+(?:\.\d+)?)|([^\s,])")
_NUMBERS = {"M": 2, "L": 2, "C": 6, "Z": 0}
_WIDEST_LINE = 30
_MOST_PARTS = 60


@dataclass(frozen=True, slots=True)
class Part:
    """One shape of a picture, on a grid of 100 x 100."""

    steps: tuple[Step, ...]
    fill: str | None
    line: float
    tint: str


@dataclass(frozen=True, slots=True)
class Pictograms:
    """All pictures by name, and the words that lead to them."""

    pictures: Mapping[str, tuple[Part, ...]]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    otherwise: str

    def picture_of(self, paper: str) -> str:
        """Return the name of the picture for a paper: the first row with a word that stands in its name."""
        words = f" {_words(paper)} "
        for picture, keys in self.rows:
            if any(f" {key} " in words for key in keys):
                return picture
        return self.otherwise

    def draw(self, name: str, size: float, *, one_colour: bool = False, reverse: bool = False) -> Block:
        """Return a picture, `reverse` for a black ground; one that is not there is shown as a plain paper."""
        tints = _REVERSED if reverse else _ONE_COLOUR if one_colour else _COLOURS
        scale = size / GRID
        parts = self.pictures.get(name) or self.pictures[self.otherwise]
        marks = tuple(
            Outline(
                0.0,
                0.0,
                part.steps,
                scale,
                tints[part.fill] if part.fill else None,
                tints[part.tint] if part.line else None,
                part.line * scale,
            )
            for part in parts
        )
        return Block(size, size, marks)


def load_pictograms(resources: Path) -> Pictograms:
    """Read pictures and words. Raises DomainProblem ``paper.bad_template``; OSError without the files."""
    contents = {}
    for file in (PICTURES, NAMES):
        try:
            contents[file] = json.loads((resources / file).read_text("utf-8"))
        except ValueError as error:
            raise _bad(file, "", "not_json") from error
    return read_pictograms(contents[PICTURES], contents[NAMES])


def read_pictograms(pictures: object, names: object) -> Pictograms:
    """Read decoded files. Raises DomainProblem ``paper.bad_template`` (`file`, `field`, `reason`)."""
    drawn: dict[str, tuple[Part, ...]] = {}
    for place, record in enumerate(
        _list(_object(pictures, PICTURES, "").get("pictures"), PICTURES, "pictures")
    ):
        field = f"pictures.{place + 1}"
        picture = _object(record, PICTURES, field)
        name, on = picture.get("name"), picture.get("on")
        if not isinstance(name, str) or name in drawn:
            raise _bad(PICTURES, f"{field}.name", "unknown_value")
        if on is not None and on not in drawn:
            raise _bad(PICTURES, f"{field}.on", "unknown_value")
        parts = _list(picture.get("parts"), PICTURES, f"{field}.parts")
        if len(parts) > _MOST_PARTS:
            raise _bad(PICTURES, f"{field}.parts", "wrong_length")
        own = (_part(part, f"{field}.parts.{number}") for number, part in enumerate(parts, 1))
        drawn[name] = (*drawn.get(str(on), ()), *own)
    table = _object(names, NAMES, "")
    rows = []
    for place, record in enumerate(_list(table.get("rows"), NAMES, "rows")):
        row = _object(record, NAMES, f"rows.{place + 1}")
        words = _list(row.get("words"), NAMES, f"rows.{place + 1}.words")
        if row.get("picture") not in drawn or not all(
            isinstance(word, str) and word.strip() for word in words
        ):
            raise _bad(NAMES, f"rows.{place + 1}", "unknown_value")
        rows.append((str(row["picture"]), tuple(_words(word) for word in words)))
    otherwise = table.get("otherwise")
    if otherwise not in drawn:
        raise _bad(NAMES, "otherwise", "unknown_value")
    return Pictograms(drawn, tuple(rows), str(otherwise))


def _part(value: object, field: str) -> Part:
    record = _object(value, PICTURES, field)
    fill, tint = record.get("fill"), record.get("tint", "black")
    line = record.get("line", 0)
    if (fill is not None and fill not in _COLOURS) or tint not in _COLOURS:
        raise _bad(PICTURES, field, "unknown_value")
    if not isinstance(line, int | float) or not 0 <= line <= _WIDEST_LINE:
        raise _bad(PICTURES, f"{field}.line", "out_of_bounds")
    return Part(_steps(record, field), fill, float(line), str(tint))


def _steps(record: Mapping[str, Any], field: str) -> tuple[Step, ...]:
    if "path" in record:
        return _path(record["path"], field)
    for shape, count in (("box", (4, 5)), ("ellipse", (3, 4))):
        if shape in record:
            numbers = _list(record[shape], PICTURES, f"{field}.{shape}")
            if len(numbers) not in count or not all(_inside(number) for number in numbers):
                raise _bad(PICTURES, f"{field}.{shape}", "out_of_bounds")
            if shape == "box":
                return rectangle(*map(float, numbers))
            x, y, across, *down = map(float, numbers)
            return ellipse(x, y, across, down[0] if down else across)
    raise _bad(PICTURES, field, "missing")


def _path(text: object, field: str) -> tuple[Step, ...]:
    if not isinstance(text, str):
        raise _bad(PICTURES, f"{field}.path", "not_text")
    steps: list[tuple[str, list[float]]] = []
    for letter, number, other in _TOKEN.findall(text):
        if other or (number and not steps) or (number and not _inside(float(number))):
            raise _bad(PICTURES, f"{field}.path", "out_of_bounds")
        if letter:
            steps.append((letter, []))
        else:
            steps[-1][1].append(float(number))
    if not steps or steps[0][0] != "M" or any(len(points) != _NUMBERS[step] for step, points in steps):
        raise _bad(PICTURES, f"{field}.path", "out_of_bounds")
    return tuple((step, tuple(points)) for step, points in steps)


def _inside(number: object) -> bool:
    return isinstance(number, int | float) and not isinstance(number, bool) and 0 <= number <= GRID


def _words(text: str) -> str:
    """Return a text as its words alone, in small letters with their marks."""
    plain = unicodedata.normalize("NFC", text).lower()
    return " ".join(re.findall(r"\w+", plain))


def _object(value: object, file: str, field: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _bad(file, field, "missing" if value is None else "not_an_object")
    return value


def _list(value: object, file: str, field: str) -> Sequence[Any]:
    if not isinstance(value, list):
        raise _bad(file, field, "missing" if value is None else "not_a_list")
    return value


def _bad(file: str, field: str, reason: str) -> DomainProblem:
    return DomainProblem("paper.bad_template", file=file, field=field, reason=reason)

"""Reads a decoded template piece by piece, and refuses an administrator's mistake with its place."""

import string
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from app.domain.problems import DomainProblem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text with words in braces, such as ``Kính gửi: {full_name}`` or ``{due_at:short}``."""

    text: str
    pieces: tuple[tuple[str, str, str], ...]
    """Fixed text, then the word that follows it (empty at the end), then how that word is written."""

    @property
    def words(self) -> frozenset[str]:
        """The words in braces."""
        return frozenset(word for _, word, _ in self.pieces if word)


@dataclass(frozen=True, slots=True)
class Known:
    """What a pattern may name: words, and ways of writing them."""

    words: Collection[str] = ()
    formats: Collection[str] = ()


def bad_template(file: str, field: str, reason: str) -> DomainProblem:
    """Return the problem that names the file, the place inside it and what is wrong."""
    return DomainProblem("paper.bad_template", file=file, field=field, reason=reason)


def pattern(text: str) -> Pattern:
    """Read a text with words in braces. Raises ValueError when the braces do not match or hold more."""
    pieces = []
    for fixed, word, how, conversion in string.Formatter().parse(text):
        if conversion or (word is not None and not word.isidentifier()):
            raise ValueError(text)
        pieces.append((fixed, word or "", how or ""))
    return Pattern(text, tuple(pieces))


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a template, with its place in the file."""

    value: Any
    file: str
    place: str = ""

    def bad(self, reason: str, inside: str = "") -> DomainProblem:
        """Return the problem of this value, or of something inside it."""
        return bad_template(self.file, ".".join(filter(None, (self.place, inside))), reason)

    def fields(self, required: Collection[str], optional: Collection[str] = ()) -> dict[str, "Node"]:
        """Return the fields of an object; one that is missing or not known is refused."""
        record = self._object()
        for name in required:
            if record.get(name) is None:
                raise self.bad("missing", name)
        for name in record:
            if name not in required and name not in optional:
                raise self.bad("unknown_field", str(name)[:40])
        return {name: self._inside(name, value) for name, value in record.items() if value is not None}

    def items(self) -> dict[str, "Node"]:
        """Return the entries of an object with names of its own."""
        return {name: self._inside(name, value) for name, value in self._object().items()}

    def list(self, least: int = 0, most: int = 200) -> list["Node"]:
        """Return the items of a list of allowed length."""
        if not isinstance(self.value, list):
            raise self.bad("not_a_list")
        if not least <= len(self.value) <= most:
            raise self.bad("wrong_length")
        return [self._inside(str(number), value) for number, value in enumerate(self.value, 1)]

    def text(self) -> str:
        """Return a text."""
        if not isinstance(self.value, str):
            raise self.bad("not_text")
        return self.value

    def name(self, known: Collection[str]) -> str:
        """Return a name that is among the known ones."""
        text = self.text()
        if text not in known:
            raise self.bad("unknown_name")
        return text

    def pattern(self, known: Known) -> Pattern:
        """Return a text whose words in braces are all known."""
        try:
            read = pattern(self.text())
        except ValueError:
            raise self.bad("unmatched_brace") from None
        if not read.words <= set(known.words):
            raise self.bad("unknown_word_in_braces")
        if not {how for _, _, how in read.pieces if how} <= set(known.formats):
            raise self.bad("unknown_format")
        return read

    def number(self, least: float, most: float) -> float:
        """Return a number within bounds."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            raise self.bad("out_of_bounds")
        if not least <= self.value <= most:
            raise self.bad("out_of_bounds")
        return float(self.value)

    def whole(self, least: int, most: int) -> int:
        """Return a whole number within bounds."""
        if not isinstance(self.value, int):
            raise self.bad("out_of_bounds")
        return int(self.number(least, most))

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            raise self.bad("not_true_or_false")
        return self.value

    def _object(self) -> Mapping[str, Any]:
        if not isinstance(self.value, dict):
            raise self.bad("not_an_object")
        return self.value

    def _inside(self, name: str, value: Any) -> "Node":  # noqa: ANN401 - whatever JSON holds
        return Node(value, self.file, f"{self.place}.{name}" if self.place else name)


def optional(fields: Mapping[str, Node], name: str, read: Callable[[Node], T], default: T) -> T:
    """Read a field that may be absent."""
    node = fields.get(name)
    return default if node is None else read(node)

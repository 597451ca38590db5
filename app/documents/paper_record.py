"""The finished data of one paper, and their words: what a pattern of the template comes to.

A record is plain data, kept in the database and drawn again years later:

    {"code": "TAM-…", "values": {name: value}, "lists": {name: [value, …]}, "tables": {name: [[value, …], …]},
     "columns": {table: [{"head", "width", "align", "group"}, …]}, "qr": "…", "provisional": bool,
     "practice": bool, "copy_number": int, "reprinted_at": ms, "notices": [text, …]}

Every key may be absent. A value is a text, a whole number, or one of ``{"at": ms}``,
``{"day": "2026-11-23"}``, ``{"dong": amount}``, ``{"word": code, "of": table}``; the template decides how
moments, days, amounts and codes are written.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from app.documents.letters import BOX, Letters
from app.documents.moment_words import moment_words
from app.documents.shared_texts import Common
from app.documents.template_reading import Pattern
from app.documents.wording import birth_words, phone_words
from app.domain.moments import VIET_NAM, from_milliseconds
from app.domain.problems import DomainProblem
from app.localization.money_words import money_in_words

_KEYS = {
    "code": str,
    "qr": str,
    "values": dict,
    "lists": dict,
    "tables": dict,
    "columns": dict,
    "notices": list,
    "provisional": bool,
    "practice": bool,
    "copy_number": int,
    "reprinted_at": int,
}


def bad_record(name: str, reason: str) -> DomainProblem:
    """Return the problem of a record that no paper can be drawn from."""
    return DomainProblem("paper.bad_record", field=name[:60], reason=reason)


@dataclass(slots=True)
class Words:
    """Puts the values of one record into words, limited to letters that can be printed."""

    record: Mapping[str, Any]
    common: Common
    letters: Letters
    lacking: bool = field(default=False, init=False)
    """Whether a value held a letter that was replaced by □."""

    def __post_init__(self) -> None:
        """Refuse a record of the wrong shape. Raises DomainProblem ``paper.bad_record``."""
        for name, kind in _KEYS.items():
            value = self.record.get(name)
            if value is None:
                continue
            if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
                raise bad_record(name, "not_readable")
        for name in ("lists", "tables", "columns"):
            for inside, value in (self.record.get(name) or {}).items():
                if not isinstance(value, list | tuple):
                    raise bad_record(inside, "not_a_list")

    @property
    def code(self) -> str:
        """The code of the dossier, or nothing; marked in practice."""
        code, mark = self.plain_code, self.common_text("practice")
        unmarked = bool(code) and mark not in code
        return f"{mark} {code}" if unmarked and self.record.get("practice") else code

    @property
    def plain_code(self) -> str:
        """The code without the mark of practice, as scanners read it."""
        return self._clean(str(self.record.get("code") or ""))

    @property
    def notices(self) -> tuple[str, ...]:
        """What makes this paper different from an everyday one."""
        said = []
        if self.record.get("practice"):
            said.append(self.common_text("practice_note"))
        if self.record.get("provisional"):
            said.append(self.common_text("provisional"))
        number = self.record.get("copy_number") or 0
        if number:
            at = self.record.get("reprinted_at")
            parts = {} if at is None else moment_words(from_milliseconds(at), self.common.weekdays)
            name = "copy" if at is None else "copy_reprinted"
            said.append(self.common_text(name, number=str(number), **parts))
        return (*said, *map(self.value, self.record.get("notices") or ()))

    def common_text(self, name: str, /, **words: str) -> str:
        """Return a shared text; `words` are clean already."""
        return self.letters.printable(self.common.texts[name].text.format_map(words))

    def says(self, name: str) -> bool:
        """Whether a word, list or table of this name says anything."""
        if name == "code":
            return bool(self.code)
        if name in (self.record.get("values") or {}):
            return bool(self.word(name, ""))
        return any((self.record.get(part) or {}).get(name) for part in ("lists", "tables"))

    def fill(self, pattern: Pattern, cells: Mapping[str, Any] | None = None) -> str:
        """Return a pattern with its words, or with the `cells` of a row; nothing when one is empty."""
        filled = []
        for fixed, word, how in pattern.pieces:
            filled.append(fixed)
            if word:
                value = self.word(word, how) if cells is None else self.value(cells[word], how)
                if not value:
                    return ""
                filled.append(value)
        return self.letters.printable("".join(filled))

    def scanned(self, pattern: Pattern) -> str:
        """Return what a QR code holds: the record's own content, else the pattern with the plain code."""
        own = self._clean(str(self.record.get("qr") or ""))
        if own or pattern.words != {"code"}:
            return own or self.fill(pattern)
        code = self.plain_code
        pieces = (fixed + (code if word else "") for fixed, word, _ in pattern.pieces)
        return self.letters.printable("".join(pieces)) if code else ""

    def lines(self, patterns: tuple[Pattern, ...]) -> list[str]:
        """Return the patterns whose words are all there."""
        return [line for pattern in patterns if (line := self.fill(pattern))]

    def word(self, name: str, how: str) -> str:
        """Return one word of the record."""
        if name == "code":
            return self.code
        return self.value((self.record.get("values") or {}).get(name), how)

    def items(self, name: str) -> list[str]:
        """Return the items of a list that say something."""
        return [text for item in (self.record.get("lists") or {}).get(name, ()) if (text := self.value(item))]

    def rows(self, name: str, cells: int) -> list[list[Any]]:
        """Return the rows of a table. Raises DomainProblem ``paper.bad_record`` for one of another length."""
        rows: list[list[Any]] = []
        for row in (self.record.get("tables") or {}).get(name, ()):
            if not isinstance(row, list | tuple) or len(row) != cells:
                raise bad_record(name, "wrong_length")
            rows.append(list(row))
        return rows

    def value(self, value: object, how: str = "") -> str:
        """Return a value in words. Raises DomainProblem ``paper.bad_record`` for one of no known sort."""
        if value is None:
            return ""
        if isinstance(value, int) and not isinstance(value, bool):
            return _number(value, how)
        if isinstance(value, str):
            return self._text(value, how)
        if isinstance(value, Mapping):
            return self._told(value, how)
        if isinstance(value, list | tuple):
            return "; ".join(filter(None, (self.value(item, how) for item in value)))
        raise bad_record(type(value).__name__, "not_readable")

    def _text(self, text: str, how: str) -> str:
        if how == "capitals":
            return self._seen(text, self.letters.capitals(text))
        clean = self._clean(text)
        if how == "phone":
            return phone_words(clean)
        return birth_words(clean) if how == "birth" else clean

    def _told(self, value: Mapping[str, Any], how: str) -> str:
        try:
            if "at" in value:
                return self._moment(from_milliseconds(value["at"]), how or "moment")
            if "day" in value:
                on = datetime.combine(date.fromisoformat(value["day"]), time(), VIET_NAM)
                return self._moment(on, how or "date")
            if "dong" in value:
                if how == "words":
                    return money_in_words(int(value["dong"]))
                amount = _number(int(value["dong"]), "number")
                return amount if how == "number" else self._written("money", {"amount": amount})
            return self._code_word(str(value["of"]), str(value["word"] or ""))
        except (KeyError, TypeError, ValueError, OverflowError):
            raise bad_record(", ".join(map(str, value)), "not_readable") from None

    def _moment(self, moment: datetime, how: str) -> str:
        named = how if how in self.common.formats else "moment"
        return self._written(named, {**moment_words(moment, self.common.weekdays), "amount": ""})

    def _written(self, name: str, words: Mapping[str, str]) -> str:
        return self.letters.printable(self.common.formats[name].text.format_map(words))

    def _code_word(self, table: str, code: str) -> str:
        entries = self.common.codes.get(table, {})
        clean = self._clean(code)
        found = entries.get(code) or (entries.get("*") if code else None)
        return clean if found is None else self.letters.printable(found.text.format_map({"value": clean}))

    def _clean(self, text: str) -> str:
        return self._seen(text, self.letters.printable(text))

    def _seen(self, text: str, clean: str) -> str:
        if BOX in clean and BOX not in text:
            self.lacking = True
        return clean


def _number(value: int, how: str) -> str:
    if how == "two_digits":
        return f"{value:02}"
    return f"{value:,}".replace(",", ".") if how in {"number", "money"} else str(value)

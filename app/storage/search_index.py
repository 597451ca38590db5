"""Finding dossiers as one types: what of a dossier is searched, and what is asked of the index.

Every typed word begins a word of the same dossier: names, villages, identity numbers, phones, the numbers in
its codes; in any letter case, with or without marks, `đ` included. The text in the index is already split
into words by `app.domain.text`, so the index splits at blanks only and can never disagree with the question.

Letters in a code are no words: every official code of an office has its ``H18``, and whoever types
``lò thị h`` looks for Hạnh. So they stand in the index under a mark that no word has, and are asked for by
what is typed like a code: ``TAM-03328``, ``H18-261122-0042``.

People also know only how a number ends: the last digits of a phone, ``122-002`` of a slip. Codes and phones
stand in the index backwards too, under a mark of their own, so that an ending is a beginning.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from app.domain.numbering import PROVISIONAL, normal_code
from app.domain.phone import normal_phone
from app.domain.text import fold, spellings, word_line, words
from app.storage.database import Connection
from app.storage.dossier_rows import COLUMNS, row_of
from app.use_cases.ports import DossierRow

LONGEST_TYPED = 200
"""Characters of the typed text that are looked at; a name has at most 200, a code some 40."""
MOST_WORDS = 16

_MARK = "\N{SECTION SIGN}"
_ENDING = "\N{PILCROW SIGN}"
SHORTEST_ENDING = 4
"""From so many digits on, what is typed may be how a code or a phone ends."""
_LONGEST_ENDING = 10
_DIGITS_AT_THE_END = re.compile(r"[0-9][0-9 .\-\u2013]*$", re.ASCII)
_BETWEEN_DIGITS = str.maketrans("", "", " -.\u2013\u00a0")
_CODE_FIELDS = ("code", "official_code")
_PERSON_FIELDS = ("full_name", "village", "id_number", "phone")
_ORGANISATION_FIELDS = ("name", "tax_code", "phone")
SEARCHED_FIELDS = frozenset(
    {*_CODE_FIELDS, *_PERSON_FIELDS, "ref", "procedure", "submitter", "parties", "organisation"}
)
"""The fields of a dossier that `searched_text` looks at."""


def searched_text(values: Mapping[str, Any]) -> str:
    """Return the words by which a dossier with these folded values is found, for `dossier.search_text`.

    The applicant, whoever submits for them, second parties and the organisation; the code printed at
    reception stays beside the official one; the outside reference; the code of the procedure.
    """
    people = (values, values.get("submitter") or {}, *(values.get("parties") or ()))
    line = word_line(
        *_texts(values, ("procedure",)),
        *(text for person in people for text in _texts(person, _PERSON_FIELDS)),
        *_texts(values.get("organisation") or {}, _ORGANISATION_FIELDS),
    )
    codes = _texts(values, _CODE_FIELDS)
    phones = [text for one in (*people, values.get("organisation") or {}) for text in _texts(one, ("phone",))]
    endings = dict.fromkeys(_backwards(text) for text in (*codes, *phones))
    # The code a dossier had elsewhere is found from its beginning, like our own.
    named = (word for code in (*codes, *_texts(values, ("ref",))) for word in _code_words(code))
    return " ".join((line, *named, *filter(None, endings)))


def _texts(values: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    return [value for name in names if isinstance(value := values.get(name), str)]


def _code_words(code: str) -> list[str]:
    """Return the numbers in a code, and its groups with letters under the mark."""
    return [group if group.isdigit() else _MARK + group for group in words(fold(code))]


def _backwards(text: str) -> str:
    """Return the digits a code or a phone ends with, last one first, under their mark."""
    ending = _DIGITS_AT_THE_END.search(text)
    digits = "" if ending is None else ending[0].translate(_BETWEEN_DIGITS)
    return _ENDING + digits[: -_LONGEST_ENDING - 1 : -1] if len(digits) >= SHORTEST_ENDING else ""


def match_expression(typed: str) -> str | None:
    """Return what to ask FTS5 for a typed text; None when there is no word in it.

    Each word is a prefix, all must be there. A number written in groups (``0912 345 678``, ``+84 912…``)
    is also looked for in one piece, as it is stored, and four to ten digits as the end of a code or a phone.
    """
    typed = typed[:LONGEST_TYPED]
    plain: list[str] = []
    of_codes: list[str] = []
    for chunk in typed.split():
        like_a_code = _is_like_a_code(chunk)
        for word in words(fold(chunk)):
            (of_codes if like_a_code and not word.isdigit() else plain).append(word)
    asked = [_prefix(word) for word in _needed(plain)]
    asked += [_prefix(word, "", _MARK) for word in dict.fromkeys(of_codes)]
    expression = " AND ".join(asked[:MOST_WORDS])
    others: list[str] = []
    number = normal_phone(typed)
    if number.isascii() and number.isdigit() and [number] != plain:
        others.append(f'"{number}" *')
    ending = typed.translate(_BETWEEN_DIGITS)
    if ending.isascii() and ending.isdigit() and SHORTEST_ENDING <= len(ending) <= _LONGEST_ENDING:
        others.append(f'"{_ENDING}{ending[::-1]}" *')
    return " OR ".join((f"({expression})", *others)) if others else expression or None


def _is_like_a_code(chunk: str) -> bool:
    """Whether its letters may be a code's: digits or a hyphen beside letters, or ``TAM`` in capitals."""
    if chunk == PROVISIONAL:
        return True
    has_letters = any(character.isalpha() for character in chunk)
    return has_letters and any(character.isdigit() or character in "-\u2013" for character in chunk)


def _needed(asked: Iterable[str]) -> list[str]:
    """Leave out words that begin another one: who has ``giang`` has ``g``. Each word costs time."""
    return [
        word
        for word, following in pairwise([*sorted(set(asked)), ""])
        if not all(spelling.startswith(word) for spelling in spellings(following))
    ]


def _prefix(word: str, *marks: str) -> str:
    """Ask for words that begin with this one in either spelling; letters and digits are safe in quotes."""
    asked = [f'"{mark}{spelling}" *' for mark in marks or ("",) for spelling in spellings(word)]
    return asked[0] if len(asked) == 1 else f"({' OR '.join(asked)})"


class DossierSearch:
    """Looks dossiers up over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def search(self, typed: str, limit: int = 50) -> list[DossierRow]:
        """Return at most ``limit`` dossiers, newest first; one whose whole code was typed leads."""
        expression = match_expression(typed)
        if expression is None:
            return []
        found = self._connection.execute(
            f"SELECT {COLUMNS} FROM dossier_search JOIN dossier ON dossier.seq = dossier_search.rowid"  # noqa: S608  constant
            " WHERE dossier_search MATCH ? ORDER BY dossier_search.rowid DESC LIMIT ?",
            (expression, limit),
        )
        rows = [row_of(row) for row in found]
        named = self._with_code(normal_code(typed[:LONGEST_TYPED]))
        if not named:
            return rows
        seqs = {row.seq for row in named}
        return [*named, *(row for row in rows if row.seq not in seqs)][:limit]

    def _with_code(self, code: str) -> list[DossierRow]:
        found = self._connection.execute(
            f"SELECT {COLUMNS} FROM dossier WHERE code = ?1 OR first_code = ?1 ORDER BY seq DESC",  # noqa: S608  constant
            (code,),
        )
        return [row_of(row) for row in found]

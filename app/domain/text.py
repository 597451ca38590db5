"""Text as people in Viet Nam type, search and sort it.

Three different questions about one text: how it is stored (`clean`), how it is found (`fold`, `words`,
`begins_words`) and where it stands in a list (`sort_key`).
"""

import re
import unicodedata
from collections.abc import Iterable

from app.domain.problems import DomainProblem

# Invisible marks that arrive with text copied from web pages and PDF files: soft hyphen, zero-width
# space and non-joiner, left-to-right and right-to-left marks, word joiner, byte order mark. They change
# nothing a reader sees and break every search, so they are dropped. U+200D joins emoji and is judged apart.
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u2060-\u2064\ufeff]")
_JOINER = "\u200d"
# Embeddings, overrides and isolates show a text in another order than it is stored: a paper could read
# differently from the record. No Vietnamese text needs them.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_CONTROL_IN_LINES = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
# Lone surrogates cannot be written as UTF-8; U+FFFD is the trace of a character lost before it came here.
_BROKEN = re.compile("[\ud800-\udfff\ufffd-\uffff]")

# Decomposition triples the length of a Vietnamese vowel at most; anything far beyond is not looked at.
_LONGEST_SPELLING = 4


def clean(text: str, *, max_chars: int, lines: bool = False) -> str:
    """Return `text` as it is stored: NFC, one space between words, nothing invisible.

    `lines=True` keeps line breaks, for remarks and reasons. An empty answer is allowed; whether a field
    may be empty is the caller's rule. Emoji are ordinary text.

    Raises DomainProblem: ``text.too_long`` (`max_chars`), ``text.control_character``,
    ``text.direction_control`` or ``text.broken_character`` (`position`, counted from 1 in the given text).
    """
    if len(text) <= max_chars and _is_clean(text):
        return text
    if len(text) > max_chars * _LONGEST_SPELLING:
        raise DomainProblem("text.too_long", max_chars=max_chars, chars=len(text))
    if lines:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        _refuse(_BROKEN, text, "text.broken_character")
        _refuse(_DIRECTION, text, "text.direction_control")
        text = _without_invisible(unicodedata.normalize("NFC", text))
    text = text.strip()
    if lines:
        _refuse(_CONTROL_IN_LINES, text, "text.control_character")
        text = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    else:
        _refuse(_CONTROL, text, "text.control_character")
        text = " ".join(text.split())
    if len(text) > max_chars:
        raise DomainProblem("text.too_long", max_chars=max_chars, chars=len(text))
    return text


def _is_clean(text: str) -> bool:
    """Tell whether `clean` would change nothing, at a fifth of its cost; nearly every typed text is so.

    Printable excludes controls, surrogates, everything invisible and every space but the plain one.
    """
    return (
        text.isprintable()
        and "  " not in text
        and text[:1] != " " != text[-1:]
        and "\ufffd" not in text
        and unicodedata.is_normalized("NFC", text)
    )


def _refuse(characters: re.Pattern[str], text: str, code: str) -> None:
    found = characters.search(text)
    if found:
        raise DomainProblem(code, position=found.start() + 1, character=f"U+{ord(found.group()):04X}")


def _without_invisible(text: str) -> str:
    text = _INVISIBLE.sub("", text)
    if _JOINER not in text:
        return text
    # Between two emoji the joiner makes one picture of them; between letters it is noise.
    kept = [
        character
        for before, character, after in zip(" " + text, text, text[1:] + " ", strict=False)
        if character != _JOINER or not (before.isalnum() or after.isalnum())
    ]
    return "".join(kept)


# --- searching ---------------------------------------------------------------------------------------


def _fold_table() -> dict[int, str | None]:
    """What each character folds to, built once when the module is loaded.

    Characters that stay as they are have an entry too: a miss costs translate() a raised KeyError, which
    made a name four times as slow.
    """
    table: dict[int, str | None] = dict.fromkeys(range(0x0300, 0x0370))
    # Latin, Greek and Cyrillic; then the block with the Vietnamese vowels that carry two marks.
    for code in (*range(0x0300), *range(0x0370, 0x0530), *range(0x1E00, 0x1F00)):
        table[code] = unicodedata.normalize("NFD", chr(code))[0].lower()[0]
    table.update(dict.fromkeys(map(ord, "đĐðÐ"), "d"))
    # H'Mông, HMông and H’Mông are one name.
    table.update(dict.fromkeys(map(ord, "'\u2018\u2019\u02bc\u02bb`\u00b4")))
    return table


_FOLD = _fold_table()
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return `text` as it is searched: lower case, no tone or vowel marks, đ as d, no apostrophes.

    Composed (NFC) and decomposed (NFD) input fold alike. The same function serves the index and the query.
    """
    return text.translate(_FOLD)


def words(folded: str) -> list[str]:
    """Split a folded text into its words: runs of letters and digits, as the search index splits it."""
    return _WORD.findall(folded)


def spellings(word: str) -> tuple[str, ...]:
    """Return a folded word with its other accepted spelling, if there is one.

    A final i sound after a consonant is written both ways: ký and kí, Mỹ and Mĩ, Quý and Quí.
    """
    if len(word) > 1 and word[-1] in "iy" and (word[-2] not in "aeiouy" or word[-3:-1] == "qu"):
        return (word, word[:-1] + ("y" if word[-1] == "i" else "i"))
    return (word,)


def word_line(*texts: str) -> str:
    """Return the folded words of some texts in one line, as `begins_words` looks through it."""
    return " " + " ".join(words(fold(" ".join(texts))))


def begins_words(typed: Iterable[str], line: str) -> bool:
    """Tell whether every folded word of `typed`, in either spelling, begins some word of a `word_line`."""
    return all(any(f" {spelling}" in line for spelling in spellings(word)) for word in typed)


# --- sorting -----------------------------------------------------------------------------------------

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def _letter_keys() -> dict[str, tuple[str, str]]:
    """For every letter: its place in the alphabet as one character, and its tone as a digit or nothing."""
    keys: dict[str, tuple[str, str]] = {}
    for place, letter in enumerate(_ALPHABET):
        keys[letter] = (chr(ord("A") + place), "")
    for letter in "aăâeêioôơuưy":
        for mark, digit in _TONES.items():
            keys[unicodedata.normalize("NFC", letter + mark)] = (keys[letter][0], digit)
    return keys


_LETTERS = _letter_keys()


def sort_key(name: str) -> str:
    """Return a key that orders names as a Vietnamese list does: by given name, then by the whole name.

    The given name is the last word. Words are compared letter by letter in the Vietnamese alphabet
    (a ă â … d đ e ê … o ô ơ … u ư), and only equal letters by tone (none, huyền, hỏi, ngã, sắc, nặng).
    The key is plain text whose order is the order of its code points, so a database can sort by it.
    """
    parts = [_word_key(word) for word in unicodedata.normalize("NFC", name).lower().split()]
    return " ".join((parts[-1], *parts)) if parts else ""


def _word_key(word: str) -> str:
    letters: list[str] = []
    tones: list[str] = []
    for character in word:
        letter, tone = _LETTERS.get(character) or _foreign_letter(character)
        letters.append(letter)
        tones.append(tone)
    # "!" and the digits stand before every letter, so "an" with any tone comes before "anh".
    return "".join(letters) + "!" + "".join(tones)


def _foreign_letter(character: str) -> tuple[str, str]:
    """Place a character outside the alphabet: é of another language by its base, other scripts last."""
    base = unicodedata.normalize("NFD", character)[0]
    if base in _LETTERS:
        return _LETTERS[base]
    return (character, "") if character.isalnum() else ("", "")

"""Gives texts a letter to press: the first free one that a plain keyboard has. No Qt in it."""

from collections.abc import Iterable, Sequence


def with_letters(texts: Sequence[str], taken: Iterable[str] = ()) -> list[str]:
    """Return the texts with ``&`` before a letter of each, none twice; a text left over stays without.

    A text that brings its own letter keeps it. The beginnings of words are tried first. Letters with marks
    are passed over: a keyboard without an input method cannot press them.
    """
    used = {letter.lower() for letter in taken} | {_own(text) for text in texts} - {""}
    return [text if _own(text) else _with_free_letter(text, used) for text in texts]


def letter_of(text: str) -> str:
    """Return the letter a text is reached by, in lower case; nothing for a text without one."""
    return _own(text)


def _own(text: str) -> str:
    place = text.replace("&&", "  ").find("&")
    return text[place + 1 : place + 2].lower() if place >= 0 else ""


def _with_free_letter(text: str, used: set[str]) -> str:
    beginnings = [place for place in range(len(text)) if place == 0 or not text[place - 1].isalnum()]
    for place in (*beginnings, *range(len(text))):
        letter = text[place].lower()
        if letter.isascii() and letter.isalpha() and letter not in used:
            used.add(letter)
            return f"{text[:place]}&{text[place:]}"
    return text

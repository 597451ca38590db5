"""The catalogues say everything the code says, completely and with the same blanks to fill in."""

import re
import string
import unicodedata
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from app.localization.extraction import TEMPLATE, catalogue_files, extract_template, updated, written

_UPDATE = "bring the catalogues up to date with: python3 dev.py messages"
_CATALOGUES = [pytest.param(language, file, id=language) for language, file in catalogue_files()]


def _texts(entry: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [entry] if isinstance(entry, str) else list(entry or ("",))


def placeholders(text: str) -> set[str]:
    """Return the names of the blanks in a text: ``clerk`` for ``Received by {clerk}``."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def faults(message: Message) -> list[str]:
    """Return what is wrong with a translation, in words."""
    sources, translations = _texts(message.id), _texts(message.string)
    if not all(translations):
        return ["missing"]
    wanted = placeholders(sources[-1])
    found: list[str] = []
    if message.fuzzy:
        found.append("guessed, not checked by a person")
    for text in translations:
        if placeholders(text) != wanted:
            found.append(f"blanks {sorted(placeholders(text))} instead of {sorted(wanted)}")
        if (text[:1].isspace(), text[-1:].isspace()) != (sources[0][:1].isspace(), sources[0][-1:].isspace()):
            found.append("other space at an end")
        if bool(re.search(r"&\w", text)) != bool(re.search(r"&\w", sources[0])):
            found.append("shortcut letter lost or added")
        if text != unicodedata.normalize("NFC", text):
            found.append("not in the composed form (NFC)")
    return found


def _read(file: Path) -> Catalog:
    with file.open("rb") as content:
        return read_po(content)


def test_the_template_holds_the_texts_of_the_code() -> None:
    if TEMPLATE.read_bytes() != written(extract_template()):
        pytest.fail(_UPDATE, pytrace=False)


@pytest.mark.parametrize(("language", "file"), _CATALOGUES)
def test_a_catalogue_holds_the_texts_of_the_code(language: str, file: Path) -> None:
    if file.read_bytes() != written(updated(language, file, extract_template())):
        pytest.fail(_UPDATE, pytrace=False)


@pytest.mark.parametrize(("language", "file"), _CATALOGUES)
def test_a_catalogue_is_complete_and_faultless(language: str, file: Path) -> None:
    texts = [message for message in _read(file) if message.id]  # the header has no id
    wrong = [f"{message.id!r}: {'; '.join(faults(message))}" for message in texts if faults(message)]
    if wrong:
        pytest.fail(f"{language}:\n" + "\n".join(wrong), pytrace=False)


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        (Message("Save", ""), "missing"),
        (Message("Save", "Lưu", flags=["fuzzy"]), "guessed"),
        (Message("By {clerk}", "Do {canbo}"), "blanks"),
        (Message(("{n} day", "{n} days"), ("ngày",)), "blanks"),
        (Message("Name: ", "Tên:"), "space"),
        (Message("&Save", "Lưu"), "shortcut"),
        (Message("Save", unicodedata.normalize("NFD", "Lưu lại")), "NFC"),
    ],
)
def test_faults_are_found(message: Message, fault: str) -> None:
    assert fault in " ".join(faults(message))


def test_a_good_translation_has_no_fault() -> None:
    assert faults(Message(("{n} &day ", "{n} &days "), ("{n} &ngày ",))) == []

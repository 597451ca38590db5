"""Brings the catalogues up to date with the texts in the code: ``python -m app.localization.extraction``.

For developers; needs Babel. Files carry no dates and no line numbers and are sorted by text, so that two
people's additions meet without a conflict and a change shows only the texts that changed.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from app.localization.catalogue import DOMAIN, LANGUAGES, SOURCE_LANGUAGE, TRANSLATIONS

_CHECKOUT = TRANSLATIONS.parent
_PACKAGES = ("app", "ui", "sync")
_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
_COMMENT_TAG = "Translators:"
_HEADER = "# Translations of Một Cửa Vùng Cao. Licensed as the program is, see LICENSE."
_CHANGING_HEADERS = (
    b'"POT-Creation-Date',
    b'"PO-Revision-Date',
    b'"Last-Translator',
    b'"Language-Team',
    b'"Generated-By',
    b'"Report-Msgid-Bugs-To',
    b'"Project-Id-Version',
)

TEMPLATE = TRANSLATIONS / f"{DOMAIN}.pot"
"""Every text of the code, untranslated."""


def catalogue_files() -> Iterator[tuple[str, Path]]:
    """Yield each language that has a catalogue, with its ``.po`` file."""
    for language in LANGUAGES:
        if language != SOURCE_LANGUAGE:
            yield language, TRANSLATIONS / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def extract_template() -> Catalog:
    """Return every text of the packages that is marked for translation."""
    template = Catalog(charset="utf-8", header_comment=_HEADER, fuzzy=False)
    for package in _PACKAGES:
        for module in sorted((_CHECKOUT / package).rglob("*.py")):
            found = extract_from_file(
                "python", module, keywords=_KEYWORDS, comment_tags=(_COMMENT_TAG,), strip_comment_tags=True
            )
            for _line, text, comments, context in found:
                template.add(text, auto_comments=comments, context=context)
    return template


def written(texts: Catalog) -> bytes:
    """Return a catalogue as the bytes of its file."""
    file = BytesIO()
    write_po(file, texts, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    lines = file.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_CHANGING_HEADERS))


def updated(language: str, file: Path, template: Catalog) -> Catalog:
    """Return the catalogue of ``language`` with the template's texts and its own translations."""
    if not file.exists():
        own = Catalog(locale=language, charset="utf-8")
    else:
        with file.open("rb") as content:
            own = read_po(content, locale=language)
    own.header_comment = _HEADER
    own.fuzzy = False
    own.update(template, no_fuzzy_matching=True, update_header_comment=False)
    return own


def main() -> int:
    """Write the template and every catalogue; say what still wants a translation."""
    template = extract_template()
    TEMPLATE.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_bytes(written(template))
    for language, file in catalogue_files():
        own = updated(language, file, template)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(written(own))
        missing = [str(message.id) for message in own if message.id and not message.string]
        print(  # noqa: T201 - the answer to the developer who called it
            f"{language}: {len(own)} texts, {len(missing)} without a translation", *missing, sep="\n  "
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())

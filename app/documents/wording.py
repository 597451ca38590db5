"""Words of a paper: fills the patterns of a template with dates, money and cleaned texts."""

import re
from collections.abc import Mapping
from datetime import datetime

from app.documents.letters import Letters
from app.documents.moment_words import moment_words
from app.documents.slip_template import SlipTemplate, words_in_braces

_ISO_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_MOBILE_DIGITS, _LANDLINE_DIGITS = 10, 11


class Wording:
    """The texts of one template, limited to the letters that can be printed."""

    def __init__(self, template: SlipTemplate, letters: Letters) -> None:
        """Clean the template once; `letters` also cleans every value put into it."""
        self._letters = letters
        self._texts = {name: letters.printable(text) for name, text in template.texts.items()}
        self._lists = {name: tuple(map(letters.printable, texts)) for name, texts in template.lists.items()}
        self._codes = {
            table: {code: letters.printable(text) for code, text in texts.items()}
            for table, texts in template.codes.items()
        }

    def clean(self, text: str) -> str:
        """Return a value as it can be printed."""
        return self._letters.printable(text)

    def capitals(self, text: str) -> str:
        """Return a value as it can be printed in capitals."""
        return self._letters.capitals(text)

    def text(self, name: str, /, **values: str) -> str:
        """Return a text with its words in braces filled in; `values` are clean already."""
        return self._texts[name].format_map(values)

    def list(self, name: str) -> tuple[str, ...]:
        """Return a list of texts."""
        return self._lists[name]

    def lines(self, name: str, values: Mapping[str, str]) -> tuple[str, ...]:
        """Return the lines of a list whose words are all known, filled in."""
        return tuple(
            line.format_map(values)
            for line in self._lists[name]
            if all(values[word] for word in words_in_braces(line))
        )

    def code(self, table: str, code: str, /, **values: str) -> str:
        """Return what a code means; a code without an entry was typed by a clerk and stands for itself."""
        found = self._codes[table].get(code)
        return self.clean(code) if found is None else found.format_map(values)

    def knows(self, table: str, code: str) -> bool:
        """Whether a table puts this code into words."""
        return code in self._codes[table]

    def moment(self, name: str, moment: datetime, /, **values: str) -> str:
        """Return a text with the parts of a moment, on Viet Nam's clock."""
        return self.text(name, **moment_words(moment, self._lists["weekdays"]), **values)

    def money(self, amount: int) -> str:
        """Return an amount of đồng, thousands parted by dots."""
        return self.text("money", amount=f"{amount:,}".replace(",", "."))

    def birth(self, date: str) -> str:
        """Return a birth date of the precision known: ``1990``, ``05/1990`` or ``17/05/1990``."""
        return birth_words(self.clean(date))

    def phone(self, number: str) -> str:
        """Return a telephone number in groups that can be read aloud; other writings stay as they are."""
        return phone_words(self.clean(number))


def birth_words(date: str) -> str:
    """Return a clean birth date as papers write it; other writings stay as they are."""
    return "/".join(reversed(date.split("-"))) if _ISO_DATE.fullmatch(date) else date


def phone_words(number: str) -> str:
    """Return a clean telephone number in groups; other writings stay as they are."""
    if number.isdecimal() and len(number) in {_MOBILE_DIGITS, _LANDLINE_DIGITS}:
        return f"{number[:4]} {number[4:7]} {number[7:]}"
    return number

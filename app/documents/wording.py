"""Words of a paper: fills the patterns of a template with dates, money and cleaned texts."""

import re
from collections.abc import Mapping
from datetime import datetime

from app.documents.letters import Letters
from app.documents.slip_template import SlipTemplate, words_in_braces
from app.domain.moments import local

_ISO_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_LAST_PADDED_MONTH = 2
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
        """Return a text with the parts of a moment, on Viet Nam's clock.

        Days have two digits and so have months 1 and 2, that nobody can write a digit before them
        (Nghị định 30/2020/NĐ-CP).
        """
        at = local(moment)
        return self.text(
            name,
            day=f"{at.day:02}",
            month=f"{at.month:02}" if at.month <= _LAST_PADDED_MONTH else str(at.month),
            month_2=f"{at.month:02}",
            year=str(at.year),
            hour=f"{at.hour:02}",
            minute=f"{at.minute:02}",
            weekday=self._lists["weekdays"][at.weekday()],
            **values,
        )

    def money(self, amount: int) -> str:
        """Return an amount of đồng, thousands parted by dots."""
        return self.text("money", amount=f"{amount:,}".replace(",", "."))

    def birth(self, date: str) -> str:
        """Return a birth date of the precision known: ``1990``, ``05/1990`` or ``17/05/1990``."""
        known = self.clean(date)
        return "/".join(reversed(known.split("-"))) if _ISO_DATE.fullmatch(known) else known

    def phone(self, number: str) -> str:
        """Return a telephone number in groups that can be read aloud; other writings stay as they are."""
        digits = self.clean(number)
        if digits.isdecimal() and len(digits) in {_MOBILE_DIGITS, _LANDLINE_DIGITS}:
            return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
        return digits

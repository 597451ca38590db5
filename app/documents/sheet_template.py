"""The wording of papers that people look at: `resources/papers/<form>.json`, schema ``sheet/1``.

Where everything stands is decided by the program (a picture has no text to move); every word on it is data.
A missing text, or one with a word in braces the program does not know, is refused when the file is read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.documents.letters import Letters
from app.documents.moment_words import moment_words
from app.documents.shared_texts import Common
from app.documents.template_reading import Known, Node, Pattern
from app.documents.wording import phone_words

SCHEMA = "sheet/1"
MOMENT = ("day", "month", "month_2", "year", "hour", "minute", "weekday")
_ABOUT = ("about", "source", "certainty", "certainty_note")


@dataclass(frozen=True, slots=True)
class Needs:
    """What one form needs of its template: texts with the words each may hold, lists, tables of codes."""

    texts: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, tuple[int, int]]
    """Fewest and most entries of each."""
    codes: Mapping[str, tuple[str, ...]]
    """The words that entries of a table may hold."""


@dataclass(frozen=True, slots=True)
class SheetTemplate:
    """The wording of one form."""

    form: str
    version: str
    title: str
    """Name of the document, in the properties of the PDF."""
    texts: Mapping[str, Pattern]
    lists: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, Mapping[str, Pattern]]


def read_sheet_template(content: object, file: str, needs: Needs) -> SheetTemplate:
    """Read a decoded template. Raises DomainProblem ``paper.bad_template`` (`file`, `field`, `reason`)."""
    node = Node(content, file)
    fields = node.fields(("schema", "form", "version", "title", "texts", "lists", "codes"), _ABOUT)
    fields["schema"].name((SCHEMA,))
    texts = fields["texts"].fields(needs.texts)
    lists = fields["lists"].fields(needs.lists)
    codes = fields["codes"].fields(needs.codes)
    return SheetTemplate(
        form=fields["form"].text(),
        version=fields["version"].text(),
        title=fields["title"].text(),
        texts={name: entry.pattern(Known(needs.texts[name])) for name, entry in texts.items()},
        lists={
            name: tuple(item.text() for item in entry.list(*needs.lists[name]))
            for name, entry in lists.items()
        },
        codes={
            table: {code: entry.pattern(Known(needs.codes[table])) for code, entry in entries.items().items()}
            for table, entries in codes.items()
        },
    )


class SheetWords:
    """The words of one form, limited to letters that can be printed."""

    def __init__(self, template: SheetTemplate, common: Common, letters: Letters) -> None:
        """Take the template of the form and what all papers share."""
        self._template = template
        self._common = common
        self._letters = letters

    def clean(self, text: object) -> str:
        """Return a value of a record as it can be printed; nothing for None."""
        return "" if text is None else self._letters.printable(str(text))

    def capitals(self, text: object) -> str:
        """Return a value as it can be printed in capitals."""
        return "" if text is None else self._letters.capitals(str(text))

    def phone(self, number: object) -> str:
        """Return a telephone number in groups that can be read aloud."""
        return phone_words(self.clean(number))

    def text(self, name: str, /, **words: str) -> str:
        """Return a text with its words in braces; `words` are clean already."""
        return self._letters.printable(self._template.texts[name].text.format_map(words))

    def moment(self, name: str, at: datetime, /, **words: str) -> str:
        """Return a text with the parts of a moment."""
        return self.text(name, **moment_words(at, self._common.weekdays), **words)

    def common(self, name: str, /, **words: str) -> str:
        """Return a text that all papers share."""
        return self._letters.printable(self._common.texts[name].text.format_map(words))

    def common_moment(self, name: str, at: datetime, /, **words: str) -> str:
        """Return a shared text with the parts of a moment."""
        return self.common(name, **moment_words(at, self._common.weekdays), **words)

    def list(self, name: str) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(map(self._letters.printable, self._template.lists[name]))

    def code(self, table: str, code: str, /, **words: str) -> str:
        """Return what a code means; entry ``*`` is for any other, and without one the code says itself."""
        entries = self._template.codes[table]
        found = entries.get(code) or entries.get("*")
        if found is None:
            return self.clean(code)
        return self._letters.printable(found.text.format_map({"value": self.clean(code), **words}))

    def knows(self, table: str, code: str) -> bool:
        """Whether a table words this very code."""
        return code in self._template.codes[table]

    def money(self, amount: int) -> str:
        """Return an amount of đồng, thousands parted by dots."""
        written = f"{amount:,}".replace(",", ".")
        return self._letters.printable(self._common.formats["money"].text.format_map({"amount": written}))

"""What all papers but the slip share: motto, marks, ways of writing dates and money, words for codes.

Data of `resources/papers/common.json`; an office may lay its own file over it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.documents.template_reading import Known, Node, Pattern

COMMON = "common"

_MOMENT = ("day", "month", "month_2", "year", "hour", "minute", "weekday")
_TEXTS: dict[str, tuple[str, ...]] = {
    "practice": (),
    "practice_note": (),
    "provisional": (),
    "copy": ("number",),
    "copy_reprinted": ("number", *_MOMENT),
    "page": ("page", "pages"),
    "continued": (),
    "blank": (),
    "missing_letters": (),
}
_WEEKDAYS = 7
WRITTEN = ("phone", "capitals", "birth", "number", "two_digits", "words")
"""Ways of writing a value that need nothing of the shared texts; ``words`` is an amount in words."""


@dataclass(frozen=True, slots=True)
class Common:
    """The shared texts."""

    version: str
    motto: tuple[str, ...]
    weekdays: tuple[str, ...]
    texts: Mapping[str, Pattern]
    formats: Mapping[str, Pattern]
    """Ways of writing moments, days and amounts, by name."""
    codes: Mapping[str, Mapping[str, Pattern]]
    """What codes mean; entry ``*`` is for any other code or words, entry ``""`` for none."""

    def writings(self) -> frozenset[str]:
        """Every name that may stand behind the colon in braces."""
        return frozenset((*self.formats, *WRITTEN))


def read_common(content: object, file: str) -> Common:
    """Read the shared texts. Raises DomainProblem ``paper.bad_template``."""
    about = ("schema", "form", "about", "source", "certainty", "certainty_note")
    fields = Node(content, file).fields(("version", "motto", "weekdays", "texts", "formats", "codes"), about)
    texts = fields["texts"].fields(_TEXTS)
    moments = Known((*_MOMENT, "amount"))
    formats = {name: node.pattern(moments) for name, node in fields["formats"].items().items()}
    for needed in ("moment", "date", "money"):
        if needed not in formats:
            raise fields["formats"].bad("missing", needed)
    return Common(
        version=fields["version"].text(),
        motto=tuple(node.text() for node in fields["motto"].list(1, 3)),
        weekdays=tuple(node.text() for node in fields["weekdays"].list(_WEEKDAYS, _WEEKDAYS)),
        texts={name: node.pattern(Known(_TEXTS[name])) for name, node in texts.items()},
        formats=formats,
        codes={
            table: {code: node.pattern(Known(("value",))) for code, node in entries.items().items()}
            for table, entries in fields["codes"].items().items()
        },
    )

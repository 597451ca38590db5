"""What is due, large: the amount, in words, the lines that made it, and what is not sure about it."""

from PySide6.QtWidgets import QWidget

from app.domain.fees import FeeQuote
from app.localization.fee_text import fee_caution_text, line_text
from app.localization.formats import money, number
from app.localization.money_words import money_in_words
from app.localization.translate import N_, _
from ui.language.wording import Wording
from ui.widgets.card import Card
from ui.widgets.text import label


class FeePanel(Card):
    """A card beside a form."""

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        wording.say(self.heading.setText, N_("To be paid"))
        self.amount = label(look="display", wrap=True)
        self._words = label(look="soft", wrap=True)
        self._lines = label(wrap=True)
        self._doubt = label(look="warn", wrap=True)
        for part in (self.amount, self._words, self._lines, self._doubt):
            self.body.addWidget(part)
        self._quote: FeeQuote | None = None
        self.show_quote(None)

    def show_quote(self, quote: FeeQuote | None) -> None:
        """Show what is due; None while there is nothing to compute from."""
        self._quote = quote
        if quote is None:
            said = ("–", "", "", "")
        elif quote.amount is None:
            said = (_("not configured"), "", _lines_text(quote), _cautions_text(quote))
        else:
            words = money_in_words(quote.amount)
            said = (money(quote.amount), words, _lines_text(quote), _cautions_text(quote))
        for part, text in zip((self.amount, self._words, self._lines, self._doubt), said, strict=True):
            part.setText(text)
            part.setVisible(bool(text))

    def renew(self) -> None:
        """Word everything in the language now in use."""
        self.show_quote(self._quote)


def _lines_text(quote: FeeQuote) -> str:
    said = []
    for line in quote.lines:
        if line.amount is None:
            said.append(f"{line_text(line)}")
        elif line.exempt:
            said.append(f"{line_text(line)}: {money(line.amount)}")
        else:
            price = number(line.unit_price or 0)
            said.append(f"{line_text(line)}: {number(line.quantity)} × {price} = {number(line.amount)}")
    return "\n".join(said)


def _cautions_text(quote: FeeQuote) -> str:
    return "\n".join(fee_caution_text(one.code, one.details) for one in quote.cautions)

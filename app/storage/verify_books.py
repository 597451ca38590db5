"""Checks the books: every number of each is accounted for, none stands twice, none can be given again."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from app.domain.books import BookEntry, number_named
from app.domain.facts import Fact
from app.storage.book_counters import highest_given
from app.storage.database import Connection
from app.storage.findings import Finding

_TOLD = 20
"""So many missing numbers of a book are told one by one."""


class BookCheck:
    """Gathers the numbers of all subjects, then tells what is off."""

    def __init__(self) -> None:
        self._named: dict[tuple[str, str], set[int]] = {}
        self._counting: Counter[tuple[str, str, int]] = Counter()

    def add(self, facts: Iterable[Fact], entries: Iterable[BookEntry]) -> None:
        """Take note of one subject: all its facts, those that wait or do not count too."""
        for fact in facts:
            used = number_named(fact)
            if used is not None:
                self._named.setdefault(used[:2], set()).add(used[2])
        for entry in entries:
            if not entry.void:
                self._counting[entry.kind, entry.book, entry.number] += 1

    def findings(self, connection: Connection, own_tags: tuple[str, ...]) -> Iterator[Finding]:
        """Tell what is off. ``own_tags`` name this device's own books, after a practice mark."""
        for (kind, book, number), count in self._counting.items():
            if count > 1:
                details = (("kind", kind), ("book", book), ("number", number), ("count", count))
                yield Finding("number.in_book_twice", details=details)
        for (kind, book), numbers in sorted(self._named.items()):
            highest = max(numbers)
            missing = (number for number in range(1, highest) if number not in numbers)
            for number in islice(missing, _TOLD if len(numbers) < highest else 0):
                yield Finding("number.missing", details=(("kind", kind), ("book", book), ("number", number)))
            own = book.partition("/")[0].endswith(own_tags)
            if own and highest_given(connection, kind, book) < highest:
                yield Finding("number.book_counter", details=(("kind", kind), ("book", book)))

"""The rows of a list that were not taken over, as a file one can mend and import again."""

import csv
from collections.abc import Callable
from io import StringIO

from app.domain.problems import DomainProblem
from app.use_cases.import_dossiers import ImportList, ImportReport


def refused_rows(
    listed: ImportList, report: ImportReport, heads: tuple[str, str], reason: Callable[[DomainProblem], str]
) -> str:
    """Return the refused rows as CSV: number and reason first, then each row as it came.

    ``heads``: the headings of the first two columns.
    """
    target = StringIO()
    rows = csv.writer(target)
    rows.writerow([*heads, *map(_harmless, listed.map.headings)])
    for outcome in report.outcomes:
        if outcome.problem is not None:
            cells = listed.rows[outcome.number - 1]
            texts = [_harmless("" if cell is None else str(cell)) for cell in cells]
            rows.writerow([outcome.number, reason(outcome.problem), *texts])
    return target.getvalue()


def _harmless(text: str) -> str:
    """Keep a spreadsheet program from taking a text for a formula."""
    return f"'{text}" if text[:1] in set("=+@") else text

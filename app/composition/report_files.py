"""Files of reports: worded in Vietnamese, drawn as papers or written as spreadsheets; lists to import."""

from pathlib import Path

from app.documents.renderer import PaperRenderer
from app.domain.report_tables import ReportTable
from app.domain.sheets import Sheet
from app.localization.report_sheets import paper_record, sheet_of
from app.localization.report_text import say
from app.localization.translate import N_
from app.use_cases.make_report import Letterhead

_LANGUAGE = "vi"
_HEAD_ROLE = N_("Director of the centre")
_FRACTION = N_("Dossiers")
_CHART = N_("Chart")


def read_list(path: Path) -> list[list[object]]:
    """Return the rows of another program's list. Raises as `app.documents.table_reading`."""
    from app.documents.table_reading import read_table

    return read_table(path)


class FilesOfReports:
    """Implements `ReportFiles`. Use it from one thread, the documents lane."""

    def __init__(self, papers: PaperRenderer) -> None:
        """Draw with the papers of the office."""
        self._papers = papers

    def spreadsheet(self, table: ReportTable, head: Letterhead) -> bytes:
        """Return a report as XLSX."""
        from app.documents.spreadsheets import spreadsheet

        sheet = _sheet(table, head)
        return spreadsheet(sheet, say(_FRACTION, _LANGUAGE), say(_CHART, _LANGUAGE))

    def paper(self, table: ReportTable, head: Letterhead) -> bytes:
        """Return a report as PDF. Raises as `Papers.draw`."""
        return self._papers.draw(*paper_record(_sheet(table, head)))


def _sheet(table: ReportTable, head: Letterhead) -> Sheet:
    values = {
        "place": head.place,
        "maker": head.maker,
        "maker_position": head.maker_position,
        "head_role": say(_HEAD_ROLE, _LANGUAGE),
    }
    return sheet_of(table, head.header, values, _LANGUAGE)

"""Words of reports: titles, headings, codes; in the language of the window, or of papers (Vietnamese)."""

from datetime import date

from app.domain.periods import DAY, MONTH, NAMED_PERIODS, QUARTER, WEEK, YEAR, Period, named_period
from app.domain.timeliness import Compare, FinishedBy, ReportSettings, Share
from app.localization.catalogue import catalogue
from app.localization.dossier_text import status_source
from app.localization.formats import number, short_date
from app.localization.translate import N_, current_language

_TITLES = {
    "periodic": N_("Periodic report II.06a"),
    "results": N_("Early, on time, late"),
    "book": N_("Register of dossiers"),
    "fields": N_("By field"),
    "clerks": N_("By clerk"),
    "villages": N_("By village"),
    "channels": N_("By channel"),
    "late-births": N_("Births registered late"),
    "workload": N_("Work in hand"),
    "due": N_("Overdue and due soon"),
    "cash": N_("Money taken"),
    "settlement": N_("Settlement of fees"),
    "certifications": N_("Certification registers"),
}
_ON_PAPER = {
    "periodic": N_("Handling of administrative procedures (form II.06a/VPCP/KSTT)"),
    "results": N_("Results of handling dossiers: early, on time, late"),
    "book": N_("Register of dossiers"),
    "fields": N_("Results of handling dossiers by field"),
    "clerks": N_("Results of handling dossiers by clerk"),
    "villages": N_("Results of handling dossiers by village"),
    "channels": N_("Results of handling dossiers by channel"),
    "late-births": N_("Births registered late, village by village"),
    "workload": N_("Work in hand, person by person"),
    "due": N_("Dossiers overdue and due soon"),
    "cash": N_("List of fees taken"),
    "settlement": N_("Settlement of fees with the processing agencies"),
    "certifications": N_("Certification registers"),
}
_HEADS = {
    "field": N_("Field"),
    "month": N_("When"),
    "clerk": N_("Clerk"),
    "village": N_("Village"),
    "channel": N_("Channel"),
    "total": N_("All"),
    "received": N_("Receptions"),
    "received_online": N_("Online"),
    "received_direct": N_("Direct and by post"),
    "carried": N_("Carried over"),
    "resolved": N_("Resolved"),
    "early": N_("Early"),
    "on_time": N_("On time"),
    "late": N_("Late ones"),
    "resolved_undated": N_("Without appointment"),
    "punctual": N_("Early and on time"),
    "pending": N_("In process"),
    "in_time": N_("In time"),
    "overdue": N_("Overdue"),
    "pending_undated": N_("Without appointment"),
    "book": N_("Book"),
    "number": N_("No."),
    "code": N_("Dossier code"),
    "procedure_name": N_("Procedure"),
    "sets": N_("Sets"),
    "applicant": N_("Person or organisation"),
    "address": N_("Address"),
    "phone": N_("Phone"),
    "competent": N_("Deciding agency"),
    "received_at": N_("Received on"),
    "due_at": N_("Appointed"),
    "returned_at": N_("Returned on"),
    "return_at": N_("How it is collected"),
    "signed": N_("Signed for"),
    "remark": N_("Remark"),
    "child": N_("Child"),
    "born": N_("Born"),
    "days": N_("Days since birth"),
    "timing": N_("Registered"),
    "full_name": N_("Full name"),
    "held": N_("In hand"),
    "due_soon": N_("Due soon"),
    "waiting": N_("Waiting for the citizen"),
    "ready": N_("Waiting to be collected"),
    "rest": N_("Still in time"),
    "state": N_("State"),
    "at": N_("When"),
    "payer": N_("Payer"),
    "cash": N_("Cash"),
    "transfer": N_("Transfer"),
    "amount": N_("Amount"),
    "charge": N_("Charge"),
    "count": N_("Count"),
    "register": N_("Register"),
    "title": N_("Paper certified"),
    "signer": N_("Signer"),
    "pages": N_("Pages"),
    "copies": N_("Copies"),
    "void": N_("Void numbers"),
    "registered": N_("Births registered"),
    "unknown": N_("Not known"),
    "late_share": N_("Share of late ones"),
    "received_group": N_("Receptions"),
    "resolved_group": N_("Resolved"),
    "pending_group": N_("In process"),
    "dates_group": N_("Day, month, year"),
}
_COLUMN_OF = {"total": N_("Total"), "resolved": N_("Total"), "pending": N_("Total")}
"""Under a heading of their own these are the sum of their neighbours."""
_CODES = {
    "direct": N_("At the counter"),
    "online": N_("Online"),
    "post": N_("By public post"),
    "voided": N_("Void"),
    "overdue": N_("Overdue"),
    "due_soon": N_("Due soon"),
    "birth_late": N_("Late"),
    "birth_unknown": N_("Date of birth not known"),
    "birth_on_time": N_("On time"),
    "book_copy": N_("Copies of an original"),
    "book_signature": N_("Signatures"),
    "book_transaction": N_("Contracts, transactions"),
}
_COMPARED = {
    Compare.DATE: N_("compared by day"),
    Compare.MINUTE: N_("compared by minute"),
}
_FINISHED = {
    FinishedBy.READY: N_("finished when the result is ready"),
    FinishedBy.RETURNED: N_("finished when the result is handed over"),
}
_PERIODS = {
    DAY: N_("Day"),
    WEEK: N_("Week"),
    MONTH: N_("Month"),
    QUARTER: N_("Quarter"),
    YEAR: N_("Year"),
}
_NOT_STATED = N_("Not stated")
_FROM_TO = N_("From {first} to {last}")
_ONE_DAY = N_("On {day}")


def say(text: str, language: str | None = None) -> str:
    """Return a marked text in a language; that of the window unless another is named."""
    return catalogue(language or current_language()).gettext(text)


def report_title(name: str, language: str | None = None, *, on_paper: bool = False) -> str:
    """Return what a report is called: short to choose from, in full on paper."""
    return say((_ON_PAPER if on_paper else _TITLES)[name], language)


def head_text(key: str, group: str = "", language: str | None = None) -> str:
    """Return the heading of a column."""
    if group in {"received_group", "resolved_group", "pending_group"} and key in _COLUMN_OF:
        return say(_COLUMN_OF[key], language)
    return say(_HEADS.get(key, key), language)


def code_text(code: str, language: str | None = None) -> str:
    """Return a code of a cell in words."""
    if code.startswith("status_"):
        return say(status_source(int(code.removeprefix("status_"))), language)
    return say(_CODES[code], language) if code in _CODES else code


def not_stated(language: str | None = None) -> str:
    """Return what stands where nothing was stated."""
    return say(_NOT_STATED, language)


def period_text(period: Period, language: str | None = None) -> str:
    """Return the period of a report: ``Từ ngày 01/11/2026 đến ngày 30/11/2026``."""
    first, last = short_date(period.first), short_date(period.last)
    if first == last:
        return say(_ONE_DAY, language).format(day=first)
    return say(_FROM_TO, language).format(first=first, last=last)


def settings_text(settings: ReportSettings, language: str | None = None) -> str:
    """Return how a report counted."""
    compared = say(_COMPARED[settings.compare], language)
    return f"{compared}; {say(_FINISHED[settings.finished_by], language)}"


def percent_text(share: Share, language: str | None = None) -> str:
    """Return a percentage with one decimal: ``98,8 %``; a dash of nothing."""
    tenths = share.tenths
    if tenths is None:
        return "–"
    comma = "." if (language or current_language()) == "en" else ","
    return f"{tenths // 10}{comma}{tenths % 10} %"


def share_text(share: Share, language: str | None = None) -> str:
    """Return a percentage with what it is of: ``98,8 % (10.374/10.500)``."""
    if share.denominator == 0:
        return "–"
    parts = number(share.numerator, language), number(share.denominator, language)
    return f"{percent_text(share, language)} ({parts[0]}/{parts[1]})"


def named_periods(today: date) -> list[tuple[str, str, Period]]:
    """Return the periods one chooses from: name, words, days."""
    return [(name, say(_PERIODS[name]), named_period(name, today)) for name in NAMED_PERIODS]

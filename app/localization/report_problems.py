"""Sentences for problems of reports and of importing dossiers from other programs' files."""

from app.localization.translate import N_

REPORT_PROBLEMS = {
    "report.unknown": N_("There is no report “{report}”. There are: {allowed}."),
    "report.period_backwards": N_(
        "The period ends ({last}) before it begins ({first}). Change one of the days."
    ),
    "report.period_out_of_range": N_("No report reaches so far. Choose a day of these years."),
    "report.identity_broken": N_(
        "The figures contradict each other: {received} received + {carried} carried over, but {resolved}"
        " resolved + {pending} in process. Look at these dossiers; their times cannot be right: {codes}."
    ),
    "report.arrivals_waiting": N_(
        "{count} entries from other computers are not counted yet. Make the report again in a minute."
    ),
    "report_rules.none_in_force": N_("The program has no report figures for {day}. Choose a later period."),
    "import.too_large": N_(
        "The file is larger than {most} MB. Nothing was taken over. Divide the list into several files."
    ),
    "import.too_many_rows": N_(
        "The list has more than {most} rows. Nothing was taken over. Divide it into several files."
    ),
    "import.not_a_table": N_(
        "This is no list the program can read. Nothing was taken over. Save it as XLSX, or as CSV (UTF-8)."
    ),
    "import.not_utf8": N_(
        "Line {line} of the file is not written in UTF-8. Nothing was taken over. Save it as XLSX, or as"
        " “CSV UTF-8”."
    ),
    "import.empty": N_("The file is empty. Nothing was taken over. Choose another file."),
    "import.no_heading": N_(
        "No row names the columns. Nothing was taken over. Write headings above the list, such as"
        " “Mã hồ sơ”, “Tên thủ tục”, “Họ và tên”."
    ),
    "import.unknown_field": N_("Nothing can be read as “{name}”. There are: {allowed}."),
    "import.unknown_column": N_(
        "The file has no column “{column}”. Name it by its heading or its letter (A, B, C …)."
    ),
    "import.column_missing": N_(
        "It is not known which column holds: {field}. Nothing was taken over. Choose the column."
    ),
    "import.bad_date": N_("{field} is no date. Write it as day/month/year: 27/11/2026."),
    "import.no_reception_day": N_("The day of reception is missing. Write it as 27/11/2026."),
    "import.unknown_status": N_("The status is not understood. Write received, in process, or result ready."),
    "import.unknown_channel": N_(
        "The channel is not understood. Write at the counter, online, or by public post."
    ),
    "import.finished_already": N_(
        "This dossier is finished. It stays in its old book; only dossiers in progress are taken over."
    ),
    "import.procedure_unclear": N_(
        "The procedure fits {count} of the catalogue. Write its code or its whole name."
    ),
}

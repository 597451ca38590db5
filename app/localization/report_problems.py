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
}

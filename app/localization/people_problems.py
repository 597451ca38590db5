"""Sentences for what goes with receiving people: villages, the queue, ratings, feedback, other communes."""

from app.localization.translate import N_

PEOPLE_PROBLEMS = {
    "reception.competent_unknown": N_(
        "{field}: no commune of this province has this code. Nothing was saved. Choose it from the list."
    ),
    "reception.papers_and_reason": N_(
        "{field}: there is an identity number as well. Nothing was saved. Keep one of the two."
    ),
    "priorities.code_twice": N_(
        "The shipped table of priorities has {priority} twice. Dossiers are safe. Install the program again."
    ),
    "terms.none_in_force": N_(
        "No term is entered for “{term}” on this day. Nothing was saved. Type the date, or ask the province."
    ),
    "villages.twice": N_(
        "The village {village} stands in the list twice. Nothing was saved. Take one of them out."
    ),
    "villages.no_names": N_(
        "The table has no column of names. Nothing was taken over. Head the column “Tên bản” or “name”."
    ),
    "villages.empty": N_("The table has headings and no village. Nothing was taken over. Fill it in."),
    "villages.too_many": N_("The table has more than {most} villages. Nothing was taken over. Divide it."),
    "villages.bad_row": N_(
        "Row {row}, column {column}: not readable ({reason}). No village was taken over. Correct the row."
    ),
    "trips.nothing": N_(
        "Nothing is ready or due soon for the village {village}. No list was made. Look at another village."
    ),
    "ticket.nobody_waiting": N_("Nobody is waiting. Nothing was called."),
    "ticket.unknown": N_("There is no such number today. Nothing was changed. Look at the list of numbers."),
    "ticket.served_already": N_("This number is done with. Nothing was changed. Draw a new number."),
    "rating.nothing_said": N_("No question was answered. Nothing was saved. Touch a face, or leave."),
    "rating.unknown_item": N_("{item}: no question of the rating. Nothing was saved. Correct the answer."),
    "rating.bad_mark": N_("{item}: a mark is a number from 1 to 5. Nothing was saved. Correct the answer."),
    "feedback.unknown": N_("There is no such feedback here. Nothing was changed. Look at the list."),
    "feedback.not_yours": N_(
        "Somebody else takes care of this feedback. Nothing was changed. Ask the director of the centre."
    ),
    "feedback.answered": N_("This feedback has its answer already. Nothing was changed. Enter a new one."),
    "feedback.due_before_received": N_(
        "The answer would be due before the feedback came in. Nothing was saved. Correct the date."
    ),
}

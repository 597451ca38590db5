"""Sentences for the short way of a dossier (bốn tại chỗ)."""

from app.localization.translate import N_

LANE_PROBLEMS = {
    "on_the_spot.not_next": N_("“{part}” is not what comes next. Nothing was changed. Do “{next}” first."),
    "on_the_spot.not_eligible": N_(
        "The appraisal says that the conditions are not met. Nothing was changed."
        " Ask for what is missing, or refuse with the reason."
    ),
    "on_the_spot.blocked": N_(
        "The dossier is “{status}” and cannot be settled on the spot now. Nothing was changed."
        " Look at it in the list."
    ),
    "on_the_spot.nothing_left": N_("The result was returned already. Nothing was changed."),
    "on_the_spot.no_role": N_(
        "This person has not the role for “{part}”. Nothing was changed."
        " Choose somebody who has, or give the role in the settings."
    ),
}

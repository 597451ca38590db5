"""Sentences for what the rules of a step do not allow, and for what a clerk is warned of."""

from app.localization.translate import N_

STEP_PROBLEMS = {
    "reception.due_without_acceptance": N_(
        "A dossier that is only registered has no appointed time yet. Nothing was saved."
        " Accept the dossier, or leave the date out."
    ),
    "reception.received_before": N_(
        "This dossier was received before with the code {code}. Nothing was saved. Open that one."
    ),
    "extension.already_given": N_(
        "The date was put off {allowed} time(s), as often as the law allows. Nothing was changed:"
        " the appointment stands. Return the result as soon as it is ready."
    ),
    "extension.asked_late": N_(
        "A new date must be given at least {days} day(s) before the appointed one. Nothing was changed: the"
        " appointment stands. Finish the dossier, and tell the citizen why it will be late."
    ),
    "extension.not_later": N_(
        "The new date is not later than the old one. Nothing was changed. Choose a later day."
    ),
    "extension.day_off": N_("The new date is a day off. Nothing was changed. Choose a working day."),
    "extension.outside_hours": N_(
        "The office is closed at that time. Nothing was changed. Choose a time within office hours."
    ),
    "extension.no_appointment": N_(
        "No time was appointed, so none can be put off. Nothing was changed."
        " Enter the appointed time by correcting the dossier."
    ),
    "close.too_early": N_(
        "The citizen may bring the missing papers until {until}. Nothing was changed."
        " Close the dossier after that day, or state that the citizen agreed."
    ),
    "return.needs_authorisation": N_(
        "{field}: whoever comes for somebody else gives a name and brings a paper of authorisation."
        " Nothing was saved. Fill it in."
    ),
    "return.needs_witness": N_(
        "A fingerprint counts only beside a witness. Nothing was saved. Enter who witnessed it."
    ),
    "consultation.unknown": N_(
        "No answer of this agency is awaited. Nothing was saved. Choose an agency that was asked."
    ),
    "consultation.due_in_past": N_(
        "The answer would be expected before now. Nothing was saved. Choose a later day."
    ),
    "correction.none_open": N_(
        "Nobody asked for a correction. Nothing was saved. Take in the request for correction first."
    ),
}
"""Code → source text."""

STEP_CAUTIONS = {
    "supplement.notice_late": N_(
        "Missing papers are to be asked for within {days} working days of the reception: until {due}."
    ),
    "supplement.asked_again": N_(
        "Papers were asked for before. The law wants everything that is missing told at once."
    ),
    "reaction.late": N_("A dossier sent in online is answered within {hours} working hours: until {due}."),
    "consultation.still_open": N_("Answers of other agencies are still awaited: {count}."),
    "close.no_term": N_(
        "No term is set for the payment. Make sure that the rules of the sector allow closing the dossier."
    ),
}
"""What a clerk should know before or after a step; ``{due}`` is a moment in words."""

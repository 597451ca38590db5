"""Sentences for what the rules of the counter do not allow: dossiers, steps, numbers, papers, people."""

from app.localization.translate import N_

WORK_PROBLEMS = {
    # reception
    "procedure.unknown": N_(
        "There is no such procedure in the catalogue. Nothing was saved. Check the code."
    ),
    "procedure.not_in_force": N_(
        "This procedure is not in force on {day}; the catalogue has it from {first}. Nothing was saved."
        " Check the date of reception."
    ),
    "reception.not_an_object": N_("The line is not an object with named fields. It was skipped. Correct it."),
    "reception.too_long": N_(
        "Together the fields are too long for one dossier ({limit} bytes). Nothing was saved."
        " Shorten names of papers, notes or further fields."
    ),
    "reception.in_future": N_("The moment of reception is still to come. Nothing was saved. Correct it."),
    "reception.due_before_received": N_(
        "The appointed time is before the reception. Nothing was saved. Correct the date."
    ),
    "reception.due_after_limit": N_(
        "The appointed time is later than the law allows ({limit}). Nothing was saved. Choose an earlier one."
    ),
    "office.unknown_unit": N_(
        "No commune or ward of the three provinces has the code {code}. No office was made."
        " Look the five digits up again."
    ),
    "calendar.out_of_range": N_(
        "The calendar covers {first} to {last}; the term leaves it. Nothing was saved. Check the date."
    ),
    "deadline_rules.none_in_force": N_(
        "No deadline rules are in force on {day}. Nothing was saved. Check the date of reception."
    ),
    "fact.too_large": N_(
        "The entry takes {bytes} bytes, at most {limit} fit. Nothing was saved. Shorten notes or lists."
    ),
    "fact.unknown_field": N_("The program wrote a field {field} that does not exist. Nothing was saved."),
    # a dossier and its steps
    "dossier.unknown": N_("No dossier has this id or code. Nothing was changed. Search by name with `find`."),
    "step.unknown": N_("There is no step “{step}”. Nothing was changed. Steps are: {allowed}."),
    "step.not_allowed": N_(
        "“{step}” is not possible: the dossier is “{status}”. Nothing was changed. Possible now: {allowed}."
    ),
    "step.unknown_field": N_("This step has no field {field}. Nothing was changed. Its fields: {allowed}."),
    "step.needs_newer_program": N_(
        "A newer program wrote something about this dossier that this one does not understand."
        " Everything is kept. Update the program, then take the step."
    ),
    "amend.final": N_(
        "The dossier is “{status}” and can no longer be corrected. Nothing was changed."
        " Receive a new dossier for the correction."
    ),
    "amend.unknown_field": N_("A dossier has no field {field}. Nothing was changed. Check the name."),
    "amend.unchanged": N_("That is what the dossier says already. Nothing was changed."),
    # numbers
    "number.bounds": N_("A day's numbers run from 1 to 9999. Nothing was changed. Correct the number."),
    "range.bounds": N_("The range of numbers is empty or too large. Nothing was granted. Correct it."),
    "range.identifier": N_(
        "The unit identifier holds a sign it cannot hold. Nothing was granted. Correct it."
    ),
    # papers
    "paper.unknown": N_(
        "This paper does not wait to be drawn. Nothing was changed. Print it from the dossier."
    ),
    "paper.overtaken": N_(
        "The dossier was corrected while its paper was drawn. Nothing was printed. Print the corrected paper."
    ),
    "paper.frozen": N_("This paper is issued already and stays as it is. Nothing was changed. Print a copy."),
    "paper.unknown_size": N_(
        "This paper is not drawn in the size “{size}”. Nothing was printed. Sizes are: {allowed}."
    ),
    "paper.one_size": N_("This paper has one size only. Nothing was printed. Leave the size out."),
    "paper.no_roll": N_("Dots for a thermal printer are made of a paper on a roll. Name --paper 80mm."),
    "paper.unknown_form": N_("There is no form “{form}”. Nothing was printed. Forms are: {allowed}."),
    "paper.voided": N_("The reception was voided. Nothing was printed: no paper is issued for it."),
    "paper.bad_template": N_(
        "The template {file} has a mistake at “{field}”: {reason}. Nothing was printed or changed, and what"
        " was saved is safe. Mend it there, or go back to the shipped one with `papers reset`."
    ),
    "printer.bad_offset": N_(
        "“{line}” is no correction of a printer. Nothing was saved. Write its name, a colon, and how many mm"
        " to the right and downwards, at most {most}: HP LaserJet: 1,5 -2."
    ),
    "paper.step_not_taken": N_(
        "There is nothing to print on the form “{form}”: the dossier has not come to its step. Nothing was"
        " printed. Take the step first."
    ),
    "paper.bad_record": N_(
        "The paper cannot be drawn: “{field}” is not readable. What was saved is safe."
        " Tell the administrator."
    ),
    "paper.no_room": N_(
        "The texts do not fit on the paper. The dossier is saved. Shorten the longest field, then print."
    ),
    "slip.negative_count": N_(
        "A count on the slip is less than zero. The dossier is saved. Correct the count."
    ),
    "subject.erased": N_(
        "The personal data of this dossier were erased by order. Nothing was saved: they are not taken again."
    ),
    "slip.no_code": N_("The slip has no code. The dossier is saved. Print it again."),
    "slip.newer_record": N_(
        "A newer program made this slip. Everything is kept. Update the program, then print it again."
    ),
    # people and clocks
    "office.none": N_("There is no office in this folder. Found one with `init`, or check --data."),
    "office.exists": N_(
        "There is an office or a province in this folder already. Nothing was changed. Choose another folder."
    ),
    "device.revoked": N_(
        "The province has revoked this device. What was saved before is safe and will be delivered;"
        " nothing new can be written here. Ask the administrator."
    ),
    "clerk.unknown": N_("No clerk of this office has this name. Nothing was changed. Check the name."),
    "clerk.ambiguous": N_("{count} clerks have this name. Nothing was changed. Name the clerk by the id."),
    "clerk.last": N_(
        "This is the only clerk who can open the office. Nothing was changed. Register another one first."
    ),
    "clerk.exists": N_("A clerk with this name is registered already. Nothing was changed."),
    "passphrase.too_short": N_(
        "The passphrase is too short; it needs at least {least} characters. Nothing was changed."
        " Choose a longer one."
    ),
    "passphrase.wrong": N_(
        "The passphrase is wrong. The data are safe. Try again; if it is forgotten, use the recovery sheet."
    ),
    "clock.before_known": N_(
        "The clock shows {shown}, before things that happened already. Nothing was saved, no number taken."
        " Set the clock, or confirm the time: motcua settings set clock 2026-11-23T08:00"
    ),
    "clock.confirm_again": N_(
        "Something seems to have happened after {shown}. Nothing was changed. If this is the time all the"
        " same, confirm it once more: the clock was wrong before."
    ),
    "clock.far_ahead": N_(
        "The clock shows {shown}, days after the last entry. Nothing was saved, no number taken."
        " Set the clock, or confirm the time: motcua settings set clock 2026-11-23T08:00"
    ),
}
"""Code → source text. ``{step}``, ``{status}`` and ``{allowed}`` come in words."""

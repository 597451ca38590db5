"""Sentences for what was typed or written in a file: what is wrong, what was kept, what to do."""

from app.localization.translate import N_

INPUT_PROBLEMS = {
    # text
    "text.too_long": N_("{field}: longer than {max_chars} characters. Nothing was saved. Shorten the text."),
    "text.control_character": N_(
        "{field}: an invisible control character ({character}) at place {position}. Nothing was saved."
        " Delete it or type the text again."
    ),
    "text.direction_control": N_(
        "{field}: an invisible mark ({character}) at place {position} would show the text in another order."
        " Nothing was saved. Type the text again."
    ),
    "text.broken_character": N_(
        "{field}: a damaged character ({character}) at place {position}. Nothing was saved."
        " Type the text again."
    ),
    # fields of a dossier or a setting
    "field.missing": N_("{field}: must be filled in. Nothing was saved. Fill it in and save again."),
    "field.not_text": N_("{field}: must be text. Nothing was saved. Write it in quotation marks."),
    "field.not_a_whole_number": N_("{field}: must be a whole number. Nothing was saved. Correct the number."),
    "field.negative": N_("{field}: cannot be less than zero. Nothing was saved. Correct the number."),
    "field.too_small": N_("{field}: must be at least {least}. Nothing was saved. Correct the number."),
    "field.too_large": N_("{field}: must be at most {most}. Nothing was saved. Correct the number."),
    "field.too_many": N_(
        "{field}: {given} entries, at most {most} fit. Nothing was saved. Shorten the list."
    ),
    "field.not_a_flag": N_("{field}: must be yes or no. Nothing was saved. Choose one of the two."),
    "field.not_a_list": N_("{field}: must be a list. Nothing was saved. Correct the line."),
    "field.not_an_object": N_("{field}: must be an object with named fields. Nothing was saved. Correct it."),
    "field.not_keepable": N_(
        "{field}: holds a fraction or is nested too deeply. Nothing was saved. Write it as text."
    ),
    "field.unknown_value": N_("{field}: must be one of {allowed}. Nothing was saved. Choose one of them."),
    "sex.unknown": N_("{field}: must be Nam, Nữ or Khác. Nothing was saved. Correct it or leave it empty."),
    "birth_date.impossible": N_("{field}: no calendar has this date. Nothing was saved. Correct the date."),
    "birth_date.unreadable": N_(
        "{field}: not a date. Nothing was saved. Write the year alone, month and year, or the full date."
    ),
    "birth_date.in_future": N_("{field}: after the day of reception. Nothing was saved. Correct the date."),
    "moment.unreadable": N_(
        "{field}: not a date and time. Nothing was saved. Write it like 2026-11-23T09:12:00+07:00."
    ),
    "moment.no_offset": N_("A time without its offset from UTC. Nothing was saved. Write it with +07:00."),
    "moment.out_of_range": N_("A time outside the calendar. Nothing was saved. Correct the year."),
    "identity_card.unreadable": N_(
        "This is not the code of an identity card. Nothing was filled in. Scan again or type the fields."
    ),
    "hours.unreadable": N_(
        "{field}: not readable as opening hours. Nothing was saved. Write them like 07:00-11:30, 13:30-17:00."
    ),
    "hours.never_open": N_("{field}: the office would never be open. Nothing was saved. Enter a session."),
    "setting.unknown": N_(
        "There is no setting {field}. Nothing was changed. `settings show` lists them all."
    ),
    "profile.unreadable": N_(
        "The office profile holds a value of another kind in {field}. Nothing else is touched."
        " Enter that field again in the settings."
    ),
    # lines of a file
    "line.too_long": N_("The line is longer than {limit} bytes. It was skipped, the others are received."),
    "line.not_utf8": N_("The line is not UTF-8 text. It was skipped. Save the file as UTF-8."),
    "line.not_json": N_("The line is not JSON. It was skipped. Correct it and receive that line again."),
    "file.unreadable": N_("The file cannot be read. Nothing was changed. Check its name and its rights."),
    "file.unwritable": N_("The file cannot be written. Nothing was changed. Choose another place."),
    # data files
    "record.bad_field": N_("Field {field} is wrong: {reason}. Nothing was imported. Correct the record."),
    "record.not_an_object": N_(
        "A record is not an object with named fields. Nothing was imported. Correct it."
    ),
    "table.missing": N_("The table {table} is missing in the file. Nothing was imported. Check the file."),
    "table.bad_row": N_(
        "Table {table}, row {row}, field {field}: {reason}. Nothing was imported. Correct the row."
    ),
    "catalogue.not_json": N_("The file is not JSON. Nothing was imported. Choose another file."),
    "catalogue.row_twice": N_(
        "Procedure {code} stands twice from {valid_from}. Nothing was imported. Delete one of the two rows."
    ),
    "procedure.too_large": N_(
        "A procedure takes {bytes} bytes, at most {limit} fit. Nothing was imported. Shorten its papers."
    ),
    "calendar.work_on_workday": N_(
        "{day} is worked anyway: only a Saturday or Sunday is worked in return. Nothing was changed."
        " Check the date."
    ),
    "calendar.unchanged": N_("The calendar says so already. Nothing was changed."),
    "calendar.fits": N_(
        "This appointment fits the calendar. Nothing was changed. Use a correction to give another one."
    ),
    "calendar.day_twice": N_("The calendar has {day} twice. Nothing was imported. Delete one of the rows."),
    "ethnic_groups.ambiguous": N_("Two ethnic groups share a spelling with {group}. Nothing was imported."),
    "units.code_twice": N_("Commune {unit} stands twice in the file. Nothing was imported."),
    "units.unknown_province": N_(
        "Commune {unit} names a province that is not in the file. Nothing was imported."
    ),
    "time_limit.value": N_("A time limit has a number that cannot be. Nothing was imported. Correct it."),
    "time_limit.unreadable": N_("A time limit cannot be read. Nothing was imported. Correct it."),
}
"""Code → source text. ``{field}`` is the name of a field in words."""

"""Sentences for trouble of backups, key slots and the recovery sheet."""

from app.localization.translate import N_

SAFEKEEPING_PROBLEMS = {
    "backup.absent": N_(
        "There is no backup at this place. Nothing was changed. Check the path, and whether the stick is in."
    ),
    "backup.not_one": N_(
        "This file is no backup of the program. Nothing was changed. Choose a file that ends in .mcbackup."
    ),
    "backup.newer": N_(
        "A newer version of the program made this backup. Nothing was changed."
        " Install the newer version, then restore it."
    ),
    "backup.damaged": N_(
        "This backup is damaged and cannot be trusted. Nothing was changed."
        " Copy it from the stick once more, or use the copy of another day."
    ),
    "backup.place_absent": N_(
        "The place for the copy is not there. The office is safe; no copy was made."
        " Plug in the stick, or choose another folder."
    ),
    "backup.place_full": N_(
        "There is no room for the copy. The office is safe; no copy was made."
        " Make room on the stick, or choose another place."
    ),
    "backup.place_read_only": N_(
        "The place for the copy cannot be written to. The office is safe; no copy was made."
        " Look whether the stick is locked, or choose another place."
    ),
    "backup.place_unreliable": N_(
        "The copy could not be read back as it was written. The office is safe; no copy was made."
        " Use another stick: this one is worn out."
    ),
    "key_slots.missing": N_(
        "The file keyslots.json is missing from the data folder; without it nobody can open the database."
        " Put it back, or restore the last backup: it carries a copy."
    ),
    "key_slots.damaged": N_(
        "The file keyslots.json is damaged; without it nobody can open the database, which is unharmed."
        " Restore the last backup: it carries a copy."
    ),
    "key_slots.newer": N_(
        "A newer version of the program has written keyslots.json. Nothing was changed."
        " Install the newer version to go on."
    ),
    "recovery.mistyped": N_(
        "Group {group} of the recovery key is mistyped. Nothing was changed. Compare it with the sheet."
    ),
    "recovery.length": N_(
        "The recovery key has {expected} characters, {characters} were typed. Nothing was changed."
        " Type every group on the sheet."
    ),
    "recovery.wrong": N_(
        "This recovery key does not open this office. Nothing was changed."
        " Look for the newest recovery sheet of the office."
    ),
}
"""Code → source text."""

SAFEKEEPING_CAUTIONS = {
    "backup.no_place": N_("There is no second place for copies yet. Choose one, such as a USB stick."),
    "backup.never": N_(
        "There is no copy of this office yet. What the province has not received is lost if the disk breaks."
    ),
    "backup.old": N_("The last good copy is {days} days old. Plug in the stick, or choose another place."),
    "backup.place_absent": N_(
        "The place for the daily copy is not there. Plug in the stick, or choose another folder."
    ),
    "backup.same_disk": N_(
        "The copies lie on the same disk as the office and would be lost with it."
        " Choose a stick or another disk."
    ),
}
"""Code of a caution → source text."""

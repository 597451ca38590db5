"""Sentences for trouble of files, disks and links: what happened, what is safe, what to do next."""

from app.localization.translate import N_

MACHINE_PROBLEMS = {
    "folder.in_use": N_(
        "The program is already open on this folder (process {process}). Nothing was changed."
        " Go to the open window, or close it first."
    ),
    "storage.locked": N_(
        "Another process has been writing for a long time. Nothing was saved. Try again in a moment."
    ),
    "storage.disk_full": N_(
        "The disk is full. Everything saved before is safe; this was not saved."
        " Free some space and save again."
    ),
    "storage.read_only": N_(
        "The data folder cannot be written to. Everything saved before is safe. Check the folder's rights."
    ),
    "storage.cannot_open": N_(
        "There is no office in this folder, or it cannot be opened. Nothing was changed."
        " Check --data, or set up an office with `init`."
    ),
    "storage.disk_error": N_(
        "The disk reported an error. What was confirmed before is safe as far as the disk can read it."
        " Make a backup now and have the disk checked."
    ),
    "storage.out_of_memory": N_(
        "The machine has no memory left. Everything saved before is safe; this was not saved."
        " Close other programs and try again."
    ),
    "storage.corrupt": N_(
        "The database is damaged. Do not go on writing. Keep the folder as it is and restore the last backup;"
        " what the province has received is there too."
    ),
    "storage.wrong_key": N_(
        "The database does not open with this key. Nothing was changed. Check the folder and the passphrase."
    ),
    "storage.newer_database": N_(
        "A newer version of the program has used this folder. Nothing was changed."
        " Install the newer version to go on."
    ),
    "storage.migration_failed": N_(
        "The database could not be brought up to date; it is as it was before."
        " Free some space and start again, or go on with the former version."
    ),
}
"""Code → source text."""

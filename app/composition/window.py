"""The window on an office folder: the way in, and what keeps a second one out.

Only what the sign-in window needs to be painted is imported at once; see `ui.entrance`.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.problems import DomainProblem
from app.localization.catalogue import LANGUAGES
from app.localization.translate import current_language, set_language
from app.machine.office_folder import OfficeFolder
from app.machine.paths import data_folder, log_folder
from app.machine.resource_folder import resource_folder
from app.machine.single_instance import SingleInstance
from app.storage.painting_thread import paint_on_this_thread
from app.storage.shown_names import shown_names

if TYPE_CHECKING:
    from app.domain.code_tables import CodeTables
    from app.domain.units import Units
    from app.use_cases.desk import Desk
    from ui.entrance import Attempt, Founded, Founding, PageImage


class FolderEntrance:
    """The way into one office folder (`ui.entrance.Entrance`)."""

    def __init__(self, folder: Path, *, practice: bool = False, logs: Path | None = None) -> None:
        """Look at a folder. ``practice`` is what an office founded here will be.

        With ``logs``, the log file is begun there as soon as the first page has been painted.
        """
        self._logs = logs
        self._folder = folder
        self._place = OfficeFolder(folder)
        self._new_is_practice = practice
        self._desk: Desk | None = None

    @property
    def practice(self) -> bool:
        """Whether this is a practice office."""
        card = self._place.card()
        return self._new_is_practice if card is None else card.practice

    def clerks(self) -> Sequence[str]:
        """Return the names that sign in here; none means first start."""
        return shown_names(self._folder)

    def language(self) -> str:
        """Return the language last used on this device."""
        kept = self._place.language()
        return kept if kept in LANGUAGES else current_language()

    def keep_language(self, language: str) -> None:
        """Remember the language for the next start."""
        set_language(language)
        self._place.keep_language(language)

    def warm_up(self) -> None:
        """Begin the log file, and import what opening an office needs."""
        if self._logs is not None:
            from app.machine.logging_setup import start_logging

            start_logging(self._logs, "window")
        import_module("app.composition.office")

    def units(self) -> "Units":
        """Return the communes of the shipped data."""
        from app.machine.resource_files import load_units

        return load_units()

    def code_tables(self) -> "CodeTables":
        """Return the lists of codes of the shipped data."""
        from app.machine.resource_files import load_code_tables

        return load_code_tables()

    def page_images(self, pdf: bytes, dpi: int) -> "Sequence[PageImage]":
        """Return a picture of every page of a paper."""
        from app.documents.raster import pages

        return pages(pdf, dpi)

    def open(self, clerk: str, passphrase: str) -> "Desk":
        """Open the office in a clerk's name."""
        from app.composition.office import open_office

        return self._hold(open_office(self._folder, passphrase, clerk))

    def found(self, founding: "Founding") -> "Founded":
        """Make the office and open it."""
        from app.composition.office import NewOffice, found_office
        from app.use_cases.manage_people import NewClerk
        from ui.entrance import Founded

        first = NewClerk(founding.full_name, founding.position, founding.phone)
        new = NewOffice(founding.unit.code, first, founding.passphrase, self._new_is_practice)
        founded = found_office(self._folder, new)
        return Founded(self._hold(founded.desk), founded.recovery_key)

    def recover(self, recovery_key: str, clerk: str, passphrase: str) -> "Desk":
        """Give a clerk a new passphrase with the key from the recovery sheet, and open the office."""
        from app.composition.office import recover_office

        return self._hold(recover_office(self._folder, recovery_key, clerk, passphrase))

    def next_exchange(self, attempts: "Sequence[Attempt]", now: int, unsent_since: int | None) -> int:
        """Return when to exchange next."""
        import random

        from sync.client import scheduler

        history = [scheduler.Attempt(one.ended_at, one.error) for one in attempts]
        # Offices cut off together must not return together; nothing secret hangs on this draw.
        jitter = random.uniform(-1, 1)  # noqa: S311
        return scheduler.next_exchange(history, now=now, oldest_unsent=unsent_since, jitter=jitter)

    def close(self) -> None:
        """Close the office. Safe to call when nothing is open."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def _hold(self, desk: "Desk") -> "Desk":
        self.close()
        self._desk = desk
        return desk


def show_window(entrance: FolderEntrance, open_now: "Callable[[], Desk] | None" = None) -> int:
    """Show the window until the person leaves; returns the exit code of the program."""
    from ui.application import run

    paint_on_this_thread()
    return run(entrance, resource_folder(), open_now)


def open_window(folder: Path) -> int:
    """Claim a folder, show its window, release it.

    Raises DomainProblem ``folder.in_use`` when a window has it open already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with SingleInstance(folder):
        return show_window(FolderEntrance(folder, logs=log_folder(folder)))


def window_from_icon() -> int:
    """Show the window on the usual folder; what stands in the way is told in a window too."""
    try:
        return open_window(data_folder())
    except DomainProblem as problem:
        from app.localization.problem_text import problem_text
        from ui.refusal import show_refusal

        show_refusal(problem_text(problem.code, problem.details), resource_folder())
        return 1

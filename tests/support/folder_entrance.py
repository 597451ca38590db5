"""The way into an office folder for tests of the window: the real one, with a clock that can be set."""

from pathlib import Path

from app.composition.office import NewOffice, found_office, open_office
from app.composition.window import FolderEntrance
from app.machine.clock import Clock
from app.use_cases.desk import Desk
from app.use_cases.manage_people import NewClerk
from ui.entrance import Founded, Founding


class ClockedEntrance(FolderEntrance):
    """`FolderEntrance` whose offices live by a given clock."""

    def __init__(self, folder: Path, clock: Clock, *, practice: bool = False) -> None:
        super().__init__(folder, practice=practice)
        self._clock = clock

    def open(self, clerk: str, passphrase: str) -> Desk:
        return self._hold(open_office(self._folder, passphrase, clerk, clock=self._clock))

    def found(self, founding: Founding) -> Founded:
        first = NewClerk(founding.full_name, founding.position, founding.phone)
        new = NewOffice(founding.unit.code, first, founding.passphrase, self._new_is_practice)
        made = found_office(self._folder, new, clock=self._clock)
        return Founded(self._hold(made.desk), made.recovery_key)

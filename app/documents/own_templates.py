"""An office's own texts of papers: export a template, check a changed one, put it to use, go back.

Whatever is used was read the way it is read when a citizen waits for the paper; a mistake is refused before.
"""

import json
from pathlib import Path
from typing import Any

from app.documents.renderer import PaperRenderer
from app.documents.shared_texts import COMMON
from app.documents.sheet_renderer import FOLDER
from app.documents.slip_template import read_template as read_slip_template
from app.documents.template_reading import bad_template
from app.domain.problems import DomainProblem
from app.domain.sheet_forms import FORMS as SHEETS

SLIP = "slip"
_FORM_OF_SLIP = "01"
"""What its template calls itself."""


class OwnTemplates:
    """The templates of the office in a folder."""

    def __init__(self, resources: Path, folder: Path) -> None:
        """Take the shipped resources and the office's folder."""
        self._renderer = PaperRenderer(resources, folder)
        self._folder = folder

    def forms(self) -> tuple[str, ...]:
        """Return everything that has a template, what all share included."""
        return (SLIP, *self._renderer.shelf.forms, *SHEETS, COMMON)

    def own(self) -> tuple[str, ...]:
        """Return the names the office has its own templates of."""
        return tuple(name for name in self.forms() if self._own_file(name).is_file())

    def export(self, form: str) -> bytes:
        """Return the template in use.

        Raises DomainProblem ``paper.unknown_form`` (`form`, `allowed`).
        """
        self._known(form)
        return self._renderer.shelf.in_use(form).read_bytes()

    def check(self, file: Path) -> str:
        """Read a changed template and return its form.

        Raises DomainProblem ``paper.bad_template`` (`file`, `field`, `reason`), ``paper.unknown_form`` or
        ``file.unreadable``.
        """
        content = _decoded(file)
        told = content.get("form") if isinstance(content, dict) else None
        if not isinstance(told, str):
            raise bad_template(file.name, "form", "missing")
        form = SLIP if told == _FORM_OF_SLIP else told
        self._known(form)
        if form == SLIP:
            try:
                read_slip_template(content)
            except DomainProblem as problem:
                raise DomainProblem(problem.code, **{**problem.details, "file": file.name}) from None
        elif form in SHEETS:
            self._renderer.sheets.check(form, content, file.name)
        else:
            self._renderer.shelf.check(form, file)
        return form

    def use(self, file: Path) -> tuple[str, Path, bytes]:
        """Check a template; return its form, and what is to be written where. Raises as `check`."""
        form = self.check(file)
        return form, self._own_file(form), file.read_bytes()

    def reset(self, form: str) -> bool:
        """Go back to the shipped template; False when it was in use already.

        Raises DomainProblem ``paper.unknown_form``, ``file.unwritable``.
        """
        self._known(form)
        own = self._own_file(form)
        if not own.is_file():
            return False
        try:
            own.unlink()
        except OSError as error:
            raise DomainProblem("file.unwritable") from error
        return True

    def _own_file(self, form: str) -> Path:
        return self._folder / FOLDER / f"{form}.json"

    def _known(self, form: str) -> None:
        if form not in self.forms():
            raise DomainProblem("paper.unknown_form", form=form[:40], allowed=", ".join(self.forms()))


def _decoded(file: Path) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        return json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise DomainProblem("file.unreadable") from error
    except ValueError as error:
        raise bad_template(file.name, "", "not_json") from error
